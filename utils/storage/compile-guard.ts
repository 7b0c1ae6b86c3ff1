import type * as z from 'zod/mini';

/*
 * Our pages forbid scripts made of text, so zod goes through a schema step by step for every value, and notes what it
 * finds: ten thousand stored keys take it as long as the blink of an eye. Nearly always they are as they were written.
 * Of the schema itself a function is made once that tells just this, many times as fast. It can never go out of step with
 * the schema, and where it does not say yes, zod decides.
 */

type Test = (value: unknown) => boolean;
/** What zod's definition of a schema or a check says: https://zod.dev/packages/core. */
type Definition = { type?: string; check?: string; checks?: readonly Defined[] } & Record<string, any>;
interface Defined {
  _zod: { def: Definition };
}

const unsure: Test = () => false;

/** Tells of values whether they fit a schema beyond doubt. A `false` says nothing: zod has to be asked. */
export function compileGuard(schema: z.core.$ZodType): Test {
  return testOf(schema as unknown as Defined);
}

function testOf({ _zod: { def } }: Defined): Test {
  const tests = [kindTest(def), ...(def.checks ?? []).map(({ _zod }) => checkTest(_zod.def))];
  if (tests.includes(unsure)) return unsure;
  return tests.reduce((one, other) => (value) => one(value) && other(value));
}

function kindTest(def: Definition): Test {
  if (def.format !== undefined || def.coerce !== undefined) return unsure;
  switch (def.type) {
    case 'string':
      return (value) => typeof value === 'string';
    case 'number':
      return Number.isFinite;
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'literal':
      return isOneOf(def.values);
    case 'enum':
      return isOneOf(Object.values(def.entries));
    case 'array':
      return allOf(testOf(def.element));
    case 'record':
      return recordTest(testOf(def.keyType), testOf(def.valueType));
    case 'union':
      return (def.options as Defined[]).map(testOf).reduce((one, other) => (value) => one(value) || other(value));
    case 'object':
      return def.catchall ? unsure : objectTest(def.shape);
    default:
      return unsure;
  }
}

function isOneOf(values: readonly unknown[]): Test {
  return (value) => values.includes(value);
}

function allOf(test: Test): Test {
  return (value) => {
    if (!Array.isArray(value)) return false;
    // `every` would pass over what is missing.
    for (const entry of value) if (!test(entry)) return false;
    return true;
  };
}

function recordTest(isName: Test, isField: Test): Test {
  return (value) => isPlain(value) && Object.entries(value).every(([name, field]) => isName(name) && isField(field));
}

/** Fields that the schema does not name may be there: zod lets them be too. Most of those that may be absent are, so that what is there is gone through. */
function objectTest(shape: Record<string, Defined>): Test {
  const fields = new Map(
    Object.entries(shape).map(([name, field]) => {
      const isOptional = field._zod.def.type === 'optional';
      return [name, { isOptional, test: testOf(isOptional ? field._zod.def.innerType : field) }];
    }),
  );
  const needed = [...fields.values()].filter(({ isOptional }) => !isOptional).length;
  return (value) => {
    if (!isPlain(value)) return false;
    let found = 0;
    for (const name in value) {
      const field = fields.get(name);
      if (!field) continue;
      if (!field.test(value[name])) return false;
      if (!field.isOptional) found++;
    }
    return found === needed;
  };
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function checkTest(def: Definition): Test {
  switch (def.check) {
    case 'min_length':
      return (value) => (value as { length: number }).length >= def.minimum;
    case 'max_length':
      return (value) => (value as { length: number }).length <= def.maximum;
    case 'greater_than':
      return def.inclusive ? (value) => (value as number) >= def.value : unsure;
    case 'less_than':
      return def.inclusive ? (value) => (value as number) <= def.value : unsure;
    case 'number_format':
      return def.format === 'safeint' ? Number.isSafeInteger : unsure;
    // A rule of our own, that is given what fits the rest.
    case 'custom':
      return (value) => def.fn(value) === true;
    default:
      return unsure;
  }
}
