import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vite';

/** All files of the product's code, by their paths. */
export const SOURCE_FILES = ['entrypoints', 'components', 'utils'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
);

/** A part of code, as the parser gives it. */
export interface Syntax {
  type: string;
  start: number;
  end: number;
  [part: string]: unknown;
}

/** Calls `visit` for each part of the code of a file, outer parts first. */
export function visitSyntax(code: string, file: string, visit: (part: Syntax) => void): void {
  const visitAll = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visitAll);
    if (Array.isArray(part) || typeof part !== 'object' || part === null) return;
    visit(part as Syntax);
    Object.values(part).forEach(visitAll);
  };
  visitAll(parseAst(code, { lang: file.endsWith('x') ? 'tsx' : 'ts' }).body);
}
