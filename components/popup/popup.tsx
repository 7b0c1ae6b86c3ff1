import { useEffect, useRef, useState } from 'react';
import { browser } from 'wxt/browser';
import { planAlerts } from '../../utils/alerts/plan';
import type { KeyRecord } from '../../utils/keys/key';
import { MINUTE } from '../../utils/keys/time';
import type { Settings } from '../../utils/settings';
import { listHost, SITE_NAME } from '../../utils/site/address';
import { openApiKeysTab } from '../../utils/site/open-tab';
import { settingsOf, type Stored } from '../../utils/storage/documents';
import type { Unsaved } from '../../utils/storage/store';
import { tabOf } from '../../utils/storage/tab-of';
import { agoText, countsSeconds, words } from '../../utils/words';
import { useStored, type StoredSource } from '../shared/stored-state';
import { ForgottenKeys } from './forgotten-keys';
import { Guard, GuardedPage, NothingBut, NotShown } from '../shared/guard';
import { KeyGroups } from './key-groups';
import { Notice } from '../shared/notice';
import { NotificationsMuted } from './notifications-muted';
import { PopupNotices } from './popup-notices';
import { RemindTomorrow } from './remind-tomorrow';
import { StateSentence } from './state-sentence';
import type { KeysNow } from './state-text';
import { Undo, undoable, type Deed } from '../key/undo';
import { useLazyViews } from './use-lazy-views';
import { useNow } from '../shared/use-now';
import { usePainted } from './use-painted';
import { ViewSwitch } from './view-switch';
import './popup.css';

/** What the popup shows: the list, the timeline, all of one key, or the form for another one. */
type View = { name: 'keys' | 'timeline' | 'add' } | { name: 'key'; id: string };

/** The toolbar popup: the state in one sentence, then the keys, most urgent first. */
export function Popup({ source }: { source: StoredSource }) {
  const state = useStored(source);
  if (state.phase === 'failed') {
    return (
      <main className="popup">
        <header>
          <h1>{words('popup_title')}</h1>
        </header>
        <Notice
          title={words('popup_storage_failed_title')}
          text={words('popup_storage_failed_text')}
        />
      </main>
    );
  }
  return (
    <GuardedPage
      className="popup"
      title={words('popup_title')}
      of={state.stored}
    >
      <ReadyPopup
        stored={state.stored}
        unsaved={state.unsaved}
      />
    </GuardedPage>
  );
}

function ReadyPopup({ stored, unsaved }: { stored: Stored; unsaved: Unsaved | undefined }) {
  const { keys: records, ledger, lastReading, unreadable } = stored.keys;
  const settings = settingsOf(stored);
  const known = records.filter(({ forgottenAt }) => forgottenAt === undefined);
  const listed = known.filter(({ goneSince }) => goneSince === undefined);
  const now = useNow((at) => (listed.some(({ expiry }) => countsSeconds(expiry, at)) ? 1000 : MINUTE));
  const { attention, broken, replacements } = planAlerts(records, settings, ledger, now);
  const [view, setView] = useState<View>({ name: 'keys' });
  /** What was done last, while the user may want it undone. */
  const [deed, setDeed] = useState<Deed>();
  const showKeys = (): void => setView({ name: 'keys' });
  const wayBack = { way: words('key_back'), onWay: showKeys };
  const addKey = (): void => setView({ name: 'add' });
  const done = (name: Deed['name'], id: string): void => {
    setDeed({ name, id });
    showKeys();
  };
  useFocusOnReturn(view);
  const isPainted = usePainted();
  const { views, isFailed } = useLazyViews(isPainted, view.name !== 'keys');
  if (view.name === 'add' && views)
    return (
      <main className="popup">
        <views.AddKey
          known={known}
          onDone={showKeys}
        />
      </main>
    );
  const open = view.name === 'key' ? known.find(({ id }) => id === view.id) : undefined;
  if (open && views) {
    return (
      <Guard
        key={open.id}
        of={open}
        renderInstead={() => (
          <NothingBut
            className="popup"
            title={open.name}
            {...wayBack}
          />
        )}
      >
        <views.KeyPage
          record={open}
          records={records}
          settings={settings}
          now={now}
          tab={tabOf(stored.keys, open)}
          onBack={showKeys}
          onDone={(name) => done(name, open.id)}
        />
      </Guard>
    );
  }
  const undone = undoable(records, deed);
  return (
    <main className="popup">
      <Header
        keys={{ listed, attention, broken, replacements }}
        known={known}
        lastReading={lastReading}
        settings={settings}
        now={now}
      />
      {deed && undone && (
        <Undo
          key={`${deed.name} ${deed.id}`}
          record={undone}
          deed={deed.name}
        />
      )}
      {isFailed && view.name !== 'keys' && (
        <Notice
          title={words('popup_view_failed_title')}
          text={words('popup_view_failed_text')}
        />
      )}
      <PopupNotices
        stored={stored}
        unsaved={unsaved}
        isPainted={isPainted}
        onAddKey={addKey}
      />
      {known.length === 0 && !unreadable && <EmptyState />}
      {listed.length > 0 && (
        <ViewSwitch
          chosen={view.name === 'timeline' ? 'timeline' : 'keys'}
          onChoose={(name) => setView({ name })}
        />
      )}
      {view.name === 'timeline' && views && listed.length > 0 ? (
        <Guard
          of={stored}
          renderInstead={() => <NotShown {...wayBack} />}
        >
          <views.Timeline
            records={listed}
            now={now}
          />
        </Guard>
      ) : (
        <>
          <KeyGroups
            isWhole={isPainted}
            known={known}
            replacements={replacements}
            broken={broken}
            settings={settings}
            now={now}
            onOpen={(id) => setView({ name: 'key', id })}
            onDeleted={(id) => done('deleted', id)}
          />
          <ForgottenKeys forgotten={records.filter(({ forgottenAt }) => forgottenAt !== undefined)} />
        </>
      )}
      <Footer
        tab={tabOf(stored.keys)}
        onAddKey={addKey}
      />
    </main>
  );
}

interface HeaderProps {
  keys: KeysNow;
  known: readonly KeyRecord[];
  lastReading: { at: number; url: string } | undefined;
  settings: Settings;
  now: number;
}

/** How the keys are, when that was read, and when the next reminder comes. */
function Header({ keys, known, lastReading, settings, now }: HeaderProps) {
  return (
    <header>
      <StateSentence
        keys={keys}
        now={now}
      />
      <div className="header-line">
        {lastReading && <p className="quiet">{readText(lastReading, known, now)}</p>}
        <RemindTomorrow
          attention={keys.attention}
          now={now}
        />
      </div>
      <NotificationsMuted
        settings={settings}
        now={now}
      />
    </header>
  );
}

/** What can be done from everywhere. */
function Footer({ tab, onAddKey }: { tab: string; onAddKey: () => void }) {
  return (
    <footer>
      <button
        type="button"
        className="main"
        onClick={() => void showTab(tab)}
      >
        {words('popup_open_tab')}
      </button>
      <button
        type="button"
        onClick={() => void browser.runtime.openOptionsPage()}
      >
        {words('popup_options')}
      </button>
      <button
        type="button"
        className="link"
        onClick={onAddKey}
      >
        {words('popup_add_key')}
      </button>
      <p className="quiet">{words('popup_not_official')}</p>
    </footer>
  );
}

/** Back on the list, the keyboard goes on where it was: at the key that was open. */
function useFocusOnReturn(view: View): void {
  const opened = useRef<string>(undefined);
  useEffect(() => {
    // The keyboard may have gone on already: to the way back from what was done there.
    const isFree = document.activeElement === document.body;
    const button =
      isFree && view.name === 'keys' && opened.current !== undefined
        ? document.querySelector<HTMLElement>(`[data-key="${CSS.escape(opened.current)}"]`)
        : null;
    const fold = button?.closest('details');
    if (fold) fold.open = true;
    button?.focus();
    opened.current = view.name === 'key' ? view.id : undefined;
  }, [view]);
}

/** When the list was last read and, where there are keys of other hosts, which one's. */
function readText({ at, url }: { at: number; url: string }, known: readonly KeyRecord[], now: number): string {
  const ago = agoText(at, now);
  return known.some(({ host }) => host !== undefined)
    ? words('popup_read_at_host', ago, listHost(url) ?? SITE_NAME)
    : words('popup_read_at', ago);
}

async function showTab(url: string): Promise<void> {
  await openApiKeysTab(url);
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
