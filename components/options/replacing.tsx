import { useEffect, useId, useRef, useState } from 'react';
import { MOST_DAYS } from '../../utils/keys/key';
import { t, tCount, tParts } from '../../utils/words';
import { Problem } from '../shared/problem';
import { Switch } from '../shared/switch';
import { useOnLeave } from '../shared/use-on-leave';
import type { SettingsProps } from './settings-props';
import './replacing.css';

/** The days after which keys are replaced when this is switched on. Chosen, not measured. */
const FIRST_DAYS = 90;

/** The part of the options page for how often to replace keys. The administrator's rule holds beside the user's. */
export function Replacing({ settings, policy, onChange }: SettingsProps) {
  const { rotateEveryDays, ...withoutRule } = settings;
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    // The popup leads here (utils/hosts/open-own-page.ts). The page is made too late for the browser to find the place.
    if (location.hash !== '#replacing') return;
    place.current?.scrollIntoView();
    place.current?.querySelector('input')?.focus();
  }, []);
  return (
    <section ref={place}>
      <h2>{t('rotate_title')}</h2>
      <Switch
        label={t('rotate_switch')}
        text={t('rotate_switch_text')}
        isOn={rotateEveryDays !== undefined}
        onChange={(isOn) => onChange(isOn ? { ...settings, rotateEveryDays: FIRST_DAYS } : withoutRule)}
      />
      {rotateEveryDays !== undefined && (
        <DaysField
          days={rotateEveryDays}
          onChange={(days) => onChange({ ...settings, rotateEveryDays: days })}
        />
      )}
      {policy.rotateEveryDays !== undefined && (
        <p className="quiet">{tCount('replace_agency', policy.rotateEveryDays)}</p>
      )}
    </section>
  );
}

/**
 * A number of days. It counts once the user has left the field, or the page: the 3 of 365 would make all keys overdue.
 */
function DaysField({ days, onChange }: { days: number; onChange: (days: number) => void }) {
  const [entered, setEntered] = useState<string>();
  const [isWrong, setIsWrong] = useState(false);
  const problem = useId();
  const leave = (): void => {
    if (entered === undefined) return;
    const wanted = Number(entered);
    const isDays = Number.isInteger(wanted) && wanted >= 1 && wanted <= MOST_DAYS;
    setIsWrong(!isDays);
    if (!isDays) return;
    setEntered(undefined);
    if (wanted !== days) onChange(wanted);
  };
  useOnLeave(leave);
  const field = (
    <input
      key="days"
      type="number"
      min={1}
      max={MOST_DAYS}
      step={1}
      value={entered ?? days}
      aria-invalid={isWrong}
      aria-describedby={problem}
      onChange={({ target }) => setEntered(target.value)}
      onBlur={leave}
      onKeyDown={({ key }) => key === 'Enter' && leave()}
    />
  );
  return (
    <div className="rotate-days">
      <label>{tParts('rotate_every', field)}</label>
      <Problem
        id={problem}
        text={isWrong && t('rotate_wrong')}
      />
    </div>
  );
}
