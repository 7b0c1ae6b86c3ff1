import { copiedText, type CopiedText } from '../../site/copied-text';
import { isOwn } from '../../site/dom';
import { copiedThing } from '../../site/secret-labels';
import type { SecretShape } from '../../site/secret';
import {
  controlName,
  controlOf,
  copiedFrom,
  isOnScreen,
  isSecretIn,
  placeOfControl,
  secretBeside,
  secretInSteps,
  secretRightBefore,
  type CopiedFrom,
  type IsName,
  type SecretPlace,
} from '../../site/secret-place';
import { HOOK_EVENTS } from './hook-events';
import { elementOf, selectedText } from './selection';
import { afterTheUrgent } from '../tasks';

/*
 * Notices that a secret is copied. Three kinds of evidence, since no single one sees every copy:
 *
 * - the browser's own copy, cut and drag events: what is selected, and what the page puts in its place;
 * - the page-world hook: what the page hands over to the clipboard by itself;
 * - the press of a Copy button beside a visible secret: a page may have kept the clipboard's functions from before.
 *
 * Only the last two can be brought about by the page, and they are trusted with nothing but raising the warning.
 */

/** A secret that was copied. Nothing of its text is in here. */
export interface Copied<Key> {
  /** What is known of the key that the secret belongs to. */
  key: Key | undefined;
  /** What it was copied from or with. */
  near: Element | undefined;
  /** The page says so, or did it: believed for a warning, and for nothing else unless a person pressed something before. */
  isByPage: boolean;
  /** When (ms of the page's clock) a person last pressed something, if that may have brought about the copy. */
  pressedAt: number | undefined;
}

/** What the guard needs to know of the page, and tells. */
export interface Guarded<Key> {
  page: Document;
  /** The address of the page-world hook. */
  hookUrl: string;
  /** What is known of the key that an element belongs to; asked at a press too, since the page may draw itself anew before it copies. */
  keyAt(near: Element | undefined): Key | undefined;
  /** Whether a text is the name of a key, which is no secret however it looks. */
  isName: IsName;
  /** Runs something that reads the page, with what is remembered of it: a copy is not to wait for all of a long list to be read. */
  withMemory<Result>(run: () => Result): Result;
  onCopied(copied: Copied<Key>): void;
}

/** A copy so long after a press (ms) was hardly that press's doing. */
const PRESS_LIMIT = 10_000;
/** A pressed Copy button has copied by then (ms), or has asked a server first. */
const COPY_TIME = 400;
/** A key press has become a copy event by then (ms), unless the page keeps that from us. */
const EVENT_TIME = 50;
/** How long (ms) one task may look at what was copied. */
const SLICE = 8;

interface Press<Key> {
  element: Element | undefined;
  key: Key | undefined;
  at: number;
}

/**
 * Calls `onCopied` whenever a secret is copied, until `signal` is aborted. An event may be part of a call of the page, and
 * a text of any length: it is handed on, looked at in tasks of its own right after, and not kept any longer.
 */
export function guardCopies<Key>(
  { page, hookUrl, keyAt, isName, withMemory, onCopied }: Guarded<Key>,
  signal: AbortSignal,
): void {
  const view = page.defaultView;
  if (!view) return;
  let press: Press<Key> | undefined;
  /** When (ms of the page's clock) a copy event was last seen, and a copied secret was last told of. */
  let seenAt = -Infinity;
  let toldAt = -Infinity;

  const recentPress = (): Press<Key> | undefined =>
    press && performance.now() - press.at < PRESS_LIMIT ? press : undefined;
  const tell = (near: Element | undefined, isByPage = false): void => {
    const recent = recentPress();
    toldAt = performance.now();
    onCopied({ key: keyAt(near) ?? recent?.key, near, isByPage, pressedAt: recent?.at });
  };
  const later = (run: () => void, delay: number): void => {
    const timer = setTimeout(run, delay);
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  };

  /** Runs `then` if there is a secret in a text, once that is looked at. */
  const look = (text: CopiedText, from: CopiedFrom, then: () => void): void => {
    const steps = secretInSteps(text, from, isName);
    const goOn = (): void =>
      withMemory(() => {
        for (const end = performance.now() + SLICE; !signal.aborted;) {
          const { done, value } = steps.next();
          if (done && value !== undefined) then();
          if (done) return;
          if (performance.now() >= end) return afterTheUrgent(page, goOn);
        }
      });
    goOn();
  };

  const pressedControl = (): Element | undefined => {
    const near = recentPress()?.element;
    return near && controlOf(near);
  };
  /** Where a copied text really stands: a library copies it from an element that nobody sees, put there by a press. */
  const hiddenPlace = (from: Element | undefined): SecretPlace | undefined => {
    const control = from && !isOnScreen(from) ? pressedControl() : undefined;
    return control && placeOfControl(control, isName);
  };

  const onTransfer = (event: Event): void => {
    if (!event.isTrusted) return;
    seenAt = performance.now();
    const from = elementOf(event.composedPath()[0]);
    // A drag has its text already; it need not be the selection.
    const source = copiedFrom(from, hiddenPlace(from));
    const selected = event.type === 'dragstart' ? textOfTransfer(event) : selectedText(page, event);
    let replacement: CopiedText | undefined;
    const readReplacement = (): void => {
      replacement = textOfTransfer(event);
    };
    // Once the page's listeners are through, unless one of them stops the event on its way: then the hook sees what it sets.
    view.addEventListener(event.type, readReplacement, { signal });
    later(() => {
      view.removeEventListener(event.type, readReplacement);
      const isReplaced = replacement !== undefined && (event.defaultPrevented || event.type === 'dragstart');
      const isStopped = event.defaultPrevented && event.type === 'dragstart';
      if (!isStopped) look(isReplaced ? replacement! : selected, source, () => tell(from));
    }, 0);
  };
  // On the window and in the capture phase: before the page, which may stop the event.
  for (const type of ['copy', 'cut', 'dragstart'])
    view.addEventListener(type, (event) => withMemory(() => onTransfer(event)), { capture: true, signal });

  const onPress = (event: Event): void => {
    const element = elementOf(event.composedPath()[0]);
    if (!event.isTrusted || event.composedPath().some((target) => target instanceof Element && isOwn(target))) return;
    const isShortcut =
      event instanceof KeyboardEvent && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (event.type === 'keydown' && !isShortcut) return;
    const at = performance.now();
    press = { element, key: keyAt(element), at };
    const control = element && controlOf(element);
    if (isShortcut && /^[cx]$/i.test(event.key)) {
      const [selected, source] = [selectedText(page, event), copiedFrom(element)];
      later(() => seenAt < at && !event.defaultPrevented && look(selected, source, () => tell(element)), EVENT_TIME);
    } else if (event.type === 'click' && control && mayCopySecret(control, isName)) {
      later(() => withMemory(() => toldAt < at && saysCopied(page, control) && tell(element, true)), COPY_TIME);
    }
  };
  for (const type of ['click', 'keydown'])
    view.addEventListener(type, (event) => withMemory(() => onPress(event)), { capture: true, passive: true, signal });

  injectHook(
    page,
    hookUrl,
    (shape) =>
      withMemory(() => {
        const control = pressedControl();
        if (isSecretIn(() => (control ? placeOfControl(control, isName) : 'plain'), { shape, value: '' }))
          tell(recentPress()?.element, true);
      }),
    signal,
  );
}

/** The text that a page has put into a copy, or the browser into a drag. */
function textOfTransfer(event: Event): CopiedText {
  const transfer =
    event instanceof ClipboardEvent ? event.clipboardData : event instanceof DragEvent ? event.dataTransfer : null;
  return copiedText(transfer?.getData('text/plain') || transfer?.getData('text/html') || '');
}

/** Whether a control may copy a secret: it says that it copies a key, or stands beside a visible secret and says nothing else. */
function mayCopySecret(control: Element, isName: IsName): boolean {
  const thing = copiedThing(controlName(control));
  if (thing === 'key') return true;
  if (controlName(control) === '') return secretRightBefore(control, isName) !== undefined;
  return (
    (thing === 'this' || thing === 'sample') &&
    placeOfControl(control, isName) !== 'else' &&
    secretBeside(control, isName) !== undefined
  );
}

/** Whether a pressed control says that it copies, or, where it has no words, the page now says that something was copied. */
function saysCopied(page: Document, control: Element): boolean {
  if (!control.isConnected || copiedThing(controlName(control)) !== undefined) return true;
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
