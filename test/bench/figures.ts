import { fittedExponent, pairedRatio, summaryOf, type Ratio, type Summary } from './statistics';

/**
 * What a figure was measured with: no extension, an empty one, the one that knows the page by heart, uBlock Origin
 * Lite, ours, or another build of ours.
 */
export type Variant = 'none' | 'empty' | 'heart' | 'ublock' | 'other' | 'ours';
export const VARIANTS: readonly Variant[] = ['none', 'empty', 'heart', 'ublock', 'other', 'ours'];

export type Unit = 'ms' | 'MB' | 'kB' | 'px' | '';

/** Whether it is the extension itself, in one build or the other. */
export function isOurs(variant: Variant): boolean {
  return variant === 'ours' || variant === 'other';
}

/** Where something is measured. */
export const ORDINARY = 'Ordinary page';
export const TAB = 'API Keys tab';
export const PHONE = 'API Keys tab, as on a phone';
export const FIREFOX = 'API Keys tab, Firefox';
/** Figures that budgets are about, too. */
export const OWN_COUNT = 'all script in Chromium’s own count, but for compiling';

/** What was measured. `size` is the number of keys, where there are any. */
export interface Figure {
  topic: string;
  name: string;
  unit: Unit;
  size?: number;
}

/** What ours is compared with: the empty extension, or where that has no such figure none at all; and the others. */
export type Base = 'empty' | 'heart' | 'other';
export const BASES: readonly Base[] = ['empty', 'heart', 'other'];

/**
 * The most that a figure may be: by itself, or as many times that `of` another; `beyond` it counts only what is added.
 */
export interface Limit {
  most: number;
  of?: Base | 'ublock';
  beyond?: 'none' | 'empty';
}

/** One figure with all of its rounds. */
export interface Row extends Figure {
  variants: Partial<Record<Variant, Summary>>;
  /** How many times that of another it is. */
  ratios: Partial<Record<Base, Ratio>>;
  /** The most that the design allows of ours, and what of that it is, if all that it takes was measured. */
  budget?: Limit & { measured?: Summary };
}

/** How a figure grows with the number of keys. */
export interface Growth extends Figure {
  sizes: number[];
  exponent: number;
}

type Values = Record<Variant, Map<number, number>>;

function noValues(): Values {
  return Object.fromEntries(VARIANTS.map((variant) => [variant, new Map()])) as Values;
}

/** Takes down values as they are measured. */
export class Figures {
  readonly #values = new Map<string, { figure: Figure; values: Values }>();

  /** Notes the value of a round. */
  note(figure: Figure, variant: Variant, round: number, value: number): void {
    const key = JSON.stringify([figure.topic, figure.name, figure.size]);
    const entry = this.#values.get(key) ?? { figure, values: noValues() };
    this.#values.set(key, entry);
    entry.values[variant].set(round, value);
  }

  /** All figures, those of one name together and by size, with the budget of each. */
  rows(budgetOf: (figure: Figure) => Limit | undefined): Row[] {
    const families = new Map<string, Row[]>();
    for (const { figure, values } of this.#values.values()) {
      const family = familyOf(figure);
      const budget = budgetOf(figure);
      const measured = VARIANTS.filter((variant) => values[variant].size > 0).map((variant) => [
        variant,
        summaryOf([...values[variant].values()]),
      ]);
      const row: Row = {
        ...figure,
        variants: Object.fromEntries(measured),
        ratios: ratiosOf(values),
        ...(budget !== undefined && { budget: { ...budget, ...measuredBy(budget, values) } }),
      };
      families.set(family, [...(families.get(family) ?? []), row]);
    }
    const topics = [...new Set([...families.values()].map(([row]) => row!.topic))];
    return topics.flatMap((topic) =>
      [...families.values()]
        .filter(([row]) => row!.topic === topic)
        .flatMap((rows) => rows.sort((one, other) => (one.size ?? 0) - (other.size ?? 0))),
    );
  }
}

function ratiosOf({ ours, none, empty, heart, other }: Values): Row['ratios'] {
  const ratios = {
    empty: pairedRatio(ours, empty) ?? pairedRatio(ours, none),
    heart: pairedRatio(ours, heart),
    other: pairedRatio(ours, other),
  };
  return Object.fromEntries(Object.entries(ratios).filter(([, ratio]) => ratio));
}

/** What a limit is about, in each round by itself: the machine was equally busy for all that is compared. */
function measuredBy({ of, beyond }: Limit, values: Values): { measured?: Summary } {
  const added = (variant: Variant): Map<number, number> =>
    beyond ? without(values[variant], values[beyond]) : values[variant];
  const ours = added('ours');
  const measured = of ? pairedRatio(ours, added(of)) : ours.size > 0 && summaryOf([...ours.values()]);
  return measured ? { measured } : {};
}

function without(values: ReadonlyMap<number, number>, baseline: ReadonlyMap<number, number>): Map<number, number> {
  const pairs = [...values].filter(([round]) => baseline.has(round));
  return new Map(pairs.map(([round, value]) => [round, value - baseline.get(round)!]));
}

/** How our figures grow, where they were measured with three numbers of keys or more. */
export function growthOf(rows: readonly Row[]): Growth[] {
  const families = new Map<string, Row[]>();
  for (const row of rows) families.set(familyOf(row), [...(families.get(familyOf(row)) ?? []), row]);
  return [...families.values()].flatMap((family) => {
    const points = family.flatMap(({ size, variants: { ours } }) =>
      size && ours && ours.median > 0 ? [{ size, value: ours.median }] : [],
    );
    const exponent = fittedExponent(points);
    const { topic, name, unit } = family[0]!;
    return exponent === undefined ? [] : [{ topic, name, unit, sizes: points.map(({ size }) => size), exponent }];
  });
}

function familyOf({ topic, name }: Figure): string {
  return `${topic}\n${name}`;
}
