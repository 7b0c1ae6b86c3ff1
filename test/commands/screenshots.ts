import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './run-program';
import { findOrInstallChromium } from '../browser/support/find-chromium';
import { launchBrowser } from '../browser/support/launch';
import { buildReplica } from '../browser/support/replica';
import { openState, STATES } from '../browser/support/states';

/* Takes a picture of every state of popup and options, light and dark, into the folder below. */

const FOLDER = 'screenshots/states';

findOrInstallChromium();
buildReplica();
if (!runProgram('wxt', ['build'])) throw new Error('The extension could not be built; the lines above say why.');
mkdirSync(FOLDER, { recursive: true });
const browser = await launchBrowser();
for (const state of STATES) {
  const page = await openState(browser, state);
  // The whole page at once: what sticks to the edge of the window would stand in the middle of a picture of it all.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: page.viewportSize()!.width, height: Math.min(2400, Math.max(300, height)) });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(FOLDER, `${state.name}-${colorScheme}.png`) });
  }
  await page.close();
}
await browser.close();
console.log(`${STATES.length} states, light and dark: see the folder ${FOLDER}.`);
