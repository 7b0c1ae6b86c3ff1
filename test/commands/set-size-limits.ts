import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { LIMITS_FILE, SHIPPED, sizesIn } from '../browser/support/shipped-sizes';

/*
 * Gives each file that ships a limit of two hundredths above what it has in the builds as they are now:
 * `npx jiti test/commands/set-size-limits.ts`, after a build of all packages. What the file of limits says that became
 * larger is to be looked at before it is committed.
 */

/** Room for a sentence or two; a hundredth more is the highest limit. */
const ROOM = 1.02;

const limits = SHIPPED.map((build) => [
  basename(build),
  Object.fromEntries(Object.entries(sizesIn(build)).map(([file, size]) => [file, Math.floor(size * ROOM)])),
]);
writeFileSync(LIMITS_FILE, `${JSON.stringify(Object.fromEntries(limits), undefined, 2)}\n`);
