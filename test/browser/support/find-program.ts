import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';

/** Whether this process may install the system's packages. */
export const isRoot = process.getuid?.() === 0;

/**
 * The path of the first of these programs that the system has. A program from the snap store does not count: it cannot
 * open a profile in the temporary folder.
 */
export function onPath(...programs: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return programs
    .flatMap((program) => folders.map((folder) => join(folder, program)))
    .find((path) => existsSync(path) && !isSnap(path));
}

/** A snap is a link to the program `snap`, or a short script that starts one. */
function isSnap(path: string): boolean {
  return (
    basename(realpathSync(path)) === 'snap' ||
    (statSync(path).size < 10_000 && readFileSync(path, 'utf8').includes('/snap/'))
  );
}

/**
 * Installs packages of Debian and its kin, if that may be done. To see whether it worked, look for the program once
 * more.
 */
export function installPackages(...packages: string[]): void {
  if (!isRoot || !onPath('apt-get')) return;
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: 'inherit' });
  } catch {
    // The lines above say why.
  }
}
