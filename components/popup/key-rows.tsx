import type { KeyRecord } from '../../utils/keys/key';
import { cleanName } from '../../utils/secrets/clean-name';
import { agoText, countdownText, expiryDateText, expiryDetail, sideBySide, t } from '../../utils/words';
import { DueDate } from '../key/due-date';
import { KeyState } from '../key/key-state';
import { LifetimeBar } from '../key/lifetime-bar';
import { MissingKey } from '../key/missing-key';
import { Guard } from '../shared/guard';
import { idleText } from '../shared/last-used-text';
import { expiryStatusShown, StatusIcon, statusShown } from '../shared/status-icon';
import type { PopupState } from './use-popup-state';
import './key-rows.css';

interface RowProps {
  state: PopupState;
  /** Opens the page of a key. */
  onOpen: (id: string) => void;
  /** The user has said that a key was deleted. */
  onDeleted: (id: string) => void;
}

interface KeyRowsProps extends RowProps {
  records: readonly KeyRecord[];
  label: string;
}

/** Keys in a list. One that cannot be shown does not affect the others. */
export function KeyRows({ records, label, ...row }: KeyRowsProps) {
  return (
    <ul
      className="keys"
      aria-label={label}
    >
      {records.map((record) => (
        <GuardedRow
          key={record.id}
          record={record}
          {...row}
        />
      ))}
    </ul>
  );
}

function GuardedRow({ record, state, onOpen, onDeleted }: RowProps & { record: KeyRecord }) {
  const open = (): void => onOpen(record.id);
  const broken = (
    <BrokenKey
      record={record}
      onOpen={open}
    />
  );
  return (
    <Guard
      of={record}
      renderInstead={() => broken}
    >
      {/* Nothing is claimed of a key for which nothing can be planned. */}
      {state.broken.includes(record) ? (
        broken
      ) : (
        <KeyRow
          record={record}
          state={state}
          onOpen={open}
          onDeleted={() => onDeleted(record.id)}
        />
      )}
    </Guard>
  );
}

interface KeyRowProps {
  record: KeyRecord;
  state: PopupState;
  onOpen: () => void;
  onDeleted: () => void;
}

/** One key: its name, how long it works from now on, its date and what kind it is. */
function KeyRow({ record, state: { replacements, settings, now }, onOpen, onDeleted }: KeyRowProps) {
  const { expiry, kind, copies: [copiedAt] = [] } = record;
  const status = statusShown(record, settings, now);
  const isAmbiguous = expiry.kind === 'dated' && expiry.ambiguous;
  const facts = [expiryDateText(expiry), t(`kind_${kind}`), record.addedByHand && t('popup_added_by_hand')].flatMap(
    (fact) => fact || [],
  );
  return (
    <li
      className="key"
      data-status={status}
      title={expiryDetail(expiry, now)}
    >
      <StatusIcon status={status} />
      <div className="key-body">
        <KeyName
          record={record}
          onOpen={onOpen}
        />
        <div
          className="key-countdown"
          data-status={expiryStatusShown(record, now)}
        >
          {countdownText(expiry, now)}
        </div>
        <div className="key-facts">{sideBySide(facts)}</div>
        {!replacements.has(record.id) && (
          <DueDate
            record={record}
            settings={settings}
            now={now}
          />
        )}
        <WhoMustAct record={record} />
        <OldKeyUse
          record={record}
          isOld={status === 'expired' || replacements.has(record.id)}
          now={now}
        />
        {copiedAt !== undefined && <div className="key-facts">{t('copies_last', agoText(copiedAt, now))}</div>}
        <KeyState
          record={record}
          replacement={replacements.get(record.id)?.name}
          settings={settings}
          now={now}
        />
        {isAmbiguous && <div className="key-state">{t('date_two_ways', expiry.text)}</div>}
        <MissingKey
          record={record}
          onDeleted={onDeleted}
        />
        <LifetimeBar
          record={record}
          now={now}
        />
      </div>
      <Chevron />
    </li>
  );
}

/** The names are cleaned, because a file that was imported may have chosen them. */
function WhoMustAct({ record: { contacts } }: { record: KeyRecord }) {
  if (!contacts?.length) return null;
  const names = sideBySide(contacts.map(({ name }) => cleanName(name)));
  return <div className="key-facts two-lines">{t('contacts_line', names)}</div>;
}

/** Of a key that only waits to be deleted: whether anything still uses it. */
function OldKeyUse({ record, isOld, now }: { record: KeyRecord; isOld: boolean; now: number }) {
  const text = isOld ? idleText(record, now) : undefined;
  return text !== undefined && <div className="key-facts">{text}</div>;
}

/** A key of which only the name can be shown. */
export function BrokenKey({ record, onOpen }: { record: KeyRecord; onOpen: () => void }) {
  return (
    <li
      className="key"
      data-status="unknown"
    >
      <StatusIcon status="unknown" />
      <div className="key-body">
        <KeyName
          record={record}
          onOpen={onOpen}
        />
        <div className="key-countdown">{t('key_not_shown')}</div>
      </div>
      <Chevron />
    </li>
  );
}

function KeyName({ record: { id, name }, onOpen }: { record: KeyRecord; onOpen: () => void }) {
  return (
    <button
      type="button"
      className="key-name"
      data-key={id}
      onClick={onOpen}
    >
      <bdi>{name}</bdi>
    </button>
  );
}

function Chevron() {
  return (
    <svg
      className="chevron"
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path d="m6 3 5 5-5 5" />
    </svg>
  );
}
