import { KIND, leavesOf, queryAll, textOf, visitMarks } from '../page-model/snapshot';
import {
  closestShown,
  ENTRY,
  isElement,
  isSilent,
  isVisible,
  LONGEST_WAY,
  outwards,
  shownChildren,
  shownParent,
} from '../page-model/dom';
import type { KeyRow } from './key-row';
import { isOfAnotherList } from './labels';
import { isStatus, LABEL_LIMIT } from './part-words';
import { isApiKeysTitle } from './titles';

/** A control, by its text. */
export interface Control {
  element: Element;
  label: string;
  isOff: boolean;
}

/** Where an element stands: about the list, within one key, in the frame of every page, or in a part of its own. */
type Place = 'list' | 'key' | 'frame' | 'elsewhere';

const OWN_PARTS = 'dialog,[role="dialog"],[role="alertdialog"],[role="tooltip"],[role="log"],pre';
const SECTION = 'main,section,article,[role="main"],[role="tabpanel"],[role="region"]';
const HEADING = 'h1,h2,h3,h4,[role="heading"]';
/** Words of a site's header and footer, which those of a card do not contain. */
const OF_SITE = /@|log ?(?:in|out)|sign ?(?:in|out)|government|gov\.sg|©|privacy|terms|contact/i;
const OFF = '[aria-disabled="true"],fieldset[disabled]';
const MAKES_KEY = /^\W*(?:create|generate|issue|save)\W*$|^\W*(?:create|generate|issue|add|new|request)\b.*\bkeys?\b/i;
/** The most pieces that a text is put together of (completeness.test.ts: a count in pieces). */
const MOST_PIECES = 8;
/** The longest text that says how much of a list is shown, in characters. Chosen, not measured. */
const TEXT_LIMIT = 120;
/** A name of so many characters may be a part of any text. Chosen, not measured. */
const SHORT_NAME = 2;
/** The most elements that may label a field. Chosen, not measured. */
const MOST_LABELS = 4;

/** The texts and controls around the keys of a list, which may be about it. */
export class AroundList {
  /** For each key the element that holds all of it and nothing else. */
  readonly keys: ReadonlySet<Element>;
  /** Every element that holds a key. */
  readonly #holders = new Set<Element>();
  readonly #places = new Map<Element, Place>();
  #controls: readonly Control[] | undefined;
  #texts: readonly { element: Element; text: string }[] | undefined;

  constructor(
    readonly body: Element,
    readonly rows: readonly KeyRow[],
  ) {
    this.keys = partsOfKeys(rows);
    for (const key of this.keys) {
      for (const ancestor of outwards(shownParent(key))) {
        if (this.#holders.has(ancestor)) break;
        this.#holders.add(ancestor);
      }
    }
  }

  /** Whether an element is shown, and is about the list. */
  isAbout(element: Element): boolean {
    return this.#placeOf(element) === 'list' && isVisible(element);
  }

  /**
   * Whether an element is shown anywhere but in a key or in a part of its own: a search may stand above everything
   * else.
   */
  isOnPage(element: Element): boolean {
    return this.isAbout(element) || (this.#placeOf(element) === 'frame' && isVisible(element));
  }

  holdsKeys(element: Element): boolean {
    return this.#holders.has(element);
  }

  /** Whether a text contains the name of a key, and so is about that key. */
  namesKey(text: string): boolean {
    return this.rows.some(({ name }) => name.length > SHORT_NAME && text.includes(name));
  }

  /** The controls that are about the list. */
  get controls(): readonly Control[] {
    return (this.#controls ??= this.#findControls());
  }

  /** The short texts about the list: each element's own, and adjacent ones joined. */
  get texts(): readonly { element: Element; text: string }[] {
    return (this.#texts ??= this.#findTexts());
  }

  /** Whether a list of something else comes before an element: then a pager or a count is about that one. */
  followsAnotherList(element: Element): boolean {
    let top = element;
    for (const ancestor of outwards(shownParent(top))) {
      if (this.#holders.has(ancestor)) break;
      top = ancestor;
    }
    for (
      let sibling = top.previousElementSibling, steps = 0;
      sibling && steps < LONGEST_WAY && !this.#isKeyOrHolder(sibling);
      sibling = sibling.previousElementSibling, steps++
    ) {
      if (this.#isOfAnother(sibling)) return true;
      const headings = headingsIn(sibling);
      if (headings.some(speaksOfKeys)) return false;
      if (headings.some(isOfAnotherList) || hasColumns(sibling)) return true;
    }
    return false;
  }

  #isKeyOrHolder(element: Element): boolean {
    return this.keys.has(element) || this.#holders.has(element);
  }

  #placeOf(element: Element): Place {
    const inPlace: Element[] = [];
    let place: Place | undefined;
    for (const ancestor of outwards(element)) {
      inPlace.push(ancestor);
      place = this.#places.get(ancestor) ?? this.#ownPlaceOf(ancestor);
      if (place) break;
    }
    place ??= 'list';
    for (const ancestor of inPlace) this.#places.set(ancestor, place);
    return place;
  }

  /** The place of an element if it differs from that of its parent. */
  #ownPlaceOf(element: Element): Place | undefined {
    if (this.keys.has(element)) return 'key';
    if (this.#holders.has(element)) return undefined;
    const isHidden = isSilent(element) && element.localName !== 'select';
    if (isHidden || element.matches(OWN_PARTS) || makesKey(element)) return 'elsewhere';
    if (framesPage(element)) return 'frame';
    const parent = shownParent(element);
    if (!parent || !this.#holders.has(parent)) return undefined;
    const isBehindAnother = !this.#standsBeforeKeys(element) && this.followsAnotherList(element);
    return isBehindAnother || this.#isOfAnother(element) ? 'elsewhere' : undefined;
  }

  #standsBeforeKeys(element: Element): boolean {
    let sibling = element.nextElementSibling;
    for (let steps = 0; sibling && steps < LONGEST_WAY && !this.#isKeyOrHolder(sibling); steps++)
      sibling = sibling.nextElementSibling;
    return sibling !== null;
  }

  /** Whether a part has headings or a name, none of which is about keys. */
  #isOfAnother(part: Element): boolean {
    const name = part.matches(SECTION) ? part.getAttribute('aria-label') : null;
    const headings = [...headingsIn(part), ...(name ? [name] : [])];
    if (headings.length === 0 || part.matches(HEADING) || headings.some(speaksOfKeys)) return false;
    return headings.some(isOfAnotherList) || hasColumns(part);
  }

  #findControls(): Control[] {
    const controls: Control[] = [];
    const add = (element: Element): void => {
      if (this.#placeOf(element) !== 'list') return;
      const label = labelOf(element);
      const isOff = element.hasAttribute('disabled') || element.closest(OFF) !== null;
      if (label !== '' && label.length <= LABEL_LIMIT) controls.push({ element, label, isOff });
    };
    visitMarks(this.body, KIND.control | KIND.row, (element, kinds) => {
      if (this.keys.has(element)) return false;
      if ((kinds & KIND.control) !== 0) add(element);
      return true;
    });
    queryAll(this.body, 'input[type="button"],input[type="submit"]').forEach(add);
    return controls;
  }

  #findTexts(): { element: Element; text: string }[] {
    const isElsewhere = (element: Element): boolean =>
      element.localName === 'label' || this.#ownPlaceOf(element) !== undefined;
    const leaves = leavesOf(this.body, isElsewhere);
    const texts = new Map<Element, string>();
    const add = (element: Element, text: string): void => {
      if (text !== '' && text.length <= TEXT_LIMIT) texts.set(element, text);
    };
    for (const [index, { element, text, isPicture }] of leaves.entries()) {
      const before = leaves[index - 1];
      if (this.#holders.has(element)) add(element, text);
      for (const around of isPicture ? [] : [element, shownParent(element)]) {
        const isShort =
          around && !texts.has(around) && !this.#holders.has(around) && leavesOf(around).length <= MOST_PIECES;
        if (isShort) add(around, textOf(around));
      }
      // A count beside a title is often a separate element.
      const isCount = before && /^\W*\d+\W*$/.test(text) && isApiKeysTitle(before.text);
      if (isCount) add(before.element, `${before.text} ${text}`);
    }
    return [...texts].map(([element, text]) => ({ element, text }));
  }
}

/** For each key the element that holds all of it, if that holds nothing else. */
function partsOfKeys(rows: readonly KeyRow[]): ReadonlySet<Element> {
  const entries = new Map<Element, number>();
  const entryOf = rows.map(({ element }) => closestShown(element, ENTRY));
  for (const entry of entryOf) if (entry) entries.set(entry, (entries.get(entry) ?? 0) + 1);
  return new Set(
    rows.map((row, index) => {
      const entry = entryOf[index];
      const isOurElement =
        entry && entries.get(entry) === 1 && (entry === row.element || !entry.querySelector('h1,h2,table'));
      if (isOurElement) return entry;
      return rows.length === 1 ? smallestPart(row) : row.element;
    }),
  );
}

/** A single key may seem to be all of its section. */
function smallestPart({ element, expiryElement, name }: KeyRow): Element {
  for (const part of outwards(expiryElement)) if (part === element || textOf(part).includes(name)) return part;
  return element;
}

function headingsIn(element: Element): string[] {
  if (element.matches(HEADING)) return [textOf(element)];
  const headings: string[] = [];
  visitMarks(element, KIND.heading, (heading) => {
    headings.push(textOf(heading));
    return false;
  });
  return headings;
}

function speaksOfKeys(heading: string): boolean {
  const speaks = /\b(?:keys?|filters?|pages?|pagination|results?)\b/i.test(heading) || isStatus(heading);
  return speaks && !isOfAnotherList(heading);
}

function hasColumns(element: Element): boolean {
  return element.querySelector('th,[role="columnheader"]') !== null;
}

function makesKey(element: Element): boolean {
  if (!element.matches('form,[role="form"],fieldset')) return false;
  let makes = false;
  visitMarks(element, KIND.control, (control) => {
    makes ||= MAKES_KEY.test(labelOf(control));
  });
  return makes;
}

function framesPage(element: Element): boolean {
  if (element.matches('[role="banner"],[role="contentinfo"]')) return true;
  if (!element.matches('header,footer') || element.closest(SECTION) || headingsIn(element).length > 0) return false;
  return element.querySelector('nav') !== null || OF_SITE.test(textOf(element));
}

/** The text of a control: its label, its text, or the name of its picture. */
export function labelOf(element: Element): string {
  const label =
    element.getAttribute('aria-label')?.trim() ||
    textOf(element) ||
    leavesOf(element)[0]?.text ||
    element.getAttribute('title') ||
    (element as Partial<HTMLInputElement>).value;
  return (label ?? '')
    .slice(0, LABEL_LIMIT + 1)
    .replace(/\s+/g, ' ')
    .trim();
}

/** The label of a field, however it is attached, with its placeholder. */
export function labelOfField(field: Element): string {
  const ids = field.getAttribute('aria-labelledby')?.split(/\s+/).slice(0, MOST_LABELS) ?? [];
  const { labels } = field as Partial<HTMLInputElement>;
  const labelling = [...ids.map((id) => field.ownerDocument.getElementById(id)), ...(labels ?? [])];
  const own = ['aria-label', 'placeholder', 'title'].map((name) => field.getAttribute(name) ?? '');
  const label = [...own, ...labelling.map((part) => (part ? textOf(part) : ''))].join(' ').replace(/\s+/g, ' ').trim();
  return (label || textBeside(field)).slice(0, LABEL_LIMIT);
}

/** The text right before a field, or after a checkbox, if no label is attached to it. */
function textBeside(field: Element): string {
  const parent = shownParent(field);
  const children = parent ? Array.from(shownChildren(parent)) : [];
  const index = children.indexOf(field);
  const isBox = field.matches('[type="checkbox"],[type="radio"],[role="checkbox"],[role="radio"],[role="switch"]');
  const beside = isBox ? children.slice(index + 1) : children.slice(0, index).reverse();
  return beside.map((node) => (isElement(node) ? textOf(node) : node.nodeValue!.trim())).find(Boolean) ?? '';
}
