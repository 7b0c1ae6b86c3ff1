import { findOrInstallChromium } from '../browser/support/find-chromium';
import { findOrInstallFirefox } from '../browser/support/find-firefox';
import { buildGrids } from '../browser/support/grids';
import { buildReplica } from '../browser/support/replica';
import { fetchLinter } from '../browser/support/linter';
import { runProgram } from './run-program';

/* Everything that the browser tests need: browsers, the stand-in site, the data grids, the linter, and the packages of the extension. */

findOrInstallChromium();
await findOrInstallFirefox();
buildReplica();
buildGrids();
fetchLinter();
for (const browser of ['chrome', 'edge', 'firefox']) if (!runProgram('wxt', ['zip', '-b', browser])) process.exit(1);
