import { THRESHOLD_CHOICES } from '../utils/settings';
import { countedWords, words } from '../utils/words';

/** The days before expiry at which a notice can be given, each to be switched on or off. */
export function ThresholdChips({ label, describedBy, chosen, onChange }: { label: string; describedBy?: string; chosen: readonly number[]; onChange: (days: number[]) => void }) {
  return (
    <div className="chips" role="group" aria-label={label} aria-describedby={describedBy}>
      {THRESHOLD_CHOICES.map((days) => (
        <label key={days} className="chip">
          <input type="checkbox" checked={chosen.includes(days)} onChange={() => onChange(toggled(chosen, days))} />
          {days === 0 ? words('options_threshold_expiry') : countedWords('options_threshold', days)}
        </label>
      ))}
    </div>
  );
}

/** The thresholds with `days` put in or taken out, widest first. */
function toggled(chosen: readonly number[], days: number): number[] {
  const without = chosen.filter((one) => one !== days);
  return without.length < chosen.length ? without : [...without, days].sort((one, other) => other - one);
}
