import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { runNpmOnce } from './npm-once';

const FOLDER = 'test/lint';

/** A message of the linter on one line of a file. */
export interface Finding {
  code: string;
  file: string;
  message: string;
}

/** Fetches Mozilla's linter, unless it is there. If that fails, throws one sentence that says what to do. */
export function fetchLinter(): void {
  try {
    runNpmOnce({
      folder: FOLDER,
      sources: ['package.json', 'package-lock.json'],
      stamp: 'node_modules/fetched-from',
      commands: [],
    });
  } catch (error) {
    throw new Error(
      `Mozilla's linter (web-ext) is not there and could not be fetched. Connect to the network and run this again; once it is in ${FOLDER}, no network is needed.`,
      { cause: error },
    );
  }
}

/** The messages of `web-ext lint` on the extension in a folder: errors, warnings and notices alike. */
export function lint(extension: string): Finding[] {
  fetchLinter();
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(FOLDER, 'node_modules/web-ext/bin/web-ext.js'),
      'lint',
      '--no-config-discovery',
      '--output=json',
      `--source-dir=${resolve(extension)}`,
    ],
    {
      encoding: 'utf8',
      // It would ask the network for a newer version of itself.
      env: { ...process.env, NO_UPDATE_NOTIFIER: '1' },
    },
  );
  if (!stdout.startsWith('{')) throw new Error(`web-ext lint did not run: ${stderr || stdout}`);
  const { errors, warnings, notices } = JSON.parse(stdout) as Record<'errors' | 'warnings' | 'notices', Finding[]>;
  return [...errors, ...warnings, ...notices];
}
