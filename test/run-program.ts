import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs a program of node_modules in the foreground. Returns whether it ended well. `output` is where what it prints goes. */
export function runProgram(program: string, args: string[], environment: Record<string, string> = {}, output: 'inherit' | typeof process.stderr = 'inherit'): boolean {
  const isWindows = process.platform === 'win32';
  const { status } = spawnSync(join('node_modules', '.bin', isWindows ? `${program}.cmd` : program), args, {
    stdio: ['inherit', output, 'inherit'],
    shell: isWindows,
    env: { ...process.env, ...environment },
  });
  return status === 0;
}
