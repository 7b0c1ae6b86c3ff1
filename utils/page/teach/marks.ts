import { createPart } from '../own-elements';
import type { Box } from '../place';

/** A part of the page to mark: its boxes, and the kind of mark. */
export interface Mark {
  boxes: readonly Box[];
  is: 'meant' | 'chosen' | 'found';
}

/** A text to show after a part of the page. */
export interface Tag {
  part: Box;
  text: string;
}

/** So far from what it marks (px) a line is drawn. */
const MARGIN = 3;

/** The size of a tag (px), as the style sheet has it. */
const WIDEST_TAG = 320;
const HALF_TAG = 10;

/** Draws marks over the page, in which nothing is changed. */
export class Marks {
  readonly element: HTMLElement;
  readonly #page: Document;

  constructor(page: Document) {
    this.#page = page;
    this.element = createPart(page, 'div', '');
    this.element.setAttribute('aria-hidden', 'true');
  }

  show(marks: readonly Mark[], tags: readonly Tag[] = []): void {
    const { clientWidth, clientHeight } = this.#page.documentElement;
    const isInSight = ({ left, top, width, height }: Box): boolean =>
      width > 0 && height > 0 && left < clientWidth && top < clientHeight && left + width > 0 && top + height > 0;
    const lines = marks.flatMap(({ boxes, is }) => boxes.filter(isInSight).map((box) => this.#line(box, is)));
    const shown = tags.filter(({ part }) => isInSight(part));
    this.element.replaceChildren(...lines, ...shown.map((tag) => this.#tag(tag, clientWidth)));
  }

  #line({ left, top, width, height }: Box, is: Mark['is']): HTMLElement {
    const line = createPart(this.#page, 'div', 'mark');
    line.dataset.is = is;
    setBox(line, { left: left - MARGIN, top: top - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN });
    return line;
  }

  /** If there is no room after the part, the tag lies over its end. */
  #tag({ part: { left, top, width, height }, text }: Tag, clientWidth: number): HTMLElement {
    const tag = createPart(this.#page, 'div', 'tag', text);
    const room = clientWidth - left - width;
    if (room > WIDEST_TAG) tag.style.left = `${left + width + 2 * MARGIN}px`;
    else tag.style.right = `${Math.max(0, room) + MARGIN}px`;
    tag.style.top = `${top + height / 2 - HALF_TAG}px`;
    return tag;
  }
}

function setBox({ style }: HTMLElement, { left, top, width, height }: Box): void {
  Object.assign(style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
}
