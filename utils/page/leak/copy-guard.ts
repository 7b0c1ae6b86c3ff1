import type { CopiedText } from '../../secrets/copied-text';
import type { PageSnapshot } from '../../page-model/page-snapshot';
import { runFor, type Steps } from '../../page-model/steps';
import { copiedThing } from '../../secrets/secret-labels';
import { placeOfControl, secretBeside, secretRightBefore } from './control-secrets';
import { copiedFrom, secretInSteps, type CopiedFrom } from './copied-secret';
import { controlName, controlOf } from './copy-controls';
import type { CopySign, HookSign, PressSign, TransferSign } from './copy-listener';
import { isSecretIn, type KnownPage, type SecretPlace } from './secret-places';
import { afterTheUrgent, later } from '../tasks';

/*
 * Judges whether a secret is copied. Three kinds of evidence, because no single one sees every copy:
 *
 * - the browser's own copy, cut and drag events: what is selected, and what the page puts in its place;
 * - the clipboard hook: what the page hands to the clipboard by itself;
 * - the press of a Copy button beside a visible secret: a page may have kept the clipboard's functions from before.
 *
 * The page can bring about only the last two, and they are trusted with nothing but raising the warning.
 */

/** A secret that was copied. Nothing of its text is in here. */
export interface Copied<Key> {
  /** What is known of the key that the secret belongs to. */
  key: Key | undefined;
  /** What it was copied from or with. */
  near: Element | undefined;
  /** The page says so, or did it. Unless a person pressed something before, that is believed only for a warning. */
  isByPage: boolean;
  /** When (ms of the page's clock) a person last pressed something, if that may have brought about the copy. */
  pressedAt: number | undefined;
}

export interface CopyGuardDependencies<Key> {
  page: Document;
  /** What is known of an element's key; asked at a press too, because the page may redraw itself before it copies. */
  keyAt(near: Element | undefined): Key | undefined;
  /** The page as it is now. Only what has changed is read: a copy must not wait until a long list is read. */
  knownPage(): KnownPage;
  /** Called whenever a secret is copied. */
  onCopied(copied: Copied<Key>): void;
}

/** A copy so long after a press (ms) was hardly that press's doing. Chosen, not measured, as are the next two. */
const PRESS_LIMIT = 10_000;
/** A pressed Copy button has copied by then (ms), or has asked a server first. */
const COPY_TIME = 400;
/** A key press has become a copy event by then (ms), unless the page keeps that from us. */
const EVENT_TIME = 50;
/** How long (ms) one task may search what was copied (docs/leak-guard.md). */
const SLICE = 8;

interface Press<Key> {
  element: Element | undefined;
  key: Key | undefined;
  /** When (ms of the page's clock). */
  at: number;
}

/**
 * Judges the signs of copies until `signal` is aborted. An event may be part of a call of the page, and its text of any
 * length: the text is searched in tasks of its own right after, and not kept any longer.
 */
export class CopyGuard<Key> {
  readonly #dependencies: CopyGuardDependencies<Key>;
  readonly #signal: AbortSignal;
  #press: Press<Key> | undefined;
  /** When (ms of the page's clock) a copy event was last seen, and a copied secret was last reported. */
  #eventAt = -Infinity;
  #reportedAt = -Infinity;

  constructor(dependencies: CopyGuardDependencies<Key>, signal: AbortSignal) {
    this.#dependencies = dependencies;
    this.#signal = signal;
  }

  judge(sign: CopySign): void {
    if (sign.kind === 'transfer') this.#judgeTransfer(sign);
    else if (sign.kind === 'press') this.#judgePress(sign);
    else this.#judgeHook(sign);
  }

  #judgeTransfer(sign: TransferSign): void {
    const { event, at, from, isOnScreen, selected } = sign;
    const known = this.#dependencies.knownPage();
    const isDrag = event.type === 'dragstart';
    this.#eventAt = at;
    const source = copiedFrom(known, from, isOnScreen ? undefined : this.#placeOfPress(known));
    later(
      () => {
        if (isDrag && event.defaultPrevented) return;
        const copied = isDrag || event.defaultPrevented ? (sign.replacement ?? selected) : selected;
        this.#search(copied, source, () => this.#report(from, 'person'));
      },
      0,
      this.#signal,
    );
  }

  #judgePress({ event, at, element, selected }: PressSign): void {
    const press = { element, key: this.#dependencies.keyAt(element), at };
    this.#press = press;
    if (selected !== undefined) this.#expectCopyEvent(event, selected, press);
    else if (event.type === 'click') this.#expectCopy(press);
  }

  /** Searches what is selected if no copy event follows a key press: the page may have stopped it. */
  #expectCopyEvent(event: Event, selected: CopiedText, { element, at }: Press<Key>): void {
    const source = copiedFrom(this.#dependencies.knownPage(), element);
    later(
      () => {
        if (this.#eventAt >= at || event.defaultPrevented) return;
        this.#search(selected, source, () => this.#report(element, 'person'));
      },
      EVENT_TIME,
      this.#signal,
    );
  }

  /** Believes a pressed Copy button if there is no other sign of a copy. */
  #expectCopy({ element, at }: Press<Key>): void {
    const { page, knownPage } = this.#dependencies;
    const control = element && controlOf(element);
    if (!control || !mayCopySecret(knownPage(), control)) return;
    const believe = (): void => {
      if (this.#reportedAt < at && saysCopied(page, knownPage().snapshot, control)) this.#report(element, 'page');
    };
    later(believe, COPY_TIME, this.#signal);
  }

  #judgeHook({ shape }: HookSign): void {
    const { knownPage } = this.#dependencies;
    const control = this.#pressedControl();
    const place = (): SecretPlace => (control ? placeOfControl(knownPage(), control) : 'plain');
    if (isSecretIn(place, { shape, value: '' })) this.#report(this.#recentPress()?.element, 'page');
  }

  #report(near: Element | undefined, by: 'person' | 'page'): void {
    const { keyAt, onCopied } = this.#dependencies;
    const recent = this.#recentPress();
    this.#reportedAt = performance.now();
    onCopied({ key: keyAt(near) ?? recent?.key, near, isByPage: by === 'page', pressedAt: recent?.at });
  }

  /** Searches a text for a secret, in slices. */
  #search(text: CopiedText, from: CopiedFrom, onSecret: () => void): void {
    const { page, knownPage } = this.#dependencies;
    const search = function* (): Steps<void> {
      const shape = yield* secretInSteps(knownPage(), text, from);
      if (shape !== undefined) onSecret();
    };
    const steps = search();
    const runSlice = (): void => {
      if (this.#signal.aborted || runFor(steps, SLICE)) return;
      afterTheUrgent(page, () => {
        // Reads what has changed meanwhile.
        knownPage();
        runSlice();
      });
    };
    runSlice();
  }

  #recentPress(): Press<Key> | undefined {
    const press = this.#press;
    return press && performance.now() - press.at < PRESS_LIMIT ? press : undefined;
  }

  #pressedControl(): Element | undefined {
    const near = this.#recentPress()?.element;
    return near && controlOf(near);
  }

  /** Where a copied text really stands: a library copies it from an element out of sight, put there by a press. */
  #placeOfPress(known: KnownPage): SecretPlace | undefined {
    const control = this.#pressedControl();
    return control && placeOfControl(known, control);
  }
}

/**
 * Whether a control may copy a secret: it says that it copies a key, or stands beside a visible secret and says nothing
 * else.
 */
function mayCopySecret(page: KnownPage, control: Element): boolean {
  const name = controlName(page.snapshot, control);
  const thing = copiedThing(name);
  if (thing === 'key') return true;
  if (name === '') return secretRightBefore(page, control) !== undefined;
  return (
    (thing === 'this' || thing === 'sample') &&
    placeOfControl(page, control) !== 'else' &&
    secretBeside(page, control) !== undefined
  );
}

/**
 * Whether a pressed control says that it copies or, if it has no words, the page now says that something was copied.
 */
function saysCopied(page: Document, snapshot: PageSnapshot, control: Element): boolean {
  if (!control.isConnected || copiedThing(controlName(snapshot, control)) !== undefined) return true;
  const messages = page.querySelectorAll('[role="status"],[role="alert"],[role="tooltip"],[aria-live]');
  return [...messages, control.parentElement].some((message) => /\bcopied\b/i.test(message?.textContent ?? ''));
}
