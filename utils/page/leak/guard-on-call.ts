import type { ListedKeys } from '../../site/key-list';
import type { RenderSteps } from '../page-handlers';
import { reachByKeyboard, shieldLayers } from '../shield';
import { listenForCopies, type CopyListenerDependencies, type CopySign } from './copy-listener';
import type { LeakDependencies, LeakGuard } from './leak-guard';
import type { CopiedKey } from './leak-warning';
import { mayShowSecret } from './secret-texts';

/** The needs of the guard, and those of the listener. */
export interface GuardDependencies extends LeakDependencies, Omit<CopyListenerDependencies, 'onSign'> {}

/** So many signs wait for the guard at most: a page may pretend to copy in a loop. Chosen, not measured. */
const MOST_WAITING = 100;

/**
 * Calls the leak guard in when it is first wanted: once a person presses something on the tab, the page copies
 * something, a text may be a secret, or keys are to be covered as soon as they show. On other visits none of its code
 * is loaded. Signs wait until it is there; the listeners that have to come before the page's own are here, and on from
 * the start.
 */
export class GuardOnCall {
  readonly #dependencies: GuardDependencies;
  readonly #onArrived: () => void;
  #guard: LeakGuard | undefined;
  #isCalled = false;
  #coversKeys = false;
  #waiting: CopySign[] = [];
  #list: ListedKeys | undefined;
  #created: [key: CopiedKey, at: number] | undefined;
  #end: AbortController | undefined;
  /** The shield outlasts the guard for as long as a warning shows. */
  #shield: AbortController | undefined;

  /** `onArrived` is called when the guard is there, and has not followed the page yet. */
  constructor(dependencies: GuardDependencies, onArrived: () => void) {
    this.#dependencies = dependencies;
    this.#onArrived = onArrived;
  }

  start(): void {
    if (this.#end) return;
    this.#end = new AbortController();
    const { page } = this.#dependencies;
    if (!this.#shield) {
      this.#shield = new AbortController();
      reachByKeyboard(page, () => this.#guard?.layers ?? [], this.#shield.signal);
      shieldLayers(page, this.#shield.signal);
    }
    this.#guard?.start();
    listenForCopies({ ...this.#dependencies, onSign: (sign) => this.#onSign(sign) }, this.#end.signal);
  }

  /** A warning that shows stays until a person dismisses it. */
  stop(): void {
    this.#end?.abort();
    this.#end = undefined;
    this.#list = undefined;
    this.#waiting = [];
    this.#guard?.stop();
    this.#endShield();
  }

  #endShield(): void {
    if (this.#end || this.#guard?.layers.length) return;
    this.#shield?.abort();
    this.#shield = undefined;
  }

  /** Takes everything off the page. */
  end(): void {
    this.#guard?.end();
    this.stop();
  }

  /** Follows the page, step by step. Without a list, the last one counts. */
  *follow(list: ListedKeys | undefined): RenderSteps<void> {
    if (!this.#end) return;
    this.#list = list ?? this.#list;
    if (this.#guard) yield* this.#guard.follow(list);
    else if (!this.#isCalled && (yield* this.#mayShowSecret())) this.#call();
  }

  #mayShowSecret(): ReturnType<typeof mayShowSecret> {
    const { page, snapshot } = this.#dependencies;
    const names = new Set([this.#created?.[0].name, ...(this.#list?.rows ?? []).map(({ name }) => name)]);
    return mayShowSecret(snapshot(), page.body, (text) => names.has(text));
  }

  /** Remembers a key whose form was just sent. */
  created(key: CopiedKey): void {
    this.#created = [key, Date.now()];
    this.#guard?.created(...this.#created);
  }

  /** Covers each key as soon as it shows, or stops doing so. The guard is loaded before a key can show. */
  coverKeys({ isOn }: { isOn: boolean }): void {
    this.#coversKeys = isOn;
    this.#guard?.coverKeys({ isOn });
    if (isOn) this.#call();
  }

  /** Covers what a change of the page shows, before it is painted. */
  coverChanged(records: readonly MutationRecord[]): void {
    this.#guard?.coverChanged(records);
  }

  /** The worker has stored a report of the list. */
  listStored(): void {
    this.#guard?.sendPending();
  }

  #onSign(sign: CopySign): void {
    if (this.#guard) this.#guard.judge(sign);
    else if (this.#waiting.length < MOST_WAITING) this.#waiting.push(sign);
    this.#call();
  }

  #call(): void {
    if (this.#isCalled) return;
    this.#isCalled = true;
    import('./leak-guard').then(
      (module) => this.#take(module),
      // The extension was updated or removed, and the file is gone: the next scan ends this script.
      () => {
        this.#isCalled = false;
        this.#waiting = [];
      },
    );
  }

  #take({ LeakGuard: Guard }: { LeakGuard: typeof LeakGuard }): void {
    this.#guard = new Guard(this.#dependencies, () => this.#endShield());
    this.#guard.coverKeys({ isOn: this.#coversKeys });
    if (this.#created) this.#guard.created(...this.#created);
    if (!this.#end) return;
    this.#guard.start(this.#list);
    for (const sign of this.#waiting.splice(0)) this.#guard.judge(sign);
    this.#onArrived();
  }
}
