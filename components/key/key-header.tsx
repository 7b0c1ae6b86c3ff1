import { needsAttention } from '../../utils/alerts/plan';
import type { KeyRecord } from '../../utils/keys/key';
import { replacementsOf } from '../../utils/keys/rotation';
import type { Settings } from '../../utils/settings';
import { countdownText, expiryDetail, t } from '../../utils/words';
import { takeFocusAtStart } from '../shared/focus';
import { StatusIcon, statusShown } from '../shared/status-icon';
import { AddToCalendar } from './add-to-calendar';
import { BackButton } from './back-button';
import { KeyStanding } from './key-standing';
import { LifetimeBar } from './lifetime-bar';
import type { RotationState } from './use-rotation';

interface KeyHeaderProps {
  record: KeyRecord;
  records: readonly KeyRecord[];
  settings: Settings;
  now: number;
  rotation: RotationState;
  onBack: () => void;
  onOpenTab: () => void;
  onDeleted: () => void;
}

/** The name of the key, how long it works, whether it gives reminders, and what can be done first. */
export function KeyHeader({ record, records, settings, now, onBack, onDeleted, ...actions }: KeyHeaderProps) {
  const { id, name, kind, host, expiry, goneSince } = record;
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
          <StatusIcon status={statusShown(record, now)} /> {countdownText(expiry, now)}
        </p>
      )}
      <p className="quiet detail">{[t(`kind_${kind}`), host, expiryDetail(expiry, now)].filter(Boolean).join('\n')}</p>
      {goneSince === undefined && (
        <LifetimeBar
          record={record}
          now={now}
        />
      )}
      <KeyStanding
        record={record}
        replacement={replacementsOf(records, now).get(id)?.name}
        needsAttention={needsAttention(record, settings, now)}
        now={now}
        onDeleted={onDeleted}
      />
      <Actions
        record={record}
        now={now}
        {...actions}
      />
    </header>
  );
}

type ActionsProps = Pick<KeyHeaderProps, 'record' | 'now' | 'rotation' | 'onOpenTab'>;

function Actions({ record, now, rotation, onOpenTab }: ActionsProps) {
  return (
    <div className="buttons actions">
      {!rotation.value && record.goneSince === undefined && (
        <button
          type="button"
          className="main"
          ref={rotation.latest === 'stopped' ? takeFocusAtStart : null}
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
        now={now}
      />
    </div>
  );
}
