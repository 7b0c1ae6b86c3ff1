import { findOrInstallChromium } from '../browser/support/find-chromium';
import { findOrInstallFirefox } from '../browser/support/find-firefox';
import { installFrameworks } from '../browser/support/frameworks';
import { buildGrids } from '../browser/support/grids';
import { buildReplica } from '../browser/support/replica';
import { fetchLinter } from '../browser/support/linter';
import { runProgram } from './run-program';

/*
 * Everything that the browser tests need: browsers, the stand-in site, the data grids, the frameworks, the linter, and
 * the packages of the extension. Here, before any test: two that install the same folder at once break each other.
 */

findOrInstallChromium();
await findOrInstallFirefox();
buildReplica();
buildGrids();
installFrameworks();
fetchLinter();
for (const browser of ['chrome', 'edge', 'firefox']) if (!runProgram('wxt', ['zip', '-b', browser])) process.exit(1);
