import { copiedText, type CopiedText } from '../../secrets/copied-text';
import { isOurElement } from '../../page-model/dom';
import type { PageSnapshot } from '../../page-model/page-snapshot';
import { runFor, type Steps } from '../../page-model/steps';
import { copiedThing } from '../../secrets/secret-labels';
import type { SecretShape } from '../../secrets/secret';
import { placeOfControl, secretBeside, secretRightBefore } from './control-secrets';
import { copiedFrom, secretInSteps, type CopiedFrom } from './copied-secret';
import { controlName, controlOf } from './copy-controls';
import { HOOK_EVENTS } from './hook-events';
import { isSecretIn, type KnownPage, type SecretPlace } from './secret-places';
import { elementOf, isOnScreen, selectedText } from './selection';
import { afterTheUrgent, later } from '../tasks';

/*
 * Notices that a secret is copied. Three kinds of evidence, since no single one sees every copy:
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
  /** The address of the clipboard hook. */
  hookUrl: string;
  /** What is known of an element's key; asked at a press too, since the page may redraw itself before it copies. */
  keyAt(near: Element | undefined): Key | undefined;
  /** The page as it is now. Only what has changed is read: a copy must not wait until a long list is read. */
  knownPage(): KnownPage;
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
 * Calls `onCopied` whenever a secret is copied, until `signal` is aborted. An event may be part of a call of the page,
 * and its text of any length: the text is searched in tasks of its own right after, and not kept any longer.
 */
export function guardCopies<Key>(dependencies: CopyGuardDependencies<Key>, signal: AbortSignal): void {
  const view = dependencies.page.defaultView;
  if (view) new CopyGuard(view, dependencies, signal).listen();
}

class CopyGuard<Key> {
  readonly #view: Window;
  readonly #dependencies: CopyGuardDependencies<Key>;
  readonly #signal: AbortSignal;
  #press: Press<Key> | undefined;
  /** When (ms of the page's clock) a copy event was last seen, and a copied secret was last reported. */
  #eventAt = -Infinity;
  #reportedAt = -Infinity;

  constructor(view: Window, dependencies: CopyGuardDependencies<Key>, signal: AbortSignal) {
    this.#view = view;
    this.#dependencies = dependencies;
    this.#signal = signal;
  }

  /** On the window and in the capture phase: before the page, which may stop the event. */
  listen(): void {
    const { page, hookUrl } = this.#dependencies;
    const view = this.#view;
    const signal = this.#signal;
    for (const type of ['copy', 'cut', 'dragstart'])
      view.addEventListener(type, (event) => this.#onTransfer(event), { capture: true, signal });
    const options = { capture: true, passive: true, signal };
    for (const type of ['click', 'keydown']) view.addEventListener(type, (event) => this.#onPress(event), options);
    injectHook(page, hookUrl, (shape) => this.#onHookSignal(shape), signal);
  }

  #onTransfer(event: Event): void {
    if (!event.isTrusted) return;
    const { page } = this.#dependencies;
    const known = this.#dependencies.knownPage();
    const { type } = event;
    const isDrag = type === 'dragstart';
    this.#eventAt = performance.now();
    const from = elementOf(event.composedPath()[0]);
    const source = copiedFrom(known, from, this.#hiddenPlace(known, from));
    // A drag has its text already; it need not be the selection.
    const selected = isDrag ? textOfTransfer(event) : selectedText(page, known.snapshot, event);
    let replacement: CopiedText | undefined;
    const readReplacement = (): void => {
      replacement = textOfTransfer(event);
    };
    // After the page's listeners. If one of them stops the event on its way, the hook sees what it sets.
    this.#view.addEventListener(type, readReplacement, { signal: this.#signal });
    later(
      () => {
        this.#view.removeEventListener(type, readReplacement);
        if (isDrag && event.defaultPrevented) return;
        const copied = isDrag || event.defaultPrevented ? (replacement ?? selected) : selected;
        this.#search(copied, source, () => this.#report(from, 'person'));
      },
      0,
      this.#signal,
    );
  }

  #onPress(event: Event): void {
    const path = event.composedPath();
    if (!event.isTrusted || path.some((target) => target instanceof Element && isOurElement(target))) return;
    const isShortcut = isShortcutPress(event);
    if (event.type === 'keydown' && !isShortcut) return;
    const pressedAt = performance.now();
    const element = elementOf(path[0]);
    const press = { element, key: this.#dependencies.keyAt(element), at: pressedAt };
    this.#press = press;
    if (isShortcut && /^[cx]$/i.test(event.key)) this.#expectCopyEvent(event, press);
    else if (event.type === 'click') this.#expectCopy(press);
  }

  /** Searches what is selected if no copy event follows a key press: the page may have stopped it. */
  #expectCopyEvent(event: KeyboardEvent, { element, at }: Press<Key>): void {
    const known = this.#dependencies.knownPage();
    const selected = selectedText(this.#dependencies.page, known.snapshot, event);
    const source = copiedFrom(known, element);
    later(
      () => {
        if (this.#eventAt >= at || event.defaultPrevented) return;
        this.#search(selected, source, () => this.#report(element, 'person'));
      },
      EVENT_TIME,
      this.#signal,
    );
  }

  /** Believes a pressed Copy button if nothing else tells of a copy. */
  #expectCopy({ element, at }: Press<Key>): void {
    const { page, knownPage } = this.#dependencies;
    const control = element && controlOf(element);
    if (!control || !mayCopySecret(knownPage(), control)) return;
    const believe = (): void => {
      if (this.#reportedAt < at && saysCopied(page, knownPage().snapshot, control)) this.#report(element, 'page');
    };
    later(believe, COPY_TIME, this.#signal);
  }

  #onHookSignal(shape: SecretShape): void {
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

  /** Where a copied text really stands: a library copies it from an element that nobody sees, put there by a press. */
  #hiddenPlace(known: KnownPage, from: Element | undefined): SecretPlace | undefined {
    const control = from && !isOnScreen(from) ? this.#pressedControl() : undefined;
    return control && placeOfControl(known, control);
  }
}

/** A key press with Ctrl or Cmd, and no other modifier. */
function isShortcutPress(event: Event): event is KeyboardEvent {
  if (!(event instanceof KeyboardEvent)) return false;
  return (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
}

/** The text that a page has put into a copy, or the browser into a drag. */
function textOfTransfer(event: Event): CopiedText {
  const isDrag = event instanceof DragEvent;
  const transfer = isDrag ? event.dataTransfer : (event as ClipboardEvent).clipboardData;
  return copiedText(transfer?.getData('text/plain') || transfer?.getData('text/html') || '');
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

const SHAPES: readonly string[] = ['v2', 'jwt', 'token', 'possible'] satisfies SecretShape[];

/** Puts the clipboard hook into the page, and takes it out when `signal` is aborted. */
function injectHook(
  page: Document,
  hookUrl: string,
  onCopied: (shape: SecretShape) => void,
  signal: AbortSignal,
): void {
  const script = page.createElement('script');
  script.src = hookUrl;
  script.addEventListener(
    HOOK_EVENTS.copied,
    (event) => {
      const shape: unknown = (event as CustomEvent).detail;
      if (typeof shape === 'string' && SHAPES.includes(shape)) onCopied(shape as SecretShape);
      // An answer: somebody still listens. In Firefox a content script just ends when its extension is updated.
      event.preventDefault();
    },
    { signal },
  );
  // Out of the page's sight as soon as it runs; both sides keep hold of the element.
  script.addEventListener('load', () => script.remove(), { once: true });
  script.addEventListener('error', () => script.remove(), { once: true });
  signal.addEventListener('abort', () => {
    script.remove();
    script.dataset.stopped = '';
    script.dispatchEvent(new Event(HOOK_EVENTS.stop));
  });
  (page.head ?? page.documentElement).append(script);
}
