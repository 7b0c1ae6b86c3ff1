import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

// Vitest's reporter groups failures with it, and Node 20 has none: without this a failing test could not say why.
(Map as { groupBy?: unknown }).groupBy ??= <Item, Key>(
  items: Iterable<Item>,
  keyOf: (item: Item, index: number) => Key,
): Map<Key, Item[]> => {
  const groups = new Map<Key, Item[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
};

/** The longest test begins first: all others run beside it, on the other core. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLongest = ({ moduleId }: TestSpecification): boolean => moduleId.endsWith('simulated-years.test.ts');
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))];
  }
}

export default defineConfig({
  plugins: [WxtVitest()],
  test: {
    include: ['test/unit/**/*.test.ts', 'test/simulated-years/*.test.ts'],
    setupFiles: ['test/unit/set-up.ts'],
    mockReset: true,
    // Every core: one is left out otherwise, which on a machine of two is half.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    // A busy machine is slow. Only patterns.test.ts measures time, the best of five.
    testTimeout: 180_000,
  },
});
