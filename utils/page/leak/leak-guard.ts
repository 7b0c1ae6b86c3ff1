import type { Expiry } from '../../keys/expiry';
import type { KeyOnTab } from '../../keys/key';
import { singaporeDay, startOfSingaporeDay } from '../../keys/time';
import { leavesOf } from '../../site/digest';
import { isShownWithin, shownParent } from '../../site/dom';
import { keyOnTab, type KeyList } from '../../site/key-list';
import { DIALOG } from '../../site/secret-place';
import type { LeakWish } from '../../storage/told-to-pages';
import { guardCopies, type Copied } from './copy-guard';
import { reachByKeyboard, shieldLayers } from '../layer';
import { LeakWarning, type CopiedKey } from './leak-warning';
import { SecretCovers } from './secret-cover';
import type { RenderSteps } from '../watch';

/** What the leak guard needs of the browser, and tells it. */
export interface LeakDependencies {
  page: Document;
  /** The address of the page-world hook. */
  hookUrl: string;
  /** What a copy is to bring up, of a key of the tab where that is known; `undefined` without an answer. */
  leakWish(key: KeyOnTab | undefined): Promise<LeakWish | undefined>;
  /** Runs something that reads the page, with what is remembered of it. */
  withMemory<Result>(run: () => Result): Result;
  /** Tells the worker that a key was copied at the instant `at` (ms). */
  reportCopy(key: KeyOnTab, at: number): void;
  /** Tells the worker that the user wants no more warnings for a key today. */
  reportNoWarningToday(key: KeyOnTab): void;
}

/** A key whose form was sent so long ago (ms) is not the one that a dialog shows now. */
const NEW_FOR = 15 * 60_000;
/** An answer goes for all that the page copies by itself within this time (ms). */
const ANSWER_HOLDS = 10_000;
/** The worker is waited for this time (ms) before a copy brings up the whole warning: in doubt it speaks. */
const WISH_COMES = 500;
/** The place of a key is no larger than so many steps up the tree. */
const DEPTH = 8;

/** Guards the keys of one API Keys tab: tells of copies, warns of them, and lets secrets be hidden on screen. */
export class LeakGuard {
  readonly #dependencies: LeakDependencies;
  readonly #warning: LeakWarning;
  readonly #covers: SecretCovers;
  #list: KeyList | undefined;
  #names: ReadonlySet<string> = new Set();
  /** The key that was created last, whose secret may show before the list has it. */
  #created: { key: CopiedKey; at: number } | undefined;
  /** What is to be told of keys that are not listed yet. */
  #untold: { name: string; tell(key: KeyOnTab): void }[] = [];
  /** Until when (ms) a key brings up no warning, by its name: known here at once, and in storage once the worker has it. */
  #noWarningUntil = new Map<string, number>();
  /** The answer that was given last, and when (ms of the page's clock). */
  #answered: { key: CopiedKey; at: number } | undefined;
  /** A copy of a key that could not be named: the list may have it a moment later. */
  #unnamed: Copied<CopiedKey> | undefined;
  #lastNoted: { name: string; pressedAt: number | undefined } | undefined;
  #end: AbortController | undefined;
  /** The shield outlasts the guard for as long as a warning shows. */
  #shield: AbortController | undefined;

  constructor(dependencies: LeakDependencies) {
    this.#dependencies = dependencies;
    this.#warning = new LeakWarning(dependencies.page, (key, isForToday) => this.#onAnswered(key, isForToday));
    this.#covers = new SecretCovers(dependencies.page, this.#isName, dependencies.withMemory);
  }

  /** Guards from now on, unless it does already. */
  start(): void {
    if (this.#end) return;
    this.#end = new AbortController();
    const { page, hookUrl, withMemory } = this.#dependencies;
    const { signal } = this.#end;
    if (!this.#shield) {
      this.#shield = new AbortController();
      reachByKeyboard(page, () => [this.#warning.layer, ...this.#covers.layers], this.#shield.signal);
      shieldLayers(page, this.#shield.signal);
    }
    guardCopies<CopiedKey>(
      {
        page,
        hookUrl,
        keyAt: (near) => this.#keyAt(near),
        isName: this.#isName,
        withMemory,
        onCopied: (copied) => void this.#onCopied(copied, signal),
      },
      signal,
    );
  }

  /** Guards no more. A warning that shows stays until it is answered. */
  stop(): void {
    this.#end?.abort();
    this.#end = undefined;
    this.#list = undefined;
    this.#names = new Set();
    this.#covers.clear();
    this.#endShield();
  }

  #endShield(): void {
    if (this.#end || this.#warning.layer) return;
    this.#shield?.abort();
    this.#shield = undefined;
  }

  /** Takes everything off the page. */
  end(): void {
    this.#warning.close();
    this.stop();
  }

  /** Follows the page, piece by piece: its list as it is now, and what else has changed. */
  *follow(list: KeyList | undefined): RenderSteps<void> {
    if (!this.#end) return;
    if (list) {
      this.#list = list;
      this.#names = new Set(list.rows.map(({ name }) => name));
    }
    this.#nameLate();
    this.#warning.refresh();
    this.#untold = this.#untold.filter(({ name, tell }) => {
      const key = this.#onTab({ name });
      if (key) tell(key);
      return !key;
    });
    const secrets = yield* this.#covers.look();
    if (this.#end) this.#covers.show(secrets);
  }

  /** Remembers a key whose form was just sent. */
  created(key: CopiedKey): void {
    this.#created = { key, at: Date.now() };
  }

  /** Names the key of a copy that brought up a warning without a name. */
  #nameLate(): void {
    const unnamed = this.#warning.layer && this.#unnamed;
    const key = unnamed && this.#keyAt(unnamed.near);
    if (!unnamed || !key) return;
    this.#unnamed = undefined;
    this.#note(unnamed, key);
    this.#warning.tell({ key });
  }

  async #onCopied(copied: Copied<CopiedKey>, signal: AbortSignal): Promise<void> {
    const { key = {}, isByPage, pressedAt } = copied;
    const now = Date.now();
    const copiedAt = performance.now();
    this.#unnamed = copied.key ? undefined : copied;
    this.#note(copied, key);
    // What the page copies by itself right after an answer is what was answered, unless it is another key.
    const { key: answered, at = -Infinity } = this.#answered ?? {};
    const isAnswered =
      key.name === answered?.name && (pressedAt === undefined ? performance.now() - at < ANSWER_HOLDS : pressedAt < at);
    if ((isByPage && isAnswered) || (key.name !== undefined && (this.#noWarningUntil.get(key.name) ?? 0) > now)) return;
    const asked = this.#dependencies.leakWish(this.#onTab(key)).catch(() => undefined);
    const { wanted, policy } = (await answerWithin(asked, WISH_COMES)) ?? { wanted: 'full' };
    // Another sign of the same copy may have brought up the warning, and a person may have pressed in it meanwhile.
    const { key: pressed, at: warningPressedAt = -Infinity } = this.#warning.pressed ?? {};
    const isPressed = warningPressedAt > copiedAt && key.name === pressed?.name;
    if (wanted === 'off' || signal.aborted || isPressed) return;
    this.#warning.show({ key, mode: wanted, near: copied.near, policy });
    this.#nameLate();
    // What an agency has to say may come late, too.
    if (!policy) void asked.then((late) => late?.policy && this.#warning.tell({ policy: late.policy }));
  }

  /** Notes a copy, once for each press: a page may say as often as it likes that it copied. */
  #note({ isByPage, pressedAt }: Copied<CopiedKey>, key: CopiedKey): void {
    if (key.name === undefined || (isByPage && pressedAt === undefined)) return;
    const at = Date.now();
    if (pressedAt !== undefined && this.#lastNoted?.name === key.name && this.#lastNoted.pressedAt === pressedAt)
      return;
    this.#lastNoted = { name: key.name, pressedAt };
    this.#tell(key, (onTab) => this.#dependencies.reportCopy(onTab, at));
  }

  #onAnswered(key: CopiedKey, isForToday: boolean): void {
    this.#answered = { key, at: performance.now() };
    this.#endShield();
    if (!isForToday || key.name === undefined) return;
    this.#noWarningUntil.set(key.name, startOfSingaporeDay(singaporeDay(Date.now()) + 1));
    this.#tell(key, (onTab) => this.#dependencies.reportNoWarningToday(onTab));
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
    return row && keyOnTab(this.#list, row);
  }

  /** Whether a text is the name of a key: however it looks, it is no secret. */
  readonly #isName = (text: string): boolean => this.#created?.key.name === text || this.#names.has(text);

  /** The key that an element belongs to: its row's, the one that is named around it, or the one just created. */
  #keyAt(near: Element | undefined): CopiedKey | undefined {
    if (!near) return undefined;
    const rows = this.#list?.rows ?? [];
    const row = rows.find(({ element }) => isShownWithin(near, element));
    if (row) return { name: row.name, expiry: row.expiry };
    const created =
      this.#created && Date.now() - this.#created.at < NEW_FOR ? withListedExpiry(this.#created.key, rows) : undefined;
    const listed = rows.map(({ name, expiry }): CopiedKey => ({ name, expiry }));
    const isList = (element: Element): boolean => rows.some((one) => isShownWithin(one.element, element));
    return keyNamedAround(near, created ? [...listed, created] : listed, isList) ?? created;
  }
}

/** The answer, or `undefined` where it takes longer than this time (ms). */
function answerWithin<Answer>(answer: Promise<Answer>, time: number): Promise<Answer | undefined> {
  return Promise.race([answer, new Promise<undefined>((resolve) => setTimeout(resolve, time))]);
}

function withListedExpiry(key: CopiedKey, rows: readonly { name: string; expiry: Expiry }[]): CopiedKey {
  const row = rows.find(({ name }) => name === key.name);
  return row ? { name: row.name, expiry: row.expiry } : key;
}

/** The one key that the smallest place around an element names, short of the list itself; none where that names several. */
function keyNamedAround(
  near: Element,
  keys: readonly CopiedKey[],
  isList: (element: Element) => boolean,
): CopiedKey | undefined {
  for (
    let at: Element | null = near, steps = 0;
    at && steps < DEPTH && !at.matches('body') && !isList(at);
    at = shownParent(at), steps++
  ) {
    const texts = leavesOf(at).map(({ text }) => text);
    const named = keys.filter(({ name }) => name !== undefined && texts.some((text) => isNamedIn(text, name)));
    // The longest of "backup" and "backup-2" is meant where both are found.
    const longest = named.reduce<CopiedKey | undefined>(
      (best, key) => (key.name!.length >= (best?.name?.length ?? 0) ? key : best),
      undefined,
    );
    if (longest) return named.every(({ name }) => longest.name!.includes(name!)) ? longest : undefined;
    if (at.matches(DIALOG)) return undefined;
  }
  return undefined;
}

/** Whether a text is a name, has it in quotes, or has it in it where it cannot be an ordinary word: "production" can. */
function isNamedIn(text: string, name: string): boolean {
  const at = text.indexOf(name);
  if (at < 0) return false;
  const [before, after] = [text[at - 1] ?? '', text[at + name.length] ?? ''];
  const isWhole = text.length === name.length || (/["'“‘«(]/.test(before) && /["'”’»)]/.test(after));
  return isWhole || (/[^\p{L}]/u.test(name) && !/[\w-]/.test(before + after));
}
