import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expectBadgeOnEveryKey, test } from '../support/fixtures';
import { EXTENSION, launchBrowser, TAB_URL } from '../support/launch';

/** The files of the extension are not there for a moment, as while a browser updates it. */
test('a tab script that could not be loaded comes a little later, while the page stays open', async ({ profile }) => {
  const folder = join(profile, 'extension');
  cpSync(EXTENSION, folder, { recursive: true });
  const script = join(folder, 'tab-script.js');
  const browser = await launchBrowser({ extension: folder });
  try {
    renameSync(script, `${script}.away`);
    const page = await browser.context.newPage();
    const failed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/tab-script.js'));
    await page.goto(TAB_URL);
    await failed;
    renameSync(`${script}.away`, script);
    await expectBadgeOnEveryKey(page);
  } finally {
    await browser.close();
  }
});
