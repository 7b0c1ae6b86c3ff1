import type { Layer } from '../layer';
import type { LivePage } from '../live-page';
import { CONTROL_WEIGHT, coveredBy, freestPlace, type Box, type Obstacle } from '../place';
import { windowSize } from '../pressable';
import { controlsOf, textsOf } from './warning-obstacles';

/** Puts the warning where it covers least, as one line if it would cover something that is pressed even there. */
export function placeFreely(live: LivePage, layer: Layer): void {
  const controls = controlsOf(live);
  const above = boxesOf(layer.covering());
  const beside = leastCovering(live, layer, [...controls, ...above]);
  // What covers all of the window leaves no place beside it.
  const isBeside = coveredBy(beside, above) === 0;
  const { left, top } = isBeside ? beside : leastCovering(live, layer, controls);
  layer.host.style.left = `${left}px`;
  layer.host.style.top = `${top}px`;
  // It covers none of them there, so it may come above them again.
  if (above.length > 0 && isBeside) layer.showAgain();
}

function leastCovering(live: LivePage, { host }: Layer, controls: readonly Obstacle[]): Box {
  const obstacles = [...controls, ...textsOf(live)];
  const placed = (): Box => freestPlace(sizeOf(host), windowSize(live.page), obstacles);
  delete host.dataset.size;
  const box = placed();
  if (coveredBy(box, controls) === 0) return box;
  host.dataset.size = 'line';
  return placed();
}

/**
 * Moves the warning if it covers something that is pressed, and shows all of it once there is room: but not while it is
 * about to be pressed itself.
 */
export function keepFree(live: LivePage, layer: Layer): void {
  const { host, root } = layer;
  const box = host.getBoundingClientRect();
  const { width, height } = windowSize(live.page);
  const isWithin = box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height;
  const isHeld = host.matches(':hover') || root.activeElement !== null;
  if (isWithin && isHeld) return;
  if (!isWithin || host.dataset.size === 'line' || coveredBy(box, keptFree(live, layer)) > 0) placeFreely(live, layer);
}

/** What is pressed, and what the warning would be hidden behind. */
function keptFree(live: LivePage, layer: Layer): Obstacle[] {
  return [...controlsOf(live), ...boxesOf(layer.covering())];
}

function boxesOf(elements: readonly Element[]): Obstacle[] {
  return elements.map((element) => ({ box: element.getBoundingClientRect(), weight: CONTROL_WEIGHT }));
}

function sizeOf(host: HTMLElement): { width: number; height: number } {
  const { width, height } = host.getBoundingClientRect();
  return { width, height };
}
