import { endOfDayInMonths, inDays, printDateTime } from '../singaporeTime';

export interface ApiKey {
  id: string;
  name: string;
  createdAt: string;
  /** ISO 8601, null for a key without expiration; any other text is printed as it is. */
  expiresAt: string | null;
  lastUsedAt: string | null;
  /** Last characters of the secret, where the list shows them. */
  tail: string | null;
}

export interface KeyList {
  keys: readonly ApiKey[];
  /** Part of each row's React key: a new generation gives every row new DOM nodes. */
  generation: number;
  /** While true the rows show a placeholder instead of their text. */
  refreshing: boolean;
}

export const EXPIRATION_OPTIONS = ['1 Month', '3 Months', '6 Months', '1 Year', 'No expiration'] as const;
const MONTHS_OF_OPTION: Record<string, number> = { '1 Month': 1, '3 Months': 3, '6 Months': 6, '1 Year': 12 };

/** Has the shape of a key and can never be one. */
const FAKE_SECRET = `v2:${'0'.repeat(64)}:${'A'.repeat(32)}`;

const STORAGE_KEY = 'replica-api-keys';
const HOUR_MS = 60 * 60 * 1000;
const parameters = new URLSearchParams(location.search);

/** Rows reused for other keys as the list changes, as a virtual scroller does. */
export const recyclesRows = parameters.has('recycle');

let delayMs = numberParameter('delay') ?? 100;
let list: KeyList = { keys: restoreKeys() ?? seedKeys(Date.now()), generation: 0, refreshing: false };
const listeners = new Set<() => void>();

export const getKeyList = () => list;

export function subscribeToKeys(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function updateKeyList(change: Partial<KeyList>): void {
  list = { ...list, ...change };
  if (change.keys) sessionStorage.setItem(STORAGE_KEY, JSON.stringify(list.keys));
  for (const listener of listeners) listener();
}

/** The server's answer to a change: a new list, drawn again. */
function replaceKeys(keys: readonly ApiKey[]): void {
  updateKeyList({ keys, generation: list.generation + 1 });
}

export function addKey(key: Pick<ApiKey, 'name' | 'expiresAt'> & Partial<ApiKey>): void {
  const added = { id: crypto.randomUUID(), createdAt: new Date().toISOString(), lastUsedAt: null, tail: null, ...key };
  replaceKeys([added, ...list.keys]);
}

export function removeKeys(matches: (key: ApiKey) => boolean): void {
  replaceKeys(list.keys.filter((key) => !matches(key)));
}

export function setDelay(ms: number): void {
  delayMs = ms;
}

const answer = () => new Promise<void>((resolve) => setTimeout(resolve, delayMs));

/** The fake API: every request answers after the delay. */
export const api = {
  loadKeys: answer,

  /** Resolves to the secret, which is kept nowhere. */
  async createKey(name: string, expiration: string): Promise<string> {
    await answer();
    const months = MONTHS_OF_OPTION[expiration];
    const expiresAt = months === undefined ? null : endOfDayInMonths(Date.now(), months).toISOString();
    addKey({ name, expiresAt, tail: FAKE_SECRET.slice(-4) });
    return FAKE_SECRET;
  },

  async deleteKey(id: string): Promise<void> {
    await answer();
    removeKeys((key) => key.id === id);
  },
};

export function printExpiration({ expiresAt }: ApiKey): string {
  if (expiresAt === null) return 'No expiration';
  const instant = new Date(expiresAt);
  return isInstant(expiresAt) ? printDateTime(instant) : expiresAt;
}

/** For sorting: keys that never expire last, unreadable ones after the dated ones. */
export function expiryOrder({ expiresAt }: ApiKey): number {
  if (expiresAt === null) return Infinity;
  return isInstant(expiresAt) ? Date.parse(expiresAt) : Number.MAX_VALUE;
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text));
}

function numberParameter(name: string): number | undefined {
  const value = Number(parameters.get(name));
  return parameters.get(name) && value >= 0 ? value : undefined;
}

function restoreKeys(): ApiKey[] | null {
  if (parameters.has('fresh')) return null;
  const stored = sessionStorage.getItem(STORAGE_KEY);
  return stored === null ? null : (JSON.parse(stored) as ApiKey[]);
}

/** One key for every expiry status, dated from `now`; `?keys=N` adds ordinary ones until there are N. */
function seedKeys(now: number): ApiKey[] {
  const at = (days: number, hour: number, minute: number) => inDays(now, days, hour, minute).toISOString();
  // Within the last hour of the day "today, 23:59" would pass while someone is looking: use tomorrow's.
  const endOfToday = inDays(now, 0, 23, 59).getTime() - now > HOUR_MS ? at(0, 23, 59) : at(1, 23, 59);
  const eightMonths = endOfDayInMonths(now, 8).toISOString();
  const yesterday = at(-1, 2, 15);

  const rows: [
    name: string,
    createdAt: string,
    expiresAt: string | null,
    lastUsedAt: string | null,
    tail: string | null,
  ][] = [
    ['carpark-sensor-pilot', at(-2, 15, 42), 'Pending approval', null, null],
    ['moh-weekly-stats', at(-31, 9, 20), eightMonths, at(-4, 6, 0), 'c71e'],
    ['rainfall-sync', at(-62, 11, 5), at(29, 12, 0), null, null],
    ['bus-arrivals-nightly', at(-78, 16, 30), at(12, 9, 30), yesterday, '08bd'],
    ['gazette-uploader', at(-87, 10, 12), at(3, 18, 0), yesterday, '3f9a'],
    ['tender-feed', at(-91, 14, 48), endOfToday, at(-2, 23, 30), 'e2d4'],
    ['legacy-ftp-bridge', at(-186, 8, 55), at(-3, 10, 0), at(-3, 9, 45), null],
    ['census-2026-load', at(-240, 13, 10), null, at(-60, 17, 25), '5ac0'],
  ];
  for (let n = rows.length + 1; n <= (numberParameter('keys') ?? 0); n++) {
    rows.push([`data-feed-${String(n).padStart(4, '0')}`, at(-n, 10, 0), at((n % 400) - 20, 18, 0), yesterday, null]);
  }
  return rows.map(([name, createdAt, expiresAt, lastUsedAt, tail], index) => ({
    id: `key-${index + 1}`,
    name,
    createdAt,
    expiresAt,
    lastUsedAt,
    tail,
  }));
}
