import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/* The pages of test/pages and what must be read on them. test/pages/README.md describes the format. */

const FOLDER = 'test/pages';

/** A key as it is read. */
export interface ReadKey {
  name: string;
  status: string;
  expiresAt?: string;
  ambiguous?: boolean;
  approximate?: boolean;
  createdAt?: string;
  /** An instant, the first and the last that are possible, or never. */
  lastUsed?: string | { from: string; to: string };
}

/** A list as it is read; without any key there is none, and nothing to say of it. */
export interface ReadList {
  kind?: string;
  complete?: boolean;
  account?: string;
  keys: ReadKey[];
}

export interface ExpectedKey extends ReadKey {
  unit?: string;
}

export interface ExpectedStep {
  do: string;
  about: string;
  complete?: boolean;
  /** The account, if a step changes it; `null` for none. */
  account?: string | null;
  keys: ExpectedKey[];
}

export interface ExpectedPage {
  url: string;
  now: string;
  about: string;
  kind: string;
  complete?: boolean;
  account?: string;
  keys: ExpectedKey[];
  after?: ExpectedStep[];
}

/** All pages, by name. */
export function expectedPages(): { name: string; expected: ExpectedPage }[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const expected = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as ExpectedPage;
      return { name: file.slice(0, -'.json'.length), expected };
    });
}

/** The page itself. */
export function htmlOf(name: string): string {
  return readFileSync(join(FOLDER, `${name}.html`), 'utf8');
}

/** How far a rough "in 3 months" may be off, in ms. */
const SLACK: Record<string, number> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
  month: 31 * 86_400_000,
  year: 366 * 86_400_000,
};

/** The keys to read on a page at first, or after one of its steps, with everything that its expectations leave out. */
export function listOn({ kind, account: atFirst, ...page }: ExpectedPage, step?: ExpectedStep): ReadList {
  const { complete = true, keys, account = atFirst } = step ?? { ...page, account: atFirst };
  if (keys.length === 0) return { keys: [] };
  return { kind, complete, ...(account != null && { account }), keys: keys.map(plain) };
}

function plain({ unit: _, expiresAt, createdAt, ...key }: ExpectedKey): ReadKey {
  return {
    ...key,
    ...(expiresAt && { expiresAt: new Date(expiresAt).toISOString() }),
    ...(createdAt && { createdAt: new Date(createdAt).toISOString() }),
  };
}

/** The result of reading, in which an instant within the expected one's slack is replaced by the expected one. */
export function withinSlack(read: ReadList, { keys }: { keys: ExpectedKey[] }): ReadList {
  const settled = read.keys.map((key, index) => {
    const wanted = keys[index];
    if (!wanted?.expiresAt || !isNear(key, wanted)) return key;
    return { ...key, expiresAt: new Date(wanted.expiresAt).toISOString() };
  });
  return { ...read, keys: settled };
}

function isNear({ expiresAt }: ReadKey, wanted: ExpectedKey): boolean {
  if (!wanted.approximate || !wanted.expiresAt || !expiresAt) return false;
  const slack = SLACK[wanted.unit?.replace(/s$/, '') ?? 'day'] ?? 0;
  return Math.abs(Date.parse(expiresAt) - Date.parse(wanted.expiresAt)) <= slack;
}
