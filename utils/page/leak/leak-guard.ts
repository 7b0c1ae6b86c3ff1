import type { Expiry } from '../../keys/expiry';
import type { KeyOnTab } from '../../keys/key';
import { singaporeDay, startOfSingaporeDay } from '../../keys/time';
import { isShownWithin } from '../../page-model/dom';
import type { ListedKeys } from '../../site/key-list';
import { keyOnTab } from '../../site/list-report';
import type { LeakWarningSetting } from '../../worker/answers-for-tab';
import { CopyGuard, type Copied } from './copy-guard';
import type { CopySign } from './copy-listener';
import { keyNamedAround } from './key-named-around';
import type { Layer } from '../layer';
import { onTopLayerChange } from '../top-layer';
import { LeakWarning, type CopiedKey, type Dismissal } from './leak-warning';
import type { LivePage } from '../live-page';
import { SecretCovers } from './secret-cover';
import type { KnownPage } from './secret-places';
import type { RenderSteps } from '../page-handlers';

/** What the leak guard needs of the browser. */
export interface LeakDependencies extends LivePage {
  /** How loud the warning for a key should be, if it is known which key; `undefined` without an answer. */
  warningPreference(key: KeyOnTab | undefined): Promise<LeakWarningSetting | undefined>;
  /** Whether the worker has stored a key of this name: a report about any other would be lost. */
  isStored(name: string): boolean;
  /** Reports to the worker that a key was copied at the instant `at` (ms). */
  reportCopy(key: KeyOnTab, at: number): void;
  /** Reports to the worker that the user wants no more warnings for a key today. */
  reportMuteToday(key: KeyOnTab): void;
  /** Reports to the worker that a key may have leaked. */
  reportLeak(leak: LeakReport): void;
}

/** That a key may have leaked: which one, if the list has it, and whether the popup is to show what to do. */
export interface LeakReport {
  onTab?: KeyOnTab;
  opensPopup: boolean;
}

/** A dialog does not show a key whose form was sent longer ago than this (ms). Chosen, not measured, as is the next. */
const NEW_FOR = 15 * 60_000;
/** A dismissal holds for all that the page copies by itself within this time (ms). */
const DISMISSAL_HOLDS = 10_000;
/**
 * The page may name a key only after it was copied and the warning dismissed: within this time (ms) of the copy. So
 * many copies wait for it at most. Chosen, not measured.
 */
const NAMED_WITHIN = 10_000;
const MOST_UNNAMED = 10;
/**
 * Without an answer of the worker within this time (ms) the whole warning shows (docs/leak-guard.md): in doubt it
 * warns.
 */
const PREFERENCE_COMES = 500;

/**
 * Guards the keys of one API Keys tab: reports copies, warns of them, and lets people hide secrets on screen. It is
 * loaded when it is first wanted: see `guard-on-call.ts`.
 */
export class LeakGuard {
  readonly #dependencies: LeakDependencies;
  readonly #warning: LeakWarning;
  readonly #covers: SecretCovers;
  #list: ListedKeys | undefined;
  #names: ReadonlySet<string> = new Set();
  #keyElements: ReadonlySet<Element> = new Set();
  /** The key that was created last, whose secret may show before the list has it. */
  #created: { key: CopiedKey; at: number } | undefined;
  /** Reports about keys that are not stored yet. */
  #pendingReports: { name: string; send(key: KeyOnTab): void }[] = [];
  /**
   * The instant (ms) until which a key raises no warning, by its name: known here at once, in storage once the worker
   * has it.
   */
  #mutedUntil = new Map<string, number>();
  /** The last dismissal, and when (ms of the page's clock) it was. */
  #dismissed: { key: CopiedKey; at: number } | undefined;
  /** Copies of keys whose names are not known yet, and when (ms): the list may have them a moment later. */
  #unnamedCopies: { copied: Copied<CopiedKey>; at: number }[] = [];
  #lastRecorded: { name: string; pressedAt: number | undefined } | undefined;
  #on: { copies: CopyGuard<CopiedKey>; end: AbortController } | undefined;

  /** `onWarningGone` is called whenever a warning goes, for whatever reason. */
  constructor(dependencies: LeakDependencies, onWarningGone: () => void) {
    this.#dependencies = dependencies;
    this.#warning = new LeakWarning(dependencies, (key, dismissal) => this.#onDismissed(key, dismissal), onWarningGone);
    this.#covers = new SecretCovers(dependencies, this.#knownPage);
  }

  /** Its layers above the page, in the order in which the keyboard reaches them. */
  get layers(): readonly Layer[] {
    return [...(this.#warning.layer ? [this.#warning.layer] : []), ...this.#covers.layers];
  }

  /** Begins, with the list as it was last. */
  start(list?: ListedKeys): void {
    if (this.#on) return;
    this.#setList(list);
    const { page } = this.#dependencies;
    const end = new AbortController();
    onTopLayerChange(page.defaultView!, () => this.#covers.keepOnTop(), end.signal);
    const copies = new CopyGuard<CopiedKey>(
      {
        page,
        keyAt: (near) => this.#keyAt(near),
        knownPage: this.#knownPage,
        onCopied: (copied) => void this.#onCopied(copied, end.signal),
      },
      end.signal,
    );
    this.#on = { copies, end };
  }

  /** A warning that shows stays until a person dismisses it. */
  stop(): void {
    this.#on?.end.abort();
    this.#on = undefined;
    this.#setList(undefined);
    this.#covers.clear();
  }

  /** Takes everything off the page. */
  end(): void {
    this.#warning.close();
    this.stop();
  }

  /** Covers each secret as soon as it shows, or stops doing so. */
  coverKeys(setting: { isOn: boolean }): void {
    this.#covers.coverAtOnce(setting);
  }

  /** Covers what a change of the page shows, before it is painted. */
  coverChanged(records: readonly MutationRecord[]): void {
    if (this.#on) this.#covers.coverChanged(records);
  }

  /** Judges what may be a copy. */
  judge(sign: CopySign): void {
    this.#on?.copies.judge(sign);
  }

  /** Follows the page, step by step. Without a list, the last one counts. */
  *follow(list: ListedKeys | undefined): RenderSteps<void> {
    if (!this.#on) return;
    if (list) this.#setList(list);
    this.#identifyLater();
    this.#warning.refresh();
    this.sendPending();
    const secrets = yield* this.#covers.scan();
    if (this.#on) this.#covers.show(secrets);
  }

  /** Sends the reports about keys that are stored by now. */
  sendPending(): void {
    this.#pendingReports = this.#pendingReports.filter(({ name, send }) => {
      const key = this.#keyOnTab({ name });
      const isKnown = key !== undefined && this.#dependencies.isStored(name);
      if (isKnown) send(key);
      return !isKnown;
    });
  }

  #setList(list: ListedKeys | undefined): void {
    const rows = list?.rows ?? [];
    this.#list = list;
    this.#names = new Set(rows.map(({ name }) => name));
    this.#keyElements = new Set(rows.flatMap(({ keyElement }) => keyElement ?? []));
  }

  /** Remembers a key whose form was sent at the instant `at` (ms). */
  created(key: CopiedKey, at: number): void {
    this.#created = { key, at };
  }

  /** Identifies the keys of copies without a name, of the last seconds or with a warning that still shows. */
  #identifyLater(): void {
    const since = this.#warning.isUnnamed ? -Infinity : Date.now() - NAMED_WITHIN;
    this.#unnamedCopies = this.#unnamedCopies.filter(({ copied, at }) => {
      if (at < since) return false;
      const key = this.#keyAt(copied.near);
      if (!key) return true;
      this.#recordCopy(copied, key, at);
      if (this.#warning.isUnnamed) this.#warning.addDetails({ key });
      return false;
    });
  }

  async #onCopied(copied: Copied<CopiedKey>, signal: AbortSignal): Promise<void> {
    const { key = {}, near } = copied;
    const copiedAt = performance.now();
    if (!copied.key) this.#unnamedCopies = [...this.#unnamedCopies, { copied, at: Date.now() }].slice(-MOST_UNNAMED);
    this.#recordCopy(copied, key, Date.now());
    if (this.#isDismissed(copied, key) || this.#isMuted(key)) return;
    const asked = this.#dependencies.warningPreference(this.#keyOnTab(key)).catch(() => undefined);
    const { wanted, policy } = (await answerWithin(asked, PREFERENCE_COMES)) ?? { wanted: 'full' };
    // The list may have named it meanwhile.
    const shown = copied.key ?? this.#keyAt(near) ?? key;
    if (wanted === 'off' || signal.aborted || this.#isPressedSince(copiedAt, shown)) return;
    this.#warning.show({ key: shown, mode: wanted, near, policy });
    this.#identifyLater();
    // The agency's own rule may come late, too.
    if (!policy) void asked.then((late) => late?.policy && this.#warning.addDetails({ policy: late.policy }));
  }

  /** Whether this is only the page, which repeats a copy right after its warning was dismissed. */
  #isDismissed({ isByPage, pressedAt }: Copied<CopiedKey>, { name }: CopiedKey): boolean {
    const dismissed = this.#dismissed;
    if (!isByPage || !dismissed || name !== dismissed.key.name) return false;
    return pressedAt === undefined ? performance.now() - dismissed.at < DISMISSAL_HOLDS : pressedAt < dismissed.at;
  }

  #isMuted({ name }: CopiedKey): boolean {
    return name !== undefined && (this.#mutedUntil.get(name) ?? 0) > Date.now();
  }

  /** Whether other evidence of a copy has raised the warning meanwhile, and a person has pressed in it. */
  #isPressedSince(copiedAt: number, { name }: CopiedKey): boolean {
    const { pressed } = this.#warning;
    return pressed !== undefined && pressed.at > copiedAt && name === pressed.key.name;
  }

  /**
   * Records a copy at the instant `at` (ms), once for each press: a page may say as often as it likes that it copied.
   */
  #recordCopy({ isByPage, pressedAt }: Copied<CopiedKey>, key: CopiedKey, at: number): void {
    const { name } = key;
    if (name === undefined || (isByPage && pressedAt === undefined)) return;
    const last = this.#lastRecorded;
    if (pressedAt !== undefined && last?.name === name && last.pressedAt === pressedAt) return;
    this.#lastRecorded = { name, pressedAt };
    this.#report(key, (onTab) => this.#dependencies.reportCopy(onTab, at));
  }

  #onDismissed(key: CopiedKey, dismissal: Dismissal): void {
    this.#dismissed = { key, at: performance.now() };
    if (dismissal === 'leaked') this.#reportLeak(key);
    if (dismissal !== 'today' || key.name === undefined) return;
    this.#mutedUntil.set(key.name, startOfSingaporeDay(singaporeDay(Date.now()) + 1));
    this.#report(key, (onTab) => this.#dependencies.reportMuteToday(onTab));
  }

  /** The popup shows the steps at once. A key that is not stored yet is marked once it is. */
  #reportLeak(key: CopiedKey): void {
    const onTab = this.#storedKey(key);
    const { reportLeak } = this.#dependencies;
    reportLeak({ ...(onTab && { onTab }), opensPopup: true });
    if (!onTab && key.name !== undefined)
      this.#report(key, (listed) => reportLeak({ onTab: listed, opensPopup: false }));
  }

  /** Reports a key to the worker once it has stored the key. */
  #report(key: CopiedKey, send: (onTab: KeyOnTab) => void): void {
    const onTab = this.#storedKey(key);
    if (onTab) send(onTab);
    else this.#pendingReports.push({ name: key.name!, send });
  }

  #storedKey(key: CopiedKey): KeyOnTab | undefined {
    return key.name !== undefined && this.#dependencies.isStored(key.name) ? this.#keyOnTab(key) : undefined;
  }

  #keyOnTab({ name, expiry }: CopiedKey): KeyOnTab | undefined {
    if (!this.#list) return undefined;
    const named = this.#list.rows.filter((row) => row.name === name);
    const row = named.find((other) => other.expiry.text === expiry?.text) ?? named[0];
    return row && keyOnTab(this.#list, row);
  }

  readonly #knownPage = (): KnownPage => ({
    snapshot: this.#dependencies.snapshot(),
    // Names are no secrets, however they look.
    isName: (text) => this.#created?.key.name === text || this.#names.has(text),
    isKeyItself: (element) => this.#keyElements.has(element),
  });

  /** The key of an element: its row's, the one that is named around it, or the one that was just created. */
  #keyAt(near: Element | undefined): CopiedKey | undefined {
    if (!near) return undefined;
    const rows = this.#list?.rows ?? [];
    const row = rows.find(({ element }) => isShownWithin(near, element));
    if (row) return { name: row.name, expiry: row.expiry };
    const created =
      this.#created && Date.now() - this.#created.at < NEW_FOR ? withListedExpiry(this.#created.key, rows) : undefined;
    const listed = rows.map(({ name, expiry }): CopiedKey => ({ name, expiry }));
    const isList = (element: Element): boolean => rows.some((row) => isShownWithin(row.element, element));
    const keys = created ? [...listed, created] : listed;
    return keyNamedAround(this.#dependencies.snapshot(), near, keys, isList) ?? created;
  }
}

/** The answer, or `undefined` if it takes longer than this time (ms). */
function answerWithin<Answer>(answer: Promise<Answer>, time: number): Promise<Answer | undefined> {
  return Promise.race([answer, new Promise<undefined>((resolve) => setTimeout(resolve, time))]);
}

function withListedExpiry(key: CopiedKey, rows: readonly { name: string; expiry: Expiry }[]): CopiedKey {
  const row = rows.find(({ name }) => name === key.name);
  return row ? { name: row.name, expiry: row.expiry } : key;
}
