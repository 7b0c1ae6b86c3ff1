import * as z from 'zod/mini';
import { instantSchema } from './key';

/** Which notices were given for a key. A renewed key has another expiry, so its notices start anew. */
export const toldSchema = z.object({
  /** The expiry (ms, earliest reading) that the notices were about. */
  expiresAt: instantSchema,
  /** The thresholds (days) that are done with: told, or overtaken by a tighter one. */
  thresholdDays: z.array(z.number()),
});

/** What was told so far, by the id of the key. */
export const ledgerSchema = z.record(z.string(), toldSchema);
export type Ledger = z.infer<typeof ledgerSchema>;
