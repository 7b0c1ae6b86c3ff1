/** What the values of several rounds come to. */
export interface Summary {
  median: number;
  lowest: number;
  highest: number;
}

/** The middle of some values, or the mean of the two in the middle. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? NaN : (low + high) / 2;
}

/** Median and spread of some values, of which there is at least one. */
export function summaryOf(values: readonly number[]): Summary {
  return { median: median(values), lowest: Math.min(...values), highest: Math.max(...values) };
}

/** The median of the ratios within each round, with the lowest and the highest. */
export type Ratio = Summary;

/**
 * How many times the baseline a figure is: both values of a round were taken on an equally busy machine. `undefined`
 * where the baseline is nothing.
 */
export function pairedRatio(
  values: ReadonlyMap<number, number>,
  baseline: ReadonlyMap<number, number>,
): Ratio | undefined {
  const ratios = [...values].flatMap(([round, value]) => {
    const base = baseline.get(round);
    return base === undefined || base <= 0 ? [] : [value / base];
  });
  return ratios.length === 0 ? undefined : summaryOf(ratios);
}

/**
 * The exponent with which a figure grows with its size, by least squares over the logarithms: 0 does not grow, 1 grows
 * in proportion, 2 with the square. `undefined` of less than three sizes with a value above zero.
 */
export function fittedExponent(points: readonly { size: number; value: number }[]): number | undefined {
  const logs = points
    .filter(({ size, value }) => size > 0 && value > 0)
    .map(({ size, value }) => ({ x: Math.log(size), y: Math.log(value) }));
  if (logs.length < 3) return undefined;
  const mean = (numbers: number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const [meanX, meanY] = [mean(logs.map(({ x }) => x)), mean(logs.map(({ y }) => y))];
  return mean(logs.map(({ x, y }) => (x - meanX) * (y - meanY))) / mean(logs.map(({ x }) => (x - meanX) ** 2));
}
