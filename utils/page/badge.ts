import { expiryStatus, nextWordsChange, type Expiry, type ExpiryStatus } from '../keys/expiry';
import type { KeyRow } from '../site/key-row';
import { expiryDetail, expiryText } from '../words';
import { spotOf } from './badge-spot';
import { createIcon, createOwnElement, createPart, removeLeftovers } from './own-elements';
import css from './styles/badge.css?inline';
import { STATUS_ICONS } from './status-icons';
import { apart } from './tasks';
import type { RenderSteps } from './watch';

const TAG = 'key-expiry-badge';

interface Badge {
  host: HTMLElement;
  root: ShadowRoot;
  /** What it shows, in the look of a status. */
  status?: ExpiryStatus;
  content?: Element;
  /** What it says, and from when until when (ms) that is right. */
  said?: { expiry: Expiry; from: number; until: number };
  /** The round in which it was last asked for. */
  round: number;
  /** What it was put behind. */
  before?: Node | null;
}

/**
 * So many badges are put on the page together, and then all others together: whenever the page is painted with some more,
 * all of a long table is laid out anew.
 */
const FEW = 50;
/** So many badges that are there are seen to between two questions for the time. */
const TOGETHER = 16;

/** A page that takes our badges away again so many times within so long (ms) does not want them. */
const MOST_DEFEATS = 20;
const DEFEATS_COUNT_FOR = 60_000;

/** The expiry badges of one page. */
export class Badges {
  /** By the element that prints the expiry: a list may hand that element on to another key, and the badge follows. */
  readonly #shown = new Map<Element, Badge>();
  #round = 0;
  /** When (ms) the page took badges away and left all else as it was; and whether it was left alone for it. */
  #defeats: number[] = [];
  #isLeft = false;

  /**
   * Gives every row exactly one badge that is right at `now` (ms), and takes away all others: piece by piece, beginning
   * with the rows that can be seen. It may be left half done, and begun anew with other rows. Returns when (ms) the
   * first badge has to say something else.
   */
  *show(rows: readonly KeyRow[], now: number): RenderSteps<number> {
    const round = ++this.#round;
    const missing = new Map<Element, KeyRow>();
    for (const page of new Set(rows.map(({ expiryElement }) => expiryElement.ownerDocument))) removeLeftovers(page);
    if (this.#isLeft || this.#isBeaten(rows, now)) {
      this.#removeOlderThan(round);
      return Infinity;
    }
    let followed = 0;
    for (const row of rows) {
      const badge = this.#shown.get(row.expiryElement);
      if (badge === undefined) {
        if (!missing.has(row.expiryElement)) missing.set(row.expiryElement, row);
      } else if (badge.round !== round) {
        badge.round = round;
        apart(() => {
          this.#keep(badge, row, now);
          put(badge, row);
        });
        if (++followed % TOGETHER === 0) yield undefined;
      }
    }
    if (followed < this.#shown.size) this.#removeOlderThan(round);
    yield* this.#add([...missing.values()], now);
    let until = Infinity;
    for (const { said } of this.#shown.values()) until = Math.min(until, said?.until ?? Infinity);
    return until;
  }

  *#add(rows: KeyRow[], now: number): RenderSteps<void> {
    let missing = rows;
    if (missing.length >= FEW) {
      yield 'frame';
      missing = seenFirst(missing);
    }
    for (const some of [missing.slice(0, FEW), missing.slice(FEW)]) {
      for (const row of some) {
        apart(() => this.#keep(this.#create(row), row, now));
        yield undefined;
      }
      for (const row of some) {
        apart(() => put(this.#shown.get(row.expiryElement)!, row));
        yield undefined;
      }
    }
  }

  /** Whether the page fights our badges: it takes them away, and nothing else, each time that they are put there again. */
  #isBeaten(rows: readonly KeyRow[], now: number): boolean {
    const isDefeat = rows.some(({ expiryElement }) => {
      const badge = this.#shown.get(expiryElement);
      return badge?.before?.isConnected === true && badge.host.parentNode === null;
    });
    if (isDefeat) this.#defeats = [...this.#defeats.filter((at) => now - at < DEFEATS_COUNT_FOR), now];
    this.#isLeft = this.#defeats.length >= MOST_DEFEATS;
    return this.#isLeft;
  }

  #removeOlderThan(round: number): void {
    for (const [expiryElement, badge] of this.#shown) {
      if (badge.round === round) continue;
      this.#shown.delete(expiryElement);
      badge.host.remove();
    }
  }

  #create({ expiryElement }: KeyRow): Badge {
    const badge = { ...createOwnElement(expiryElement.ownerDocument, TAG, css), round: this.#round };
    this.#shown.set(expiryElement, badge);
    return badge;
  }

  #keep(badge: Badge, { expiry }: KeyRow, now: number): void {
    // What it says first: nothing of ours is laid out twice.
    const { said } = badge;
    if (said?.expiry !== expiry || now < said.from || now >= said.until) update(badge, expiry, now);
  }

  /** Takes all badges off the page. */
  clear(): void {
    this.#removeOlderThan(++this.#round);
    this.#defeats = [];
    this.#isLeft = false;
  }
}

/** Rows in the order in which they matter: from the first one that reaches into the window, and those above it last. */
function seenFirst(rows: KeyRow[]): KeyRow[] {
  let [first, last] = [0, rows.length - 1];
  while (first < last) {
    const middle = Math.floor((first + last) / 2);
    if (rows[middle]!.expiryElement.getBoundingClientRect().bottom < 0) first = middle + 1;
    else last = middle;
  }
  return first === 0 ? rows : [...rows.slice(first), ...rows.slice(0, first)];
}

/** Puts a badge where it goes, unless it is there: the page may have moved or dropped it. */
function put(badge: Badge, row: KeyRow): void {
  const { host } = badge;
  const spot = spotOf(row);
  const parent = host.parentNode;
  if (!spot) host.remove();
  else if ('within' in spot) {
    if (parent !== spot.within) spot.within.append(host);
  } else if (parent !== spot.behind.parentNode) spot.behind.after(host);
  if (host.parentNode !== parent) badge.before = host.previousSibling;
}

/** Writes only what has changed: most readings change nothing. */
function update(badge: Badge, expiry: Expiry, now: number): void {
  const { host, root } = badge;
  badge.said = { expiry, from: now, until: nextWordsChange(expiry, now) };
  const status = expiryStatus(expiry, now);
  if (badge.status !== status) {
    badge.status = status;
    badge.content?.remove();
    badge.content = root.appendChild(contentOf(status, host.ownerDocument));
    setAttribute(host, 'data-status', status);
  }
  setAttribute(host, 'data-expires-at', expiry.kind === 'dated' ? new Date(expiry.earliest).toISOString() : null);
  setAttribute(host, 'title', expiryDetail(expiry, now));
  const text = badge.content!.lastChild!;
  const said = expiryText(expiry, now);
  if (text.textContent !== said) text.textContent = said;
}

function setAttribute(host: HTMLElement, name: string, value: string | null): void {
  if (host.getAttribute(name) === value) return;
  if (value === null) host.removeAttribute(name);
  else host.setAttribute(name, value);
}

const contents = new Map<ExpiryStatus, HTMLElement>();

/** What a badge of a status holds, without its text. A copy takes a browser a fraction of what it takes to put one together. */
function contentOf(status: ExpiryStatus, page: Document): Element {
  let content = contents.get(status);
  if (!content) {
    content = createPart(page, 'span', 'badge');
    content.append(createIcon(page, STATUS_ICONS[status]), createPart(page, 'span', 'text'));
    contents.set(status, content);
  }
  return content.cloneNode(true) as Element;
}
