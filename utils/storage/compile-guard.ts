import type * as z from 'zod/mini';

/*
 * Our pages forbid scripts made of text, so zod goes through a schema step by step for every value and notes what it
 * finds, which takes noticeably long for ten thousand stored keys (docs/performance.md has figures). They are nearly
 * always as they were written. So a function that only confirms this, many times as fast, is made once from the schema
 * itself. It cannot get out of step with the schema, and if it does not say yes, zod decides.
 */

type Guard = (value: unknown) => boolean;
/** zod's definition of a schema or a check: https://zod.dev/packages/core. */
type Definition = { type?: string; check?: string; checks?: readonly Defined[] } & Record<string, any>;
interface Defined {
  _zod: { def: Definition };
}

const undecided: Guard = () => false;

/** Makes a guard that is true for values that fit the schema beyond doubt. Its `false` says nothing: zod decides. */
export function compileGuard(schema: z.core.$ZodType): Guard {
  return guardOf(schema as unknown as Defined);
}

function guardOf({ _zod: { def } }: Defined): Guard {
  const guards = [typeGuard(def), ...(def.checks ?? []).map(({ _zod }) => checkGuard(_zod.def))];
  if (guards.includes(undecided)) return undecided;
  return guards.reduce((guard, other) => (value) => guard(value) && other(value));
}

const TYPE_GUARDS: Readonly<Record<string, (def: Definition) => Guard>> = {
  string: () => (value) => typeof value === 'string',
  number: () => Number.isFinite,
  boolean: () => (value) => typeof value === 'boolean',
  literal: (def) => isOneOf(def.values),
  enum: (def) => isOneOf(Object.values(def.entries)),
  array: (def) => allOf(guardOf(def.element)),
  record: (def) => recordGuard(guardOf(def.keyType), guardOf(def.valueType)),
  union: (def) =>
    (def.options as Defined[]).map(guardOf).reduce((guard, other) => (value) => guard(value) || other(value)),
  lazy: (def) => onceAsked(def.getter),
  // What is absent has to be filled in, which is left to zod.
  default: (def) => guardOf(def.innerType),
  object: (def) => (def.catchall ? undecided : objectGuard(def.shape)),
};

function typeGuard(def: Definition): Guard {
  if (def.format !== undefined || def.coerce !== undefined) return undecided;
  return TYPE_GUARDS[def.type ?? '']?.(def) ?? undecided;
}

function isOneOf(values: readonly unknown[]): Guard {
  return (value) => values.includes(value);
}

function allOf(guard: Guard): Guard {
  return (value) => {
    if (!Array.isArray(value)) return false;
    // `every` would pass over what is missing.
    for (const entry of value) if (!guard(entry)) return false;
    return true;
  };
}

function recordGuard(isName: Guard, isField: Guard): Guard {
  return (value) => isPlain(value) && Object.entries(value).every(([name, field]) => isName(name) && isField(field));
}

/**
 * Fields that the schema does not name may be there: zod accepts them too. Most optional fields are absent, so the loop
 * runs over the fields of the value.
 */
function objectGuard(shape: Record<string, Defined>): Guard {
  const fields = new Map(
    Object.entries(shape).map(([name, field]) => {
      const isOptional = field._zod.def.type === 'optional';
      return [name, { isOptional, guard: onceAsked(() => (isOptional ? field._zod.def.innerType : field)) }];
    }),
  );
  const needed = [...fields.values()].filter(({ isOptional }) => !isOptional).length;
  return (value) => {
    if (!isPlain(value)) return false;
    let found = 0;
    for (const name in value) {
      const field = fields.get(name);
      if (!field) continue;
      if (!field.guard(value[name])) return false;
      if (!field.isOptional) found++;
    }
    return found === needed;
  };
}

/** Makes a guard when it is asked first: most optional fields are in no document. */
function onceAsked(schema: () => Defined): Guard {
  let guard: Guard | undefined;
  return (value) => (guard ??= guardOf(schema()))(value);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function checkGuard(def: Definition): Guard {
  switch (def.check) {
    case 'min_length':
      return (value) => (value as { length: number }).length >= def.minimum;
    case 'max_length':
      return (value) => (value as { length: number }).length <= def.maximum;
    case 'greater_than':
      return def.inclusive ? (value) => (value as number) >= def.value : undecided;
    case 'less_than':
      return def.inclusive ? (value) => (value as number) <= def.value : undecided;
    case 'number_format':
      return def.format === 'safeint' ? Number.isSafeInteger : undecided;
    // A rule of our own, that is given what fits the rest.
    case 'custom':
      return (value) => def.fn(value) === true;
    default:
      return undecided;
  }
}
