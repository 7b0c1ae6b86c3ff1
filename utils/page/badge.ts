import type { KeyRow } from '../site/key-row';
import { CommonForm } from './badge-common-form';
import { createFace, say, type Face } from './badge-face';
import { spotOf, type Spot } from './badge-spot';
import { isElement } from '../page-model/dom';
import { removeLeftovers } from './own-elements';
import { apart, stepsApart } from './tasks';
import type { RenderSteps } from './page-handlers';

interface Badge {
  face: Face;
  row: KeyRow;
  /** The round in which it was last asked for. */
  round: number;
  /** Whether it was put in its place: until a form is chosen, it has none. */
  isPlaced?: boolean;
  /** The node that it was put after. */
  before?: Node | null;
  /** Whether it stands before the date. */
  isAhead?: boolean;
}

/**
 * So many badges go in together, and then all others, because each batch lays out the whole table. Batches of 240 or
 * 475 were measured and did not help (docs/performance.md).
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
  readonly #form = new CommonForm<Badge>();
  #round = 0;
  /** When (ms) the page removed badges and nothing else; and whether it gets none any more. */
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
    this.#form.expect(rows.length);
    const missing = yield* this.#follow(rows, now);
    yield* this.#add(missing, now);
    if (missing.length > 0 || !this.#form.watchesRoom) this.#form.watchRoom();
    let until = Infinity;
    for (const { face } of this.#shown.values()) until = Math.min(until, face.said?.until ?? Infinity);
    return until;
  }

  /** Updates the badges that are there and removes all others; returns the rows in which there is none yet. */
  *#follow(rows: readonly KeyRow[], now: number): RenderSteps<KeyRow[]> {
    const round = this.#round;
    const missing = new Map<Element, KeyRow>();
    let followed = 0;
    for (const row of rows) {
      const badge = this.#shown.get(row.expiryElement);
      if (badge?.round === round) continue;
      // A scan that was abandoned may have made it, and not put it there.
      if (!badge?.isPlaced && !missing.has(row.expiryElement)) missing.set(row.expiryElement, row);
      if (!badge) continue;
      badge.round = round;
      badge.row = row;
      apart(() => {
        say(badge.face, row.expiry, now);
        if (badge.isPlaced) this.#put(badge);
      });
      if (++followed % UPDATED_AT_ONCE === 0) yield undefined;
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
    const rest = missing.slice(FIRST_BATCH);
    for (const some of rest.length > 0 ? [missing.slice(0, FIRST_BATCH), rest] : [missing]) {
      for (const row of some) {
        // Its words come before its place, so that it is not laid out twice.
        apart(() => say((this.#shown.get(row.expiryElement) ?? this.#create(row)).face, row.expiry, now));
        yield undefined;
      }
      yield* stepsApart(this.#form.follow([...this.#shown.values()], this.#put));
      for (const row of some) {
        apart(() => this.#put(this.#shown.get(row.expiryElement)!));
        yield undefined;
      }
    }
  }

  /** Whether the page fights our badges: it removes them, and nothing else, each time they are put there again. */
  #isBeaten(rows: readonly KeyRow[], now: number): boolean {
    const isDefeat = rows.some(({ expiryElement }) => {
      const badge = this.#shown.get(expiryElement);
      return badge?.before?.isConnected === true && !isIn(badge.face);
    });
    if (isDefeat) this.#defeats = [...this.#defeats.filter((defeatedAt) => now - defeatedAt < DEFEATS_COUNT_FOR), now];
    this.#hasGivenUp = this.#defeats.length >= MOST_DEFEATS;
    return this.#hasGivenUp;
  }

  #removeOlderThan(round: number): void {
    for (const [expiryElement, badge] of this.#shown) {
      if (badge.round === round) continue;
      this.#shown.delete(expiryElement);
      badge.face.place.remove();
    }
  }

  #create(row: KeyRow): Badge {
    const { expiryElement } = row;
    const badge = { face: createFace(expiryElement.ownerDocument, this.#form.form), row, round: this.#round };
    this.#shown.set(expiryElement, badge);
    return badge;
  }

  /** Puts a badge where it goes, unless it is there: the page may have moved or dropped it. */
  readonly #put = (badge: Badge): void => {
    badge.isPlaced = true;
    const { face, row } = badge;
    const { place, host } = face;
    const spot = spotOf(row, this.#form.offset);
    const isAhead = face.form.place === 'ahead';
    const parent = isIn(face) && badge.isAhead === isAhead ? place.parentNode : null;
    if (host.parentNode !== place) place.append(host);
    if (!spot) place.remove();
    else if (parent !== ('within' in spot ? spot.within : spot.after.parentNode)) putAt(spot, place, { isAhead });
    badge.isAhead = isAhead;
    if (place.parentNode !== parent) badge.before = place.previousSibling ?? place.nextSibling;
  };

  /** Takes all badges off the page. */
  clear(): void {
    this.#removeOlderThan(++this.#round);
    this.#form.clear();
    this.#defeats = [];
    this.#hasGivenUp = false;
  }
}

function putAt(spot: Spot, place: HTMLElement, { isAhead }: { isAhead: boolean }): void {
  if ('within' in spot) {
    spot.within[isAhead ? 'prepend' : 'append'](place);
    return;
  }
  // Among parts for the slots of a shadow root, it goes into the same slot.
  if (isElement(spot.after) && spot.after.slot) place.slot = spot.after.slot;
  spot.after[isAhead ? 'before' : 'after'](place);
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

/** Whether the page left a badge where it is. */
function isIn({ place, host }: Face): boolean {
  return place.parentNode !== null && host.parentNode === place;
}
