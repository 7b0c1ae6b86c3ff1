import type { Reading } from '../keys/key';
import { listedKey, readingOf, type KeyList } from '../site/key-list';
import type { KeyRow } from '../site/key-row';
import { afterTheUrgent } from './tasks';

/** An unchanged list is reported again after this time (ms), so that the popup's "last read" stays true. */
const REPORT_AGAIN = 5 * 60_000;

/** How long a report may be prepared in one go, in ms. */
const SLICE = 2;

/** Reports the list of one page when it says something new: in tasks of their own, since a long one takes a moment. */
export class Reports {
  readonly #page: Document;
  readonly #report: (reading: Reading) => void;
  /** What each row prints. */
  readonly #printed = new WeakMap<KeyRow, string>();
  #last = { signature: '', at: -Infinity };
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
    if (!this.#isPrepared(list)) {
      this.#goOn();
      return;
    }
    const signature = JSON.stringify([list.kind, list.account, list.complete, list.rows.map((row) => this.#printed.get(row))]);
    if (signature === this.#last.signature && now - this.#last.at < REPORT_AGAIN) return;
    this.#last = { signature, at: now };
    this.#report(readingOf(list));
  }

  /** Goes through the rows for as long as a slice; returns whether all are done. */
  #isPrepared({ rows }: KeyList): boolean {
    const end = performance.now() + SLICE;
    for (const row of rows) {
      if (this.#printed.has(row)) continue;
      if (performance.now() > end) return false;
      listedKey(row);
      this.#printed.set(row, signatureOf(row));
    }
    return true;
  }
}

/** Tells two rows apart by what they print; "in 3 months" is the same text though its instant moves on. */
function signatureOf({ name, createdAt, expiry }: KeyRow): string {
  return JSON.stringify([name, createdAt, expiry.kind, expiry.text]);
}
