import { useId, useState, type FormEvent } from 'react';
import { dateFieldText, LONGEST_WAIT_DAYS, MORNING, morningOf, waitsUntil } from '../utils/alerts/moments';
import { DAY } from '../utils/keys/time';
import { words, type Word } from '../utils/words';

/** A date after today, within the days for which a wish holds, and a button; `onChoose` gets 09:00 SGT of it (ms). */
export function DateChoice({
  label,
  button,
  now,
  onChoose,
}: {
  label: string;
  button: string;
  now: number;
  onChoose: (at: number) => void;
}) {
  const [date, setDate] = useState('');
  const [refusal, setRefusal] = useState<Word>();
  const id = useId();
  const latest = now + LONGEST_WAIT_DAYS * DAY - MORNING;
  const choose = (event: FormEvent): void => {
    event.preventDefault();
    const at = morningOf(date);
    const problem = refusalOf(at, now);
    setRefusal(problem);
    if (problem === undefined) onChoose(at);
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
      <p
        className="problem"
        id={`${id}-problem`}
        role="alert"
      >
        {refusal && words(refusal)}
      </p>
    </form>
  );
}

/** What is wrong with a wish until the instant `at` (ms), if anything is. */
function refusalOf(at: number, now: number): Word | undefined {
  if (!(at > now)) return 'date_not_ahead';
  return waitsUntil(at, now) === 0 ? 'date_too_far' : undefined;
}
