import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, shownBadges, testOfPages as test } from '../support/fixtures';
import { EXTENSION, FIREFOX_EXTENSION } from '../support/launch';
import { STORE_PICTURES, takeStorePicture } from '../support/store-pictures';
import { pngHeader } from '../support/store-sheet';

/* What is written for the stores, where it can only be held to the built extension. */

const read = (name: string): string => readFileSync(`docs/store/${name}.md`, 'utf8');

test('there is a reason for each permission of the builds, and for no other', () => {
  const reasons = [
    ...read('permissions').matchAll(/^\| `([^`]+)` +\| (on installation|when [^|]+?) +\| [^|]+ \|$/gm),
  ].map(([, permission, when]) => ({ permission, when }));
  const asked = reasons.filter(({ when }) => when === 'on installation').map(({ permission }) => permission);
  const later = reasons.filter(({ when }) => when !== 'on installation').map(({ permission }) => permission);
  for (const folder of [EXTENSION, FIREFOX_EXTENSION]) {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    expect([...manifest.permissions, ...manifest.host_permissions].sort()).toEqual([...asked].sort());
    expect([...manifest.optional_permissions, ...manifest.optional_host_permissions].sort()).toEqual([...later].sort());
  }
});

test('a reviewer can turn any page of the site into the tab, and the stores’ pictures have their sizes', async ({
  keyCompanion,
}) => {
  const page = await keyCompanion.openTab('/');
  const [, script] = /```js\n([^]*?)```/.exec(read('review'))!;
  await page.evaluate(script!);
  // For 8 s after it has loaded, a framework of the page may still take over what is there.
  await expect
    .poll(async () => (await shownBadges(page)).map(({ text }) => text))
    .toEqual(['Expires in 5 days', 'Expires in 20 days', 'Expires in 300 days', 'Expired 2 days ago']);
  await page.evaluate(() => getSelection()!.selectAllChildren(document.querySelector('code')!));
  await page.keyboard.press('ControlOrMeta+c');
  await expect(page.getByText('You copied an API key')).toBeVisible();

  for (const picture of STORE_PICTURES.filter(({ name }) => ['small-tile', 'logo'].includes(name))) {
    const { width, height } = picture;
    expect(pngHeader(await takeStorePicture(keyCompanion, picture)), picture.name).toEqual({
      width,
      height,
      hasAlpha: picture.layout === 'logo',
    });
  }
});
