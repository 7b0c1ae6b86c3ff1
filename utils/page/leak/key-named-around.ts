import type { PageSnapshot } from '../../page-model/page-snapshot';
import { shownNode } from '../live-page';
import { placesAround } from './copy-controls';
import type { CopiedKey } from './leak-warning';
import { DIALOG } from './selectors';

/** A key's place is at most so many levels above the copied element. Chosen, not measured. */
const MOST_LEVELS = 8;

/**
 * The one key that is named in the smallest place around an element, short of the list itself; none if there are
 * several.
 */
export function keyNamedAround(
  snapshot: PageSnapshot,
  near: Element,
  keys: readonly CopiedKey[],
  isList: (element: Element) => boolean,
): CopiedKey | undefined {
  for (const place of placesAround(near, MOST_LEVELS)) {
    if (place.matches('body') || isList(place)) return undefined;
    const texts = (shownNode(snapshot, place)?.leaves ?? []).map(({ text }) => text);
    const named = keys.filter(({ name }) => name !== undefined && texts.some((text) => isNamedIn(text, name)));
    // If both "backup" and "backup-2" are found, the longest one is meant.
    const longest = named.reduce<CopiedKey | undefined>(
      (best, key) => (key.name!.length >= (best?.name?.length ?? 0) ? key : best),
      undefined,
    );
    if (longest) return named.every(({ name }) => longest.name!.includes(name!)) ? longest : undefined;
    if (place.matches(DIALOG)) return undefined;
  }
  return undefined;
}

/** Whether a text is a name, quotes it, or contains it and it cannot be an ordinary word, as "production" can. */
function isNamedIn(text: string, name: string): boolean {
  const start = text.indexOf(name);
  if (start < 0) return false;
  const [before, after] = [text[start - 1] ?? '', text[start + name.length] ?? ''];
  const isWhole = text.length === name.length || (/["'“‘«(]/.test(before) && /["'”’»)]/.test(after));
  return isWhole || (/[^\p{L}]/u.test(name) && !/[\w-]/.test(before + after));
}
