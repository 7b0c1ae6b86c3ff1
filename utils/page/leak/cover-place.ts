import { closestShown, outwards } from '../../page-model/dom';
import { CONTROL_WEIGHT, coveredBy, intersection, type Box, type Obstacle } from '../place';
import { DIALOG } from './selectors';
import type { VisibleSecret } from './visible-secrets';

/** The gap between a secret and its button, in CSS px. */
const GAP = 4;
/** A field's cover is at least so wide, in CSS px, however many controls are in the field. Chosen, not measured. */
const NARROWEST_COVER = 24;

const NOWHERE: Box = { left: 0, top: 0, width: 0, height: 0 };

/** The cover of a secret, or the button beside it, in CSS px. */
export interface PlacedCover {
  layer: { host: Element };
  secret: VisibleSecret;
  /** The elements around the secret that cut off what does not fit. */
  frames: readonly Element[];
  /** Whether it covers the secret. */
  isHidden: boolean;
}

/** The style that puts a cover over its secret, or a button beside it. */
export function styleOf(
  { layer, secret, frames, isHidden }: PlacedCover,
  { isBehind }: { isBehind: boolean },
): Record<string, string> {
  const boxes = boxesOf(secret, frames);
  const box = boxAround(boxes);
  const place = box && !isHidden ? placeOfButton(box, secret.element, layer.host) : (box ?? NOWHERE);
  const { left, top, width, height } = place;
  const shape = boxes
    .map((part) => `M${part.left - left} ${part.top - top}h${part.width}v${part.height}h${-part.width}z`)
    .join('');
  return {
    // What shows above the page is above the secret too; behind a dialog, a dimmed page can still be read.
    visibility: !box || isBehind ? 'hidden' : 'visible',
    left: `${left}px`,
    top: `${top}px`,
    width: isHidden ? `${width}px` : 'auto',
    height: isHidden ? `${height}px` : 'auto',
    // A text of several lines leaves room for others in its box.
    'clip-path': isHidden && boxes.length > 1 ? `path("${shape}")` : 'none',
  };
}

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
function boxesOf({ element, range }: VisibleSecret, frames: readonly Element[]): Box[] {
  const boxes = range ? [...range.getClientRects()] : [fieldBox(element)];
  return boxes
    .map((box) => frames.reduce((visible, frame) => intersection(visible, frame.getBoundingClientRect()), box as Box))
    .filter(({ width, height }) => width > 0 && height > 0);
}

function fieldBox(field: Element): Box {
  const { left, top, right, bottom, height } = field.getBoundingClientRect();
  const within = controlsNear(field).filter(
    (control) => control.top < bottom && control.bottom > top && control.left > left && control.left < right,
  );
  return {
    left,
    top,
    width: Math.max(NARROWEST_COVER, Math.min(right, ...within.map((control) => control.left)) - left),
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

/** Where the button covers no control: above the secret at its end, else below, at its start, or beside it. */
function placeOfButton(box: Box, secret: Element, host: Element): Box {
  const { width, height } = host.getBoundingClientRect();
  const beside = [box.left + box.width + GAP, box.left - width - GAP].map((left): Box => ({
    left,
    top: box.top + (box.height - height) / 2,
    width,
    height,
  }));
  const places = [
    ...[box.left + box.width - width, box.left].flatMap((left) =>
      [box.top - height - GAP, box.top + box.height + GAP].map((top): Box => ({ left, top, width, height })),
    ),
    ...beside,
  ];
  const obstacles = controlsNear(secret).map((control): Obstacle => ({ box: control, weight: CONTROL_WEIGHT }));
  return places.reduce((best, place) => (coveredBy(place, obstacles) < coveredBy(best, obstacles) ? place : best));
}

function controlsNear(secret: Element): DOMRect[] {
  const scope = closestShown(secret, `${DIALOG},tr,[role="row"],form,section,main`) ?? secret.ownerDocument.body;
  return [...scope.querySelectorAll('button,input,textarea,select,a[href],[role="button"]')]
    .filter((control) => control !== secret && !control.contains(secret))
    .map((control) => control.getBoundingClientRect());
}
