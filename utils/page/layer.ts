import { isShownWithin } from '../page-model/dom';
import { language } from '../words';
import { queryAll, type LivePage } from './live-page';
import { createOwnElement } from './own-elements';
import { shielded, timeRaised } from './shield';
import layerCss from './styles/layer.css?inline';
import { placeOfLayer, TOP_LAYER } from './top-layer';

/**
 * How long (ms) a layer has to be in sight before a press in it counts (docs/leak-guard.md): the page may lead it
 * there.
 */
const TIME_IN_SIGHT = 300;
/** How often (ms) that is checked. Chosen, not measured. */
const BETWEEN_CHECKS = 100;

/** The layers that show. There can be one for each secret of the page, so one timer checks them all. */
const shown = new Set<Layer>();
let checks: ReturnType<typeof setInterval> | undefined;

function beginChecks(layer: Layer): void {
  shown.add(layer);
  checks ??= setInterval(checkAll, BETWEEN_CHECKS);
}

function endChecks(layer: Layer): void {
  shown.delete(layer);
  if (shown.size > 0) return;
  clearInterval(checks);
  checks = undefined;
}

/** All layers are on one page, which is searched once. */
function checkAll(): void {
  const [first] = shown;
  const inTopLayer = first!.inTopLayer();
  for (const layer of shown) layer.checkSight(inTopLayer);
}

/** The host's style while its content is in sight. The page's styles reach the host, but nothing in it. */
const IN_SIGHT = {
  opacity: '1',
  visibility: 'visible',
  filter: 'none',
  transform: 'none',
  translate: 'none',
  rotate: 'none',
  scale: 'none',
  'clip-path': 'none',
  'mask-image': 'none',
  'mix-blend-mode': 'normal',
  'content-visibility': 'visible',
} as const;

/** One of our elements above everything on the page, in the browser's top layer. {@link shieldLayers} has to be on. */
export class Layer {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly content: HTMLElement;
  readonly #live: LivePage;
  readonly #page: Document;
  readonly #onEscape: (() => void) | undefined;
  readonly #actions = new WeakMap<EventTarget, () => void>();
  /** Called for each event of a person in the layer. */
  onEvent: ((event: Event) => void) | undefined;
  /** Whether a person has just pressed something in it that they saw. */
  #isPressed = false;
  /** Where the focus was before it came here. */
  #cameFrom: EventTarget | null = null;
  /** Since when (ms of the page's clock) it has been on top and in sight, and what was in the top layer before it. */
  #raisedAt = 0;
  #inSightFrom = Infinity;
  #below = new WeakSet<Element>();

  /** `onEscape` is called when a person presses Escape within. */
  constructor(live: LivePage, tag: string, css: string, onEscape?: () => void) {
    const { page } = live;
    this.#live = live;
    this.#page = page;
    this.#onEscape = onEscape;
    ({ host: this.host, root: this.root } = createOwnElement(page, tag, layerCss + css, 'closed'));
    // A focus trap may look where the focus is long after it came here:
    // https://github.com/theKashey/focus-lock#declarative-control
    this.host.setAttribute('data-no-focus-lock', '');
    this.content = this.root.appendChild(this.#createContent());
    this.host.popover = 'manual';
    // React Aria hides all that is outside of its open dialog from screen readers, except for what says this of itself.
    this.host.dataset.reactAriaTopLayer = 'true';
    shielded.set(this.host, this);
  }

  /**
   * A form, because its submission names the pressed button, however it was pressed, and stays in the shadow root. An
   * event's path on the window does not show what is within a closed root.
   */
  #createContent(): HTMLElement {
    const form = this.#page.createElement('form');
    form.style.display = 'contents';
    form.lang = language();
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const action = this.#isPressed && event.submitter && this.#actions.get(event.submitter);
      this.#isPressed = false;
      if (action) action();
    });
    return form;
  }

  /** Runs `action` when a person presses a button: the page can click too. */
  onPress(button: HTMLElement, action: () => void): void {
    this.#actions.set(button, action);
  }

  /** {@link shieldLayers} passes each event in the layer here. */
  handle(event: Event): void {
    this.#isPressed = false;
    if (event.type === 'focusin') this.#cameFrom = (event as FocusEvent).relatedTarget;
    // A press with the mouse leaves the focus, and what is selected, where it is.
    if (event.type === 'mousedown') event.preventDefault();
    if (!event.isTrusted) return;
    if (event.type === 'pointerdown' || event.type === 'keydown') this.checkSight();
    if (event.type === 'click') this.#isPressed = this.isPressIntended();
    this.onEvent?.(event);
    if (event.type === 'keydown' && (event as KeyboardEvent).key === 'Escape') {
      // The browser would close the page's dialog, and the key with it.
      event.preventDefault();
      this.#onEscape?.();
    }
  }

  /** Puts the layer on top, again if need be; `near` is what it belongs to. */
  keepOnTop(near?: Element): void {
    const place = placeOfLayer(this.#live, near);
    this.#withFocusKept(() => {
      if (this.host.parentNode !== place) place.appendChild(this.host);
      if (this.host.isConnected && !this.host.matches(':popover-open')) this.#raise();
    });
  }

  /** A host that is moved or raised again loses the focus. */
  #withFocusKept(change: () => void): void {
    const focused = this.root.activeElement as HTMLElement | null;
    const cameFrom = this.#cameFrom;
    change();
    if (!focused || this.root.activeElement === focused) return;
    focused.focus({ preventScroll: true });
    this.#cameFrom = cameFrom;
  }

  /** The elements of the page that came above it after it was raised. */
  covering(): Element[] {
    return this.#queryAll(TOP_LAYER).filter((other) => this.#isCoveredBy([other]));
  }

  /** Whether a person saw what they pressed. If it was out of sight, it is shown again, for the next press. */
  isPressIntended(): boolean {
    if (!this.checkSight() || this.covering().length > 0) {
      this.showAgain();
      return false;
    }
    return performance.now() - this.#inSightFrom >= TIME_IN_SIGHT;
  }

  /** The elements of the page in the top layer, as far as they are outside of its shadow roots. */
  inTopLayer(): Element[] {
    return [...this.#page.querySelectorAll(TOP_LAYER)];
  }

  /** Whether it is in sight, with what is in the top layer. If not, its time starts over. */
  checkSight(inTopLayer = this.inTopLayer()): boolean {
    const style = getComputedStyle(this.host);
    const isInSight =
      Object.entries(IN_SIGHT).every(([name, value]) => style.getPropertyValue(name) === value) &&
      !this.#isCoveredBy(inTopLayer);
    if (!isInSight) this.#inSightFrom = performance.now();
    return isInSight;
  }

  /** Whether something came above it after it was raised. An element that lets presses through may cover all of it. */
  #isCoveredBy(shown: readonly Element[]): boolean {
    const others = shown.filter((other) => !shielded.has(other) && !isShownWithin(this.host, other));
    return others.some((other) => !this.#below.has(other) || timeRaised(other) > this.#raisedAt);
  }

  /** Puts it above all that came after it, in sight again. */
  showAgain(): void {
    for (const [name, value] of Object.entries(IN_SIGHT)) this.host.style.setProperty(name, value, 'important');
    this.#withFocusKept(() => {
      this.host.hidePopover();
      this.#raise();
    });
  }

  #raise(): void {
    this.#below = new WeakSet(this.#queryAll(TOP_LAYER));
    this.host.showPopover();
    this.#raisedAt = performance.now();
    this.#inSightFrom = this.#raisedAt;
    beginChecks(this);
  }

  #queryAll(selector: string): Element[] {
    return queryAll(this.#live.snapshot(), this.#page.documentElement, selector);
  }

  /** Takes the layer off the page. The focus, if it is within, goes back to where it was. */
  remove(): void {
    const hadFocus = this.root.activeElement !== null;
    this.host.remove();
    endChecks(this);
    if (hadFocus && this.#cameFrom instanceof HTMLElement) this.#cameFrom.focus({ preventScroll: true });
  }
}
