import * as z from 'zod/mini';
import {
  dateOrderSchema,
  instantSchema,
  keyRecordSchema,
  knownListSchema,
  optionalInstant,
  optionalTrue,
} from '../keys/key';
import { CELL_KINDS, LABEL_LIMIT, LAYOUTS, TEXT_ATTRIBUTES, type Lesson, type Recipe } from '../site/recipe/recipe';

/*
 * The lessons of the user, as they are stored. A page sends them, so everything in them is bounded; their texts go
 * through the storage gate like all others.
 */

/** Deeper pages and larger records are not taught. Chosen, not measured. */
const MOST_STEPS = 100;
const MOST_COLUMNS = 50;

/** Most users teach nothing, so these are only made when something that was taught is there. */
export const lessonSchema = z.lazy(() => z.object(lessonShape())) satisfies z.ZodMiniType<Lesson>;

export const recipeSchema = z.lazy(() =>
  z.object({
    ...lessonShape(),
    host: keyRecordSchema.shape.host,
    address: knownListSchema.shape.address,
    /** When (ms) it was taught. */
    taughtAt: instantSchema,
    /** Since when (ms) the page does not fit it any more; absent while it does. */
    failedAt: optionalInstant,
    /** The user has seen that it does not. */
    isFailureSeen: optionalTrue,
  }),
) satisfies z.ZodMiniType<Recipe>;

function lessonShape() {
  const tag = z.string().check(z.refine((name) => /^[A-Za-z][\w.-]{0,60}$/.test(name), 'no tag'));
  const role = z.string().check(z.refine((name) => /^[a-z][a-z -]{0,40}$/.test(name), 'no role'));
  const label = z.string().check(z.minLength(1), z.maxLength(LABEL_LIMIT));
  const place = z.number().check(z.int(), z.gte(-5_000), z.lte(5_000));
  const count = z.number().check(z.int(), z.gte(0), z.lte(5_000));
  const ofSeveral = z.number().check(z.int(), z.gte(2), z.lte(MOST_COLUMNS));

  const shape = { tag, role: z.exactOptional(role) };
  const step = z.object({ ...shape, place, label: z.exactOptional(label) });
  const steps = z.array(step).check(z.maxLength(MOST_STEPS));
  const part = z.object({
    cell: z.exactOptional(step),
    column: z.exactOptional(count),
    steps,
    from: z.enum(['text', 'value', ...TEXT_ATTRIBUTES]),
    run: z.exactOptional(count),
    joined: z.exactOptional(z.object({ count: ofSeveral, by: z.enum([' ', '/']) })),
    piece: z.exactOptional(z.object({ index: count, between: z.string().check(z.minLength(1), z.maxLength(3)) })),
  });
  const columns = z.object({
    cells: z
      .array(z.object({ ...shape, kind: z.enum(CELL_KINDS), inner: z.exactOptional(tag) }))
      .check(z.maxLength(MOST_COLUMNS)),
    nameHeader: z.exactOptional(label),
    expiryHeader: z.exactOptional(label),
    firstIsHeader: optionalTrue,
  });
  return {
    levels: z.array(z.object({ ...shape, place: z.exactOptional(count) })).check(z.maxLength(MOST_STEPS)),
    layout: z.enum(LAYOUTS),
    size: z.exactOptional(ofSeveral),
    row: z.object(shape),
    stem: steps,
    name: part,
    expiry: z.exactOptional(part),
    columns: z.exactOptional(columns),
    dateOrder: z.exactOptional(dateOrderSchema),
  };
}
