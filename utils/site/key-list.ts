import type { DateOrder, KeyKind } from '../keys/key';
import type { PageNode } from '../page-model/page-node';
import type { PageSnapshot } from '../page-model/page-snapshot';
import type { ReadingSteps, Steps } from '../page-model/steps';
import { findAccount } from './list-facts/account';
import { signOfPart } from './list-facts/completeness';
import { withMadeNames } from './candidates/unnamed-keys';
import type { DateContext } from './dates/dates';
import { datesOfPage } from './dates/page-dates';
import type { Explain } from './evidence/rule';
import type { KeyRow, SnapshotRow } from './key-row';
import { kindOfList } from './list-facts/kind';
import { inApiKeysSection, type Evidence } from './recognise/page-evidence';
import { readRows } from './candidates/rows';
import { unreadRowsBeside } from './list-facts/unread-rows';
import type { TaughtReader } from './recipe/taught-reader';

/** The keys that an API Keys tab shows. */
export interface ListedKeys {
  kind: KeyKind;
  account?: string;
  /** Whole: it shows all keys there are. */
  complete: boolean;
  /** The order of day and month that the page's dates prove. */
  dateOrder?: DateOrder;
  rows: readonly KeyRow[];
  /** It seems to hold keys that could not be read. */
  hasUnreadRows: boolean;
  /** The rows that the user was seen to delete: they are no longer among the others. */
  deleted?: readonly KeyRow[];
}

/** The address of a page, and the instant (ms) that relative dates are counted from. */
export interface ReadingContext {
  url: string;
  now: number;
  /** The order that earlier numeric dates of this list proved. */
  knownDateOrder?: DateOrder | undefined;
  /** Reads it by what the user has taught of this page. */
  taught?: TaughtReader | undefined;
  /** Gets each judgement of the reader. */
  explain?: Explain | undefined;
}

/** Reads the keys that a page lists, or the section of it that says so; `undefined` if it shows none. */
export function* readKeyList(
  snapshot: PageSnapshot,
  body: PageNode,
  reading: ReadingContext,
  evidence: Evidence,
): ReadingSteps<ListedKeys | undefined> {
  const page = yield* pageToRead(snapshot, body, reading);
  yield undefined;
  const read = yield* readRows(body, page.context);
  const found = evidence.isWholePage ? read : read.filter(inApiKeysSection(body, read, evidence));
  return yield* listOf(page, found);
}

/** The same by what the user has taught of the page; `undefined` if it does not fit. */
export function* readTaughtList(
  snapshot: PageSnapshot,
  body: PageNode,
  reading: ReadingContext,
  taught: TaughtReader,
): Steps<ListedKeys | undefined> {
  const page = yield* pageToRead(snapshot, body, reading);
  yield undefined;
  return yield* listOf(page, yield* withMadeNames(taught.rows(body, page.context)));
}

/** A page that is being read, and how to read its dates. */
interface PageToRead {
  snapshot: PageSnapshot;
  body: PageNode;
  url: string;
  context: DateContext;
  /** The order that its own dates prove. */
  dateOrder: DateOrder | undefined;
}

function* pageToRead(
  snapshot: PageSnapshot,
  body: PageNode,
  { url, now, knownDateOrder, taught, explain }: ReadingContext,
): Steps<PageToRead> {
  const order = taught?.dateOrder ?? knownDateOrder;
  return { snapshot, body, url, ...(yield* datesOfPage(body, { now, order, explain })) };
}

/** The list that rows make, with all that the page says of it; `undefined` if none can be seen. */
function* listOf(
  { snapshot, body, url, context, dateOrder }: PageToRead,
  found: readonly SnapshotRow[],
): Steps<ListedKeys | undefined> {
  const rows = yield* visibleOf(found, snapshot);
  if (rows.length === 0) return undefined;
  const account = findAccount(body, rows);
  yield undefined;
  const kind = kindOfList(body, snapshot.title, url, rows);
  yield undefined;
  const hasUnreadRows = unreadRowsBeside(rows, context).some((node) => snapshot.canBeSeen(node));
  yield undefined;
  const sign = yield* signOfPart(body, rows, { url, title: snapshot.title });
  context.explain?.({
    about: 'completeness',
    node: body,
    text: '',
    verdict: sign ? 'a part' : 'whole',
    because: sign ? [sign.why] : [],
  });
  const complete = sign === undefined && !hasUnreadRows && !body.hasLeftOut && !body.root.hasLeftOut;
  return {
    kind,
    complete,
    rows,
    hasUnreadRows,
    ...(account !== undefined && { account }),
    ...(dateOrder && { dateOrder }),
  };
}

function* visibleOf(rows: readonly SnapshotRow[], snapshot: PageSnapshot): Steps<readonly SnapshotRow[]> {
  const visible: SnapshotRow[] = [];
  for (const row of rows) {
    const isSeen = snapshot.canBeSeen(row.expiryNode);
    if (isSeen && (row.expiryNode.isWithin(row.node) || snapshot.canBeSeen(row.node))) visible.push(row);
    yield undefined;
  }
  return visible;
}
