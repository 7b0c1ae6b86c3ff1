import { outwards, type RootOf } from '../../page-model/dom';
import type { DateContext } from '../../site/dates/dates';
import { textOfSpot, type Spot } from '../../site/recipe/spot';
import type { Layer } from '../layer';
import { createPart } from '../own-elements';
import type { Box, Obstacle } from '../place';
import { choicesOf } from './choices';
import { elementUnder, holdsDate, spotMeant, type Point } from './pointing';
import { boxesOf } from './spot-boxes';
import type { TeachCard } from './teach-card';
import type { OwnSnapshot } from './own-snapshot';

interface PickerParts {
  live: OwnSnapshot;
  layer: Layer;
  card: TeachCard;
  rootOf: RootOf;
}

interface PickerEvents {
  /** Another text is meant now, or none. */
  onMeant(): void;
  /** A person has chosen a text that they saw. */
  onChosen(spot: Spot): void;
}

/** The spot that is wanted: with `dates` a date; `near` is where the keyboard begins. */
interface Wanted {
  dates?: DateContext;
  near?: Spot;
}

/** How far each key goes through the texts; `Infinity` is to an end. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
  Home: -Infinity,
  End: Infinity,
};

/**
 * Lets a person choose a text of the page, with the pointer or the keyboard. A sheet lies over the page and takes all
 * presses; what has the focus in the page gets no key.
 */
export class SpotPicker {
  readonly sheet: HTMLElement;
  readonly #parts: PickerParts;
  readonly #events: PickerEvents;
  #wanted: Wanted | undefined;
  #meant: Spot | undefined;

  constructor(parts: PickerParts, events: PickerEvents, signal: AbortSignal) {
    this.#parts = parts;
    this.#events = events;
    const { page } = parts.live;
    this.sheet = createPart(page, 'div', 'sheet');
    this.sheet.addEventListener('pointermove', (event) => this.#point({ x: event.clientX, y: event.clientY }));
    this.sheet.addEventListener('wheel', (event) => this.#scroll(event), { passive: true });
    parts.layer.onEvent = (event) => this.#hear(event);
    for (const type of ['keydown', 'keypress', 'keyup'])
      page.defaultView!.addEventListener(type, (event) => this.#keepFromPage(event as KeyboardEvent), {
        capture: true,
        signal,
      });
  }

  /** The text that would be chosen now. */
  get meant(): Spot | undefined {
    return this.#meant;
  }

  /** Begins to look for something; without it, nothing can be chosen. */
  begin(wanted: Wanted | undefined): void {
    this.#wanted = wanted;
    this.#setMeant(undefined);
  }

  /** Everything that can be chosen, which the card had better not cover. */
  obstacles(): Obstacle[] {
    return this.#choices().flatMap((spot) => boxesOf(spot, this.#parts.rootOf).map((box: Box) => ({ box, weight: 1 })));
  }

  #choices(): Spot[] {
    const { live, rootOf } = this.#parts;
    const body = live.body();
    return body ? choicesOf(body, live.snapshot(), rootOf) : [];
  }

  #setMeant(spot: Spot | undefined): void {
    this.#meant = spot;
    this.#parts.card.showChoice(spot && textOfSpot(spot));
    this.#events.onMeant();
  }

  #point(at: Point): void {
    if (!this.#wanted) return;
    this.#setMeant(this.#spotAt(at));
  }

  #spotAt(at: Point): Spot | undefined {
    const { live, rootOf } = this.#parts;
    const snapshot = live.snapshot();
    const element = elementUnder(live.page, snapshot, at);
    return element && spotMeant({ snapshot, element, at, rootOf }, this.#wanted?.dates);
  }

  /** Events of a person in the layer. */
  #hear(event: Event): void {
    if (event.type === 'click') this.#press(event as MouseEvent);
    if (event.type === 'keydown') this.#type(event as KeyboardEvent);
  }

  #press({ clientX: x, clientY: y, detail }: MouseEvent): void {
    // Enter on a button is a click as well, at no place.
    const isOnSheet = this.#parts.layer.root.elementFromPoint(x, y) === this.sheet;
    if (!this.#wanted || detail === 0 || !isOnSheet || !this.#parts.layer.isPressIntended()) return;
    const spot = this.#spotAt({ x, y });
    if (!spot) return;
    this.#setMeant(spot);
    this.#events.onChosen(spot);
  }

  #type(event: KeyboardEvent): void {
    const { layer, card } = this.#parts;
    if (!this.#wanted || layer.root.activeElement !== card.picker || hasModifier(event)) return;
    const step = event.key === 'Tab' ? tabStep(event) : STEPS[event.key];
    if (step !== undefined) this.#walk(event, step);
    else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (this.#meant && layer.isPressIntended()) this.#events.onChosen(this.#meant);
    }
  }

  /** To another text. Beyond the last one, Tab goes on to the buttons. */
  #walk(event: KeyboardEvent, step: number): void {
    const choices = this.#choices();
    const next = this.#nextIndex(choices, step);
    const isBeyond = next < 0 || next >= choices.length;
    if (event.key === 'Tab' && isBeyond) {
      this.#setMeant(undefined);
      return;
    }
    event.preventDefault();
    const spot = choices[Math.max(0, Math.min(choices.length - 1, next))];
    if (!spot) return;
    showInView(spot);
    this.#setMeant(spot);
  }

  #nextIndex(choices: readonly Spot[], step: number): number {
    const current = this.#meant ?? this.#wanted?.near;
    const index = choices.findIndex((spot) => isSame(spot, current));
    if (index < 0) return step > 0 ? 0 : choices.length - 1;
    // In the second step it begins with the first date after the name.
    const dates = this.#meant ? undefined : this.#wanted?.dates;
    const dated =
      dates && step > 0 ? choices.findIndex((spot, at) => at > index && holdsDate(textOfSpot(spot), dates)) : -1;
    return dated >= 0 ? dated : index + step;
  }

  /** Keys go to the panel, wherever the focus is. Those of the browser, such as reload and zoom, stay the browser's. */
  #keepFromPage(event: KeyboardEvent): void {
    const { layer, card } = this.#parts;
    if (event.composedPath().includes(layer.host)) return;
    event.stopImmediatePropagation();
    if (event.ctrlKey || event.metaKey || event.altKey || /^F\d/.test(event.key)) return;
    event.preventDefault();
    if (event.isTrusted && event.type === 'keydown') card.focus();
  }

  /** The sheet does not scroll, and neither does what is under it: so this does it. */
  #scroll({ clientX: x, clientY: y, deltaX, deltaY }: WheelEvent): void {
    const { live } = this.#parts;
    const under = elementUnder(live.page, live.snapshot(), { x, y });
    for (const node of under ? outwards(under) : []) {
      const before = [node.scrollLeft, node.scrollTop];
      if (!isScroller(node)) continue;
      node.scrollBy({ left: deltaX, top: deltaY, behavior: 'instant' });
      if (node.scrollLeft !== before[0] || node.scrollTop !== before[1]) return;
    }
  }
}

function tabStep({ shiftKey }: KeyboardEvent): number {
  return shiftKey ? -1 : 1;
}

function hasModifier({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey || altKey;
}

function isSame(spot: Spot, other: Spot | undefined): boolean {
  return (
    other !== undefined &&
    spot.node.element === other.node.element &&
    spot.from === other.from &&
    spot.run === other.run
  );
}

function showInView({ node }: Spot): void {
  node.element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
}

/** Whether an element scrolls by itself. The page does so under the sheet. */
function isScroller(element: Element): boolean {
  if (element === element.ownerDocument.scrollingElement)
    return element.ownerDocument.defaultView?.frameElement != null;
  const isLarger = element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth;
  return isLarger && /auto|scroll/.test(getComputedStyle(element).overflow);
}
