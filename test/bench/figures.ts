import { fittedExponent, pairedRatio, summaryOf, type Summary } from './statistics';

/** What a figure was measured with: no extension, an empty one, or ours. */
export type Variant = 'none' | 'empty' | 'ours';
export const VARIANTS: readonly Variant[] = ['none', 'empty', 'ours'];

export type Unit = 'ms' | 'MB' | 'px' | '';

/** What was measured. `size` is the number of keys, where there are any. */
export interface Figure {
  topic: string;
  name: string;
  unit: Unit;
  size?: number;
}

/** One figure with all of its rounds. */
export interface Row extends Figure {
  variants: Partial<Record<Variant, Summary>>;
  /** How many times the one with the empty extension it is, or without any. */
  ratio?: number;
  /** The most that the design allows of ours. */
  budget?: number;
}

/** How a figure grows with the number of keys. */
export interface Growth extends Figure {
  sizes: number[];
  exponent: number;
}

type Values = Record<Variant, Map<number, number>>;

/** Takes down values as they are measured. */
export class Figures {
  readonly #values = new Map<string, { figure: Figure; values: Values }>();

  /** Notes the value of a round. */
  note(figure: Figure, variant: Variant, round: number, value: number): void {
    const key = JSON.stringify([figure.topic, figure.name, figure.size]);
    const entry = this.#values.get(key) ?? { figure, values: { none: new Map(), empty: new Map(), ours: new Map() } };
    this.#values.set(key, entry);
    entry.values[variant].set(round, value);
  }

  /** All figures, those of one name together and by size, with the budget of each. */
  rows(budgetOf: (figure: Figure) => number | undefined): Row[] {
    const families = new Map<string, Row[]>();
    for (const { figure, values } of this.#values.values()) {
      const family = familyOf(figure);
      const budget = budgetOf(figure);
      const ratio = pairedRatio(values.ours, values.empty) ?? pairedRatio(values.ours, values.none);
      const measured = VARIANTS.filter((variant) => values[variant].size > 0).map((variant) => [
        variant,
        summaryOf([...values[variant].values()]),
      ]);
      const row: Row = {
        ...figure,
        variants: Object.fromEntries(measured),
        ...(ratio !== undefined && { ratio }),
        ...(budget !== undefined && { budget }),
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
