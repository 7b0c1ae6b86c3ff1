import type { PageNode } from '../../page-model/page-node';
import type { Field } from '../vocabulary/labels';

/**
 * What a part of a candidate may tell; the number of a key may have to serve as its name, and the time of its expiry
 * may stand apart from the day.
 */
export type Part = Field | 'number' | 'time';

/** A possible key: what holds it, and what prints each of its facts. */
export interface Candidate {
  /** Holds all of it, or stands for it. */
  node: PageNode;
  parts: Readonly<Partial<Record<Part, PageNode>>>;
  /** What the page calls those parts. */
  labels: Readonly<Partial<Record<Part, string>>>;
  /** More about it, apart from all of that. */
  details?: PageNode | undefined;
}
