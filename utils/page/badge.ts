import { expiryStatus, nextWordsChange, type Expiry, type ExpiryStatus } from '../keys/expiry';
import type { KeyRow } from '../site/key-row';
import { expiryDetail, expiryText } from '../words';
import { spotOf } from './badge-spot';
import { createIcon, createOwnElement, createPart, removeLeftovers } from './own-elements';
import css from './styles/badge.css?inline';
import { STATUS_ICONS } from './status-icons';
import { apart } from './tasks';
import type { RenderSteps } from './page-handlers';

const TAG = 'key-expiry-badge';

interface Badge {
  host: HTMLElement;
  root: ShadowRoot;
  /** The status that its content shows. */
  status?: ExpiryStatus;
  content?: Element;
  /** Which expiry its words are of, and from when until when (ms) they are right. */
  said?: { expiry: Expiry; from: number; until: number };
  /** The round in which it was last asked for. */
  round: number;
  /** The node that it was put after. */
  before?: Node | null;
}

/**
 * So many badges go in together, and then all others, since each batch lays out the whole table. Batches of 240 or 475
 * were measured and did not help (docs/performance.md).
 */
const FIRST_BATCH = 50;
/** How many badges are updated between two checks of the time. Chosen, not measured. */
const UPDATED_AT_ONCE = 16;

/** A page that removes our badges so many times within so long (ms) does not want them (docs/reading-pages.md). */
const MOST_DEFEATS = 20;
const DEFEATS_COUNT_FOR = 60_000;

/** The expiry badges of one page. */
export class Badges {
  /** By the element that prints the expiry: a list may hand that element on to another key, and the badge follows. */
  readonly #shown = new Map<Element, Badge>();
  #round = 0;
  /** When (ms) the page removed badges and left all else as it was; and whether it gets none any more. */
  #defeats: number[] = [];
  #hasGivenUp = false;

  /**
   * Gives every row exactly one badge that is right at `now` (ms), and removes all others: step by step, beginning with
   * the visible rows. The caller may abandon it half done, and start over with other rows. Returns when (ms) the first
   * badge has to say something else.
   */
  *show(rows: readonly KeyRow[], now: number): RenderSteps<number> {
    const round = ++this.#round;
    for (const root of new Set(rows.map(({ expiryElement }) => expiryElement.getRootNode())))
      removeLeftovers(root as Document | ShadowRoot);
    if (this.#hasGivenUp || this.#isBeaten(rows, now)) {
      this.#removeOlderThan(round);
      return Infinity;
    }
    const missing = yield* this.#follow(rows, now);
    yield* this.#add(missing, now);
    let until = Infinity;
    for (const { said } of this.#shown.values()) until = Math.min(until, said?.until ?? Infinity);
    return until;
  }

  /** Updates the badges that are there and removes all others; returns the rows that lack one. */
  *#follow(rows: readonly KeyRow[], now: number): RenderSteps<KeyRow[]> {
    const round = this.#round;
    const missing = new Map<Element, KeyRow>();
    let followed = 0;
    for (const row of rows) {
      const badge = this.#shown.get(row.expiryElement);
      if (badge === undefined) {
        if (!missing.has(row.expiryElement)) missing.set(row.expiryElement, row);
      } else if (badge.round !== round) {
        badge.round = round;
        apart(() => {
          this.#update(badge, row, now);
          put(badge, row);
        });
        if (++followed % UPDATED_AT_ONCE === 0) yield undefined;
      }
    }
    if (followed < this.#shown.size) this.#removeOlderThan(round);
    return [...missing.values()];
  }

  *#add(rows: KeyRow[], now: number): RenderSteps<void> {
    let missing = rows;
    if (missing.length >= FIRST_BATCH) {
      yield 'frame';
      missing = seenFirst(missing);
    }
    for (const some of [missing.slice(0, FIRST_BATCH), missing.slice(FIRST_BATCH)]) {
      for (const row of some) {
        apart(() => this.#update(this.#create(row), row, now));
        yield undefined;
      }
      for (const row of some) {
        apart(() => put(this.#shown.get(row.expiryElement)!, row));
        yield undefined;
      }
    }
  }

  /** Whether the page fights our badges: it removes them, and nothing else, each time they are put there again. */
  #isBeaten(rows: readonly KeyRow[], now: number): boolean {
    const isDefeat = rows.some(({ expiryElement }) => {
      const badge = this.#shown.get(expiryElement);
      return badge?.before?.isConnected === true && badge.host.parentNode === null;
    });
    if (isDefeat) this.#defeats = [...this.#defeats.filter((defeatedAt) => now - defeatedAt < DEFEATS_COUNT_FOR), now];
    this.#hasGivenUp = this.#defeats.length >= MOST_DEFEATS;
    return this.#hasGivenUp;
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

  #update(badge: Badge, { expiry }: KeyRow, now: number): void {
    // Its words come before its place, so that it is not laid out twice.
    const { said } = badge;
    if (said?.expiry !== expiry || now < said.from || now >= said.until) update(badge, expiry, now);
  }

  /** Takes all badges off the page. */
  clear(): void {
    this.#removeOlderThan(++this.#round);
    this.#defeats = [];
    this.#hasGivenUp = false;
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
  } else if (parent !== spot.after.parentNode) spot.after.after(host);
  if (host.parentNode !== parent) badge.before = host.previousSibling;
}

/** Writes only what has changed: most scans change nothing. */
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

/** A badge's content without its text. A copy takes the browser a fraction of the time that building one takes. */
function contentOf(status: ExpiryStatus, page: Document): Element {
  let content = contents.get(status);
  if (!content) {
    content = createPart(page, 'span', 'badge');
    content.append(createIcon(page, STATUS_ICONS[status]), createPart(page, 'span', 'text'));
    contents.set(status, content);
  }
  return content.cloneNode(true) as Element;
}
