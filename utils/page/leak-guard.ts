import type { Expiry } from '../keys/expiry';
import type { KeyOnTab } from '../keys/key';
import { singaporeDay, startOfSingaporeDay } from '../keys/time';
import type { Settings } from '../settings';
import { isShownWithin, shownParent, textOf } from '../site/dom';
import { readingOf, type KeyList } from '../site/key-list';
import { guardCopies, type Copied } from './copy-guard';
import { reachByKeyboard } from './layer';
import { LeakWarning, type CopiedKey } from './leak-warning';
import { SecretCovers } from './secret-cover';

/** What the leak guard needs of the browser, and tells it. */
export interface LeakSurroundings {
  page: Document;
  /** The address of the page-world hook. */
  hookUrl: string;
  /** What the user wants a copy of this key to bring up. */
  leakWarningWanted(key: CopiedKey, now: number): Promise<Settings['leakWarning']>;
  /** Tells the worker that a key was copied at the instant `at` (ms). */
  reportCopy(key: KeyOnTab, at: number): void;
  /** Tells the worker that the user wants no more warnings for a key today. */
  reportNoWarningToday(key: KeyOnTab): void;
}

/** A key whose form was sent so long ago (ms) is not the one that a dialog shows now. */
const NEW_FOR = 15 * 60_000;
/** An answer goes for all that the page copies by itself within this time (ms). */
const ANSWER_HOLDS = 10_000;
/** The place of a key is no larger than so many steps up the tree. */
const DEPTH = 8;

/** Guards the keys of one API Keys tab: tells of copies, warns of them, and lets secrets be hidden on screen. */
export class LeakGuard {
  readonly #surroundings: LeakSurroundings;
  readonly #warning: LeakWarning;
  readonly #covers: SecretCovers;
  #list: KeyList | undefined;
  /** The key that was created last, whose secret may show before the list has it. */
  #created: { key: CopiedKey; at: number } | undefined;
  /** What is to be told of keys that are not listed yet. */
  #untold: { name: string; tell(key: KeyOnTab): void }[] = [];
  /** Until when (ms) a key brings up no warning, by its name: known here at once, and in storage once the worker has it. */
  #noWarningUntil = new Map<string, number>();
  #answeredAt = -Infinity;
  /** A copy of a key that could not be named: the list may have it a moment later. */
  #unnamed: Copied<CopiedKey> | undefined;
  #lastNoted: { name: string; pressedAt: number | undefined } | undefined;
  #end: AbortController | undefined;

  constructor(surroundings: LeakSurroundings) {
    this.#surroundings = surroundings;
    this.#warning = new LeakWarning(surroundings.page, (key, isForToday) => this.#onAnswered(key, isForToday));
    this.#covers = new SecretCovers(surroundings.page);
  }

  /** Guards from now on, unless it does already. */
  start(): void {
    if (this.#end) return;
    this.#end = new AbortController();
    const { page, hookUrl } = this.#surroundings;
    const { signal } = this.#end;
    guardCopies<CopiedKey>({ page, hookUrl, keyAt: (near) => this.#keyAt(near), onCopied: (copied) => void this.#onCopied(copied, signal) }, signal);
    reachByKeyboard(page, () => [this.#warning.layer, ...this.#covers.layers], signal);
  }

  /** Guards no more. A warning that shows stays until it is answered. */
  stop(): void {
    this.#end?.abort();
    this.#end = undefined;
    this.#list = undefined;
    this.#covers.clear();
  }

  /** Takes everything off the page. */
  end(): void {
    this.stop();
    this.#warning.close();
  }

  /** Follows the page: its list as it is now, and what else has changed. */
  follow(list: KeyList | undefined): void {
    if (!this.#end) return;
    if (list) this.#list = list;
    const unnamed = this.#warning.layer && this.#unnamed;
    const key = unnamed && this.#keyAt(unnamed.near);
    if (unnamed && key) void this.#onCopied({ ...unnamed, key }, this.#end.signal);
    this.#covers.show();
    this.#warning.refresh();
    this.#untold = this.#untold.filter(({ name, tell }) => {
      const key = this.#onTab({ name });
      if (key) tell(key);
      return !key;
    });
  }

  /** Remembers a key whose form was just sent. */
  created(key: CopiedKey): void {
    this.#created = { key, at: Date.now() };
  }

  async #onCopied(copied: Copied<CopiedKey>, signal: AbortSignal): Promise<void> {
    const { key = {}, isByPage, pressedAt } = copied;
    const now = Date.now();
    this.#unnamed = copied.key ? undefined : copied;
    if (!isByPage || pressedAt !== undefined) this.#note(key, pressedAt, now);
    // What the page copies by itself right after an answer is what was answered.
    const isAnswered = pressedAt === undefined ? performance.now() - this.#answeredAt < ANSWER_HOLDS : pressedAt < this.#answeredAt;
    if ((isByPage && isAnswered) || (key.name !== undefined && (this.#noWarningUntil.get(key.name) ?? 0) > now)) return;
    const wanted = await this.#surroundings.leakWarningWanted(key, now);
    if (wanted !== 'off' && !signal.aborted) this.#warning.show(key, wanted);
  }

  /** Notes a copy, once for each press: a page may say as often as it likes that it copied. */
  #note(key: CopiedKey, pressedAt: number | undefined, at: number): void {
    if (key.name === undefined) return;
    if (pressedAt !== undefined && this.#lastNoted?.name === key.name && this.#lastNoted.pressedAt === pressedAt) return;
    this.#lastNoted = { name: key.name, pressedAt };
    this.#tell(key, (onTab) => this.#surroundings.reportCopy(onTab, at));
  }

  #onAnswered(key: CopiedKey, isForToday: boolean): void {
    this.#answeredAt = performance.now();
    if (!isForToday || key.name === undefined) return;
    this.#noWarningUntil.set(key.name, startOfSingaporeDay(singaporeDay(Date.now()) + 1));
    this.#tell(key, (onTab) => this.#surroundings.reportNoWarningToday(onTab));
  }

  /** Tells the worker of a key, at the latest when the list has it. */
  #tell(key: CopiedKey, tell: (onTab: KeyOnTab) => void): void {
    const onTab = this.#onTab(key);
    if (onTab) tell(onTab);
    else this.#untold.push({ name: key.name!, tell });
  }

  #onTab({ name, expiry }: CopiedKey): KeyOnTab | undefined {
    if (!this.#list) return undefined;
    const named = this.#list.rows.filter((row) => row.name === name);
    const row = named.find((one) => one.expiry.text === expiry?.text) ?? named[0];
    return row && (readingOf({ ...this.#list, rows: [row], complete: false }) as KeyOnTab);
  }

  /** The key that an element belongs to: its row's, or the one that its dialog or its surroundings name. */
  #keyAt(near: Element | undefined): CopiedKey | undefined {
    if (!near) return undefined;
    const rows = this.#list?.rows ?? [];
    const created = this.#created && Date.now() - this.#created.at < NEW_FOR ? this.#created.key : undefined;
    const row = rows.find(({ element }) => isShownWithin(near, element));
    if (row) return { name: row.name, expiry: row.expiry };
    const keys: CopiedKey[] = [...rows, ...(created && !rows.some(({ name }) => name === created.name) ? [created] : [])];
    const named = keyNamedAround(near, keys);
    if (named) return { ...(named.name !== undefined && { name: named.name }), ...(named.expiry && { expiry: named.expiry }) };
    return isInDialog(near) ? withListedExpiry(created, rows) : undefined;
  }
}

function withListedExpiry(key: CopiedKey | undefined, rows: readonly { name: string; expiry: Expiry }[]): CopiedKey | undefined {
  const row = rows.find(({ name }) => name === key?.name);
  return row ? { name: row.name, expiry: row.expiry } : key;
}

const DIALOG = 'dialog,[role="dialog"],[role="alertdialog"]';

function isInDialog(element: Element): boolean {
  return element.closest(DIALOG) !== null;
}

/** The one key that the smallest place around an element names; none where that names several. */
function keyNamedAround(near: Element, keys: readonly CopiedKey[]): CopiedKey | undefined {
  for (let at: Element | null = near, steps = 0; at && steps < DEPTH && !at.matches('body'); at = shownParent(at), steps++) {
    const text = textOf(at);
    const named = keys.filter(({ name }) => name !== undefined && hasName(text, name));
    // The longest of "backup" and "backup-2" is meant where both are found.
    const longest = named.reduce<CopiedKey | undefined>((best, key) => (key.name!.length > (best?.name?.length ?? 0) ? key : best), undefined);
    if (longest) return named.every(({ name }) => longest.name!.includes(name!)) ? longest : undefined;
    if (at.matches(DIALOG)) return undefined;
  }
  return undefined;
}

/** Whether a text has a name in it that is not part of a longer one. */
function hasName(text: string, name: string): boolean {
  const at = text.indexOf(name);
  return at >= 0 && !/[\w-]/.test(`${text[at - 1] ?? ' '}${text[at + name.length] ?? ' '}`);
}
