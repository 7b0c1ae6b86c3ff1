import type { ReactNode } from 'react';
import { needsAttention } from '../utils/alerts/plan';
import { expiryStatus } from '../utils/keys/expiry';
import type { KeyRecord } from '../utils/keys/key';
import type { Settings } from '../utils/settings';
import { countdownText, expiryDetail, words } from '../utils/words';
import { AddToCalendar } from './add-to-calendar';
import { CopyLog } from './copy-log';
import { KeyMenu } from './key-menu';
import { KeyState } from './key-state';
import { LifetimeBar } from './lifetime-bar';
import { StatusIcon } from './status-icon';
import './key-page.css';

interface KeyPageProps {
  record: KeyRecord;
  /** All keys, for those that can take the place of this one. */
  records: readonly KeyRecord[];
  settings: Settings;
  now: number;
  onBack: () => void;
}

/** All of one key, and all that can be done with it, in place of the popup's list. */
export function KeyPage({ record, records, settings, now, onBack }: KeyPageProps) {
  const status = expiryStatus(record.expiry, now);
  const replacement = records.find(({ id }) => id === record.replacedBy)?.name;
  return (
    <main className="popup key-page" data-status={status}>
      <header>
        <button type="button" className="link back" ref={focusFirst} onClick={onBack}>{words('key_back')}</button>
        <h1><bdi>{record.name}</bdi></h1>
        <p className="key-countdown"><StatusIcon status={status} /> {countdownText(record.expiry, now)}</p>
        <p className="quiet">{expiryDetail(record.expiry, now)}</p>
        <LifetimeBar record={record} now={now} />
        <KeyState record={record} replacement={replacement} needsAttention={needsAttention(record, settings, now)} now={now} />
      </header>
      <AddToCalendar record={record} now={now} />
      <Part title={words('key_menu')}><KeyMenu record={record} settings={settings} now={now} /></Part>
      <CopyLog record={record} now={now} />
    </main>
  );
}

/** One thing that can be done with the key. */
function Part({ title, children }: { title: string; children: ReactNode }) {
  return <section><h2>{title}</h2>{children}</section>;
}

/** The view has changed: the keyboard goes on at its start. */
function focusFirst(element: HTMLElement | null): void {
  element?.focus();
}
