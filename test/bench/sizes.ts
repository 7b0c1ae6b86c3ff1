import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CONTENT_SCRIPT_BYTES } from './budgets';

/** A file of the build. */
export interface ShippedFile {
  path: string;
  bytes: number;
  /** The most bytes that the design allows it. */
  most?: number | undefined;
}

/** All files of a build, largest first. */
export function shippedFiles(folder: string): ShippedFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => ({ path: path.replaceAll('\\', '/'), stats: statSync(join(folder, path)) }))
    .filter(({ stats }) => stats.isFile())
    .map(({ path, stats }) => ({
      path,
      bytes: stats.size,
      ...(path === 'api-keys.js' && { most: CONTENT_SCRIPT_BYTES }),
    }))
    .sort((one, other) => other.bytes - one.bytes);
}

/** The bytes of some files of a build together. */
export function bytesOf(folder: string, paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);
}
