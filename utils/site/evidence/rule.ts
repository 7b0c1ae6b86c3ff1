import type { PageNode } from '../../page-model/page-node';

/** One piece of evidence for, or against, what a part of the page is taken for. */
export interface Rule<Subject> {
  /** Completes "It …": "is the heading of its record". */
  why: string;
  /** What it counts for, or against if negative; a veto decides alone. */
  points: number | 'veto';
  /** The saved page (test/pages) that is read wrongly without this rule. A test holds each rule to it. */
  page: string;
  holds(subject: Subject): boolean;
}

/** The points of all rules that hold; `-Infinity` after a veto. */
export function weigh<Subject>(rules: readonly Rule<Subject>[], subject: Subject): number {
  let sum = 0;
  for (const { points, holds } of rules) {
    if (!holds(subject)) continue;
    if (points === 'veto') return -Infinity;
    sum += points;
  }
  return sum;
}

/** Why a subject was weighed so: the rules that hold, in words. */
export function reasons<Subject>(rules: readonly Rule<Subject>[], subject: Subject): string[] {
  return rules
    .filter(({ holds }) => holds(subject))
    .map(({ why, points }) => `${points === 'veto' ? 'veto' : signed(points)}: it ${why}`);
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : String(points);
}

/** One judgement of the reader, for `npm run explain`. */
export interface Explanation {
  /** The question: "name", "expiry", "another list", "the tab". */
  about: string;
  node: PageNode;
  /** The text that was judged; a secret in it is covered before it is printed. */
  text: string;
  verdict: string;
  because: readonly string[];
}

/** Gets each judgement. Only the maintainer's command and failing tests ask for them, never a page. */
export type Explain = (explanation: Explanation) => void;
