import type { TabReport } from '../keys/key';
import type { ListedKeys } from '../site/key-list';
import { listedKey, reportOf } from '../site/list-report';
import { Arrivals } from './arrivals';
import { afterTheUrgent, SLICE } from './tasks';

/**
 * An account counts once it has stood beside the same rows for this time (ms): on a page that switches accounts, rows
 * and header come one after the other. If the page shows no account, the report waits for one for the longer time.
 * Chosen, not measured.
 */
const ACCOUNT_STANDS = 1_000;
const ACCOUNT_COMES = 3_000;

/**
 * After so long (ms) a report that was not stored is sent again (docs/architecture.md), and again after the last pause.
 */
const RETRY_AFTER = [2_000, 10_000, 60_000, 300_000];
/** At most so many reports wait to be sent again. Chosen, not measured. */
const MOST_WAITING = 20;
/** How many rows are prepared between two checks of the time. Chosen, not measured. */
const PREPARED_AT_ONCE = 16;

/** Sends a tab report to the worker, and resolves to whether that has stored it. */
type Report = (report: TabReport) => Promise<boolean>;

/** A list as it was scanned, and when (ms). */
interface ScannedList {
  list: ListedKeys;
  now: number;
  visit: AbortSignal;
}

/**
 * Reports the lists of one page, each once: an untouched tab sends nothing more. In tasks of their own, because a long
 * list takes a moment.
 */
export class Reports {
  readonly #page: Document;
  readonly #outbox: Outbox;
  readonly #arrivals = new Arrivals();
  #next: ScannedList | undefined;
  #isScheduled = false;
  /** The last report; and the last list that the page showed, with its account, and since when (ms). */
  #reported = '';
  #standing = { signature: '', since: 0 };
  /** The account that counted last, and the rows beside it. */
  #settled: { account: string | undefined; ids: ReadonlySet<number> } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The names of the keys that the worker has stored since the page was opened. */
  readonly #stored = new Set<string>();

  /** `onStored` is called when the worker has stored a report. */
  constructor(page: Document, report: Report, onStored?: () => void) {
    this.#page = page;
    this.#outbox = new Outbox(async (sent) => {
      const isStored = await report(sent);
      if (isStored) {
        for (const { name } of sent.keys) this.#stored.add(name);
        onStored?.();
      }
      return isStored;
    });
  }

  /** Whether the worker has stored a key of this name. */
  isStored(name: string): boolean {
    return this.#stored.has(name);
  }

  /** Reports a list, unless another one comes before its turn, or its visit ends. */
  soon(list: ListedKeys, now: number, visit: AbortSignal): void {
    // A deletion is reported once, and must not be lost if a later scan comes first. Another visit may be of another
    // list.
    const before = this.#next?.visit === visit ? this.#next.list.deleted : [];
    const deleted = [...(before ?? []), ...(list.deleted ?? [])];
    this.#next = { list: { ...list, deleted }, now, visit };
    if (!this.#isScheduled) this.#scheduleSlice();
  }

  /** The page shows no list any more, or gets it again. */
  listLeft(): void {
    clearTimeout(this.#timer);
    this.#arrivals.clear();
    this.#reported = '';
    this.#standing = { signature: '', since: 0 };
    this.#settled = undefined;
  }

  #scheduleSlice(): void {
    this.#isScheduled = true;
    afterTheUrgent(this.#page, () => this.#runSlice());
  }

  #runSlice(): void {
    this.#isScheduled = false;
    const scanned = this.#next;
    if (!scanned || scanned.visit.aborted) return;
    if (!isPrepared(scanned.list)) {
      this.#scheduleSlice();
      return;
    }
    this.#next = undefined;
    this.#send(scanned);
  }

  #send(scanned: ScannedList): void {
    const { list, now, visit } = scanned;
    const keys = list.rows.map(listedKey);
    const { at, ids } = this.#arrivals.of(keys, now);
    if (list.deleted) this.#arrivals.forget(list.deleted.map(listedKey), keys);
    // The page may show last uses after the rest. Only that one is there is news, not how long ago it was.
    const uses = list.rows.map(({ lastUsed }) => lastUsed?.kind);
    const facts = JSON.stringify([list.kind, list.complete, list.dateOrder, ids, uses]);
    const signature = JSON.stringify([list.account, facts]);
    if (signature !== this.#standing.signature) this.#standing = { signature, since: now };
    const wait = this.#standing.since + (list.account === undefined ? ACCOUNT_COMES : ACCOUNT_STANDS) - now;
    const isSettled = wait <= 0;
    if (isSettled) this.#settled = { account: list.account, ids: new Set(ids) };
    const said = isSettled ? signature : facts;
    if (said !== this.#reported || list.deleted?.length) {
      this.#reported = said;
      const report = isSettled ? reportOf(list) : this.#unsettled(list, ids);
      this.#outbox.send({ ...report, at, ...(report.deleted && { deletedAt: now }) }, visit);
    }
    clearTimeout(this.#timer);
    if (isSettled) return;
    const again = { ...list, deleted: [] };
    this.#timer = setTimeout(() => {
      if (!this.#next) this.soon(again, now + wait, visit);
    }, wait);
  }

  /**
   * Rows and header may be of two accounts: until that is settled, a list says nothing of keys it lacks. It names its
   * account only if all its rows stood beside the same one before, such as after a deletion.
   */
  #unsettled(list: ListedKeys, ids: readonly number[]): Omit<TabReport, 'at'> {
    const { account, ...others } = list;
    if (account === undefined) return { ...reportOf(others), accountMayCome: true };
    const { account: settled, ids: beside } = this.#settled ?? {};
    const isStillOf = settled === account && ids.every((id) => beside?.has(id));
    if (isStillOf) return reportOf({ ...list, complete: false });
    return { ...reportOf({ ...others, complete: false }), accountMayCome: true };
  }
}

/** Goes through the rows for as long as a slice; returns whether all are done. */
function isPrepared({ rows }: ListedKeys): boolean {
  const end = performance.now() + SLICE;
  return rows.every((row, index) => {
    if (index % PREPARED_AT_ONCE === 0 && performance.now() > end) return false;
    listedKey(row);
    return true;
  });
}

/** Sends reports in their order, and again if they were not stored: the worker may die, and storage may be full. */
class Outbox {
  readonly #report: Report;
  #waiting: { report: TabReport; visit: AbortSignal }[] = [];
  #isSending = false;
  #failures = 0;

  constructor(report: Report) {
    this.#report = report;
  }

  send(report: TabReport, visit: AbortSignal): void {
    this.#waiting = [...this.#waiting, { report, visit }].slice(-MOST_WAITING);
    if (!this.#isSending) void this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    this.#isSending = true;
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      if (next.visit.aborted || (await this.#report(next.report).catch(() => false))) {
        this.#waiting = this.#waiting.filter((waiting) => waiting !== next);
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
