import { useEffect, useState, type ReactNode } from 'react';
import { needsAttention } from '../../utils/alerts/plan';
import type { KeyRecord, KeyUse, Rotation } from '../../utils/keys/key';
import { replacementsOf } from '../../utils/keys/rotation';
import type { Settings } from '../../utils/settings';
import { openApiKeysTab } from '../../utils/site/open-tab';
import { countdownText, expiryDetail, words } from '../../utils/words';
import { AddToCalendar } from './add-to-calendar';
import { CopyLog } from './copy-log';
import { KeyMenu } from './key-menu';
import { KeyNote } from './key-note';
import { KeyStanding } from './key-standing';
import { KeyUses } from './key-uses';
import { LifetimeBar } from './lifetime-bar';
import { RotationChecklist } from './rotation-checklist';
import { StatusIcon, statusShown } from '../shared/status-icon';
import type { Deed } from './undo';
import { useCommand } from '../shared/use-command';
import { useSave } from '../shared/use-save';
import './key-page.css';

interface KeyPageProps {
  record: KeyRecord;
  /** All keys, for those that can take the place of this one. */
  records: readonly KeyRecord[];
  settings: Settings;
  now: number;
  /** The address of the tab that lists it. */
  tab: string;
  onBack: () => void;
  /** The user has forgotten it, or has said that it was deleted. */
  onDone: (deed: Deed['name']) => void;
}

/** All of one key, and all that can be done with it, in place of the popup's list. */
export function KeyPage({ record, records, settings, now, tab, onBack, onDone }: KeyPageProps) {
  const { id, goneSince } = record;
  const { ask, problem } = useCommand();
  const rotation = useSave<Rotation | undefined>(record.rotation, (wanted) => ({
    type: 'rotation',
    body: { id, ...(wanted && { rotation: wanted }) },
  }));
  const uses = useSave<readonly KeyUse[]>(record.uses ?? [], (wanted) => ({
    type: 'uses',
    body: { id, uses: [...wanted] },
  }));
  const [entered, setEntered] = useState('');
  /** What the user did last to the rotation as a whole: the pressed button goes with it, and the keyboard follows. */
  const [turn, setTurn] = useState<'started' | 'stopped'>();
  const start = (): void => {
    setTurn('started');
    void rotation.save({ startedAt: Date.now() });
  };
  const stop = (): void => {
    setTurn('stopped');
    void rotation.save(undefined);
  };
  useEscape(onBack);
  const status = statusShown(record, now);
  const replacement = replacementsOf(records, now).get(id)?.name;
  const openTab = (): void => void openApiKeysTab(tab);
  const forget = async (): Promise<void> => {
    if (await ask({ type: 'forget', body: { id, isForgotten: true } })) onDone('forgotten');
  };
  return (
    <main
      className="popup key-page"
      data-status={status}
    >
      <header>
        <button
          type="button"
          className="link back"
          ref={focus}
          onClick={onBack}
        >
          <svg
            viewBox="0 0 16 16"
            aria-hidden="true"
          >
            <path d="M10 3 5 8l5 5" />
          </svg>
          {words('key_back')}
        </button>
        <h1>
          <bdi>{record.name}</bdi>
        </h1>
        {goneSince === undefined && (
          <p className="key-countdown">
            <StatusIcon status={status} /> {countdownText(record.expiry, now)}
          </p>
        )}
        <p className="quiet detail">
          {[words(`kind_${record.kind}`), record.host, expiryDetail(record.expiry, now)].filter(Boolean).join('\n')}
        </p>
        {goneSince === undefined && (
          <LifetimeBar
            record={record}
            now={now}
          />
        )}
        <KeyStanding
          record={record}
          replacement={replacement}
          needsAttention={needsAttention(record, settings, now)}
          now={now}
          onDeleted={() => onDone('deleted')}
        />
        <div className="buttons actions">
          {!rotation.value && goneSince === undefined && (
            <button
              type="button"
              className="main"
              ref={turn === 'stopped' ? focus : null}
              onClick={start}
            >
              {words('rotation_start')}
            </button>
          )}
          <button
            type="button"
            onClick={openTab}
          >
            {words('popup_open_tab')}
          </button>
          <AddToCalendar
            record={record}
            now={now}
          />
        </div>
      </header>
      <p
        className="problem rotation-problem"
        role="alert"
      >
        {rotation.problem && words(rotation.problem)}
      </p>
      {rotation.value && (
        <Part title={words('rotation_title')}>
          <RotationChecklist
            record={{ ...record, rotation: rotation.value, uses: [...uses.value] }}
            rotation={rotation.value}
            records={records}
            now={now}
            isNew={turn === 'started'}
            onChange={(changed) => void rotation.save(changed)}
            onStop={stop}
            onOpenTab={openTab}
            onForget={() => void forget()}
          >
            <KeyUses
              uses={uses}
              entered={entered}
              onEnter={setEntered}
              isMoving
            />
          </RotationChecklist>
        </Part>
      )}
      {!rotation.value && (
        <Part title={words('uses_title')}>
          <KeyUses
            uses={uses}
            entered={entered}
            onEnter={setEntered}
          />
        </Part>
      )}
      <Part title={words('note_title')}>
        <KeyNote
          key={id}
          record={record}
        />
      </Part>
      {goneSince === undefined && (
        <Part title={words('key_menu')}>
          <KeyMenu
            record={record}
            settings={settings}
            now={now}
          />
        </Part>
      )}
      {record.copies && (
        <Part title={words('copies_part')}>
          <CopyLog
            record={record}
            now={now}
          />
        </Part>
      )}
      <section>
        <div className="buttons">
          <button
            type="button"
            className="danger"
            onClick={() => void forget()}
          >
            {words('forget_key')}
          </button>
        </div>
        <p className="quiet">{words('forget_text')}</p>
        <p
          className="problem"
          role="alert"
        >
          {problem && words(problem)}
        </p>
      </section>
    </main>
  );
}

/** Escape goes one step back; only on the list it closes the popup. */
function useEscape(onEscape: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      // While an input method is at work, Escape is its own.
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      event.preventDefault();
      onEscape();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onEscape]);
}

/** One thing that can be done with the key. */
function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** The view has changed: the keyboard goes on at its start. */
function focus(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}
