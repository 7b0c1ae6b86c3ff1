import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

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

const lockFiles = ['.', ...readdirSync('test').map((name) => join('test', name))].map((folder) => join(folder, 'package-lock.json')).filter((file) => existsSync(file));
const lockedIn = (file: string): [string, Locked][] => Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages as Record<string, Locked>).filter(([path]) => path !== '');
const shipped = lockedIn('package-lock.json').filter(([, { dev }]) => !dev);

describe.each(lockFiles)('%s', (file) => {
  it('takes every package from the registry that npm is set to, by the hash of its content', () => {
    const others = lockedIn(file).filter(([, { resolved, link, integrity }]) => resolved !== undefined || link || !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''));
    expect(others.map(([path]) => path)).toEqual([]);
  });

  it('names versions, never ranges, and nothing from another place than a registry', () => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(join(dirname(file), 'package.json'), 'utf8')) as Record<string, Record<string, string>>;
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    expect(loose).toEqual([]);
  });

  it('has no package that runs a script of its own while it is installed', () => {
    expect(lockedIn(file).filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
  });
});

describe('what ships', () => {
  it('is these packages and no others', () => {
    expect(shipped.map(([path]) => path.replace('node_modules/', ''))).toEqual(['ical-generator', 'react', 'react-dom', 'scheduler', 'webextension-polyfill', 'zod']);
  });

  it('comes with the licences of others', async () => {
    const notices = shipped.map(([path, { version, license }]) => {
      const { name, homepage } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as { name: string; homepage: string };
      const text = license === 'MPL-2.0' ? 'Mozilla Public License 2.0, https://mozilla.org/MPL/2.0/; the source is at the address above.' : readFileSync(join(path, 'LICENSE'), 'utf8').trim();
      return `${name} ${version}\n${homepage}\n\n${text}\n`;
    });
    await expect(`Key Companion contains software by others.\n\n${notices.join(`\n${'-'.repeat(72)}\n\n`)}`, 'run `npx vitest run supply-chain -u`').toMatchFileSnapshot('../../public/licences.txt');
  });
});
