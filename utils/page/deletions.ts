import { isOurElement, isShownWithin, isVisible } from '../page-model/dom';
import type { PageSnapshot } from '../page-model/page-snapshot';
import type { ListedKeys } from '../site/key-list';
import type { KeyRow } from '../site/key-row';
import { saysNoKeys } from '../site/candidates/empty-lists';
import { areSame, isGone } from './gone-rows';
import { queryAll, shownNode } from './live-page';
import { partAround, type RowPart } from './row-around';

/*
 * If the user deletes a key on the tab, that is evidence that it is gone; a missing row is none. So all of it has to be
 * seen: a control of the key's own row is pressed, then one that confirms a deletion, and then only that row goes.
 */

/** Words for deleting a key. */
const REMOVAL = /\b(?:delet(?:es?|ed|ing|ion)|revo(?:kes?|ked|king|cation)|remov(?:es?|ed|ing|al)|destroy\w*)\b/i;
/** The first words of a control that confirms, and of one that cancels. */
const CONFIRMS = new RegExp(
  `^(?:${[
    'yes',
    'ok',
    'okay',
    'confirm',
    'continue',
    'proceed',
    'submit',
    'sure',
    'i understand',
    "i['’]m sure",
    'permanently',
    'delete',
    'revoke',
    'remove',
    'destroy',
  ].join('|')})\\b`,
  'i',
);
const TAKES_BACK =
  /^(?:no|cancel|close|keep|(?:go )?back|dismiss|not now|never ?mind|undo|do not|don['’]?t|x)\b|^[×✕✖✗]$/i;

const CONTROL =
  'button,[role="button"],[role="menuitem"],a[href],summary,' +
  'input[type="button"],input[type="submit"],input[type="image"]';
/** A user fills these in before confirming: "Type DELETE". */
const FIELD = 'input,textarea,select,label';
const LAYER = 'dialog,[role="dialog"],[role="alertdialog"],[role="menu"],[role="tooltip"],[popover]';

/** Within these times (ms) a deletion is confirmed, and after that seen; otherwise it is none. Chosen, not measured. */
const CONFIRMED_WITHIN = 2 * 60_000;
const GONE_WITHIN = 60_000;
/** So many characters of a control's words are read, and of a question about one key. Chosen, not measured. */
const LONGEST_WORDS = 60;
const LONGEST_QUESTION = 2_000;
/** A question may contain a name of so many characters by chance. Chosen, not measured. */
const CHANCE_NAME = 3;

/** A deletion, as far as the user has come with it. */
interface Attempt {
  row: KeyRow;
  /** When (ms) it began. */
  at: number;
  /** Whether any control has spoken of a deletion. */
  isSaid: boolean;
  /** Whether the row spoke of one at first, what its controls said, and which layers were open: only news counts. */
  wasSaid: boolean;
  words: WeakMap<Element, string>;
  layers: WeakSet<Element>;
  /** Once it is confirmed: when (ms), at which address, and what was listed then. */
  confirmed?: { at: number; url: string; list: ListedKeys };
}

/** The deletions of keys that the user makes on the tab. */
export class Deletions {
  readonly #page: Document;
  readonly #snapshot: () => PageSnapshot;
  #list: ListedKeys | undefined;
  /** The next press may confirm this one or take it back. */
  #attempt: Attempt | undefined;
  /** Confirmed, while their rows are still listed. */
  #confirmed: Attempt[] = [];

  constructor(page: Document, signal: AbortSignal, snapshot: () => PageSnapshot) {
    this.#page = page;
    this.#snapshot = snapshot;
    const follow = (type: string, onEvent: (event: Event) => void): void => {
      const listen = (event: Event): void => {
        try {
          if (event.isTrusted) onEvent(event);
        } catch {
          // A press that cannot be understood is no evidence.
          this.#takeBack();
        }
      };
      page.defaultView!.addEventListener(type, listen, { capture: true, passive: true, signal });
    };
    follow('click', (event) => this.#press(event.composedPath().filter(isElementOf), Date.now()));
    follow('keydown', (event) => (event as KeyboardEvent).key === 'Escape' && this.#takeBack());
  }

  /** Follows the list as it is at `now` (ms). Returns the rows that the user has just deleted, each once. */
  follow(list: ListedKeys | undefined, now: number): readonly KeyRow[] {
    // While it reloads, the next list is compared with the last one.
    if (!list) return this.#saysAllGone(now) ? this.#takeAll() : [];
    this.#list = list;
    if (this.#attempt && now - this.#attempt.at > CONFIRMED_WITHIN) this.#attempt = undefined;
    this.#confirmed = this.#confirmed.filter(({ confirmed }) => now - confirmed!.at <= GONE_WITHIN);
    if (this.#confirmed.length === 0) return [];
    const going = this.#confirmed.map(({ row }) => row);
    const gone = this.#confirmed.filter(({ row, confirmed }) => isGone(row, going, confirmed!.list, list));
    this.#confirmed = this.#confirmed.filter((attempt) => !gone.includes(attempt));
    if (this.#attempt && gone.includes(this.#attempt)) this.#attempt = undefined;
    // The other deletions are compared with the list without those.
    for (const { confirmed } of this.#confirmed) if (gone.length > 0) confirmed!.list = list;
    return gone.map(({ row }) => row);
  }

  /** The last list that was seen. */
  get lastList(): ListedKeys | undefined {
    return this.#list;
  }

  /** Whether a page that listed only the deleted keys now says that there are none. */
  #saysAllGone(now: number): boolean {
    const list = this.#list;
    if (!list?.complete || this.#confirmed.length === 0) return false;
    const isHere = this.#confirmed.every(
      ({ confirmed }) => now - confirmed!.at <= GONE_WITHIN && confirmed!.url === this.#page.URL,
    );
    const body = this.#snapshot().nodeOf(this.#page.body);
    const going = this.#confirmed.map(({ row }) => row);
    return isHere && areSame(going, list.rows) && body !== undefined && saysNoKeys(body);
  }

  #takeAll(): readonly KeyRow[] {
    const gone = this.#confirmed.map(({ row }) => row);
    this.#confirmed = [];
    this.#attempt = undefined;
    return gone;
  }

  #takeBack(): void {
    this.#confirmed = this.#confirmed.filter((attempt) => attempt !== this.#attempt);
    this.#attempt = undefined;
  }

  /** `path` is the pressed element and all elements around it, through open shadow roots. */
  #press(path: readonly Element[], now: number): void {
    const [target] = path;
    if (!target || !this.#list || path.some(isOurElement)) return;
    if (this.#attempt && now - this.#attempt.at > CONFIRMED_WITHIN) this.#attempt = undefined;
    const own = partAround(target, this.#list.rows);
    const layer = this.#attempt && this.#layerOf(path, this.#attempt, own?.part);
    if (layer) {
      this.#pressInLayer(layer, upTo(path, layer), now);
      return;
    }
    const control = own && controlIn([...upTo(path, own.part), own.part]);
    if (own && control) this.#pressInRow(own, control, now);
    else this.#forgetAttempt();
  }

  /** A press of something else takes back nothing that was confirmed. */
  #forgetAttempt(): void {
    this.#attempt = undefined;
  }

  #pressInRow({ row, part }: RowPart, control: Element, now: number): void {
    const attempt = this.#attempt;
    const snapshot = this.#snapshot();
    const words = wordsOf(snapshot, control);
    const isNew = attempt?.row.element === row.element && attempt.words.get(control) !== words;
    const isAsked = ({ isSaid, wasSaid }: Attempt): boolean =>
      isSaid || (!wasSaid && saysRemoval(questionIn(snapshot, part), row));
    if (isNew && TAKES_BACK.test(words)) this.#takeBack();
    else if (isNew && CONFIRMS.test(words) && isAsked(attempt)) this.#confirm(attempt, now);
    else this.#attempt = attemptOn(snapshot, { row, part }, control, now);
  }

  /** `inner` is the pressed element, and the elements around it within the layer. */
  #pressInLayer(layer: Element, inner: readonly Element[], now: number): void {
    const attempt = this.#attempt!;
    const control = controlIn(inner);
    // Beside the controls of a dialog nothing happens; outside of it, a press closes it.
    if (!control && (isFilledIn(inner) || (layer.matches(LAYER) && inner.length > 0))) return;
    const words = control ? wordsOf(this.#snapshot(), control) : '';
    if (!control || TAKES_BACK.test(words)) this.#takeBack();
    else if (CONFIRMS.test(words) && this.#isConfirmation(control, layer, attempt)) this.#confirm(attempt, now);
    else if (saysRemoval(words, attempt.row)) attempt.isSaid = true;
    else this.#forgetAttempt();
  }

  #isConfirmation(control: Element, layer: Element, { isSaid, row }: Attempt): boolean {
    if (control.matches('[role="menuitem"]') || layer.matches('[role="menu"]')) return false;
    const question = questionIn(this.#snapshot(), layer);
    return (isSaid || saysRemoval(question, row)) && !this.#isAboutAnother(question, row);
  }

  #confirm(attempt: Attempt, now: number): void {
    attempt.confirmed = { at: now, url: this.#page.URL, list: this.#list! };
    if (!this.#confirmed.includes(attempt)) this.#confirmed.push(attempt);
  }

  /** Whether a question names another key, and not this one. */
  #isAboutAnother(question: string, { name }: KeyRow): boolean {
    const isNamed = (other: string): boolean => other.length > CHANCE_NAME && question.includes(other);
    return !question.includes(name) && this.#list!.rows.some((other) => isNamed(other.name));
  }

  /** The layer above the page that was pressed in, if it may have been opened from the row that was pressed before. */
  #layerOf(path: readonly Element[], { row, layers }: Attempt, part: Element | undefined): Element | undefined {
    const inner = part ? upTo(path, part) : path;
    const layer = inner.find((element) => element.matches(LAYER));
    if (layer || part) return layer && !layers.has(layer) ? layer : undefined;
    // A popover without a role is out of the page's flow, and around nothing of the list.
    const listed = [row, ...this.#list!.rows.slice(0, 1)];
    const isAround = (element: Element): boolean => listed.some((other) => isShownWithin(other.element, element));
    const isAfloat = (element: Element): boolean => /^(?:fixed|absolute)$/.test(getComputedStyle(element).position);
    return inner.find((element) => !isAround(element) && isAfloat(element));
  }
}

/** The deletion that a first press on a control of a row begins. */
function attemptOn(snapshot: PageSnapshot, { row, part }: RowPart, control: Element, now: number): Attempt {
  const controls = [...queryAll(snapshot, part, CONTROL), control];
  const words = new WeakMap(controls.map((shown) => [shown, wordsOf(snapshot, shown)]));
  const layers = new WeakSet([...part.ownerDocument.querySelectorAll(LAYER)].filter(isShown));
  const isSaid = saysRemoval(wordsOf(snapshot, control), row);
  const wasSaid = saysRemoval(questionIn(snapshot, part), row);
  return { row, at: now, isSaid, wasSaid, words, layers };
}

function isElementOf(target: EventTarget): target is Element {
  return 'localName' in target && 'matches' in target;
}

function upTo(path: readonly Element[], end: Element): readonly Element[] {
  const index = path.indexOf(end);
  return index < 0 ? path : path.slice(0, index);
}

/** A dialog that is not open may be there, and out of sight. */
function isShown(element: Element): boolean {
  const isOpen = element.localName !== 'dialog' || element.hasAttribute('open');
  const isMeant = isOpen && !element.closest('[aria-hidden="true"]');
  return isMeant && isVisible(element) && getComputedStyle(element).opacity !== '0';
}

/** Whether a field was pressed, or the label of one. */
function isFilledIn(inner: readonly Element[]): boolean {
  const first = inner.find((element) => element.matches(`${CONTROL},${FIELD}`));
  return first !== undefined && !first.matches(CONTROL);
}

/** The pressed control: one by its role, or one that has the pointer of one. */
function controlIn(inner: readonly Element[]): Element | undefined {
  if (isFilledIn(inner)) return undefined;
  const isPointedAt = (element: Element): boolean => getComputedStyle(element).cursor === 'pointer';
  return inner.find((element) => element.matches(CONTROL)) ?? inner.find(isPointedAt);
}

/** The words of a control: its label, its text or its title. */
function wordsOf(snapshot: PageSnapshot, control: Element): string {
  const leaves = shownNode(snapshot, control)?.leaves ?? [];
  const shown = leaves.map(({ text }) => text).join(' ');
  const said = control.localName === 'input' ? (control as HTMLInputElement).value : shown;
  const words = control.getAttribute('aria-label') || said || control.getAttribute('title') || '';
  return words.trim().slice(0, LONGEST_WORDS);
}

/** The text of a part of the page without its controls. */
function questionIn(snapshot: PageSnapshot, part: Element): string {
  const text = shownNode(snapshot, part)?.textWithout((node) => node.is(CONTROL)) ?? '';
  return text.slice(0, LONGEST_QUESTION);
}

/** Whether a text speaks of a removal, and not only because the key is called so. */
function saysRemoval(text: string, { name }: KeyRow): boolean {
  return REMOVAL.test(REMOVAL.test(name) ? text.split(name).join(' ') : text);
}
