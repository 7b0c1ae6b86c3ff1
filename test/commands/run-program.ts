import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

interface Call {
  command: string;
  options: { stdio: ['inherit', Output, 'inherit']; shell: boolean; env: NodeJS.ProcessEnv };
}

/** Where what a program prints goes. */
type Output = 'inherit' | typeof process.stderr;

function callOf(program: string, environment: Record<string, string>, output: Output = 'inherit'): Call {
  const isWindows = process.platform === 'win32';
  return {
    command: join('node_modules', '.bin', isWindows ? `${program}.cmd` : program),
    options: { stdio: ['inherit', output, 'inherit'], shell: isWindows, env: { ...process.env, ...environment } },
  };
}

/** Runs a program of node_modules in the foreground. Returns whether it ended well. */
export function runProgram(
  program: string,
  args: string[],
  environment: Record<string, string> = {},
  output: Output = 'inherit',
): boolean {
  const { command, options } = callOf(program, environment, output);
  return spawnSync(command, args, options).status === 0;
}

/** Runs a program of node_modules beside others. Resolves to whether it ended well. */
export async function runBeside(program: string, args: string[]): Promise<boolean> {
  const { command, options } = callOf(program, {});
  const [code] = await once(spawn(command, args, options), 'close');
  return code === 0;
}

/** Ends a command that was called wrongly with a sentence that says how. */
export function stopWith(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
