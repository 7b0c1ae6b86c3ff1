import { secretShapeIn, type SecretShape } from '../site/secret';
import { HOOK_EVENTS } from './hook-events';

/** A secret that was copied: its shape, never its text, and the element it was copied from or with. */
export interface CopiedSecret {
  shape: SecretShape;
  near: Element | undefined;
}

/**
 * Calls `onCopied` when a selection that contains a secret is copied, cut or dragged, until `signal` is aborted.
 * The text is looked at during the event and not kept.
 */
export function guardSelections(page: Document, onCopied: (copied: CopiedSecret) => void, signal: AbortSignal): void {
  const onCopy = (event: Event): void => {
    const from = event.composedPath()[0];
    const shape = secretShapeIn(selectedText(page, from));
    if (shape) onCopied({ shape, near: elementOf(from) });
  };
  // On the window and in the capture phase: before the page, which may stop the event.
  for (const type of ['copy', 'cut', 'dragstart']) page.defaultView?.addEventListener(type, onCopy, { capture: true, signal });
}

function selectedText(page: Document, from: EventTarget | undefined): string {
  const field = [from, page.activeElement].find(isTextField);
  const { selectionStart, selectionEnd, value } = field ?? {};
  if (value !== undefined && selectionStart != null && selectionEnd != null && selectionStart < selectionEnd) return value.slice(selectionStart, selectionEnd);
  return page.getSelection()?.toString() ?? '';
}

function isTextField(target: unknown): target is HTMLInputElement | HTMLTextAreaElement {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}

function elementOf(target: EventTarget | undefined): Element | undefined {
  return target instanceof Element ? target : target instanceof Node ? (target.parentElement ?? undefined) : undefined;
}

const SHAPES: readonly string[] = ['v2', 'jwt', 'token'] satisfies SecretShape[];
/** A copy so long after the press of a button (ms) was hardly that button's doing. */
const PRESS_LIMIT = 10_000;

/**
 * Puts the clipboard hook into the page and calls `onCopied` when the page itself copies a secret, until `signal` is
 * aborted. The page could forge these signals, so they are trusted with nothing but raising the warning.
 */
export function guardPageCopies(page: Document, hookUrl: string, onCopied: (copied: CopiedSecret) => void, signal: AbortSignal): void {
  let pressed: { element: Element | undefined; at: number } | undefined;
  for (const type of ['click', 'keydown']) {
    page.defaultView?.addEventListener(type, (event) => {
      if (event.isTrusted) pressed = { element: elementOf(event.composedPath()[0]), at: event.timeStamp };
    }, { capture: true, passive: true, signal });
  }
  const script = page.createElement('script');
  script.src = hookUrl;
  script.addEventListener(HOOK_EVENTS.copied, (event) => {
    const shape: unknown = (event as CustomEvent).detail;
    if (typeof shape !== 'string' || !SHAPES.includes(shape)) return;
    const isRecent = pressed !== undefined && event.timeStamp - pressed.at < PRESS_LIMIT;
    onCopied({ shape: shape as SecretShape, near: isRecent ? pressed?.element : undefined });
  }, { signal });
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
