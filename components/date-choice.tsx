import { useId, useState, type FormEvent } from 'react';
import { dateFieldText, morningOf } from '../utils/alerts/moments';
import { DAY } from '../utils/keys/time';
import { words } from '../utils/words';

/** A date after today and a button; `onChoose` gets 09:00 SGT of it (ms). */
export function DateChoice({ label, button, now, onChoose }: { label: string; button: string; now: number; onChoose: (at: number) => void }) {
  const [date, setDate] = useState('');
  const [isRefused, setIsRefused] = useState(false);
  const id = useId();
  const choose = (event: FormEvent): void => {
    event.preventDefault();
    const at = morningOf(date);
    setIsRefused(!(at > now));
    if (at > now) onChoose(at);
  };
  return (
    <form className="date-choice" onSubmit={choose} noValidate>
      <label htmlFor={id}>{label}</label>
      <input id={id} type="date" value={date} min={dateFieldText(now + DAY)} max="2199-12-31" aria-invalid={isRefused} aria-describedby={`${id}-problem`} onChange={(event) => setDate(event.target.value)} />
      <button type="submit">{button}</button>
      <p className="problem" id={`${id}-problem`} role="alert">{isRefused && words('date_not_ahead')}</p>
    </form>
  );
}
