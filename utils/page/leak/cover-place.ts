import { closestShown, outwards } from '../../page-model/dom';
import { CONTROL_WEIGHT, coveredBy, intersection, TEXT_WEIGHT, type Box, type Obstacle } from '../place';
import type { LivePage } from '../live-page';
import { isInWindow, isOnTop, pressablesIn, windowSize, type PlacedElement } from '../pressable';
import { without } from './over-secret';
import { DIALOG } from './selectors';
import type { VisibleSecret } from './visible-secrets';

/** The gap between a secret and its button, in CSS px: in rows of 46 px the button just fits between two secrets. */
const GAP = 1;
/** A field's cover is at least so wide, in CSS px, however many controls are in the field. Chosen, not measured. */
const NARROWEST_COVER = 24;

const NOWHERE: Box = { left: 0, top: 0, width: 0, height: 0 };

/** The cover of a secret, or the button beside it, in CSS px. */
export interface PlacedCover {
  layer: { host: HTMLElement };
  secret: VisibleSecret;
  /** The elements around the secret that cut off what does not fit. */
  frames: readonly Element[];
  /** Whether it covers the secret. */
  isHidden: boolean;
  /** The boxes within which something of the page hides the secret already. */
  over: readonly Box[];
  /** Where the cover or the button is. */
  place?: Box;
}

/** What is around secrets: what is pressed, and what is read, all secrets among it. */
export interface Around {
  pressables: readonly PlacedElement[];
  texts: readonly PlacedElement[];
}

export function readAround(live: LivePage, covers: readonly PlacedCover[], badges: readonly Element[]): Around {
  const secrets = covers.map(({ secret: { element, range } }) => ({
    element,
    box: (range ?? element).getBoundingClientRect(),
  }));
  const others = badges.map((element) => ({ element, box: element.getBoundingClientRect() }));
  return {
    pressables: pressablesIn(live.page, live.snapshot()).filter(isOnTop),
    texts: [...secrets, ...others].filter(isInWindow),
  };
}

/** The buttons that are placed before another: it keeps off them. */
export function buttonsBefore(cover: PlacedCover, covers: Iterable<PlacedCover>): PlacedElement[] {
  const all = [...covers];
  return all
    .slice(0, all.indexOf(cover))
    .flatMap(({ place, isHidden, layer: { host } }) => (place && !isHidden ? { element: host, box: place } : []));
}

type Style = Record<string, string>;

/** A text so many levels above a secret may be beside it, and so many texts are looked at. Chosen, not measured. */
const MOST_LEVELS = 4;
const MOST_TEXTS = 40;
/** In a list, only its row is beside a secret: of the rows above and below, only the secrets count. */
const ROW = 'tr,[role="row"],li,[role="listitem"]';

const HEADERS = 'th,[role="columnheader"]';
const TABLE = 'table,[role="table"],[role="grid"],[role="treegrid"]';

/** The texts around a secret that a button beside it could lie on: a hint below its field, or its column's header. */
export function textsBeside(secret: Element): PlacedElement[] {
  const around = [...outwards(secret)].slice(0, MOST_LEVELS + 1);
  const place = around.find((element) => element.matches(ROW)) ?? around.at(-1)!;
  const headers = secret.closest(TABLE)?.querySelectorAll(HEADERS) ?? [];
  return [place, ...headers].flatMap(textsIn).filter(({ element }) => element !== secret);
}

function textsIn(place: Element): PlacedElement[] {
  const range = place.ownerDocument.createRange();
  const walker = place.ownerDocument.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const found: PlacedElement[] = [];
  for (let node = walker.nextNode(); node && found.length < MOST_TEXTS; node = walker.nextNode()) {
    if (!/\S/.test(node.nodeValue!) || !node.parentElement) continue;
    range.selectNodeContents(node);
    found.push({ element: node.parentElement, box: range.getBoundingClientRect() });
  }
  return found;
}

/** Puts a cover over its secret, or a button beside it; returns the style that does. */
export function styleOf(
  cover: PlacedCover,
  { isBehind, around }: { isBehind: boolean; around: Around },
): { host: Style; button: Style } {
  const { layer, secret, frames, isHidden, over } = cover;
  const { element } = secret;
  const controls = around.pressables.filter((control) => !control.element.contains(element));
  const texts = around.texts.filter((text) => text.element !== element);
  const all = boxesOf(secret, frames, controls);
  const boxes = isHidden ? without(all, over) : all;
  const box = boxAround(boxes);
  // What shows above the page is above the secret too; behind a dialog, a dimmed page can still be read.
  const isShown = box !== undefined && (isHidden || (!isBehind && over.length === 0));
  const place =
    isShown && !isHidden ? placeOfButton(box, { pressables: controls, texts }, layer.host) : (box ?? NOWHERE);
  const { left, top, width, height } = place;
  cover.place = isShown ? place : NOWHERE;
  const length = (px: number): string => (isHidden ? `${px}px` : 'auto');
  return {
    host: {
      visibility: isShown ? 'visible' : 'hidden',
      left: `${left}px`,
      top: `${top}px`,
      width: length(width),
      height: length(height),
    },
    button: isHidden && boxes.length > 1 ? shapeOf(boxes, place) : { 'clip-path': 'none', padding: '' },
  };
}

/** A text of several lines leaves room for others in its box. The words of its cover are in its largest line. */
function shapeOf(boxes: readonly Box[], { left, top, width, height }: Box): Style {
  const shape = boxes
    .map((part) => `M${part.left - left} ${part.top - top}h${part.width}v${part.height}h${-part.width}z`)
    .join('');
  const line = boxes.reduce((best, part) => (areaOf(part) > areaOf(best) ? part : best));
  const [before, above] = [line.left - left, line.top - top];
  const insets = [above, width - line.width - before, height - line.height - above, before];
  return { 'clip-path': `path("${shape}")`, padding: insets.map((inset) => `${inset}px`).join(' ') };
}

const areaOf = ({ width, height }: Box): number => width * height;

/** The elements around a secret that cut off what does not fit into them. */
export function framesAround(secret: Element): Element[] {
  const frames: Element[] = [];
  for (const ancestor of outwards(secret)) {
    if (ancestor.localName === 'body') break;
    const { overflowX, overflowY } = getComputedStyle(ancestor);
    if (!ancestor.matches('input,textarea') && (overflowX !== 'visible' || overflowY !== 'visible'))
      frames.push(ancestor);
  }
  return frames;
}

/** The boxes of the secret itself: the lines of its text, or its field without the controls in it. */
function boxesOf(
  { element, range }: VisibleSecret,
  frames: readonly Element[],
  controls: readonly PlacedElement[],
): Box[] {
  return within(range ? [...range.getClientRects()] : [fieldBox(element, controls)], frames);
}

/** The boxes of a secret that are not cut off by what is around it. */
export function shownBoxesOf({ secret: { element, range }, frames }: PlacedCover): Box[] {
  return within([...(range ?? element).getClientRects()], frames);
}

function within(boxes: readonly Box[], frames: readonly Element[]): Box[] {
  return boxes
    .map((box) => frames.reduce((visible, frame) => intersection(visible, frame.getBoundingClientRect()), box))
    .filter(({ width, height }) => width > 0 && height > 0);
}

function fieldBox(field: Element, controls: readonly PlacedElement[]): Box {
  const { left, top, right, bottom, height } = field.getBoundingClientRect();
  const inField = controls.filter(
    ({ box }) => box.top < bottom && box.top + box.height > top && box.left > left && box.left < right,
  );
  return {
    left,
    top,
    width: Math.max(NARROWEST_COVER, Math.min(right, ...inField.map(({ box }) => box.left)) - left),
    height,
  };
}

/** The smallest box around others. */
function boxAround(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  return {
    left,
    top,
    width: Math.max(...boxes.map((box) => box.left + box.width)) - left,
    height: Math.max(...boxes.map((box) => box.top + box.height)) - top,
  };
}

/** Whether a dialog shows, and the secret is not in it. */
export function isBehindDialog(secret: Element): boolean {
  if (closestShown(secret, DIALOG)) return false;
  return [...secret.ownerDocument.querySelectorAll('dialog[open],[role="dialog"],[role="alertdialog"]')].some(
    (dialog) => dialog.checkVisibility(),
  );
}

/**
 * Where the button covers nothing that is pressed or read: above the secret at its end, else below, at its start, or
 * beside it. If there is no such place it is a dot, and stands on the end of the secret itself if need be.
 */
function placeOfButton(box: Box, { pressables, texts }: Around, host: HTMLElement): Box {
  const controls = pressables
    // Beside its words a label is as empty as it looks.
    .flatMap((control) => (control.element.localName === 'label' ? textsIn(control.element) : [control]))
    .map((control): Obstacle => ({ box: control.box, weight: CONTROL_WEIGHT }));
  const obstacles = [...controls, ...texts.map((text): Obstacle => ({ box: text.box, weight: TEXT_WEIGHT }))];
  const leastCovering = (places: readonly Box[]): Box =>
    places.reduce((best, place) => (coveredBy(place, obstacles) < coveredBy(best, obstacles) ? place : best));
  delete host.dataset.size;
  const place = leastCovering(placesBeside(box, host));
  if (coveredBy(place, obstacles) === 0) return place;
  host.dataset.size = 'dot';
  const { width, height } = host.getBoundingClientRect();
  const onEnd = { left: box.left + box.width - width, top: box.top + (box.height - height) / 2, width, height };
  return leastCovering([...placesBeside(box, host), onEnd]);
}

/** The places around a secret, the best one first, that are within the window. */
function placesBeside(box: Box, host: HTMLElement): Box[] {
  const { width, height } = host.getBoundingClientRect();
  const size = windowSize(host.ownerDocument);
  const [above, below] = [box.top - height - GAP, box.top + box.height + GAP];
  const middle = box.top + (box.height - height) / 2;
  const corners: [left: number, top: number][] = [
    [box.left + box.width - width, above],
    [box.left + box.width - width, below],
    [box.left, above],
    [box.left, below],
    [box.left + box.width + GAP, middle],
    [box.left - width - GAP, middle],
  ];
  const places = corners.map(([left, top]): Box => ({ left, top, width, height }));
  const inWindow = places.filter(
    ({ left, top }) => left >= 0 && top >= 0 && left + width <= size.width && top + height <= size.height,
  );
  return inWindow.length > 0 ? inWindow : places;
}

/** Writes only what has changed: this runs for every frame. */
export function setStyle(element: HTMLElement, known: Record<string, string>, wanted: Record<string, string>): void {
  for (const [name, value] of Object.entries(wanted)) {
    if (known[name] === value) continue;
    known[name] = value;
    element.style.setProperty(name, value);
  }
}
