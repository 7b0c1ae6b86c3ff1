import { isOurElement } from '../page-model/dom';

/*
 * Keeps our layers and the page apart, and lets the keyboard reach them. It is on before there is any layer: the first
 * to listen gets an event first, and the page may listen for presses as soon as it opens a dialog.
 */

/** The events of a press or a move of the focus. */
const PRESSES = [
  'pointerdown',
  'pointerup',
  'mousedown',
  'mouseup',
  'touchstart',
  'touchend',
  'click',
  'dblclick',
  'auxclick',
  'contextmenu',
  'focus',
  'blur',
  'focusin',
  'focusout',
  'keydown',
  'keypress',
  'keyup',
] as const;

/** One of our elements above everything on the page. */
interface ShownLayer {
  host: Element;
  root: ShadowRoot;
}

/** Events that are kept from the page go to the handler of the host that they happen in. */
export let shielded = new WeakMap<EventTarget, { handle(event: Event): void }>();

/** When (ms of the page's clock) each element of the page was put into the browser's top layer, if an event said so. */
let raisedAt = new WeakMap<EventTarget, number>();

/** The state that modules with layers of their own share: otherwise one would take the other's for the page's. */
export interface KnownLayers {
  shielded: typeof shielded;
  raisedAt: typeof raisedAt;
}

export function knownLayers(): KnownLayers {
  return { shielded, raisedAt };
}

/** Called before this module has any layer. */
export function shareLayers(others: KnownLayers): void {
  ({ shielded, raisedAt } = others);
}

/** When (ms of the page's clock) an element was put into the browser's top layer; 0 if that is not known. */
export function timeRaised(element: Element): number {
  return raisedAt.get(element) ?? 0;
}

/** Notes when elements are put into the top layer, until `signal` is aborted. */
function followTopLayer(view: Window, signal: AbortSignal): void {
  const options = { capture: true, signal };
  const raise = (event: Event): void => {
    const raised = event.composedPath()[0];
    if (raised) raisedAt.set(raised, performance.now());
  };
  view.addEventListener('beforetoggle', (event) => (event as ToggleEvent).newState === 'open' && raise(event), options);
  view.addEventListener('fullscreenchange', raise, options);
}

/**
 * Keeps presses in our layers from the page, until `signal` is aborted: a press outside of a dialog closes it in most
 * component libraries, and with it goes a key that is shown only once; a focus trap would take the focus back, or
 * swallow the press. It listens on the window and in the capture phase, so before all but what the page put there
 * earlier still.
 */
export function shieldLayers(page: Document, signal: AbortSignal): void {
  /** A key that was pressed in a layer belongs there until it is let go, though the layer may be gone by then. */
  let keyDown: string | undefined;
  const shield = (event: Event): void => {
    const path = event.composedPath();
    const layer = path.map((target) => shielded.get(target)).find(Boolean);
    const { relatedTarget, key } = event as FocusEvent & KeyboardEvent;
    const isLetGo = event.type === 'keyup' && keyDown !== undefined && key === keyDown;
    if (event.type === 'keydown') keyDown = layer && key;
    if (isLetGo) keyDown = undefined;
    if (!layer && !isLetGo && !(relatedTarget && shielded.has(relatedTarget))) return;
    event.stopImmediatePropagation();
    if (layer) layer.handle(event);
  };
  for (const type of PRESSES) page.defaultView?.addEventListener(type, shield, { capture: true, signal });
  if (page.defaultView) followTopLayer(page.defaultView, signal);
}

/**
 * Lets F6 move the focus to the first of our buttons, through our layers, and back to where it was: a page's focus trap
 * keeps Tab from reaching anything outside of its dialog.
 */
export function reachByKeyboard(page: Document, shownLayers: () => readonly ShownLayer[], signal: AbortSignal): void {
  let cameFrom: HTMLElement | undefined;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isPlainF6(event)) return;
    const reachable = shownLayers().filter(hasButton);
    if (reachable.length === 0) return;
    const focused = page.activeElement;
    const index = reachable.findIndex(({ root }) => root.activeElement !== null);
    if (index < 0 && focused instanceof HTMLElement && !isOurElement(focused)) cameFrom = focused;
    const next = reachable[index + 1];
    (next ? firstButton(next) : cameFrom)?.focus();
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  page.defaultView?.addEventListener('keydown', onKeyDown, { capture: true, signal });
}

function isPlainF6(event: KeyboardEvent): boolean {
  const hasModifier = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
  return event.key === 'F6' && event.isTrusted && !hasModifier;
}

function hasButton(layer: ShownLayer): boolean {
  return layer.host.isConnected && firstButton(layer) !== null;
}

function firstButton({ root }: ShownLayer): HTMLElement | null {
  return root.querySelector('button');
}
