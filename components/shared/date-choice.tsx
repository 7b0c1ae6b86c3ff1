import { useId, useState, type FormEvent } from 'react';
import { LONGEST_WAIT_DAYS, MORNING, morningOf } from '../../utils/alerts/moments';
import { DAY, singaporeDate } from '../../utils/keys/time';
import { t, type MessageKey } from '../../utils/words';
import { Problem } from './problem';

interface DateChoiceProps {
  label: string;
  button: string;
  now: number;
  /** How many days ahead the date may be, and what to say of one that is further. */
  longest?: { days: number; refusal: MessageKey };
  /** Gets 09:00 SGT of the date (ms). */
  onChoose: (morning: number) => void;
}

const LONGEST_WAIT: NonNullable<DateChoiceProps['longest']> = { days: LONGEST_WAIT_DAYS, refusal: 'date_too_far' };

/** A date after today, by default no further ahead than a snooze or mute may reach, and a button. */
export function DateChoice({ label, button, now, longest = LONGEST_WAIT, onChoose }: DateChoiceProps) {
  const [date, setDate] = useState('');
  const [refusal, setRefusal] = useState<MessageKey>();
  const id = useId();
  const latest = now + longest.days * DAY - MORNING;
  const choose = (event: FormEvent): void => {
    event.preventDefault();
    const morning = morningOf(date);
    const problem = refusalOf(morning, now, longest);
    setRefusal(problem);
    if (problem === undefined) onChoose(morning);
  };
  return (
    <form
      className="date-choice"
      onSubmit={choose}
      noValidate
    >
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={date}
        min={singaporeDate(now + DAY)}
        max={singaporeDate(latest)}
        aria-invalid={refusal !== undefined}
        aria-describedby={`${id}-problem`}
        onChange={(event) => setDate(event.target.value)}
      />
      <button type="submit">{button}</button>
      <Problem
        text={refusal && t(refusal)}
        id={`${id}-problem`}
      />
    </form>
  );
}

function refusalOf(
  morning: number,
  now: number,
  { days, refusal }: { days: number; refusal: MessageKey },
): MessageKey | undefined {
  if (!(morning > now)) return 'date_not_ahead';
  return morning - now > days * DAY ? refusal : undefined;
}
