import type { DateOrder } from '../../keys/key';
import type { RootOf } from '../../page-model/dom';
import type { PageNode } from '../../page-model/page-node';
import { PageSnapshot } from '../../page-model/page-snapshot';
import type { DateContext } from '../dates/dates';
import type { SnapshotRow } from '../key-row';
import { taughtRows } from './apply';
import type { Lesson } from './recipe';

/* What reads a page by a lesson. It is loaded where there is one, and nowhere else. */

export interface TaughtReader {
  /** The order of day and month that the user chose. */
  dateOrder: DateOrder | undefined;
  /** The keys of the page; none if it does not fit the lesson. */
  rows(body: PageNode, page: DateContext): readonly SnapshotRow[];
  /** The elements of a page that print names and expiries. */
  elements(page: Document, rootOf: RootOf): Map<Element, 'name' | 'expiry'>;
}

export function taughtReader(lesson: Lesson): TaughtReader {
  return {
    dateOrder: lesson.dateOrder,
    rows: (body, page) => taughtRows(body, lesson, page),
    elements: (page, rootOf) => {
      const body = new PageSnapshot(page, undefined, rootOf).update().children.findLast(({ tag }) => tag === 'body');
      const rows = body ? taughtRows(body, lesson, { now: 0 }) : [];
      const names = rows.map(({ nameNode }) => [nameNode.element, 'name'] as const);
      const expiries = rows.flatMap(({ expiryNodes }) =>
        expiryNodes.map(({ element }) => [element, 'expiry'] as const),
      );
      return new Map([...names, ...expiries]);
    },
  };
}
