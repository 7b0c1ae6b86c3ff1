import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyCheck, shellsFor, type Shell } from '../../../utils/site/api';
import { FAKE_SECRET } from '../../browser/support/fake-secret';

/* The check of a write key, run in the shells that this computer has against a server that answers like the API. */

const WRONG = FAKE_SECRET.replace(/A/g, 'B');

let server: Server;
let url: string;
let folder: string;

beforeEach(async () => {
  server = createServer(({ headers }, response) => {
    const isRight = headers['x-dgs-admin-api-key'] === FAKE_SECRET;
    response.writeHead(isRight ? 200 : 403).end(isRight ? '{"email":"mei.ling@tech.example.gov.sg"}' : '{}');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/whoami`;
  folder = mkdtempSync(join(tmpdir(), 'key-check-'));
});

afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const has = (program: string): boolean => spawnSync(program, ['-c', 'exit'], { stdio: 'ignore' }).error === undefined;

/** Runs a program with these lines as what a person types, and resolves to all that it printed. */
function typed(program: string, args: string[], lines: string[]): Promise<string> {
  const run = spawn(program, args, { env: { ...process.env, HISTFILE: join(folder, 'history'), HISTSIZE: '100' } });
  let printed = '';
  for (const stream of [run.stdout, run.stderr]) stream.on('data', (part) => (printed += String(part)));
  run.stdin.end(`${lines.join('\n')}\n`);
  return new Promise((resolve) => void run.on('close', () => resolve(printed)));
}

describe.skipIf(!has('bash') || !has('curl'))('in bash', () => {
  it.each([
    ['a key that works', FAKE_SECRET, 'Status 200'],
    ['another key', WRONG, 'Status 403'],
  ])(
    'in bash the check prints the status of %s, and the key is in no history and in nothing printed',
    async (_, key, status) => {
      const lines = ['set -o history', keyCheck('posix', url), key, 'history -w', 'exit'];
      const printed = await typed('bash', ['--norc', '--noprofile'], lines);
      expect(printed).toContain(status);
      expect(printed).not.toContain(key);
      const history = readFileSync(join(folder, 'history'), 'utf8');
      expect(history).toContain('x-dgs-admin-api-key');
      expect(history).not.toContain(key);
    },
  );

  it('in bash the key is never one of the words of a program', async () => {
    // A `curl` of ours notes with which words it was called.
    const words = join(folder, 'words');
    writeFileSync(join(folder, 'curl'), `#!/bin/sh\necho "$@" > '${words}'\ncat > /dev/null\n`, { mode: 0o755 });
    await typed('bash', ['--norc', '--noprofile'], [`PATH="${folder}:$PATH"`, keyCheck('posix', url), FAKE_SECRET]);
    expect(readFileSync(words, 'utf8')).toContain('--config -');
    expect(readFileSync(words, 'utf8')).not.toContain(FAKE_SECRET);
  });
});

describe.skipIf(!has('pwsh'))('in PowerShell', () => {
  it.each([
    [FAKE_SECRET, 'Status 200'],
    [WRONG, 'Status 403'],
  ])('in PowerShell the check prints the status of the key %s', async (key, status) => {
    const printed = await typed('pwsh', ['-NoProfile', '-Command', keyCheck('powershell', url)], [key]);
    expect(printed).toContain(status);
    expect(printed).not.toContain(key);
  });
});

it.each<Shell>(['powershell', 'posix', 'cmd'])(
  'the check for %s asks for the key out of sight, and prints the status of the documented request',
  (shell) => {
    const command = keyCheck(shell);
    expect(command).toContain('https://api-production.data.gov.sg/v2/admin/api/auth/whoami');
    expect(command).toContain('x-dgs-admin-api-key');
    expect(command).toMatch(shell === 'posix' ? /read -rs/ : /Read-Host .* -AsSecureString/);
    expect(command).toContain('Status ');
    // One line: a person pastes it, and what comes after a line break would be taken for the key.
    expect(command).not.toContain('\n');
  },
);

it('the check for cmd has only the quotes around the command for PowerShell, and nothing that cmd itself reads', () => {
  const command = keyCheck('cmd');
  const within = /^powershell -NoProfile -Command "([^"]*)"$/.exec(command)?.[1];
  expect(within).toBe(keyCheck('powershell'));
  expect(within).not.toMatch(/[%!^\n]/);
});

it('the commands for the user’s own system come first', () => {
  expect(shellsFor({ isWindows: true })[0]).toBe('powershell');
  expect(shellsFor({ isWindows: false })[0]).toBe('posix');
});
