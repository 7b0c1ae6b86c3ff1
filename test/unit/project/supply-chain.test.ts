import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

/* Where the code of others comes from, and which of it ships. */

interface Locked {
  version: string;
  license?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  dev?: boolean;
  hasInstallScript?: boolean;
}

const lockFiles = ['.', ...readdirSync('test').map((name) => join('test', name))]
  .map((folder) => join(folder, 'package-lock.json'))
  .filter((file) => existsSync(file));
const lockedIn = (file: string): [string, Locked][] =>
  Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages as Record<string, Locked>).filter(
    ([path]) => path !== '',
  );
const shipped = lockedIn('package-lock.json').filter(([, { dev }]) => !dev);

it.each(lockFiles)(
  '%s takes every package from the registry that npm is set to, by the hash of its content',
  (file) => {
    const others = lockedIn(file).filter(
      ([, { resolved, link, integrity }]) =>
        resolved !== undefined || link || !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''),
    );
    expect(others.map(([path]) => path)).toEqual([]);
  },
);

it.each(lockFiles)(
  'the packages that %s locks are asked for by version, never by range, and only of a registry',
  (file) => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(
      readFileSync(join(dirname(file), 'package.json'), 'utf8'),
    ) as Record<string, Record<string, string>>;
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    );
    expect(loose).toEqual([]);
  },
);

it.each(lockFiles)('%s has no package that runs a script of its own while it is installed', (file) => {
  expect(
    lockedIn(file)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => path),
  ).toEqual([]);
});

it('what ships is these packages and no others', () => {
  expect(shipped.map(([path]) => path.replace('node_modules/', ''))).toEqual([
    'csv-stringify',
    'ical-generator',
    'react',
    'react-dom',
    'scheduler',
    'webextension-polyfill',
    'zod',
  ]);
});

it('what ships comes with the licences of others', async () => {
  const notices = shipped.map(([path, { version, license }]) => {
    const { name, homepage } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as {
      name: string;
      homepage: string;
    };
    const text =
      license === 'MPL-2.0'
        ? 'Mozilla Public License 2.0, https://mozilla.org/MPL/2.0/; the source is at the address above.'
        : readFileSync(join(path, 'LICENSE'), 'utf8').trim();
    return `${name} ${version}\n${homepage}\n\n${text}\n`;
  });
  await expect(
    `Key Companion contains software by others.\n\n${notices.join(`\n${'-'.repeat(72)}\n\n`)}`,
    'run `npx vitest run supply-chain -u`',
  ).toMatchFileSnapshot('../../../public/licences.txt');
});

describe('the workflows', () => {
  const FOLDER = '.github/workflows';
  const lines = readdirSync(FOLDER).flatMap((name) => readFileSync(join(FOLDER, name), 'utf8').split('\n'));
  const used = lines.flatMap((line) => /\buses: *(.*)/.exec(line)?.[1] ?? []);

  it('the workflows name each action by the hash of its commit and its version, and each one alike', () => {
    expect(used.length).toBeGreaterThan(9);
    expect(used.filter((action) => !/^actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action))).toEqual([]);
    const names = [...new Set(used)].map((action) => action.split('@')[0]);
    expect(names).toEqual([...new Set(names)]);
  });

  it('the workflows leave no token behind in what they check out', () => {
    interface Step {
      uses?: string;
      with?: Record<string, unknown>;
    }
    const steps = readdirSync(FOLDER).flatMap((name) =>
      Object.values(
        (parse(readFileSync(join(FOLDER, name), 'utf8')) as { jobs: Record<string, { steps: Step[] }> }).jobs,
      ).flatMap((job) => job.steps),
    );
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.length).toBeGreaterThan(2);
    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  });

  it('updates of the workflows and of all packages are proposed each week', () => {
    const { updates } = parse(readFileSync('.github/dependabot.yml', 'utf8')) as {
      updates: {
        'package-ecosystem': string;
        directory?: string;
        directories?: string[];
        schedule: { interval: string };
      }[];
    };
    const folders = lockFiles.map((file) => join('/', dirname(file)));
    expect(
      updates.map(({ directory, directories = [directory], schedule, ...update }) => [
        update['package-ecosystem'],
        directories.toSorted(),
        schedule.interval,
      ]),
    ).toEqual([
      ['npm', folders.toSorted(), 'weekly'],
      ['github-actions', ['/'], 'weekly'],
    ]);
  });
});
