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

/** A control may not be covered if any other place is left. These weights are chosen, not measured. */
export const CONTROL_WEIGHT = 1000;
/** A button in a row of a list is better left free, but there are many, and the page scrolls. */
export const ROW_BUTTON_WEIGHT = 20;

/** How far apart the tried places are, and how far they stay from the edges, in CSS px. Chosen, not measured. */
const STEP = 24;
const MARGIN = 16;
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

/**
 * The place in a viewport where a box of this size covers least; among equals the one nearest to the bottom right
 * corner, where notes of this kind are looked for.
 */
export function freestPlace(
  size: { width: number; height: number },
  viewport: { width: number; height: number },
  obstacles: readonly Obstacle[],
): Box {
  const places = stepsDown(viewport.width - size.width - MARGIN).flatMap((left) =>
    stepsDown(viewport.height - size.height - MARGIN).map((top): Box => ({ left, top, ...size })),
  );
  const cost = (box: Box): number =>
    coveredBy(box, obstacles) + (viewport.width - box.left + (viewport.height - box.top)) / DISTANCE_PER_AREA;
  return places.reduce((best, box) => (cost(box) < cost(best) ? box : best));
}

/** From the far edge to the near one. A box larger than the viewport begins at its start. */
function stepsDown(last: number): number[] {
  const steps: number[] = [];
  for (let step = last; step > MARGIN; step -= STEP) steps.push(step);
  return [...steps, Math.max(0, Math.min(MARGIN, last))];
}
