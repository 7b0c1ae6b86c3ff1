import { isOurElement } from '../../page-model/dom';
import { copiedText, type CopiedText } from '../../secrets/copied-text';
import type { SecretShape } from '../../secrets/secret';
import type { LivePage } from '../live-page';
import { later } from '../tasks';
import { HOOK_EVENTS } from './hook-events';
import { elementOf, isOnScreen, selectedText } from './selection';

/*
 * Listens for everything that may be a copy, from before a person can press anything on the tab, and notes it as it is
 * at that moment. What it means takes more code, which is loaded once there is something to judge (`guard-on-call.ts`).
 */

/** What may be a copy. */
export type CopySign = TransferSign | PressSign | HookSign;

/** A copy, cut or drag of the browser. */
export interface TransferSign {
  kind: 'transfer';
  event: Event;
  /** When (ms of the page's clock), as in the other signs. */
  at: number;
  /** The element that it begins in, and whether a person sees that element. */
  from: Element | undefined;
  isOnScreen: boolean;
  selected: CopiedText;
  /** What the page has put in its place, or the browser into a drag, by the end of the event. */
  replacement?: CopiedText;
}

/** A press that may make a copy: any click, and a key press with Ctrl or Cmd. */
export interface PressSign {
  kind: 'press';
  event: Event;
  at: number;
  element: Element | undefined;
  /** What is selected, if the keys are those of copying. */
  selected?: CopiedText;
}

/** A secret that the page itself handed to the clipboard, as its hook says. */
export interface HookSign {
  kind: 'hook';
  at: number;
  shape: SecretShape;
}

export interface CopyListenerDependencies extends LivePage {
  /** The address of the clipboard hook. */
  hookUrl: string;
  onSign(sign: CopySign): void;
}

/**
 * Listens until `signal` is aborted: on the window and in the capture phase, so before the page, which may stop events.
 */
export function listenForCopies(dependencies: CopyListenerDependencies, signal: AbortSignal): void {
  const { page, hookUrl, onSign } = dependencies;
  const view = page.defaultView;
  if (!view) return;
  for (const type of ['copy', 'cut', 'dragstart'])
    view.addEventListener(type, (event) => event.isTrusted && noteTransfer(event, view, dependencies, signal), {
      capture: true,
      signal,
    });
  for (const type of ['click', 'keydown'])
    view.addEventListener(type, (event) => notePress(event, dependencies), { capture: true, passive: true, signal });
  injectHook(page, hookUrl, (shape) => onSign({ kind: 'hook', at: performance.now(), shape }), signal);
}

function noteTransfer(
  event: Event,
  view: Window,
  { page, snapshot, onSign }: CopyListenerDependencies,
  signal: AbortSignal,
): void {
  const from = elementOf(event.composedPath()[0]);
  const sign: TransferSign = {
    kind: 'transfer',
    event,
    at: performance.now(),
    from,
    isOnScreen: !from || isOnScreen(from),
    // A drag has its text already; it need not be the selection.
    selected: event.type === 'dragstart' ? textOfTransfer(event) : selectedText(page, snapshot(), event),
  };
  const readReplacement = (): void => {
    sign.replacement = textOfTransfer(event);
  };
  // After the page's listeners. If one of them stops the event on its way, the hook sees what it sets.
  view.addEventListener(event.type, readReplacement, { signal });
  later(() => view.removeEventListener(event.type, readReplacement), 0, signal);
  onSign(sign);
}

/** The text that a page has put into a copy, or the browser into a drag. */
function textOfTransfer(event: Event): CopiedText {
  const transfer = event instanceof DragEvent ? event.dataTransfer : (event as ClipboardEvent).clipboardData;
  return copiedText(transfer?.getData('text/plain') || transfer?.getData('text/html') || '');
}

function notePress(event: Event, { page, snapshot, onSign }: CopyListenerDependencies): void {
  const path = event.composedPath();
  if (!event.isTrusted || path.some((target) => target instanceof Element && isOurElement(target))) return;
  const isShortcut = isShortcutPress(event);
  if (event.type === 'keydown' && !isShortcut) return;
  const isCopy = isShortcut && /^[cx]$/i.test(event.key);
  onSign({
    kind: 'press',
    event,
    at: performance.now(),
    element: elementOf(path[0]),
    ...(isCopy && { selected: selectedText(page, snapshot(), event) }),
  });
}

/** A key press with Ctrl or Cmd, and no other modifier. */
function isShortcutPress(event: Event): event is KeyboardEvent {
  if (!(event instanceof KeyboardEvent)) return false;
  return (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
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
      // An answer: someone still listens. In Firefox a content script just ends when its extension is updated.
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
