import { useId, useState } from 'react';
import { dueReason, replaceByText } from '../../utils/alerts/replacement-in-words';
import { MORNING } from '../../utils/alerts/moments';
import { expiryStatus } from '../../utils/keys/expiry';
import { MOST_DAYS, type KeyRecord, type ReplaceBy } from '../../utils/keys/key';
import { replacementDue, type Due } from '../../utils/keys/replacement';
import type { SettingsInForce } from '../../utils/policy';
import { t, tCount } from '../../utils/words';
import { DateChoice } from '../shared/date-choice';
import { focusFold, takeFocus } from '../shared/focus';
import { Problem } from '../shared/problem';
import { useCommand } from '../shared/use-command';
import { useSave } from '../shared/use-save';
import './replace-by.css';

/** Usual times after which keys are replaced, in days. Chosen, not measured. */
const PRESETS = [30, 90, 180, 365];

interface ReplaceByProps {
  record: KeyRecord;
  settings: SettingsInForce;
  now: number;
  /** Whether the user has come for this. */
  isOpen: boolean;
}

/** By when to replace a key: folded away under the day itself, because most keys are replaced when they expire. */
export function ReplaceByChoice({ record: { replaceBy, ...rest }, settings, now, isOpen }: ReplaceByProps) {
  const { id } = rest;
  const { send, problem } = useCommand();
  const [isUnfolded, setIsUnfolded] = useState(isOpen);
  const { value: chosen, save } = useSave<ReplaceBy | undefined>(replaceBy, (wanted) =>
    send({ type: 'replaceBy', body: { id, ...(wanted && { replaceBy: wanted }) } }),
  );
  const record: KeyRecord = { ...rest, ...(chosen && { replaceBy: chosen }) };
  const due = replacementDue(record, settings, now);
  return (
    <details
      className="replace-by"
      open={isOpen}
      onToggle={({ currentTarget }) => setIsUnfolded(currentTarget.open)}
    >
      <summary ref={isOpen ? takeFocus : null}>{due ? replaceByText(due) : t(summaryWithout(record))}</summary>
      {isUnfolded && (
        <div>
          <Reasons
            record={record}
            due={due}
            settings={settings}
            now={now}
          />
          <Choices
            chosen={chosen}
            hasGeneralRule={settings.rotateEveryDays !== undefined}
            now={now}
            onChoose={(wanted) => void save(wanted)}
          />
          <Problem text={problem} />
        </div>
      )}
    </details>
  );
}

interface ChoicesProps {
  chosen: ReplaceBy | undefined;
  /** Whether the user has set something for all keys. */
  hasGeneralRule: boolean;
  now: number;
  onChoose: (wanted: ReplaceBy | undefined) => void;
}

function Choices({ chosen, hasGeneralRule, now, onChoose }: ChoicesProps) {
  return (
    <>
      <Cadences
        chosen={chosen}
        onChoose={onChoose}
      />
      <DateChoice
        label={t('replace_date')}
        button={t('replace_set')}
        now={now}
        longest={{ days: MOST_DAYS, refusal: 'replace_too_far' }}
        onChoose={(morning) => onChoose({ kind: 'date', at: morning - MORNING })}
      />
      <div className="buttons">
        <button
          type="button"
          aria-pressed={chosen?.kind === 'none'}
          onClick={() => onChoose({ kind: 'none' })}
        >
          {t('replace_none')}
        </button>
        {chosen && hasGeneralRule && (
          <button
            type="button"
            onClick={(event) => {
              focusFold(event);
              onChoose(undefined);
            }}
          >
            {t('key_thresholds_all')}
          </button>
        )}
      </div>
    </>
  );
}

function summaryWithout({ replaceBy }: KeyRecord): 'replace_off' | 'replace_unset' {
  return replaceBy ? 'replace_off' : 'replace_unset';
}

interface ReasonsProps {
  record: KeyRecord;
  due: Due | undefined;
  settings: SettingsInForce;
  now: number;
}

/** What the day means, how it was counted, and who wants it. */
function Reasons({ record, due, settings, now }: ReasonsProps) {
  const { agencyRotateEveryDays: agencyDays } = settings;
  const reasons = [
    t('replace_text'),
    due && dueReason(due),
    !due && expiresFirst(record, settings, now) && t('replace_expires_first'),
    agencyDays !== undefined && tCount('replace_agency', agencyDays),
  ].filter((reason) => typeof reason === 'string');
  return reasons.map((reason) => (
    <p
      key={reason}
      className="quiet"
    >
      {reason}
    </p>
  ));
}

/** Whether someone wants the key replaced by a day on which it has already expired. */
function expiresFirst({ replaceBy, expiry }: KeyRecord, settings: SettingsInForce, now: number): boolean {
  const isWanted = replaceBy ? replaceBy.kind !== 'none' : settings.rotateEveryDays !== undefined;
  return (isWanted || settings.agencyRotateEveryDays !== undefined) && expiryStatus(expiry, now) !== 'expired';
}

/** Buttons, not radio buttons: an arrow key that only passes by would set a day, perhaps one long ago. */
function Cadences({ chosen, onChoose }: Pick<ChoicesProps, 'chosen' | 'onChoose'>) {
  const title = useId();
  return (
    <>
      <p id={title}>{t('replace_after')}</p>
      <div
        className="buttons"
        role="group"
        aria-labelledby={title}
      >
        {PRESETS.map((days) => (
          <button
            key={days}
            type="button"
            aria-pressed={chosen?.kind === 'cadence' && chosen.days === days}
            onClick={() => onChoose({ kind: 'cadence', days })}
          >
            {tCount('options_threshold', days)}
          </button>
        ))}
      </div>
    </>
  );
}
