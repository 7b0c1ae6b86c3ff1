import { browser } from 'wxt/browser';
import { expiryStatus } from '../utils/keys/expiry';
import type { KeyRecord } from '../utils/keys/key';
import type { Message } from '../utils/messages';
import { countdownText, expiryDateText, expiryDetail, words } from '../utils/words';
import { CopyLog } from './copy-log';
import { StatusIcon } from './status-icon';

/** One key of the popup's list: its name, how long it works from `now` (ms) on, its date and what kind it is. */
export function KeyItem({ record, now, showsAccount }: { record: KeyRecord; now: number; showsAccount: boolean }) {
  const { expiry, kind, name, account } = record;
  const status = expiryStatus(expiry, now);
  const facts = [expiryDateText(expiry), words(`kind_${kind}`), showsAccount && account, record.addedByHand && words('popup_added_by_hand')].filter(Boolean);
  return (
    <li className="key" data-status={status} title={expiryDetail(expiry, now)}>
      <StatusIcon status={status} />
      <div className="key-body">
        <div className="key-name"><bdi>{name}</bdi></div>
        <div className="key-countdown">{countdownText(expiry, now)}</div>
        <div className="key-facts">{facts.join(' · ')}</div>
        <CopyLog record={record} now={now} />
      </div>
      {record.addedByHand && <button type="button" className="link" aria-label={words('popup_remove_named', name)} onClick={() => remove(record.id)}>{words('popup_remove')}</button>}
    </li>
  );
}

/** The list follows storage; where the worker does not answer, the key just stays. */
function remove(id: string): void {
  const message: Message = { type: 'removeKey', body: { id } };
  browser.runtime.sendMessage(message).catch(() => undefined);
}
