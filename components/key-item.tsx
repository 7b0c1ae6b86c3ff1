import { useId } from 'react';
import { browser } from 'wxt/browser';
import { needsAttention } from '../utils/alerts/plan';
import { expiryStatus } from '../utils/keys/expiry';
import type { KeyRecord } from '../utils/keys/key';
import type { Message } from '../utils/messages';
import type { Settings } from '../utils/settings';
import { countdownText, expiryDateText, expiryDetail, words } from '../utils/words';
import { CopyLog } from './copy-log';
import { KeyMenu } from './key-menu';
import { KeyState } from './key-state';
import { StatusIcon } from './status-icon';

interface KeyItemProps {
  record: KeyRecord;
  /** The name of the key in its place, where it has been replaced. */
  replacement: string | undefined;
  settings: Settings;
  now: number;
  showsAccount: boolean;
  isMenuOpen: boolean;
  onMenu: () => void;
}

/** One key of the popup's list: its name, how long it works from `now` (ms) on, its date and what kind it is. */
export function KeyItem({ record, replacement, settings, now, showsAccount, isMenuOpen, onMenu }: KeyItemProps) {
  const menu = useId();
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
        <KeyState record={record} replacement={replacement} needsAttention={needsAttention(record, settings, now)} now={now} />
      </div>
      {record.addedByHand && <button type="button" className="link" aria-label={words('popup_remove_named', name)} onClick={() => remove(record.id)}>{words('popup_remove')}</button>}
      <button type="button" className="link menu-button" aria-label={words('key_menu_named', name)} aria-expanded={isMenuOpen} aria-controls={isMenuOpen ? menu : undefined} title={words('key_menu')} onClick={onMenu}>
        <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 2.5a3.5 3.5 0 0 0-3.5 3.5v2.5L3 11h10l-1.5-2.5V6A3.5 3.5 0 0 0 8 2.5ZM6.75 13.5h2.5" /></svg>
      </button>
      {isMenuOpen && <KeyMenu id={menu} record={record} settings={settings} now={now} />}
    </li>
  );
}

/** The list follows storage; where the worker does not answer, the key just stays. */
function remove(id: string): void {
  const message: Message = { type: 'removeKey', body: { id } };
  browser.runtime.sendMessage(message).catch(() => undefined);
}
