import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './run-program';
import { findOrInstallChromium } from '../browser/support/find-chromium';
import { launchBrowser } from '../browser/support/launch';
import { buildReplica } from '../browser/support/replica';
import { PIXELS, STORE_PICTURES, takeStorePicture } from '../browser/support/store-pictures';

/* Takes the pictures for the stores' pages, into the folder below. */

const FOLDER = 'screenshots/store';

findOrInstallChromium();
buildReplica();
if (!runProgram('wxt', ['build'])) throw new Error('The extension could not be built; the lines above say why.');
mkdirSync(FOLDER, { recursive: true });
const browser = await launchBrowser({ deviceScaleFactor: PIXELS, timezoneId: 'Asia/Singapore' });
await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: 'https://data.gov.sg' });
for (const picture of STORE_PICTURES)
  writeFileSync(join(FOLDER, `${picture.name}.png`), await takeStorePicture(browser, picture));
await browser.close();
console.log(`${STORE_PICTURES.length} pictures: see the folder ${FOLDER}.`);
