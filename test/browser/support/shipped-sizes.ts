import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EDGE_EXTENSION, EXTENSION, FIREFOX_EXTENSION } from './launch';

/** The builds that ship. */
export const SHIPPED = [EXTENSION, EDGE_EXTENSION, FIREFOX_EXTENSION];
/** The file with the most bytes that each file of each build may have. */
export const LIMITS_FILE = 'test/browser/support/size-limits.json';
/** A limit is at most so many times the size of its file: what became smaller has to stay so. */
export const HIGHEST_LIMIT = 1.03;

/** Bytes by the paths of files, without what the builder adds to their names. */
export type Sizes = Record<string, number>;

/** The size of each file of a build. */
export function sizesIn(build: string): Sizes {
  const sizes: Sizes = {};
  const files = readdirSync(build, { recursive: true, encoding: 'utf8' }).sort();
  for (const file of files) {
    const stats = statSync(join(build, file));
    // Of several files with one name, the sum.
    if (stats.isFile()) sizes[plainName(file)] = (sizes[plainName(file)] ?? 0) + stats.size;
  }
  return sizes;
}

/** The limits of a build. */
export function limitsOf(build: string): Sizes {
  return (JSON.parse(readFileSync(LIMITS_FILE, 'utf8')) as Record<string, Sizes>)[basename(build)] ?? {};
}

/** The problems with sizes and their limits, a line for each file. */
export function problemsOf(sizes: Sizes, limits: Sizes): string[] {
  const files = [...new Set([...Object.keys(sizes), ...Object.keys(limits)])].sort();
  return files.flatMap((file) => {
    const problem = problemWith(sizes[file], limits[file]);
    return problem === undefined ? [] : [`${file} ${problem}`];
  });
}

function problemWith(size: number | undefined, limit: number | undefined): string | undefined {
  if (size === undefined) return 'has a limit and does not ship';
  if (limit === undefined) return `ships with ${size} bytes and has no limit`;
  if (size > limit) return `has ${size} bytes, more than its limit of ${limit}`;
  if (limit > size * HIGHEST_LIMIT) return `has ${size} bytes, so its limit of ${limit} is too high`;
  return undefined;
}

/** For example "chunks/react.js" of "chunks/react-O0ULxr_i.js". */
function plainName(file: string): string {
  return file.replaceAll('\\', '/').replace(/^((?:chunks|assets)\/.+)-[\w-]{8}(?=\.\w+$)/, '$1');
}
