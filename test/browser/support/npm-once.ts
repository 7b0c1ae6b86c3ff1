import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A folder below `test/` with a package of its own, and what npm makes in it. */
interface OwnPackage {
  folder: string;
  /** The only files and folders that the results come from. */
  sources: string[];
  /** A file among what is made: the sources that it was made from are noted there. */
  stamp: string;
  /** The arguments of npm after `npm ci`, for each call in turn. */
  commands: string[][];
}

/** Makes npm install and build what a package needs, unless it is there and comes from the sources as they are now. */
export function runNpmOnce({ folder, sources, stamp, commands }: OwnPackage): void {
  const hash = hashOf(sources.map((name) => join(folder, name)));
  const noted = join(folder, stamp);
  if (existsSync(noted) && readFileSync(noted, 'utf8') === hash) return;
  const isWindows = process.platform === 'win32';
  for (const command of [['ci', '--no-audit', '--no-fund', '--loglevel=error'], ...commands]) {
    execFileSync(isWindows ? 'npm.cmd' : 'npm', command, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: isWindows,
    });
  }
  writeFileSync(noted, hash);
}

function hashOf(paths: string[]): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else hash.update(path).update(readFileSync(path));
  };
  for (const path of paths) add(path);
  return hash.digest('hex');
}
