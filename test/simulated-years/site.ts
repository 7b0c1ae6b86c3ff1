/*
 * The site as it really is: its lists, the keys on them, and the tabs in which somebody looks at them. A tab shows the
 * list as it got it, however much later it is looked at; and what it says of itself is not always true.
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** One list of keys: where it is, and what its page tells of itself. */
export interface SiteList {
  url: string;
  kind: 'write' | 'read' | 'unknown';
  account?: string;
}

const ADMIN = 'https://data.gov.sg/admin/api-keys';

/** Which lists there are: in all of them but the first, one may be taken for another. */
export const LAYOUTS: readonly (readonly SiteList[])[] = [
  [{ url: ADMIN, kind: 'write' }],
  [
    { url: ADMIN, kind: 'write' },
    { url: 'https://data.gov.sg/dashboard/api-keys', kind: 'unknown' },
  ],
  [
    { url: ADMIN, kind: 'write', account: 'mei@agency.gov.sg' },
    { url: ADMIN, kind: 'write', account: 'tan@agency.gov.sg' },
  ],
  // A page that does not tell its kind, at what counts as one address: what follows the path selects no list.
  [
    { url: ADMIN, kind: 'write' },
    { url: `${ADMIN}?lang=en`, kind: 'unknown' },
  ],
  // Two agencies, and the page does not tell which one it shows.
  [
    { url: ADMIN, kind: 'write' },
    { url: ADMIN, kind: 'write' },
  ],
  [
    { url: ADMIN, kind: 'unknown' },
    { url: `${ADMIN}?agency=nea`, kind: 'unknown' },
  ],
  [
    { url: ADMIN, kind: 'write' },
    { url: 'https://staging.data.gov.sg/admin/api-keys', kind: 'write' },
  ],
];

/** A key on the site, and what of it has been told. */
export interface SiteKey {
  name: string;
  list: SiteList;
  /** Every page of its host that is at another address shows it, beside keys that the others do not have. */
  isOnAll: boolean;
  createdAt: number;
  isCreationShown: boolean;
  earliest: number;
  latest: number;
  isDeleted: boolean;
  /** The name and expiry under which the extension has confirmed it. */
  told?: { name: string; earliest: number; latest: number };
  /** How many pages have wrongly said that they show all keys, and lacked it, since it was last shown. */
  lacked: number;
  /** Once deleted: when (ms) whole pages of its list lacked it that had another of its keys. */
  lackedAt: number[];
}

/** A row as a page shows it. */
export interface Row {
  key: SiteKey;
  name: string;
  earliest: number;
  latest: number;
}

/** A page as it got its list. */
export interface Tab {
  list: SiteList;
  loadedAt: number;
  rows: Row[];
}

/** How a page shows its list, and what it says of that. */
export interface View {
  /** All of it; a part that it tells to be one; or a part that it takes for all of it. */
  shows: 'all' | 'part' | 'part as all';
  /** Which key is left out of a part. */
  lacks: number;
  /** A row that nobody can read: one more, or that of the key which is left out. */
  broken: 'none' | 'one more' | 'a key';
  /** The list is there before the header. */
  isHeaderLate: boolean;
}

/** No page is wrong more often than this about one key before it shows it again: three times would be evidence. */
const MOST_WRONG = 2;

export class Site {
  keys: SiteKey[] = [];
  readonly tabs: Tab[] = [];

  constructor(readonly lists: readonly SiteList[]) {}

  list(index: number): SiteList {
    return this.lists[index % this.lists.length]!;
  }

  /** The key of a number, among those that are there. */
  key(index: number): SiteKey | undefined {
    const there = this.keys.filter(({ isDeleted }) => !isDeleted);
    return there[index % Math.max(1, there.length)];
  }

  /** A page that gets a list at `at` (ms by the computer's clock). */
  load(list: SiteList, loadedAt: number): Tab {
    const isOn = (key: SiteKey): boolean =>
      key.list === list || (key.isOnAll && key.list.url !== list.url && hostOf(key.list) === hostOf(list));
    const rows = this.keys
      .filter((key) => isOn(key) && !key.isDeleted)
      .map((key): Row => ({ key, name: key.name, earliest: key.earliest, latest: key.latest }));
    const tab = { list, loadedAt, rows };
    this.tabs.unshift(tab);
    this.tabs.length = Math.min(this.tabs.length, 4);
    return tab;
  }

  /** The rows that a page shows in a view, and whether it says that these are all. */
  shown({ rows }: Tab, { shows, lacks, broken }: View): { rows: Row[]; isWhole: boolean; isTrue: boolean } {
    const left = rows[lacks % Math.max(1, rows.length)];
    const canBeWrong = left !== undefined && rows.length > 1 && left.key.lacked < MOST_WRONG;
    const isPart = (shows === 'part as all' && canBeWrong) || shows === 'part' || broken === 'a key';
    const isWhole = shows === 'all' || (shows === 'part as all' && canBeWrong);
    return { rows: isPart ? rows.filter((row) => row !== left) : rows, isWhole, isTrue: !isPart && broken === 'none' };
  }

  /** What a page with these rows tells the worker. */
  reading(
    { list, loadedAt }: Tab,
    rows: readonly Row[],
    isWhole: boolean,
    broken: View['broken'],
  ): Record<string, unknown> {
    const keys: unknown[] = rows.map(listed);
    if (broken !== 'none')
      keys.splice(1, 0, {
        name: 'broken',
        expiry: { kind: 'dated', earliest: 1e18, latest: 1e18, text: 'in 7973 years' },
      });
    return {
      kind: list.kind,
      ...(list.account !== undefined && { account: list.account }),
      complete: isWhole,
      at: loadedAt,
      keys,
    };
  }

  /** The evidence that was there counts no more: the clock was set, or the user has said otherwise. */
  forgetEvidence(name?: string): void {
    for (const key of this.keys)
      if (name === undefined || key.name === name || key.told?.name === name) key.lackedAt = [];
  }
}

function hostOf({ url }: SiteList): string {
  return new URL(url).hostname;
}

/** What a page tells of one row. */
export function listed({ key, name, earliest, latest }: Row): object {
  return {
    name,
    expiry: { kind: 'dated', earliest, latest, text: '' },
    ...(key.isCreationShown && { createdAt: key.createdAt }),
  };
}

/** Whether three whole readings on two days have lacked a key. */
export function isEvident({ lackedAt }: SiteKey): boolean {
  return lackedAt.length >= 3 && new Set(lackedAt.map((instant) => Math.floor((instant + 8 * HOUR) / DAY))).size >= 2;
}
