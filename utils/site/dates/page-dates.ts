import type { DateOrder } from '../../keys/key';
import type { PageNode } from '../../page-model/page-node';
import type { Steps } from '../../page-model/steps';
import type { Explain } from '../evidence/rule';
import { dateOrderOf } from './date-order';
import type { DateContext } from './dates';
import { zonesOf } from './list-zone';

/** What is known of a page's dates beforehand. */
export interface KnownOfDates {
  now: number;
  /** The order of day and month that holds unless the page's own dates prove one. */
  order?: DateOrder | undefined;
  explain?: Explain | undefined;
}

/** How the dates of a page are to be read, and the order that they prove. */
export function* datesOfPage(
  body: PageNode,
  { now, order, explain }: KnownOfDates,
): Steps<{ context: DateContext; dateOrder: DateOrder | undefined }> {
  const dateOrder = yield* dateOrderOf(body.leaves);
  return { context: { now, dateOrder: dateOrder ?? order, ...(yield* zonesOf(body.leaves)), explain }, dateOrder };
}
