import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expiryStatus } from '../../utils/keys/expiry';
import type { DateOrder } from '../../utils/keys/key';
import type { PageNode } from '../../utils/page-model/page-node';
import type { PageSnapshot } from '../../utils/page-model/page-snapshot';
import type { SnapshotRow } from '../../utils/site/key-row';
import type { Source } from '../../utils/site/recipe/recipe';
import type { Spot } from '../../utils/site/recipe/spot';
import type { ReadKey } from './expected-pages';

/* The pages of test/pages-taught, what is pressed on them, and what must be read then: see their README.md. */

const FOLDER = 'test/pages-taught';

/** A page that is taught: `press.expiry` is `null` if it shows no date. */
export interface TaughtPage {
  url: string;
  now: string;
  about: string;
  press: { name: string; expiry: string | null };
  order?: DateOrder;
  keys: ReadKey[];
  changed: { about: string; keys: ReadKey[] };
}

export function taughtPages(): { name: string; page: TaughtPage }[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({
      name: file.slice(0, -'.json'.length),
      page: JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as TaughtPage,
    }));
}

export function htmlOfTaught(name: string): string {
  return readFileSync(join(FOLDER, `${name}.html`), 'utf8');
}

/** An element by selectors, from root to shadow root or frame: "key-card >>> p". */
export function elementAt(page: Document, path: string): Element {
  const [first = '', ...inner] = path.split(' >>> ');
  let element = page.querySelector(first);
  for (const selector of inner) {
    const root: ParentNode | null | undefined =
      element?.shadowRoot ?? (element as HTMLIFrameElement | null)?.contentDocument;
    element = root?.querySelector(selector) ?? null;
  }
  if (!element) throw new Error(`nothing at ${path}`);
  return element;
}

/** The text that is pressed: of an element, of one of its runs of text (`#1`), or of an attribute (`@title`). */
export function spotAt(page: Document, snapshot: PageSnapshot, press: string): Spot {
  const [, path = '', from, run] = /^(.+?)(?:@([\w-]+)|#(\d))?$/.exec(press) ?? [];
  const node = snapshot.nodeOf(elementAt(page, path));
  if (!node) throw new Error(`no node at ${press}`);
  return { node, from: (from ?? 'text') as Source, ...(run !== undefined && { run: Number(run) }) };
}

export function bodyOf(root: PageNode): PageNode {
  return root.children.findLast(({ tag }) => tag === 'body')!;
}

/** Rows as the expectations are written. */
export function plainRows(rows: readonly SnapshotRow[], now: number): ReadKey[] {
  return rows.map(({ name, expiry, createdAt }) => ({
    name,
    status: expiryStatus(expiry, now),
    ...(expiry.kind === 'dated' && { expiresAt: new Date(expiry.earliest).toISOString() }),
    ...(createdAt !== undefined && { createdAt: new Date(createdAt).toISOString() }),
  }));
}

export function expectedKeys(keys: readonly ReadKey[]): ReadKey[] {
  return keys.map(({ expiresAt, createdAt, ...key }) => ({
    ...key,
    ...(expiresAt && { expiresAt: new Date(expiresAt).toISOString() }),
    ...(createdAt && { createdAt: new Date(createdAt).toISOString() }),
  }));
}
