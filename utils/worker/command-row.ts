import type * as z from 'zod/mini';
import { textsIn } from '../secrets/texts-in';

/* What a row of the table of commands is made of. */

/** The tab script in a page of data.gov.sg or of a host that the user has added, or our own popup and options page. */
export type Sender = 'site' | 'extension';

/** When (ms) a command has arrived, and the address of the page that sent it. */
export interface Arrival {
  now: number;
  url: string | undefined;
}

interface Row<From extends Sender, Schema extends z.ZodMiniType, Result> {
  from: From;
  /** The schema of what it carries. */
  body: () => Schema;
  /** The texts in which the storage gate looks for secrets. */
  gatedTexts: (body: z.output<Schema>) => readonly string[];
  handle: (body: z.output<Schema>, arrival: Arrival) => Promise<Result>;
}

/** Makes the rows of commands from one sender. */
function rowsFrom<From extends Sender>(from: From) {
  return <Schema extends z.ZodMiniType, Result>(
    body: () => Schema,
    handle: Row<From, Schema, Result>['handle'],
    gatedTexts: Row<From, Schema, Result>['gatedTexts'] = textsIn,
  ): Row<From, Schema, Result> => ({ from, body: madeOnce(body), gatedTexts, handle });
}

/** A table's row for a command from pages of the site. */
export const fromSite = rowsFrom('site');

/** A table's row for a command from our own pages. */
export const fromOwnPages = rowsFrom('extension');

/** Makes a schema with the first command that needs it: the worker starts without any. */
function madeOnce<Schema>(make: () => Schema): () => Schema {
  let schema: Schema | undefined;
  return () => (schema ??= make());
}
