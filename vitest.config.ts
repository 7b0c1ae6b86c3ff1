import { readdirSync, readFileSync } from 'node:fs';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
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

const FILES = ['test/unit', 'test/simulated-years'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`),
);

/** Whether a file changes modules for all that come after it. */
const changesModules = (file: string): boolean =>
  /\bvi\.(?:mock|doMock|resetModules)\b/.test(readFileSync(file, 'utf8'));

function project(name: string, options: { include: string[]; isolate?: boolean }): TestProjectInlineConfiguration {
  return {
    plugins: [WxtVitest()],
    test: {
      name,
      setupFiles: ['test/unit/set-up.ts'],
      mockReset: true,
      // A busy machine is slow. Only patterns.test.ts measures time, which is that of its own process.
      testTimeout: 600_000,
      ...options,
    },
  };
}

export default defineConfig({
  test: {
    // To load every module again for every file took a seventh of the time.
    projects: [
      project('modules of its own', { include: FILES.filter(changesModules) }),
      project('shared modules', { include: FILES.filter((file) => !changesModules(file)), isolate: false }),
    ],
    // Every core: one is left out otherwise, which on a machine of two is half.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
  },
});
