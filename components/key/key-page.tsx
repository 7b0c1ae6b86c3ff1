import type { KeyRecord } from '../../utils/keys/key';
import { othersThan } from '../../utils/keys/suggestions';
import type { LeakPolicy, SettingsInForce } from '../../utils/policy';
import { openApiKeysTab } from '../../utils/hosts/open-tab';
import { t } from '../../utils/words';
import { Problem } from '../shared/problem';
import { statusShown } from '../shared/status-icon';
import { useCommand } from '../shared/use-command';
import { useEscape } from './use-escape';
import { CopyLog } from './copy-log';
import { KeyContacts } from './key-contacts';
import { KeyHeader } from './key-header';
import { KeyLink } from './key-link';
import { KeyMenu } from './key-menu';
import { KeyNote } from './key-note';
import { KeyTrouble } from './key-trouble';
import { KeyUses } from './key-uses';
import { Part } from './part';
import { RotationChecklist } from './rotation-checklist';
import type { Removal } from './undo';
import { useRotation, type RotationState } from './use-rotation';
import { useUses } from './use-uses';
import './key-page.css';

interface KeyPageProps {
  record: KeyRecord;
  /** All keys, for those that can replace this one. */
  records: readonly KeyRecord[];
  settings: SettingsInForce;
  /** The agency's own rule on keys, if an administrator set one. */
  policy: LeakPolicy | undefined;
  now: number;
  /** The address of the tab that lists it. */
  tab: string;
  /** The part that the user has come for. */
  openPart?: 'replace-by' | undefined;
  onBack: () => void;
  /** The user's uploads with it have stopped. */
  onStopped: () => void;
  onRemoved: (kind: Removal['kind']) => void;
}

/** The page of one key: everything that is known of it, and that can be done with it. */
export function KeyPage(props: KeyPageProps) {
  const { record, records, settings, policy, now, tab, openPart, onBack, onStopped, onRemoved } = props;
  const { id } = record;
  const { send, problem } = useCommand();
  const rotation = useRotation(record);
  useEscape(onBack);
  const openTab = (): void => void openApiKeysTab(tab);
  const hide = (): void =>
    void send({ type: 'forget', body: { id, isForgotten: true } }).then((isHidden) => isHidden && onRemoved('hidden'));
  return (
    <main
      className="popup key-page"
      data-status={statusShown(record, settings, now)}
    >
      <KeyHeader
        record={record}
        records={records}
        settings={settings}
        now={now}
        openPart={openPart}
        rotation={rotation}
        onBack={onBack}
        onOpenTab={openTab}
        onDeleted={() => onRemoved('deleted')}
      />
      <Problem text={rotation.problem} />
      <UsesAndContacts
        record={record}
        records={records}
        settings={settings}
        now={now}
        rotation={rotation}
        onOpenTab={openTab}
        onHide={hide}
      />
      <KeyTrouble
        record={record}
        policy={policy}
        onOpenTab={openTab}
        onStopped={onStopped}
      />
      <Preferences
        record={record}
        settings={settings}
        now={now}
      />
      <CopyLog
        record={record}
        now={now}
      />
      <HideKey
        problem={problem}
        onHide={hide}
      />
    </main>
  );
}

/** The user's own note on the key with a link beside it, and how it reminds. */
function Preferences({ record, settings, now }: Pick<KeyPageProps, 'record' | 'settings' | 'now'>) {
  return (
    <>
      <Part title={t('note_title')}>
        <KeyNote
          key={record.id}
          record={record}
        />
        <KeyLink record={record} />
      </Part>
      {record.goneSince === undefined && (
        <Part title={t('key_menu')}>
          <KeyMenu
            record={record}
            settings={settings}
            now={now}
          />
        </Part>
      )}
    </>
  );
}

interface UsesAndContactsProps {
  record: KeyRecord;
  records: readonly KeyRecord[];
  settings: SettingsInForce;
  now: number;
  rotation: RotationState;
  onOpenTab: () => void;
  onHide: () => void;
}

/** Where the key is used, and who must act for it. */
function UsesAndContacts(props: UsesAndContactsProps) {
  return (
    <>
      <UsesOrRotation {...props} />
      <KeyContacts {...props} />
    </>
  );
}

/** Where the key is used: during a rotation it is part of the checklist. */
function UsesOrRotation({ record, records, now, rotation, onOpenTab, onHide }: UsesAndContactsProps) {
  const uses = useUses(record);
  const others = othersThan(record, records);
  if (!rotation.value) {
    return (
      <Part title={t('uses_title')}>
        <KeyUses
          uses={uses}
          others={others}
        />
      </Part>
    );
  }
  return (
    <Part title={t('rotation_title')}>
      <RotationChecklist
        record={{ ...record, rotation: rotation.value, uses: [...uses.value] }}
        rotation={rotation.value}
        records={records}
        now={now}
        isNew={rotation.latest === 'started'}
        onChange={rotation.change}
        onStop={rotation.stop}
        onOpenTab={onOpenTab}
        onHide={onHide}
      >
        <KeyUses
          uses={uses}
          others={others}
          isMoving
        />
      </RotationChecklist>
    </Part>
  );
}

function HideKey({ problem, onHide }: { problem: string | undefined; onHide: () => void }) {
  return (
    <section>
      <div className="buttons">
        <button
          type="button"
          className="danger"
          onClick={onHide}
        >
          {t('forget_key')}
        </button>
      </div>
      <p className="quiet">{t('forget_text')}</p>
      <Problem text={problem} />
    </section>
  );
}
