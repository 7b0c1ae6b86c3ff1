import type { RootOf } from '../../page-model/dom';
import { PageSnapshot } from '../../page-model/page-snapshot';
import { taughtRows } from './apply';
import type { Lesson } from './recipe';

/** The elements of a page that print names and expiries, by what was taught of it. */
export function taughtElements(page: Document, rootOf: RootOf, lesson: Lesson): Map<Element, 'name' | 'expiry'> {
  const body = new PageSnapshot(page, undefined, rootOf).update().children.findLast(({ tag }) => tag === 'body');
  const rows = body ? taughtRows(body, lesson, { now: 0 }) : [];
  const names = rows.map(({ nameNode }) => [nameNode.element, 'name'] as const);
  const expiries = rows.flatMap(({ expiryNodes }) => expiryNodes.map(({ element }) => [element, 'expiry'] as const));
  return new Map([...names, ...expiries]);
}
