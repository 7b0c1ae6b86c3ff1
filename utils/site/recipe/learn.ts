import type { Expiry } from '../../keys/expiry';
import { ENTRY } from '../../page-model/dom';
import type { PageNode } from '../../page-model/page-node';
import type { DateContext } from '../dates/dates';
import { readRecords, taughtRows } from './apply';
import { proposals, type Pressed, type Proposal } from './proposals';
import type { Lesson, Level } from './recipe';
import { refined } from './refine';
import { nodesAbove, stepTo } from './shapes';
import { textOfSpot } from './spot';

/* What two presses teach: of all ways in which the page may hold such records, the one by which most can be read. */

/** A lesson for the list that was pressed in, and one for all lists like it if there are more. */
export interface Learned {
  lesson: Lesson;
  everywhere?: Lesson;
}

/** What the presses teach; `undefined` if nothing repeats that could be read. */
export function learn(body: PageNode, pressed: Pressed, context: DateContext): Learned | undefined {
  let best: { lesson: Omit<Lesson, 'levels'>; list: PageNode; points: number } | undefined;
  for (const proposal of proposals(body, pressed)) {
    const found = refined(proposal, context);
    if (!found) continue;
    const { list, lesson } = found;
    const points = pointsOf({ list, lesson }, pressed, context);
    if (points > (best?.points ?? 0)) best = { list, lesson, points };
  }
  if (!best) return undefined;
  const lesson: Lesson = { ...best.lesson, levels: levelsTo(best.list, body) };
  const everywhere = inAllLists(body, lesson, context);
  return { lesson, ...(everywhere && { everywhere }) };
}

/** How well a list can be read by a lesson; 0 if not at all, or if what was pressed is not among its keys. */
function pointsOf({ list, lesson }: Proposal, { name, expiry }: Pressed, context: DateContext): number {
  const read = readRecords(
    list,
    { ...lesson, levels: [] },
    { ...context, dateOrder: context.dateOrder ?? 'day-first' },
  );
  const own = read.find(({ record }) => record.name === name.node);
  const isOwnName = own && (own.row.isUnnamed || textOfSpot(name).includes(own.row.name));
  if (!isOwnName) return 0;
  const names = new Set(read.map(({ row }) => row.name));
  // What says the same at every key is no name. Only a record of its own can be the only one.
  if (names.size === 1 && (read.length > 1 || lesson.layout !== 'rows')) return 0;
  const sum = read.reduce((points, { row }) => points + (expiry ? pointsOfExpiry(row.expiry) : 1), 0);
  const isEntry = lesson.layout === 'rows' && own.row.node.is(ENTRY);
  return sum + (isEntry ? SMALL : 0) - (lesson.expiry?.joined ? SMALL : 0);
}

/** Less than what any key counts. */
const SMALL = 0.5;

/** A date with a year that is printed counts most; a text that cannot be read speaks against. */
function pointsOfExpiry(expiry: Expiry): number {
  if (expiry.kind === 'unknown') return expiry.text === '' ? 0 : -1;
  if (expiry.kind !== 'dated') return 2;
  if (expiry.approximate) return 2;
  return /\d{4}/.test(expiry.text) ? 4 : 3;
}

function levelsTo(list: PageNode, body: PageNode): Level[] {
  return nodesAbove(list, body)
    .map((node): Level => {
      const { label: _, ...level } = stepTo(node);
      return level;
    })
    .reverse();
}

/** The lesson for all lists of the page that are like this one; `undefined` if there are no others. */
function inAllLists(body: PageNode, lesson: Lesson, context: DateContext): Lesson | undefined {
  const countBy = (levels: Level[]): number => taughtRows(body, { ...lesson, levels }, context).length;
  let levels: Level[] = lesson.levels;
  for (let index = levels.length - 1; index >= 0; index--) {
    const wider = levels.map((level, at): Level => (at === index ? shapeOnly(level) : level));
    if (countBy(wider) > countBy(levels)) levels = wider;
  }
  return levels === lesson.levels ? undefined : { ...lesson, levels };
}

function shapeOnly({ place: _, ...shape }: Level): Level {
  return shape;
}
