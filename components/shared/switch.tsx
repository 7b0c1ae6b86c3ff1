import { useId } from 'react';
import { Locked } from './locked';

interface SwitchProps {
  label: string;
  text: string;
  isOn: boolean;
  /** Whether the administrator has set it. */
  isLocked?: boolean;
  onChange: (isOn: boolean) => void;
}

/** A checkbox with its label, and a line on what it means. */
export function Switch({ label, text, isOn, isLocked = false, onChange }: SwitchProps) {
  const lockedId = useId();
  return (
    <>
      <label className="switch">
        <input
          type="checkbox"
          checked={isOn}
          disabled={isLocked}
          aria-describedby={isLocked ? lockedId : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>
          {label}
          <span className="quiet">{text}</span>
        </span>
      </label>
      {isLocked && <Locked id={lockedId} />}
    </>
  );
}
