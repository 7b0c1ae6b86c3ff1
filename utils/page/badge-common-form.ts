import type { KeyRow } from '../site/key-row';
import { reshape, type Face } from './badge-face';
import { FIRST_FORM, FORMS, FORMS_OF_MANY, HIDDEN, takesNoRoom, type Form } from './badge-form';
import { isHarmless, isInCell, isSeen, measureBare, rowAround, type Sample } from './badge-room';
import { CELL, cellAside, OWN_CELL } from './badge-spot';

/** A badge, and the row that it is of. */
export interface Member {
  face: Face;
  row: KeyRow;
}

/** The form if there is no room for any: it hides least of the page, and what it lies over can be pressed. */
const LAST_RESORT: Form = { wording: 'none', place: 'over' };
/** Those that a badge may have in another cell of its row than that of the date. */
const ELSEWHERE = FORMS.filter(({ place }) => place === 'beside');
/** And in that of the date, if a part of it cuts off what does not fit. */
const BENEATH = FORMS.filter(({ place }) => place === 'line');
/** A list with more rows is long. Chosen, not measured. */
const MANY_ROWS = 200;
/** How many cells away from the date that may be, the nearest first. Chosen, not measured. */
const OFFSETS = [1, -1, 2, -2, 3, -3, 4, -4, OWN_CELL];
/** On paper every badge is words in a line of text. */
const PRINTED = FORMS.find(({ wording, place }) => wording === 'full' && place === 'inline')!;

/**
 * A page may answer a form with another layout, and so on for ever: the question is put again so often within so long
 * (ms). Chosen, not measured.
 */
const MOST_QUESTIONS = 10;
const QUESTIONS_COUNT_FOR = 10_000;
/**
 * A person who drags the edge of a column changes the room in each frame: the question is put at once, not again for
 * this time (ms), and once the room has rested for the shorter time (ms). Chosen, not measured.
 */
const BETWEEN_QUESTIONS = 2_000;
const REST = 200;
/**
 * What makes one row need more room than another: the words of its badge, the date as printed, and the rest of a card.
 */
const LENGTHS: readonly ((member: Member) => number)[] = [
  ({ face }) => face.text.length,
  ({ row }) => row.expiry.text.length,
  ({ row }) => row.name.length,
  // Of the short forms, "3 d ago" is longer than "100 d".
  ({ face }) => (face.status === 'expired' ? face.text.length : 0),
];

/** A smaller change of a size (px) is none. Chosen, not measured. */
const LEAST_CHANGE = 1;

/**
 * The form that all badges of a page have, so that a list looks calm. It is chosen by measuring a few of them: those
 * with the longest texts. That is asked once, and again when a longer text comes or the room changes.
 */
export class CommonForm<Badge extends Member> {
  #form = FIRST_FORM;
  #offset = 0;
  #put: (badge: Badge) => void = () => undefined;
  #members: readonly Badge[] = [];
  #samples: readonly Badge[] = [];
  /** The longest texts for which there was room, in characters; `undefined` before the first question. */
  #longest: readonly number[] | undefined;
  /** The sizes that the room depends on, as they were at the last question. */
  #sizes: readonly number[] | undefined;
  #askedAt: readonly number[] = [];
  #rest: ReturnType<typeof setTimeout> | undefined;
  #observer: ResizeObserver | undefined;
  /** Ends what listens to the page. */
  #life = new AbortController();
  #isPrinted = false;
  /** What may be tried, in this order. */
  #forms = FORMS;

  /** The form for a badge that is new. */
  get form(): Form {
    return this.#form;
  }

  /** How many cells further than the date's a badge stands: 0 where there is room beside the date. */
  get offset(): number {
    return this.#offset;
  }

  /** Says how many rows are to have a badge. */
  expect(rows: number): void {
    this.#forms = rows > MANY_ROWS ? FORMS_OF_MANY : FORMS;
  }

  /** Chooses the form for these badges, unless that is known. `put` puts one where it goes. */
  follow(members: readonly Badge[], put: (badge: Badge) => void): void {
    this.#members = members;
    this.#put = put;
    if (members.length === 0) return;
    const longest = LENGTHS.map((length) => Math.max(...members.map(length)));
    const isKnown = this.#longest && longest.every((length, index) => length <= this.#longest![index]!);
    const shown = this.#samples.filter(({ face }) => face.host.isConnected);
    if (isKnown && shown.length > 0) {
      this.#samples = shown;
      return;
    }
    this.#samples = [
      ...new Set(LENGTHS.map((length, index) => members.find((member) => length(member) === longest[index])!)),
    ];
    if (!this.#longest) this.#listen(this.#samples[0]!.face.host.ownerDocument);
    this.#longest = longest;
    this.#askFrom(shown.length > 0 ? this.#forms.indexOf(this.#form) : 0);
  }

  /** Forgets all that was measured. */
  clear(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    clearTimeout(this.#rest);
    this.#life.abort();
    this.#life = new AbortController();
    this.#form = FIRST_FORM;
    this.#offset = 0;
    this.#members = this.#samples = [];
    this.#longest = undefined;
    this.#askedAt = [];
  }

  /** Texts change their widths when their letters arrive, and a printed page shows no boxes of ours. */
  #listen(page: Document): void {
    const { signal } = this.#life;
    if (page.fonts?.status === 'loading')
      void page.fonts.ready.then(() => {
        if (!signal.aborted) this.#askAgain();
      });
    const print = page.defaultView!.matchMedia('print');
    const onChange = (): void => {
      this.#isPrinted = print.matches;
      this.#reshapeAll(print.matches ? PRINTED : this.#form);
      this.#members.forEach(this.#put);
    };
    print.addEventListener('change', onChange, { signal });
  }

  #reshapeAll(form: Form): void {
    for (const { face } of this.#members) reshape(face, form);
  }

  /** Asks again, from the page as it is without badges. */
  #askAgain(first = 0): void {
    for (const { face } of this.#members) if (face.host.isConnected) reshape(face, HIDDEN);
    this.#askFrom(first);
    this.watchRoom();
    // Not with the observer's first call: by then the room may have changed again.
    this.#sizes = this.#sizesOfRoom();
  }

  /** Tries the forms from one on, and gives the first one that fits to all badges. */
  #askFrom(first: number): void {
    const samples = this.#samples;
    for (const { face } of samples) if (face.host.isConnected) reshape(face, HIDDEN);
    const fits = roomFor(samples.map(sampleOf));
    const before = this.#standing;
    this.#offset = 0;
    const hasRoom = (form: Form): boolean => {
      for (const { face } of samples) reshape(face, form);
      samples.forEach(this.#put);
      return fits();
    };
    const forms = this.#forms.slice(first).filter(isVertical(samples[0]!) ? saysNothing : Boolean);
    const found = forms.find(hasRoom) ?? this.#findElsewhere(hasRoom);
    if (!found) this.#move(0);
    this.#form = found ?? LAST_RESORT;
    this.#reshapeAll(this.#form);
    if (this.#standing !== before) this.#members.forEach(this.#put);
  }

  /** What says where badges stand: on which side of which cell's text. */
  get #standing(): string {
    return `${this.#offset} ${this.#form.place === 'ahead'}`;
  }

  /** If there is no room in the cell of the date, there may be in another one of the row. */
  #findElsewhere(hasRoom: (form: Form) => boolean): Form | undefined {
    for (const offset of OFFSETS) {
      if (!this.#samples.every(({ row }) => cellAside(row, offset))) continue;
      this.#move(offset);
      const found = (offset === OWN_CELL ? BENEATH : ELSEWHERE).find(hasRoom);
      if (found) return found;
    }
    return undefined;
  }

  #move(offset: number): void {
    this.#offset = offset;
    this.#samples.forEach(this.#put);
  }

  /** Has the question asked again when the room changes, once all badges are where they go. */
  watchRoom(): void {
    this.#observer ??= new ResizeObserver(() => this.#onResize());
    this.#observer.disconnect();
    this.#sizes = undefined;
    if (this.#samples.length > 0) for (const part of this.#partsWithRoom()) this.#observer.observe(part);
  }

  #partsWithRoom(): Element[] {
    const { host } = this.#samples[0]!.face;
    const cells = this.#samples.map(
      ({ face, row }) => face.place.parentElement?.closest(CELL) ?? rowAround(row.element),
    );
    return [host.ownerDocument.documentElement, ...cells];
  }

  #sizesOfRoom(): number[] {
    return this.#partsWithRoom().flatMap(sizeOf);
  }

  #onResize(): void {
    clearTimeout(this.#rest);
    const isJustAsked = Date.now() - (this.#askedAt.at(-1) ?? 0) < BETWEEN_QUESTIONS;
    if (!this.#changeOfRoom()) this.#askOfOthers();
    else if (!isJustAsked) this.#askIfChanged();
    else this.#rest = setTimeout(() => this.#askIfChanged(), REST);
  }

  #askIfChanged(): void {
    const changed = this.#changeOfRoom();
    if (!changed || !this.#mayAsk()) return;
    // What is around a badge that takes room has the size that the badge gives it, and says nothing of more room.
    this.#askAgain(changed === 'window' || takesNoRoom(this.#form) ? 0 : this.#forms.indexOf(this.#form));
  }

  /** What has another size than at the last question. */
  #changeOfRoom(): 'window' | 'cell' | undefined {
    if (this.#isPrinted || !this.#samples[0]?.face.host.isConnected) return undefined;
    const sizes = this.#sizesOfRoom();
    // After the first badges, the observer's first call comes with the first frame, before anything has changed.
    if (this.#sizes?.length !== sizes.length) this.#sizes = sizes;
    const changed = sizes.findIndex((size, index) => Math.abs(size - this.#sizes![index]!) > LEAST_CHANGE);
    if (changed < 0) return undefined;
    return changed < 2 ? 'window' : 'cell';
  }

  /** Letters differ in width, and names in where they wrap: another row may need more room than those with most. */
  #askOfOthers(): void {
    if (this.#isPrinted || this.#form === LAST_RESORT) return;
    const misfit = this.#members
      .slice(0, MANY_ROWS)
      .find((member) => member.face.host.isConnected && !isInCell(sampleOf(member)));
    if (!misfit || !this.#mayAsk()) return;
    this.#samples = [...this.#samples, misfit];
    this.#askAgain(this.#forms.indexOf(this.#form));
  }

  #mayAsk(): boolean {
    const now = Date.now();
    this.#askedAt = [...this.#askedAt.filter((askedAt) => now - askedAt < QUESTIONS_COUNT_FOR), now];
    return this.#askedAt.length <= MOST_QUESTIONS;
  }
}

/** Our words stand upright: across a vertical line they take the room of many. */
function isVertical({ row }: Member): boolean {
  return getComputedStyle(row.expiryElement).writingMode !== 'horizontal-tb';
}

function saysNothing({ wording }: Form): boolean {
  return wording === 'none';
}

function sampleOf({ face, row }: Member): Sample {
  return { face, date: row.expiryElement, row: rowAround(row.element) };
}

/** Whether all samples, which are not on the page yet or hidden, have room for a form, once they have it. */
function roomFor(samples: readonly Sample[]): () => boolean {
  const bare = samples.map(measureBare);
  return () => samples.every((sample, index) => isSeen(sample) && isHarmless(sample, bare[index]!));
}

function sizeOf(part: Element): number[] {
  return [part.clientWidth, part.clientHeight];
}
