import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/* The pages of test/pages and what must be read on them. The format is told in test/pages/README.md. */

const FOLDER = 'test/pages';

export interface ExpectedKey {
  name: string;
  status: string;
  expiresAt?: string;
  ambiguous?: boolean;
  approximate?: boolean;
  unit?: string;
}

export interface ExpectedPage {
  url: string;
  now: string;
  about: string;
  kind: string;
  keys: ExpectedKey[];
  /** Whether these are all keys there are, where it is to be checked. */
  complete?: boolean;
  after?: { do: string; about: string; keys: ExpectedKey[]; complete?: boolean }[];
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

/** The part of a key that a reading is compared by. */
export function plain({ name, status, expiresAt, ambiguous }: ExpectedKey): object {
  return {
    name,
    status,
    ...(expiresAt && { expiresAt: new Date(expiresAt).toISOString() }),
    ...(ambiguous && { ambiguous }),
  };
}

/** What was read, with every instant that is within the expected one's slack taken for the expected one. */
export function withinSlack(read: ExpectedKey[], keys: ExpectedKey[]): object[] {
  return read.map((key, index) => {
    const wanted = keys[index];
    const slack = SLACK[wanted?.unit?.replace(/s$/, '') ?? 'day'] ?? 0;
    const isNear =
      wanted?.approximate &&
      wanted.expiresAt &&
      key.expiresAt &&
      Math.abs(Date.parse(key.expiresAt) - Date.parse(wanted.expiresAt)) <= slack;
    return plain(isNear ? { ...key, expiresAt: wanted.expiresAt! } : key);
  });
}
