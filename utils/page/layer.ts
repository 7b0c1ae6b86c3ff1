import { isOwn } from '../site/dom';
import { createOwnElement } from './look';

/** What a press or a move of the focus consists of. */
const PRESSES = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'touchstart', 'touchend', 'focusin', 'focusout', 'keydown', 'keyup'] as const;

/**
 * One of our elements above everything on the page, in the browser's top layer.
 *
 * What is pressed in it is kept from the page: a press outside of a dialog closes it in most component libraries, and
 * with it goes a key that is shown only once; a focus trap would take the focus back. A press reaches it all the same:
 * what the browser makes of it, such as a click on a focused button, needs no event.
 */
export class Layer {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly #page: Document;
  readonly #end = new AbortController();
  /** Where the focus was before it came here. */
  #cameFrom: EventTarget | null = null;

  /** `onEscape` is called when Escape is pressed within. */
  constructor(page: Document, tag: string, css: string, onEscape?: () => void) {
    this.#page = page;
    ({ host: this.host, root: this.root } = createOwnElement(page, tag, css));
    this.host.popover = 'manual';
    // React Aria hides all that is outside of its open dialog from screen readers, except for what says this of itself.
    this.host.dataset.reactAriaTopLayer = 'true';
    const { signal } = this.#end;
    for (const type of PRESSES) {
      page.defaultView?.addEventListener(type, (event) => {
        const isWithin = event.composedPath().includes(this.host);
        if (!isWithin && (event as FocusEvent).relatedTarget !== this.host) return;
        event.stopImmediatePropagation();
        if (isWithin && type === 'focusin') this.#cameFrom = (event as FocusEvent).relatedTarget;
        // A press with the mouse leaves the focus, and what is selected, where it is.
        if (isWithin && type === 'mousedown') event.preventDefault();
        if (isWithin && (event as KeyboardEvent).key === 'Escape' && type === 'keydown') {
          // The browser would close the page's dialog, and the key with it.
          event.preventDefault();
          onEscape?.();
        }
      }, { capture: true, signal });
    }
    // Clicks must reach our own buttons: they end at the host.
    this.host.addEventListener('click', (event) => event.stopPropagation(), { signal });
  }

  /** Puts the layer on top, or there again: all that is outside of a native modal dialog is inert, so there it is within. */
  keepOnTop(): void {
    const modals = this.#page.querySelectorAll('dialog:modal');
    const place = modals[modals.length - 1] ?? this.#page.documentElement;
    if (this.host.parentNode !== place) place.append(this.host);
    if (this.host.isConnected && !this.host.matches(':popover-open')) this.host.showPopover();
  }

  /** Takes the layer off the page. The focus, if it is within, goes back to where it was. */
  remove(): void {
    const hadFocus = this.#page.activeElement === this.host;
    this.#end.abort();
    this.host.remove();
    if (hadFocus && this.#cameFrom instanceof HTMLElement) this.#cameFrom.focus({ preventScroll: true });
  }
}

/**
 * Lets F6 move the focus to the first of our buttons, through our layers, and back to where it was: a page's focus trap
 * keeps Tab from reaching anything outside of its dialog.
 */
export function reachByKeyboard(page: Document, layers: () => readonly (Layer | undefined)[], signal: AbortSignal): void {
  let cameFrom: HTMLElement | undefined;
  page.defaultView?.addEventListener('keydown', (event) => {
    if (event.key !== 'F6' || !event.isTrusted || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const shown = layers().filter((layer) => layer !== undefined && layer.host.isConnected && firstButton(layer) !== null) as Layer[];
    if (shown.length === 0) return;
    const focused = page.activeElement;
    const at = shown.findIndex(({ host }) => host === focused);
    if (at < 0 && focused instanceof HTMLElement && !isOwn(focused)) cameFrom = focused;
    const next = shown[at + 1];
    (next ? firstButton(next) : cameFrom)?.focus();
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true, signal });
}

function firstButton({ root }: Layer): HTMLElement | null {
  return root.querySelector('button');
}
