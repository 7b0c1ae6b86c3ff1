import { KIND, leavesOf, textOf, visitMarks } from './digest';
import { closestShown, ENTRY, isSilent, isVisible, shownChildren, shownParent, isElement } from './dom';
import type { KeyRow } from './key-row';
import { isOfAnotherList } from './labels';
import { isStatus, LABEL_LIMIT } from './part-words';
import { isApiKeysTitle } from './titles';

/** Something that is pressed, by what is written on it. */
export interface Control {
  element: Element;
  label: string;
  isOff: boolean;
}

/** A short text, as it stands in one element. */
export interface ShortText {
  element: Element;
  text: string;
}

/** Where something stands: about the list, within one key, in what frames every page, or in a part of its own. */
type Place = 'list' | 'key' | 'frame' | 'elsewhere';

const OWN_PARTS = 'dialog,[role="dialog"],[role="alertdialog"],[role="tooltip"],[role="log"],pre,[role="menu"][aria-labelledby] [role="menuitem"]';
const SECTION = 'main,section,article,[role="main"],[role="tabpanel"],[role="region"]';
const MASTHEAD = /@|log ?(?:in|out)|sign ?(?:in|out)|government|gov\.sg/i;
const FOOTER = /©|copyright|privacy|terms|government|contact/i;
const MAKES_KEY = /^\W*(?:create|generate|add|save|submit|new|issue)\b/i;
/** A text is put together of so many pieces at most. */
const MOST_PIECES = 8;
/** The longest text that says how much of a list is shown, in characters. */
const TEXT_LIMIT = 120;

/** What stands around the keys of a list, and may be about it. */
export class AroundList {
  readonly #keys: ReadonlySet<Element>;
  /** All that holds a key. */
  readonly #holders = new Set<Element>();
  readonly #places = new Map<Element, Place>();
  readonly #followers = new Map<Element, boolean>();
  #controls: readonly Control[] | undefined;
  #texts: readonly ShortText[] | undefined;

  constructor(readonly body: Element, readonly rows: readonly KeyRow[]) {
    this.#keys = partsOfKeys(rows);
    for (const key of this.#keys) {
      for (let at = shownParent(key); at && !this.#holders.has(at); at = shownParent(at)) this.#holders.add(at);
    }
  }

  /** Whether an element is shown, and is about the list. */
  isAbout(element: Element): boolean {
    return this.#placeOf(element) === 'list' && isVisible(element);
  }

  /** Whether an element is shown anywhere but in a key or in a part of its own: a search may stand above all of the page. */
  isOnPage(element: Element): boolean {
    return /list|frame/.test(this.#placeOf(element)) && isVisible(element);
  }

  /** What holds one key each, as far as that holds nothing else. */
  get keys(): ReadonlySet<Element> {
    return this.#keys;
  }

  holdsKeys(element: Element): boolean {
    return this.#holders.has(element);
  }

  /** Whether a text has the name of a key in it, and so is about that one. */
  namesKey(text: string): boolean {
    return this.rows.some(({ name }) => name.length > 2 && text.includes(name));
  }

  /** What can be pressed and is about the list, or about what stands before it. */
  get controls(): readonly Control[] {
    return (this.#controls ??= this.#findControls());
  }

  /** The short texts about the list, each element's own and those that stand side by side in one. */
  get texts(): readonly ShortText[] {
    return (this.#texts ??= this.#findTexts());
  }

  /** Whether what stands before an element is a list of something else: then a pager or a count is about that one. */
  followsAnotherList(element: Element): boolean {
    let top = element;
    for (let at = shownParent(top); at && !this.#holders.has(at); at = shownParent(at)) top = at;
    let follows = this.#followers.get(top);
    if (follows === undefined) this.#followers.set(top, (follows = this.#isBehindAnother(top)));
    return follows;
  }

  #isBehindAnother(top: Element): boolean {
    for (let at = top.previousElementSibling; at; at = at.previousElementSibling) {
      if (this.#keys.has(at) || this.#holders.has(at)) return false;
      if (this.#isOfAnother(at)) return true;
      const headings = headingsIn(at);
      if (headings.some(speaksOfKeys)) return false;
      if (headings.some(isOfAnotherList) || isTable(at)) return true;
    }
    return false;
  }

  #placeOf(element: Element): Place {
    const known = this.#places.get(element);
    if (known) return known;
    const parent = shownParent(element);
    const place = this.#ownPlaceOf(element) ?? (parent ? this.#placeOf(parent) : 'list');
    this.#places.set(element, place);
    return place;
  }

  /** The place of an element where it is another one than that of what is around it. */
  #ownPlaceOf(element: Element): Place | undefined {
    if (this.#keys.has(element)) return 'key';
    if (this.#holders.has(element)) return undefined;
    if ((isSilent(element) && element.localName !== 'select') || element.matches(OWN_PARTS) || makesKey(element)) return 'elsewhere';
    if (isMasthead(element) || isPageFooter(element)) return 'frame';
    const parent = shownParent(element);
    if (!parent || !this.#holders.has(parent)) return undefined;
    return this.#isOfAnother(element) || (!this.#standsBeforeKeys(element) && this.followsAnotherList(element)) ? 'elsewhere' : undefined;
  }

  #standsBeforeKeys(element: Element): boolean {
    for (let at = element.nextElementSibling; at; at = at.nextElementSibling) if (this.#keys.has(at) || this.#holders.has(at)) return true;
    return false;
  }

  /** Whether a part has headings, or a name, and all of them are of something else than keys. */
  #isOfAnother(part: Element): boolean {
    const headings = headingsIn(part);
    if (headings.length === 0 && part.matches(SECTION) && part.hasAttribute('aria-label')) headings.push(part.getAttribute('aria-label')!);
    if (isHeading(part) || headings.length === 0 || headings.some(speaksOfKeys)) return false;
    return headings.some(isOfAnotherList) || isTable(part);
  }

  #findControls(): Control[] {
    const controls: Control[] = [];
    visitMarks(this.body, KIND.control | KIND.row, (element, kinds) => {
      if (this.#keys.has(element)) return false;
      if ((kinds & KIND.control) === 0 || this.#placeOf(element) !== 'list') return true;
      const label = labelOf(element);
      if (label !== '' && label.length <= LABEL_LIMIT) controls.push({ element, label, isOff: isOff(element) });
      return true;
    });
    return controls;
  }

  #findTexts(): ShortText[] {
    const leaves = leavesOf(this.body, (element) => element.localName === 'label' || this.#ownPlaceOf(element) !== undefined);
    const texts = new Map<Element, string>();
    const add = (element: Element | null): void => {
      if (!element || texts.has(element) || this.#holders.has(element) || leavesOf(element).length > MOST_PIECES) return;
      const text = textOf(element);
      if (text !== '' && text.length <= TEXT_LIMIT) texts.set(element, text);
    };
    for (const [index, { element, text, isPicture }] of leaves.entries()) {
      const before = leaves[index - 1];
      // A count beside a title is often an element of its own.
      if (before && /^\W*\d+\W*$/.test(text) && isApiKeysTitle(before.text)) texts.set(before.element, `${before.text} ${text}`);
      if (isPicture) continue;
      if (this.#holders.has(element) && text.length <= TEXT_LIMIT) texts.set(element, text);
      add(element);
      add(shownParent(element));
    }
    return [...texts].map(([element, text]) => ({ element, text }));
  }
}

/** Of each key what holds all of it, as far as that holds nothing else. */
function partsOfKeys(rows: readonly KeyRow[]): ReadonlySet<Element> {
  const entries = new Map<Element, number>();
  const entryOf = rows.map(({ element }) => closestShown(element, ENTRY));
  for (const entry of entryOf) if (entry) entries.set(entry, (entries.get(entry) ?? 0) + 1);
  return new Set(rows.map((row, index) => {
    const entry = entryOf[index];
    if (entry && entries.get(entry) === 1 && (entry === row.element || !entry.querySelector('h1,h2,table'))) return entry;
    return rows.length === 1 ? smallestPart(row) : row.element;
  }));
}

/** A single key may seem to be all of its section. */
function smallestPart({ element, expiryElement, name }: KeyRow): Element {
  let part = expiryElement;
  while (part !== element && !textOf(part).includes(name)) {
    const parent = shownParent(part);
    if (!parent) return element;
    part = parent;
  }
  return part;
}

function headingsIn(element: Element): string[] {
  if (isHeading(element)) return [textOf(element)];
  const headings: string[] = [];
  visitMarks(element, KIND.heading, (heading) => {
    headings.push(textOf(heading));
    return false;
  });
  return headings;
}

function isHeading(element: Element): boolean {
  return element.matches('h1,h2,h3,h4,[role="heading"]');
}

function speaksOfKeys(heading: string): boolean {
  return !isOfAnotherList(heading) && (/\bkeys?\b/i.test(heading) || isStatus(heading) || /\b(?:filters?|pages?|pagination|results?)\b/i.test(heading));
}

/** Whether an element is, or holds, a table with columns. */
function isTable(element: Element): boolean {
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

function isMasthead(element: Element): boolean {
  if (element.matches('[role="banner"]')) return true;
  if (element.localName !== 'header' || element.closest(SECTION) || headingsIn(element).length > 0) return false;
  return element.querySelector('nav,a[href="/"]') !== null || MASTHEAD.test(textOf(element));
}

function isPageFooter(element: Element): boolean {
  if (element.matches('[role="contentinfo"]')) return true;
  return element.localName === 'footer' && !element.closest(SECTION) && FOOTER.test(textOf(element));
}

/** What is written on a control: its label, its text, or the name of its picture. */
export function labelOf(element: Element): string {
  const label = element.getAttribute('aria-label')?.trim() || textOf(element) || leavesOf(element)[0]?.text || element.getAttribute('title');
  return (label ?? (element as Partial<HTMLInputElement>).value ?? '').slice(0, LABEL_LIMIT + 1).replace(/\s+/g, ' ').trim();
}

/** The label of a field, however it is tied to it, with what it says of itself while it is empty. */
export function labelOfField(field: Element): string {
  const { labels } = field as Partial<HTMLInputElement>;
  const ids = field.getAttribute('aria-labelledby')?.split(/\s+/).slice(0, 4) ?? [];
  const texts = [...['aria-label', 'placeholder', 'title'].map((name) => field.getAttribute(name) ?? ''),
    ...ids.map((id) => textOfId(field, id)), ...Array.from(labels ?? [], (label) => textOf(label))];
  const label = texts.join(' ').replace(/\s+/g, ' ').trim();
  return (label || textBefore(field)).slice(0, LABEL_LIMIT);
}

function textOfId(field: Element, id: string): string {
  const labelling = field.ownerDocument.getElementById(id);
  return labelling ? textOf(labelling) : '';
}

/** The text right before a field, where no label is tied to it. */
function textBefore(field: Element): string {
  const parent = shownParent(field);
  if (!parent) return '';
  let text = '';
  const children = shownChildren(parent);
  for (let index = 0; index < children.length && children[index] !== field; index++) {
    const child = children[index]!;
    if (isElement(child)) text = textOf(child) || text;
    else text = child.nodeValue?.trim() || text;
  }
  return text;
}

function isOff(element: Element): boolean {
  return element.hasAttribute('disabled') || element.closest('[aria-disabled="true"],fieldset[disabled]') !== null;
}
