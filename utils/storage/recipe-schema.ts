import * as z from 'zod/mini';
import { dateOrderSchema, instantSchema, keyRecordSchema, knownListSchema } from '../keys/key';
import { CELL_KINDS, LABEL_LIMIT, LAYOUTS, TEXT_ATTRIBUTES, type Lesson, type Recipe } from '../site/recipe/recipe';

/*
 * What the user has taught, as it is stored. A page sends it, so that everything in it is bounded; what it says of
 * texts goes through the storage gate like all else.
 */

/** Deeper pages and larger records are not taught. Chosen, not measured. */
const MOST_STEPS = 100;
const MOST_COLUMNS = 50;

const tagSchema = z.string().check(z.refine((tag) => /^[A-Za-z][\w.-]{0,60}$/.test(tag), 'no tag'));
const roleSchema = z.string().check(z.refine((role) => /^[a-z][a-z -]{0,40}$/.test(role), 'no role'));
const labelSchema = z.string().check(z.minLength(1), z.maxLength(LABEL_LIMIT));
const placeSchema = z.number().check(z.int(), z.gte(-5_000), z.lte(5_000));
const countSchema = z.number().check(z.int(), z.gte(0), z.lte(5_000));

const shape = { tag: tagSchema, role: z.exactOptional(roleSchema) };
const stepSchema = z.object({ ...shape, place: placeSchema, label: z.exactOptional(labelSchema) });
const levelSchema = z.object({ ...shape, place: z.exactOptional(countSchema) });

const partSchema = z.object({
  cell: z.exactOptional(stepSchema),
  column: z.exactOptional(countSchema),
  steps: z.array(stepSchema).check(z.maxLength(MOST_STEPS)),
  from: z.enum(['text', 'value', ...TEXT_ATTRIBUTES]),
  run: z.exactOptional(countSchema),
  joined: z.exactOptional(
    z.object({ count: z.number().check(z.int(), z.gte(2), z.lte(MOST_COLUMNS)), by: z.enum([' ', '/']) }),
  ),
  piece: z.exactOptional(z.object({ index: countSchema, between: z.string().check(z.minLength(1), z.maxLength(3)) })),
});

const columnsSchema = z.object({
  cells: z
    .array(z.object({ ...shape, kind: z.enum(CELL_KINDS), inner: z.exactOptional(tagSchema) }))
    .check(z.maxLength(MOST_COLUMNS)),
  nameHeader: z.exactOptional(labelSchema),
  expiryHeader: z.exactOptional(labelSchema),
  firstIsHeader: z.exactOptional(z.literal(true)),
});

export const lessonSchema = z.object({
  levels: z.array(levelSchema).check(z.maxLength(MOST_STEPS)),
  layout: z.enum(LAYOUTS),
  size: z.exactOptional(z.number().check(z.int(), z.gte(2), z.lte(MOST_COLUMNS))),
  row: z.object(shape),
  stem: z.array(stepSchema).check(z.maxLength(MOST_STEPS)),
  name: partSchema,
  expiry: z.exactOptional(partSchema),
  columns: z.exactOptional(columnsSchema),
  dateOrder: z.exactOptional(dateOrderSchema),
}) satisfies z.ZodMiniType<Lesson>;

export const recipeSchema = z.object({
  ...lessonSchema.shape,
  host: keyRecordSchema.shape.host,
  address: knownListSchema.shape.address,
  /** When (ms) it was taught. */
  taughtAt: instantSchema,
  /** Since when (ms) the page does not fit it any more; absent while it does. */
  failedAt: z.exactOptional(instantSchema),
  /** The user has seen that it does not. */
  isFailureSeen: z.exactOptional(z.literal(true)),
}) satisfies z.ZodMiniType<Recipe>;
