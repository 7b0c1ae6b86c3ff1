import { coveredBy, type Box, type Obstacle } from '../place';

/** How far the card stays from the edges (px). Chosen, not measured. */
const MARGIN = 12;

/**
 * Puts the card into the corner where it covers least of what can be pressed; with `isElsewhere`, into another corner
 * than now.
 */
export function placeCard(card: HTMLElement, obstacles: readonly Obstacle[], { isElsewhere = false } = {}): void {
  const { width, height, left, top } = card.getBoundingClientRect();
  const { clientWidth, clientHeight } = card.ownerDocument.documentElement;
  const [right, bottom] = [Math.max(0, clientWidth - width - MARGIN), Math.max(0, clientHeight - height - MARGIN)];
  const first = Math.min(MARGIN, right);
  const corners: Box[] = [
    { left: right, top: bottom, width, height },
    { left: right, top: Math.min(MARGIN, bottom), width, height },
    { left: first, top: bottom, width, height },
    { left: first, top: Math.min(MARGIN, bottom), width, height },
  ];
  const isHere = (corner: Box): boolean => Math.abs(corner.left - left) < 1 && Math.abs(corner.top - top) < 1;
  const open = isElsewhere ? corners.filter((corner) => !isHere(corner)) : corners;
  const best = open.reduce((least, corner) =>
    coveredBy(corner, obstacles) < coveredBy(least, obstacles) ? corner : least,
  );
  Object.assign(card.style, { left: `${best.left}px`, top: `${best.top}px` });
}
