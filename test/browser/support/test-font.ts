import { readFileSync } from 'node:fs';

/*
 * Whether words fit depends on their font, and each computer has others. Pages for which that matters bring one, and
 * the badges of the builds under test take it (`withOpenRoots`).
 */

/** The font of badges on pages that bring it. */
export const TEST_FONT = 'Test Sans';

const FILE = 'test/replica/node_modules/inter-ui/Inter (web latin)/Inter-Regular.woff2';
let base64: string | undefined;

/**
 * The style rules that bring the font, also under the names of others that a page asks for. It is that of the stand-in
 * site, in one weight, so that it is there before the first badge is.
 */
export function fontFaces(...others: readonly string[]): string {
  base64 ??= readFileSync(FILE).toString('base64');
  return [TEST_FONT, ...others]
    .map((name) => `@font-face{font-family:'${name}';font-weight:1 1000;src:url(data:font/woff2;base64,${base64})}`)
    .join('');
}
