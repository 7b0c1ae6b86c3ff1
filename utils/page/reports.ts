import type { TabReport } from '../keys/key';
import { listedKey, readingOf, type ListedKeys } from '../site/key-list';
import { Arrivals } from './arrivals';
import { afterTheUrgent, SLICE } from './tasks';

/**
 * An account counts once it has stood beside the same rows for this time (ms): on a page that switches, rows and header
 * come one after the other. So long it is waited for where the page shows none.
 */
const ACCOUNT_STANDS = 1_000;
const ACCOUNT_COMES = 3_000;

/** After so long (ms) a report that was not taken in is sent again; the last pause goes for all that follow. */
const RETRY_AFTER = [2_000, 10_000, 60_000, 300_000];
/** So many reports wait at most to be sent again. */
const MOST_WAITING = 20;

/** Sends what was read to the worker, and resolves to whether that has stored it. */
type Report = (reading: TabReport) => Promise<boolean>;

/** A list as it was seen, and when (ms). */
interface Seen {
  list: ListedKeys;
  now: number;
  visit: AbortSignal;
}

/**
 * Reports the lists of one page, each once: what an untouched tab shows, it has said. In tasks of their own, since a long
 * list takes a moment.
 */
export class Reports {
  readonly #page: Document;
  readonly #outbox: Outbox;
  readonly #arrivals = new Arrivals();
  #next: Seen | undefined;
  #isAtIt = false;
  /** What was reported last; and what the page showed last, with its account, since when (ms). */
  #reported = '';
  #standing = { signature: '', since: 0 };
  /** The account that counted last, and the rows beside it. */
  #settled: { account: string | undefined; ids: ReadonlySet<number> } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(page: Document, report: Report) {
    this.#page = page;
    this.#outbox = new Outbox(report);
  }

  /** Reports a list as it was seen, unless another one is to be reported before it comes to that, or its visit ends. */
  soon(list: ListedKeys, now: number, visit: AbortSignal): void {
    // What the user was seen to delete is told once, and must not be lost over a later look. Another visit may be of
    // another list.
    const before = this.#next?.visit === visit ? this.#next.list.deleted : [];
    const deleted = [...(before ?? []), ...(list.deleted ?? [])];
    this.#next = { list: { ...list, deleted }, now, visit };
    if (!this.#isAtIt) this.#goOn();
  }

  /** The page shows no list any more, or gets it again. */
  listLeft(): void {
    clearTimeout(this.#timer);
    this.#arrivals.clear();
    this.#reported = '';
    this.#standing = { signature: '', since: 0 };
    this.#settled = undefined;
  }

  #goOn(): void {
    this.#isAtIt = true;
    afterTheUrgent(this.#page, () => this.#turn());
  }

  #turn(): void {
    this.#isAtIt = false;
    const seen = this.#next;
    if (!seen || seen.visit.aborted) return;
    if (!isPrepared(seen.list)) {
      this.#goOn();
      return;
    }
    this.#next = undefined;
    this.#tell(seen);
  }

  #tell(seen: Seen): void {
    const { list, now, visit } = seen;
    const { at, ids } = this.#arrivals.of(list.rows.map(listedKey), now);
    const facts = JSON.stringify([list.kind, list.complete, list.dateOrder, ids]);
    const signature = JSON.stringify([list.account, facts]);
    if (signature !== this.#standing.signature) this.#standing = { signature, since: now };
    const left = this.#standing.since + (list.account === undefined ? ACCOUNT_COMES : ACCOUNT_STANDS) - now;
    const isSettled = left <= 0;
    if (isSettled) this.#settled = { account: list.account, ids: new Set(ids) };
    const said = isSettled ? signature : facts;
    if (said !== this.#reported || list.deleted?.length) {
      this.#reported = said;
      const reading = isSettled ? readingOf(list) : this.#unsettled(list, ids);
      this.#outbox.send({ ...reading, at }, visit);
    }
    clearTimeout(this.#timer);
    if (isSettled) return;
    const again = { ...list, deleted: [] };
    this.#timer = setTimeout(() => {
      if (!this.#next) this.soon(again, now + left, visit);
    }, left);
  }

  /**
   * Rows and header may be of two accounts: until that is settled, a list says nothing of what it lacks. Whose it is, it
   * says only where some rows have gone from beside the same account, such as one that was deleted.
   */
  #unsettled(list: ListedKeys, ids: readonly number[]): Omit<TabReport, 'at'> {
    const { account, ...others } = list;
    if (account === undefined) return { ...readingOf(others), accountMayCome: true };
    const { account: settled, ids: beside } = this.#settled ?? {};
    const isStillOf = settled === account && ids.every((id) => beside?.has(id));
    if (isStillOf) return readingOf({ ...list, complete: false });
    return { ...readingOf({ ...others, complete: false }), accountMayCome: true };
  }
}

/** Goes through the rows for as long as a slice; returns whether all are done. */
function isPrepared({ rows }: ListedKeys): boolean {
  const end = performance.now() + SLICE;
  return rows.every((row, index) => {
    if (index % 16 === 0 && performance.now() > end) return false;
    listedKey(row);
    return true;
  });
}

/** Sends readings in their order, and again where they were not taken in: the worker may die, and storage may be full. */
class Outbox {
  readonly #report: Report;
  #waiting: { reading: TabReport; visit: AbortSignal }[] = [];
  #isSending = false;
  #failures = 0;

  constructor(report: Report) {
    this.#report = report;
  }

  send(reading: TabReport, visit: AbortSignal): void {
    this.#waiting = [...this.#waiting, { reading, visit }].slice(-MOST_WAITING);
    if (!this.#isSending) void this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    this.#isSending = true;
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      if (next.visit.aborted || (await this.#report(next.reading).catch(() => false))) {
        this.#waiting = this.#waiting.filter((one) => one !== next);
        this.#failures = 0;
      } else await this.#pause(next.visit);
    }
    this.#isSending = false;
  }

  #pause(visit: AbortSignal): Promise<void> {
    if (visit.aborted) return Promise.resolve();
    const pause = RETRY_AFTER[Math.min(this.#failures++, RETRY_AFTER.length - 1)];
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pause);
      visit.addEventListener(
        'abort',
        () => {
          clearTimeout(timer);
          resolve();
        },
        { once: true },
      );
    });
  }
}
