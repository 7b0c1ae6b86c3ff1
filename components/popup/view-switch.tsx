import { t } from '../../utils/words';
import './view-switch.css';

const CHOICES = [
  ['keys', 'timeline_keys'],
  ['timeline', 'timeline_title'],
] as const;

interface ViewSwitchProps {
  chosen: 'keys' | 'timeline';
  onChoose: (name: 'keys' | 'timeline') => void;
}

/** Chooses between the list of keys and the timeline. */
export function ViewSwitch({ chosen, onChoose }: ViewSwitchProps) {
  return (
    <div
      className="view-switch"
      role="radiogroup"
      aria-label={t('timeline_switch')}
    >
      {CHOICES.map(([name, label]) => (
        <label key={name}>
          <input
            type="radio"
            name="view"
            checked={name === chosen}
            onChange={() => onChoose(name)}
          />
          {t(label)}
        </label>
      ))}
    </div>
  );
}
