import { createPart } from '../own-elements';
import type { Box } from '../place';

/** A part of the page to mark: its boxes, and what to say beside it. */
export interface Mark {
  boxes: readonly Box[];
  is: 'meant' | 'chosen' | 'found';
  text?: string;
}

/** So far from what it marks (px) a line is drawn. */
const MARGIN = 3;

/** Draws marks over the page: nothing in the page itself is changed. */
export class Marks {
  readonly element: HTMLElement;
  readonly #page: Document;

  constructor(page: Document) {
    this.#page = page;
    this.element = createPart(page, 'div', '');
    this.element.setAttribute('aria-hidden', 'true');
  }

  show(marks: readonly Mark[]): void {
    const { clientWidth, clientHeight } = this.#page.documentElement;
    const isInSight = ({ left, top, width, height }: Box): boolean =>
      left < clientWidth && top < clientHeight && left + width > 0 && top + height > 0;
    const parts = marks.flatMap(({ boxes, is, text }) => {
      const shown = boxes.filter(isInSight);
      const last = shown.at(-1);
      return [
        ...shown.map((box) => this.#line(box, is)),
        ...(text !== undefined && last ? [this.#tag(last, text)] : []),
      ];
    });
    this.element.replaceChildren(...parts);
  }

  #line({ left, top, width, height }: Box, is: Mark['is']): HTMLElement {
    const line = createPart(this.#page, 'div', 'mark');
    line.dataset.is = is;
    setBox(line, { left: left - MARGIN, top: top - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN });
    return line;
  }

  #tag({ left, top, width }: Box, text: string): HTMLElement {
    const tag = createPart(this.#page, 'div', 'tag', text);
    tag.style.left = `${left + width + 2 * MARGIN + 2}px`;
    tag.style.top = `${top}px`;
    return tag;
  }
}

function setBox({ style }: HTMLElement, { left, top, width, height }: Box): void {
  Object.assign(style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
}
