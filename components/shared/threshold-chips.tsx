import { useId } from 'react';
import { THRESHOLD_CHOICES } from '../../utils/settings';
import { tCount, t } from '../../utils/words';
import { Locked } from './locked';

interface ThresholdChipsProps {
  label: string;
  describedBy?: string;
  chosen: readonly number[];
  /** Whether the administrator has set them. */
  isLocked?: boolean;
  onChange: (days: number[]) => void;
}

/** The thresholds of reminders, in days before expiry, each to be switched on or off. */
export function ThresholdChips({ label, describedBy = '', chosen, isLocked = false, onChange }: ThresholdChipsProps) {
  const lockedId = useId();
  return (
    <>
      {isLocked && <Locked id={lockedId} />}
      <div
        className="chips"
        role="group"
        aria-label={label}
        aria-describedby={`${describedBy} ${isLocked ? lockedId : ''}`.trim() || undefined}
      >
        {choicesWith(chosen).map((days) => (
          <label
            key={days}
            className="chip"
          >
            <input
              type="checkbox"
              checked={chosen.includes(days)}
              disabled={isLocked}
              onChange={() => onChange(toggled(chosen, days))}
            />
            {days === 0 ? t('options_threshold_expiry') : tCount('options_threshold', days)}
          </label>
        ))}
      </div>
      <p
        className="quiet"
        role="status"
      >
        {chosen.length === 0 && t('options_threshold_none')}
      </p>
    </>
  );
}

/** The thresholds to choose from, with those of a policy or an imported file, which may be others. */
function choicesWith(chosen: readonly number[]): number[] {
  return [...new Set([...THRESHOLD_CHOICES, ...chosen])].sort((first, second) => second - first);
}

/** The thresholds with `days` added or removed, earliest reminder first. */
function toggled(chosen: readonly number[], days: number): number[] {
  const without = chosen.filter((chosenDays) => chosenDays !== days);
  return without.length < chosen.length ? without : [...without, days].sort((first, second) => second - first);
}
