import type { KeyRow } from '../site/key-row';
import { reshape, type Face } from './badge-face';
import { FIRST_FORM, FORMS, FORMS_OF_MANY, HIDDEN, takesNoRoom, type Form } from './badge-form';
import { isHarmless, isInCell, isSeen, measureBare, rowAround, type Sample } from './badge-room';
import { CELL, cellAside, OWN_CELL } from './badge-spot';
import type { RenderSteps } from './page-handlers';
import { RoomWatch } from './room-watch';

/** A badge, and the row that it is of. */
export interface Member {
  face: Face;
  row: KeyRow;
}

/** The form if there is no room for any: it hides least of the page, and what it lies over can be pressed. */
const LAST_RESORT: Form = { wording: 'none', place: 'over' };
/** The forms in another cell of the row than the date's. */
const ELSEWHERE = FORMS.filter(({ place }) => place === 'beside');
/** The forms in the cell of the date, below a part of it that cuts off what does not fit. */
const BENEATH = FORMS.filter(({ place }) => place === 'line');
/** A list with more rows is long. Chosen, not measured. */
const MANY_ROWS = 200;
/** How many cells away from the date that other cell may be, the nearest first. Chosen, not measured. */
const OFFSETS = [1, -1, 2, -2, 3, -3, 4, -4, OWN_CELL];
/**
 * Each form that is tried lays out the list. Forms are tried for this time (ms) in one task, and twice as long each
 * time that the page changes before the answer: most computers need one task, slow ones several. Chosen, not measured.
 */
const TRIED_FOR = 8;
const PATIENCE = 2;
/** On paper every badge is words in a line of text. */
const PRINTED = FORMS.find(({ wording, place }) => wording === 'full' && place === 'inline')!;

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
  /** Badges that were not checked yet: they may not fit as the samples do. */
  readonly #unchecked = new Set<Badge>();
  /** The samples whose room is watched. */
  #watched = this.#samples;
  /** The longest texts for which there was room, in characters: none yet during the first question. */
  #longest: readonly number[] | undefined;
  /** How long (ms) the next question may try forms in one task. */
  #triedFor = TRIED_FOR;
  /** How many questions were begun. A new one ends the one before. */
  #questions = 0;
  readonly #room = new RoomWatch({
    parts: () => this.#partsWithRoom(),
    isShown: () => !this.#isPrinted && this.#samples[0]?.face.host.isConnected === true,
    onChange: (changed) => this.#askForChange(changed),
    onNoChange: () => this.#askOfOthers(),
  });
  /** Ends what listens to the page. */
  #life = new AbortController();
  #isPrinted = false;
  /** The forms to try, in this order. */
  #forms = FORMS;

  /** The form for a badge that is new. */
  get form(): Form {
    return this.#isPrinted ? PRINTED : this.#form;
  }

  /** How many cells further than the date's a badge stands: 0 where there is room beside the date. */
  get offset(): number {
    return this.#offset;
  }

  /** Takes note of how many rows get a badge. */
  expect(rows: number): void {
    this.#forms = rows > MANY_ROWS ? FORMS_OF_MANY : FORMS;
  }

  /**
   * Chooses the form for these badges step by step, unless it is known. `put` puts a badge in its place. If it is
   * abandoned half done, the next call asks again.
   */
  *follow(members: readonly Badge[], put: (badge: Badge) => void): RenderSteps<void> {
    this.#members = members;
    this.#put = put;
    if (members.length === 0) return;
    for (const member of members) if (!member.face.host.isConnected) this.#unchecked.add(member);
    const longest = LENGTHS.map((length) => Math.max(...members.map(length)));
    const isKnown = this.#longest && longest.every((length, index) => length <= this.#longest![index]!);
    const shown = this.#samples.filter(({ face }) => face.host.isConnected);
    if (isKnown && shown.length > 0) {
      if (shown.length < this.#samples.length) this.#samples = shown;
      // A question that was abandoned has left some out of sight.
      this.#reshapeAll(this.form);
      return;
    }
    this.#samples = [
      ...new Set(LENGTHS.map((length, index) => members.find((member) => length(member) === longest[index])!)),
    ];
    if (!this.#longest) this.#listen(this.#samples[0]!.face.host.ownerDocument);
    this.#longest ??= [];
    const first = shown.length > 0 ? this.#forms.indexOf(this.#form) : 0;
    const time = this.#triedFor;
    this.#triedFor *= PATIENCE;
    yield* this.#askFrom(first, time);
    this.#triedFor = TRIED_FOR;
    this.#longest = longest;
  }

  /** Forgets all that was measured. */
  clear(): void {
    this.#room.clear();
    this.#life.abort();
    this.#life = new AbortController();
    this.#form = FIRST_FORM;
    this.#offset = 0;
    this.#members = this.#samples = this.#watched = [];
    this.#longest = undefined;
    this.#unchecked.clear();
    this.#triedFor = TRIED_FOR;
    this.#questions++;
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
      this.#reshapeAll(this.form);
      this.#members.forEach(this.#put);
    };
    print.addEventListener('change', onChange, { signal });
  }

  #reshapeAll(form: Form): void {
    for (const { face } of this.#members) reshape(face, form);
  }

  /** Asks again, from the page as it is without badges. At once, so that the page is not painted without them. */
  #askAgain(first = 0): void {
    for (const { face } of this.#members) if (face.host.isConnected) reshape(face, HIDDEN);
    this.#askFrom(first, Infinity).next();
    this.watchRoom();
    // Not with the observer's first call: by then the room may have changed again.
    this.#room.remember();
  }

  /**
   * Tries the forms from `first` on, and gives the first one that fits to all badges. Between two tasks of `time` (ms)
   * each, the page is as it is without new badges.
   */
  *#askFrom(first: number, time: number): RenderSteps<void> {
    const question = ++this.#questions;
    const before = this.#standing;
    let [fits, end] = [this.#roomForForms(), performance.now() + time];
    let found: Form | undefined;
    for (const { form, offset } of this.#choices(first)) {
      if (performance.now() > end) {
        this.#hideSamples();
        yield undefined;
        if (question !== this.#questions) return;
        // The page may have moved meanwhile.
        [fits, end] = [this.#roomForForms(), performance.now() + time];
      }
      this.#offset = offset;
      if (!fits(form)) continue;
      found = form;
      break;
    }
    if (!found) this.#offset = 0;
    this.#form = found ?? LAST_RESORT;
    this.#reshapeAll(this.#form);
    for (const member of this.#members) this.#unchecked.add(member);
    (this.#standing === before ? this.#samples : this.#members).forEach(this.#put);
  }

  /** Says where badges stand: on which side of which cell's text. */
  get #standing(): string {
    return `${this.#offset} ${this.#form.place === 'ahead'}`;
  }

  /** Measures the page without the samples. The result gives them a form, and says whether all have room for it. */
  #roomForForms(): (form: Form) => boolean {
    const samples = this.#samples;
    this.#hideSamples();
    const fits = roomFor(samples.map(sampleOf));
    return (form) => {
      for (const { face } of samples) reshape(face, form);
      samples.forEach(this.#put);
      return fits();
    };
  }

  #hideSamples(): void {
    for (const { face } of this.#samples) if (face.host.isConnected) reshape(face, HIDDEN);
  }

  /** The forms from `first` on; if there is no room in the cell of the date, there may be in another one of the row. */
  *#choices(first: number): Generator<{ form: Form; offset: number }, void> {
    const mayHaveWords = !isVertical(this.#samples[0]!);
    for (const form of this.#forms.slice(first)) if (mayHaveWords || saysNothing(form)) yield { form, offset: 0 };
    for (const offset of OFFSETS) {
      if (!this.#samples.every(({ row }) => cellAside(row, offset))) continue;
      for (const form of offset === OWN_CELL ? BENEATH : ELSEWHERE) yield { form, offset };
    }
  }

  /** Whether the question is asked again when the room changes. */
  get watchesRoom(): boolean {
    return this.#watched === this.#samples;
  }

  /** Asks again when the room changes. Call it once all badges are in their places. */
  watchRoom(): void {
    this.#watched = this.#samples;
    this.#room.start();
  }

  #partsWithRoom(): Element[] {
    const page = this.#samples[0]?.face.host.ownerDocument;
    const cells = this.#samples.map(
      ({ face, row }) => face.place.parentElement?.closest(CELL) ?? rowAround(row.element),
    );
    return page ? [page.documentElement, ...cells] : [];
  }

  #askForChange(changed: 'window' | 'part'): void {
    // What is around a badge that takes room has the size that the badge gives it, and says nothing of more room.
    this.#askAgain(changed === 'window' || takesNoRoom(this.#form) ? 0 : this.#forms.indexOf(this.#form));
  }

  /** Letters differ in width, and names in where they wrap: another row may need more room than those with most. */
  #askOfOthers(): void {
    if (this.#isPrinted) return;
    const others = this.#form === LAST_RESORT ? [] : [...this.#unchecked].slice(0, MANY_ROWS);
    const misfit = others.find((member) => member.face.host.isConnected && !isInCell(sampleOf(member)));
    if (!misfit) this.#unchecked.clear();
    if (!misfit || !this.#room.mayAsk()) return;
    this.#samples = [...this.#samples, misfit];
    this.#askAgain(this.#forms.indexOf(this.#form));
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
