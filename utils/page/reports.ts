import type { Reading } from '../keys/key';
import { listedKey, readingOf, type KeyList } from '../site/key-list';
import type { KeyRow } from '../site/key-row';
import { afterTheUrgent, SLICE } from './tasks';

/** An unchanged list is reported again after this time (ms), so that the popup's "last read" stays true. */
const REPORT_AGAIN = 5 * 60_000;

/** Reports the list of one page when it says something new: in tasks of their own, since a long one takes a moment. */
export class Reports {
  readonly #page: Document;
  readonly #report: (reading: Reading) => void;
  /** What each row prints. */
  readonly #printed = new WeakMap<KeyRow, string>();
  /** What was reported last, and when (ms); and the list that was seen last, which says the same. */
  #last: { list?: KeyList; signature: string; at: number } = { signature: '', at: -Infinity };
  /** The list that is to be reported, and when (ms) it was seen. */
  #next: { list: KeyList; now: number; visit: AbortSignal } | undefined;
  #isAtIt = false;

  constructor(page: Document, report: (reading: Reading) => void) {
    this.#page = page;
    this.#report = report;
  }

  /** Reports a list as it was seen at `now` (ms), unless another one is to be reported before it comes to that, or `visit` is aborted. */
  soon(list: KeyList, now: number, visit: AbortSignal): void {
    this.#next = { list, now, visit };
    if (!this.#isAtIt) this.#goOn();
  }

  #goOn(): void {
    this.#isAtIt = true;
    afterTheUrgent(this.#page, () => this.#turn());
  }

  #turn(): void {
    this.#isAtIt = false;
    const { list, now, visit } = this.#next!;
    if (visit.aborted) return;
    const isSame = isSameList(list, this.#last.list);
    if (!isSame && !this.#isPrepared(list)) {
      this.#goOn();
      return;
    }
    const signature = isSame ? this.#last.signature : this.#signatureOf(list);
    const isNew = signature !== this.#last.signature || now - this.#last.at >= REPORT_AGAIN;
    this.#last = { list, signature, at: isNew ? now : this.#last.at };
    if (!isNew) return;
    const reading = readingOf(list);
    afterTheUrgent(this.#page, () => this.#report(reading));
  }

  /** Tells two lists apart by what they print. */
  #signatureOf({ kind, account, complete, rows }: KeyList): string {
    return JSON.stringify([kind, account, complete, rows.map((row) => this.#printed.get(row))]);
  }

  /** Goes through the rows for as long as a slice; returns whether all are done. */
  #isPrepared({ rows }: KeyList): boolean {
    const end = performance.now() + SLICE;
    for (const row of rows) {
      if (this.#printed.has(row)) continue;
      if (performance.now() > end) return false;
      listedKey(row);
      this.#printed.set(row, printedOf(row));
    }
    return true;
  }
}

/** Whether two lists are the same rows as they were read; quicker than what they print. */
function isSameList({ rows, ...list }: KeyList, other: KeyList | undefined): boolean {
  if (!other || rows.length !== other.rows.length) return false;
  return list.kind === other.kind && list.account === other.account && list.complete === other.complete && rows.every((row, index) => row === other.rows[index]);
}

/** Tells two rows apart; "in 3 months" is the same text though its instant moves on. */
function printedOf({ name, createdAt, expiry }: KeyRow): string {
  return JSON.stringify([name, createdAt, expiry.kind, expiry.text]);
}
