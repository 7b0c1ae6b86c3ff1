import { isToBeReplaced } from '../../utils/alerts/plan-key';
import type { KeyRecord } from '../../utils/keys/key';
import { replacementsOf } from '../../utils/keys/rotation';
import type { SettingsInForce } from '../../utils/policy';
import { countdownText, expiryFacts, t } from '../../utils/words';
import { takeFocusAtTop } from '../shared/focus';
import { lastUsedText } from '../shared/last-used-text';
import { expiryStatusShown, StatusIcon, statusShown } from '../shared/status-icon';
import { AddToCalendar } from './add-to-calendar';
import { BackButton } from './back-button';
import { DueDate } from './due-date';
import { KeyStanding } from './key-standing';
import { LifetimeBar } from './lifetime-bar';
import { ReplaceByChoice } from './replace-by';
import type { RotationState } from './use-rotation';

interface KeyHeaderProps {
  record: KeyRecord;
  records: readonly KeyRecord[];
  settings: SettingsInForce;
  now: number;
  openPart: 'replace-by' | undefined;
  rotation: RotationState;
  onBack: () => void;
  onOpenTab: () => void;
  onDeleted: () => void;
}

/** The name of the key, how long it works, whether it gives reminders, and what can be done first. */
export function KeyHeader({ record, records, settings, now, openPart, onBack, onDeleted, ...actions }: KeyHeaderProps) {
  const { id, name, kind, host, expiry, goneSince } = record;
  const replacement = replacementsOf(records, now).get(id)?.name;
  return (
    <header>
      <BackButton
        text={t('key_back')}
        onBack={onBack}
      />
      <h1>
        <bdi>{name}</bdi>
      </h1>
      {goneSince === undefined && (
        <p className="key-countdown">
          <StatusIcon status={statusShown(record, settings, now)} />{' '}
          <span data-status={expiryStatusShown(record, now)}>{countdownText(expiry, now)}</span>
        </p>
      )}
      <p className="quiet detail">
        {[t(`kind_${kind}`), host, ...expiryFacts(expiry, now), lastUsedText(record, now)].filter(Boolean).join('\n')}
      </p>
      {goneSince === undefined && (
        <LifetimeBar
          record={record}
          now={now}
        />
      )}
      {goneSince === undefined && replacement === undefined && (
        <Replacement
          record={record}
          settings={settings}
          now={now}
          isOpen={openPart === 'replace-by'}
        />
      )}
      <KeyStanding
        record={record}
        replacement={replacement}
        settings={settings}
        now={now}
        onDeleted={onDeleted}
      />
      <Actions
        record={record}
        records={records}
        settings={settings}
        now={now}
        {...actions}
      />
    </header>
  );
}

interface ReplacementProps {
  record: KeyRecord;
  settings: SettingsInForce;
  now: number;
  isOpen: boolean;
}

/** By when to replace the key: in so many days once that is near, and where it is set. */
function Replacement({ record, settings, now, isOpen }: ReplacementProps) {
  return (
    <>
      {isToBeReplaced(record, settings, now) && (
        <DueDate
          record={record}
          settings={settings}
          now={now}
        />
      )}
      <ReplaceByChoice
        record={record}
        settings={settings}
        now={now}
        isOpen={isOpen}
      />
    </>
  );
}

type ActionsProps = Pick<KeyHeaderProps, 'record' | 'records' | 'settings' | 'now' | 'rotation' | 'onOpenTab'>;

function Actions({ record, records, settings, now, rotation, onOpenTab }: ActionsProps) {
  return (
    <div className="buttons actions">
      {!rotation.value && record.goneSince === undefined && (
        <button
          type="button"
          className="main"
          ref={rotation.latest === 'stopped' ? takeFocusAtTop : null}
          onClick={rotation.start}
        >
          {t('rotation_start')}
        </button>
      )}
      <button
        type="button"
        onClick={onOpenTab}
      >
        {t('popup_open_tab')}
      </button>
      <AddToCalendar
        record={record}
        records={records}
        settings={settings}
        now={now}
      />
    </div>
  );
}
