// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Expiry } from '../../../utils/keys/expiry';
import type { TabReport } from '../../../utils/keys/key';
import { DAY } from '../../../utils/keys/time';
import { Arrivals } from '../../../utils/page/arrivals';
import { Reports } from '../../../utils/page/reports';
import type { ListedKeys } from '../../../utils/site/key-list';
import type { KeyRow } from '../../../utils/site/key-row';

const T0 = Date.parse('2026-11-22T04:00Z');
const dated = (days: number): Expiry => ({
  kind: 'dated',
  earliest: T0 + days * DAY,
  latest: T0 + days * DAY,
  text: `day ${days}`,
});
const row = (name: string, expiry: Expiry = dated(9)): KeyRow => {
  const element = document.createElement('tr');
  return { element, expiryElement: element, name, expiry };
};
const [a, b, c] = ['a', 'b', 'c'].map((name) => row(name)) as [KeyRow, KeyRow, KeyRow];
const listOf = (rows: KeyRow[], more: Partial<ListedKeys> = {}): ListedKeys => ({
  kind: 'write',
  complete: true,
  hasUnreadRows: false,
  rows,
  ...more,
});

describe('the time of a list', () => {
  const arrivalOf = (arrivals: Arrivals, rows: KeyRow[], now: number): number => arrivals.of(rows, now).at;

  it('the time of a list is the moment at which the page first showed what is in it', () => {
    const arrivals = new Arrivals();
    expect(arrivalOf(arrivals, [a, b], T0)).toBe(T0);
    expect(arrivalOf(arrivals, [a, b, c], T0 + 5)).toBe(T0 + 5);
    expect(arrivalOf(arrivals, [row('a'), row('b')], T0 + 9)).toBe(T0);
  });

  it.each<[string, KeyRow[][]]>([
    ['filters', [[a], [a, b], [b], [a, b]]],
    [
      'sorts',
      [
        [b, a],
        [a, b],
      ],
    ],
    ['draws its rows again', [[row('a'), row('b')]]],
  ])('the time of a list does not move on when the page %s', (_, looks) => {
    const arrivals = new Arrivals();
    arrivals.of([a, b], T0);
    for (const [step, rows] of looks.entries()) expect(arrivalOf(arrivals, rows, T0 + step + 1)).toBe(T0);
  });

  it('the time of a list moves on when a key is renewed, not when "in 3 days" becomes "in 2 days"', () => {
    const about = (from: number, days: number, text: string): KeyRow =>
      row('a', {
        kind: 'dated',
        earliest: from + days * DAY,
        latest: from + (days + 1) * DAY,
        text,
        approximate: true,
      });
    const arrivals = new Arrivals();
    arrivals.of([about(T0, 3, 'in 3 days')], T0);
    expect(arrivalOf(arrivals, [about(T0 + DAY, 2, 'in 2 days')], T0 + DAY)).toBe(T0);
    expect(arrivalOf(arrivals, [about(T0 + DAY, 90, 'in 3 months')], T0 + DAY)).toBe(T0 + DAY);
  });

  it('the time of a list moves on when the page takes a change or a deletion back', () => {
    const arrivals = new Arrivals();
    for (const rows of [
      [a, b],
      [a, row('b', dated(300))],
    ])
      arrivals.of(rows, T0);
    expect(arrivalOf(arrivals, [a, b], T0 + 1)).toBe(T0 + 1);
    arrivals.forget([b], [a]);
    expect(arrivalOf(arrivals, [a, b], T0 + 2)).toBe(T0 + 2);
    // Of two keys that look the same, one is still there.
    arrivals.forget([b], [a, b]);
    expect(arrivalOf(arrivals, [a, b], T0 + 3)).toBe(T0 + 2);
  });

  it('the time of a list begins again once the list has left the page', () => {
    const arrivals = new Arrivals();
    arrivals.of([a], T0);
    arrivals.clear();
    expect(arrivalOf(arrivals, [a], T0 + 5)).toBe(T0 + 5);
  });

  it('the time of a list is remembered for only so many names, however many come', () => {
    const arrivals = new Arrivals();
    for (let page = 0; page < 25; page++)
      arrivals.of(
        Array.from({ length: 1000 }, (_, index) => row(`${page}-${index}`)),
        T0 + page,
      );
    expect(arrivalOf(arrivals, [row('24-1')], T0 + 99)).toBe(T0 + 24);
    expect(arrivalOf(arrivals, [row('0-1')], T0 + 99)).toBe(T0 + 99);
  });
});

describe('the reports of a page', () => {
  let sent: TabReport[];
  let answers: (boolean | Error)[];
  let reports: Reports;
  let visit: AbortController;

  beforeEach(() => {
    vi.useFakeTimers({ now: T0 });
    [sent, answers] = [[], []];
    visit = new AbortController();
    reports = new Reports(document, (reading) => {
      sent.push(reading);
      const answer = answers.shift() ?? true;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    });
  });
  afterEach(() => {
    visit.abort();
    vi.useRealTimers();
  });

  const look = (list: ListedKeys): void => reports.soon(list, Date.now(), visit.signal);
  /** The names of what was sent, and what is said of the account. */
  const told = (): unknown[] =>
    sent.map(({ keys, account, accountMayCome, at }) => [
      keys.map(({ name }) => name).join(),
      account ?? (accountMayCome ? 'may come' : 'none'),
      at - T0,
    ]);

  it('the reports of a page say an untouched list once, and once more that no account came', async () => {
    look(listOf([a, b]));
    await vi.advanceTimersByTimeAsync(2_900);
    expect(told()).toEqual([['a,b', 'may come', 0]]);
    for (let minute = 0; minute < 60; minute++) {
      look(listOf([a, b]));
      await vi.advanceTimersByTimeAsync(60_000);
    }
    expect(told()).toEqual([
      ['a,b', 'may come', 0],
      ['a,b', 'none', 0],
    ]);
  });

  it('the reports of a page say when keys were last used once the page shows it, and not each minute again', async () => {
    const used = (latest: number): KeyRow => ({ ...row('a'), lastUsed: { kind: 'at', earliest: T0, latest } });
    look(listOf([a], { account: 'mei' }));
    await vi.advanceTimersByTimeAsync(5_000);
    const before = sent.length;
    look(listOf([used(T0 + 1)], { account: 'mei' }));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent.length).toBeGreaterThan(before);
    expect(sent.at(-1)).toMatchObject({ account: 'mei', complete: true, keys: [{ lastUsed: { latest: T0 + 1 } }] });
    const after = sent.length;
    look(listOf([used(T0 + 2)], { account: 'mei' }));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent.length).toBe(after);
  });

  it('the reports of a page name an account once it has stood beside the same rows for a while', async () => {
    look(listOf([a], { account: 'mei' }));
    await vi.advanceTimersByTimeAsync(300);
    // The rows of another account come before its header.
    look(listOf([b], { account: 'mei' }));
    await vi.advanceTimersByTimeAsync(300);
    look(listOf([b], { account: 'tan' }));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told()).toEqual([
      ['a', 'may come', 0],
      ['b', 'may come', 300],
      ['b', 'tan', 300],
    ]);
    expect(sent.map(({ complete }) => complete)).toEqual([false, false, true]);
  });

  it('the reports of a page wait for a header that comes later than its list', async () => {
    look(listOf([a]));
    await vi.advanceTimersByTimeAsync(1_800);
    look(listOf([a], { account: 'mei' }));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told()).toEqual([
      ['a', 'may come', 0],
      ['a', 'mei', 0],
    ]);
  });

  it('the reports of a page are sent again, in their order, until the worker has taken them in', async () => {
    answers = [false, new Error('no worker'), true];
    look(listOf([a], { account: 'mei' }));
    await vi.advanceTimersByTimeAsync(500);
    look(listOf([a, b], { account: 'mei' }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told()).toEqual([
      ['a', 'may come', 0],
      ['a', 'may come', 0],
      ['a', 'may come', 0],
      ['a,b', 'may come', 500],
      ['a,b', 'mei', 500],
    ]);
  });

  it('the reports of a page are not sent any more once the page is left', async () => {
    answers = Array.from({ length: 99 }, () => false);
    look(listOf([a]));
    await vi.advanceTimersByTimeAsync(100);
    visit.abort();
    const { length } = sent;
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(sent).toHaveLength(length);
  });

  it('a deletion that was seen is reported once, also if a later look comes before that was sent', async () => {
    look(listOf([a, b], { account: 'mei' }));
    await vi.advanceTimersByTimeAsync(2_000);
    look(listOf([a], { account: 'mei', deleted: [b] }));
    look(listOf([a], { account: 'mei' }));
    await vi.advanceTimersByTimeAsync(5_000);
    const deletions = sent.filter(({ deleted }) => deleted);
    expect(deletions).toMatchObject([{ keys: [{ name: 'a' }], deleted: [{ name: 'b' }] }]);
  });

  it('a key is reported as listed later than its deletion if the page takes that back', async () => {
    look(listOf([a, b], { account: 'mei' }));
    await vi.advanceTimersByTimeAsync(2_000);
    look(listOf([a], { account: 'mei', deleted: [b] }));
    await vi.advanceTimersByTimeAsync(300);
    look(listOf([a, b], { account: 'mei' }));
    await vi.advanceTimersByTimeAsync(5_000);
    const { deletedAt = Infinity } = sent.find(({ deleted }) => deleted)!;
    expect(sent.at(-1)!.keys).toHaveLength(2);
    expect(sent.at(-1)!.at).toBeGreaterThan(deletedAt);
  });

  it('a deletion that was seen is reported at once, under the account that stood beside it', async () => {
    look(listOf([a, b], { account: 'mei' }));
    await vi.advanceTimersByTimeAsync(2_000);
    look(listOf([a], { account: 'mei', deleted: [b] }));
    await vi.advanceTimersByTimeAsync(100);
    expect(sent.at(-1)).toMatchObject({ account: 'mei', complete: false, deleted: [{ name: 'b' }] });
    // Where the header has changed, it is not known whose rows these are.
    look(listOf([], { account: 'tan' }));
    await vi.advanceTimersByTimeAsync(100);
    expect(sent.at(-1)).toMatchObject({ accountMayCome: true, complete: false });
    expect(sent.at(-1)).not.toHaveProperty('account');
  });

  it('a deletion that was seen is not reported on the next visit, which may be of another list', async () => {
    look(listOf([a], { account: 'mei', deleted: [b] }));
    visit.abort();
    await vi.advanceTimersByTimeAsync(1_000);
    visit = new AbortController();
    look(listOf([c], { account: 'mei' }));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told()).toEqual([
      ['c', 'may come', 1_000],
      ['c', 'mei', 1_000],
    ]);
    expect(sent.filter(({ deleted }) => deleted)).toEqual([]);
  });

  it('the reports of a next visit do not wait for one whose page was left while it was being sent', async () => {
    reports = new Reports(document, (reading) => {
      sent.push(reading);
      // The page is left before the worker has answered.
      if (sent.length === 1) visit.abort();
      return Promise.resolve(sent.length > 1);
    });
    look(listOf([a]));
    await vi.advanceTimersByTimeAsync(100);
    visit = new AbortController();
    look(listOf([b]));
    await vi.advanceTimersByTimeAsync(100);
    expect(told()).toEqual([
      ['a', 'may come', 0],
      ['b', 'may come', 100],
    ]);
  });

  it('the reports of a page say again what a list holds that has left the page and is back', async () => {
    look(listOf([a], { account: 'mei' }));
    await vi.advanceTimersByTimeAsync(2_000);
    reports.listLeft();
    look(listOf([a], { account: 'mei' }));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told()).toEqual([
      ['a', 'may come', 0],
      ['a', 'mei', 0],
      ['a', 'may come', 2_000],
      ['a', 'mei', 2_000],
    ]);
  });
});
