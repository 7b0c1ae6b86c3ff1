import { useState } from 'react';
import { browser } from 'wxt/browser';
import { byUrgency, planAlerts } from '../utils/alerts/plan';
import type { KeyRecord } from '../utils/keys/key';
import { MINUTE } from '../utils/keys/time';
import { openApiKeysTab } from '../utils/site/open-tab';
import type { Stored } from '../utils/storage/documents';
import type { Unsaved } from '../utils/storage/store';
import { agoText, countedWords, countsSeconds, dayText, words } from '../utils/words';
import { AddKey } from './add-key';
import { KeyItem } from './key-item';
import { KeyPage } from './key-page';
import { Notice } from './notice';
import { NotificationsBlocked } from './notifications-blocked';
import { NotificationsMuted } from './notifications-muted';
import { RemindTomorrow } from './remind-tomorrow';
import { StorageNotices } from './storage-notices';
import { Timeline } from './timeline';
import { UnreadableNotice } from './unreadable-notice';
import { useNow } from './use-now';
import { useStored } from './use-stored';
import { ViewSwitch } from './view-switch';

/** What the popup shows: the list, the timeline, or all of one key. */
type View = { name: 'keys' | 'timeline' } | { name: 'key'; id: string };

/** The toolbar popup: the state in one sentence, then the keys, most urgent first. */
export function Popup() {
  const state = useStored();
  if (state.phase === 'loading') return null;
  if (state.phase === 'failed') {
    return (
      <main className="popup">
        <Notice title={words('popup_storage_failed_title')} text={words('popup_storage_failed_text')} />
      </main>
    );
  }
  return <KeyList stored={state.stored} unsaved={state.unsaved} />;
}

function KeyList({ stored, unsaved }: { stored: Stored; unsaved: Unsaved | undefined }) {
  const { keys: records, ledger, lastReading, unreadable, refusedSince } = stored.keys;
  const { settings } = stored.settings;
  const listed = records.filter((record) => record.goneSince === undefined && record.forgottenAt === undefined);
  const gone = records.filter((record) => record.goneSince !== undefined && record.forgottenAt === undefined);
  const now = useNow((at) => (listed.some(({ expiry }) => countsSeconds(expiry, at)) ? 1000 : MINUTE));
  const { attention } = planAlerts(records, settings, ledger, now);
  const nameOf = (id: string | undefined): string | undefined => records.find((record) => record.id === id)?.name;
  const [view, setView] = useState<View>({ name: 'keys' });
  const [isAdding, setIsAdding] = useState(false);
  if (isAdding) return <main className="popup"><AddKey onDone={() => setIsAdding(false)} /></main>;
  const open = view.name === 'key' ? records.find(({ id }) => id === view.id) : undefined;
  if (open) return <KeyPage record={open} records={records} settings={settings} now={now} onBack={() => setView({ name: 'keys' })} />;
  return (
    <main className="popup">
      <header>
        <h1>{records.length === 0 ? words('popup_title') : stateText(listed, attention.length)}</h1>
        {lastReading && <p className="quiet">{words('popup_read_at', agoText(lastReading.at, now))}</p>}
        <RemindTomorrow attention={attention} now={now} />
        <NotificationsMuted settings={settings} now={now} />
      </header>
      <StorageNotices stored={stored} unsaved={unsaved} />
      {refusedSince !== undefined && settings.notifications && <NotificationsBlocked since={refusedSince} />}
      {unreadable && <UnreadableNotice seen={unreadable} onAddKey={() => setIsAdding(true)} />}
      {records.length === 0 && !unreadable && <EmptyState />}
      {listed.length > 0 && <ViewSwitch chosen={view.name === 'timeline' ? 'timeline' : 'keys'} onChoose={(name) => setView({ name })} />}
      {listed.length > 0 && view.name === 'timeline' && <Timeline records={listed} now={now} />}
      {listed.length > 0 && view.name !== 'timeline' && (
        <ul className="keys" aria-label={words('popup_title')}>
          {listed.sort(byUrgency(now)).map((record) => (
            <KeyItem
              key={record.id} record={record} replacement={nameOf(record.replacedBy)} settings={settings} now={now}
              onOpen={() => setView({ name: 'key', id: record.id })}
            />
          ))}
        </ul>
      )}
      {gone.length > 0 && <GoneKeys records={gone} />}
      <footer>
        <button type="button" className="main" onClick={() => void showTab(lastReading?.url)}>{words('popup_open_tab')}</button>
        <button type="button" onClick={() => void browser.runtime.openOptionsPage()}>{words('popup_options')}</button>
        <button type="button" className="link" onClick={() => setIsAdding(true)}>{words('popup_add_key')}</button>
        <p className="quiet">{words('popup_not_official')}</p>
      </footer>
    </main>
  );
}

function stateText(listed: readonly KeyRecord[], attentionCount: number): string {
  if (attentionCount > 0) return countedWords('popup_attention', attentionCount);
  const next = Math.min(...listed.map(({ expiry }) => (expiry.kind === 'dated' ? expiry.earliest : Infinity)));
  return Number.isFinite(next) ? words('popup_calm_until', dayText(next)) : words('popup_calm');
}

async function showTab(seenAt: string | undefined): Promise<void> {
  await openApiKeysTab(seenAt);
  window.close();
}

function EmptyState() {
  return (
    <section className="empty">
      <h2>{words('popup_empty_title')}</h2>
      <p>{words('popup_empty_text')}</p>
      <p className="quiet">{words('popup_empty_privacy')}</p>
    </section>
  );
}

function GoneKeys({ records }: { records: readonly KeyRecord[] }) {
  return (
    <details className="gone">
      <summary>{countedWords('popup_gone', records.length)}</summary>
      <p className="quiet">{words('popup_gone_note')}</p>
      <ul>
        {records.map(({ id, name, goneSince }) => (
          <li key={id}>
            <bdi>{name}</bdi>
            {goneSince !== undefined && <span className="quiet">{words('popup_gone_since', dayText(goneSince))}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
