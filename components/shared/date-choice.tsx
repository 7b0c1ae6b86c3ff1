import { useId, useState, type FormEvent } from 'react';
import { dateFieldText, LONGEST_WAIT_DAYS, MORNING, morningOf, waitsUntil } from '../../utils/alerts/moments';
import { DAY } from '../../utils/keys/time';
import { t, type MessageKey } from '../../utils/words';
import { Problem } from './problem';

interface DateChoiceProps {
  label: string;
  button: string;
  now: number;
  /** Gets 09:00 SGT of the date (ms). */
  onChoose: (morning: number) => void;
}

/** A date after today, no further ahead than a snooze or mute may reach, and a button. */
export function DateChoice({ label, button, now, onChoose }: DateChoiceProps) {
  const [date, setDate] = useState('');
  const [refusal, setRefusal] = useState<MessageKey>();
  const id = useId();
  const latest = now + LONGEST_WAIT_DAYS * DAY - MORNING;
  const choose = (event: FormEvent): void => {
    event.preventDefault();
    const morning = morningOf(date);
    const problem = refusalOf(morning, now);
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
        min={dateFieldText(now + DAY)}
        max={dateFieldText(latest)}
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

function refusalOf(morning: number, now: number): MessageKey | undefined {
  if (!(morning > now)) return 'date_not_ahead';
  return waitsUntil(morning, now) === 0 ? 'date_too_far' : undefined;
}
