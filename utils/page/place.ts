/** A rectangle in CSS px from the viewport's top left corner. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A part of the page that is better not covered; `weight` is how bad a covered square px is. */
export interface Obstacle {
  box: Box;
  weight: number;
}

/** What is pressed may not be covered if any other place is left. These weights are chosen, not measured. */
export const CONTROL_WEIGHT = 1000;
/** What is read is better not covered. */
export const TEXT_WEIGHT = 1;

/** How far apart the tried places are, and how far they stay from the edges, in CSS px. Chosen, not measured. */
const STEP = 24;
const MARGIN = 16;
/** How far a place between controls stays from them and from the edges, in CSS px. Chosen, not measured. */
const GAP = 4;
/** So many px of distance from the corner count as one covered square px. Chosen, not measured. */
const DISTANCE_PER_AREA = 1000;

/** How much of the obstacles a box covers, weighed. */
export function coveredBy(box: Box, obstacles: readonly Obstacle[]): number {
  return obstacles.reduce((sum, obstacle) => sum + obstacle.weight * overlap(box, obstacle.box), 0);
}

function overlap(box: Box, other: Box): number {
  const { width, height } = intersection(box, other);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Without a positive width and height there is none. */
export function intersection(box: Box, other: Box): Box {
  const left = Math.max(box.left, other.left);
  const top = Math.max(box.top, other.top);
  return {
    left,
    top,
    width: Math.min(box.left + box.width, other.left + other.width) - left,
    height: Math.min(box.top + box.height, other.top + other.height) - top,
  };
}

interface Size {
  width: number;
  height: number;
}

/**
 * The place in a viewport where a box of this size covers least, and no control if there is any room; among equals the
 * one nearest to the bottom right corner, where notes of this kind are looked for.
 */
export function freestPlace(size: Size, viewport: Size, obstacles: readonly Obstacle[]): Box {
  const places = stepsDown(viewport.width - size.width - MARGIN).flatMap((left) =>
    stepsDown(viewport.height - size.height - MARGIN).map((top): Box => ({ left, top, ...size })),
  );
  const costs = places.map((box) => coveredBy(box, obstacles) + distanceFromCorner(box, viewport) / DISTANCE_PER_AREA);
  const best = places[costs.indexOf(costs.reduce((least, cost) => Math.min(least, cost)))]!;
  const controls = obstacles.filter(({ weight }) => weight >= CONTROL_WEIGHT);
  return coveredBy(best, controls) === 0 ? best : (placeBetween(size, viewport, controls) ?? best);
}

function distanceFromCorner({ left, top }: Box, viewport: Size): number {
  return viewport.width - left + (viewport.height - top);
}

/** The place beside controls that covers none of them, nearest to the corner. If there is room at all, there is one. */
function placeBetween(size: Size, viewport: Size, controls: readonly Obstacle[]): Box | undefined {
  const beside = (start: 'left' | 'top', length: 'width' | 'height'): number[] => {
    const last = viewport[length] - size[length] - GAP;
    const starts = controls.flatMap(({ box }) => [box[start] - size[length] - GAP, box[start] + box[length] + GAP]);
    return [...new Set([last, ...starts.filter((at) => at >= GAP && at <= last)])].sort((a, b) => b - a);
  };
  const tops = beside('top', 'height');
  let best: Box | undefined;
  for (const left of beside('left', 'width')) {
    const inColumn = controls.filter(({ box }) => box.left < left + size.width && box.left + box.width > left);
    const top = tops.find((at) => coveredBy({ left, top: at, ...size }, inColumn) === 0);
    const place = top === undefined ? undefined : { left, top, ...size };
    if (place && (!best || distanceFromCorner(place, viewport) < distanceFromCorner(best, viewport))) best = place;
  }
  return best;
}

/** From the far edge to the near one. A box larger than the viewport begins at its start. */
function stepsDown(last: number): number[] {
  const steps: number[] = [];
  for (let step = last; step > MARGIN; step -= STEP) steps.push(step);
  return [...steps, Math.max(0, Math.min(MARGIN, last))];
}
