import { needsAttention } from '../../utils/alerts/plan';
import type { KeyRecord } from '../../utils/keys/key';
import type { Settings } from '../../utils/settings';
import { agoText, countdownText, expiryDateText, expiryDetail, words } from '../../utils/words';
import { KeyState } from '../key/key-state';
import { LifetimeBar } from '../key/lifetime-bar';
import { MissingKey } from '../key/missing-key';
import { StatusIcon, statusShown } from '../shared/status-icon';

interface KeyItemProps {
  record: KeyRecord;
  /** The name of the key in its place, where it has been replaced. */
  replacement: string | undefined;
  settings: Settings;
  now: number;
  /** Opens the page of the key. */
  onOpen: () => void;
  /** The user has said that it was deleted. */
  onDeleted: () => void;
}

/** One key of the popup's list: its name, how long it works from `now` (ms) on, its date and what kind it is. */
export function KeyItem({ record, replacement, settings, now, onOpen, onDeleted }: KeyItemProps) {
  const { expiry, kind, copies: [copiedAt] = [] } = record;
  const status = statusShown(record, now);
  const isAmbiguous = expiry.kind === 'dated' && expiry.ambiguous;
  const facts = [
    expiryDateText(expiry),
    words(`kind_${kind}`),
    record.addedByHand && words('popup_added_by_hand'),
  ].filter(Boolean);
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
        <div className="key-countdown">{countdownText(expiry, now)}</div>
        <div className="key-facts">{facts.join(' · ')}</div>
        {copiedAt !== undefined && <div className="key-facts">{words('copies_last', agoText(copiedAt, now))}</div>}
        <KeyState
          record={record}
          replacement={replacement}
          needsAttention={needsAttention(record, settings, now)}
          now={now}
        />
        {isAmbiguous && <div className="key-state">{words('date_two_ways', expiry.text)}</div>}
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

/** A key that cannot be shown: nothing but its name is taken from it. */
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
        <div className="key-countdown">{words('key_not_shown')}</div>
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
