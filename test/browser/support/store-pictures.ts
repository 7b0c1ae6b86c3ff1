import type { Page } from '@playwright/test';
import { createKey, expectBadgeOnEveryKey } from './fixtures';
import type { Browser } from './launch';
import { key, keysDocument, openState, STATES, type State } from './states';
import { pngHeader, sheet, type Layout, type SheetText } from './store-sheet';

/*
 * The pictures for the stores' pages: of the running extension on the stand-in site. docs/store says which goes where.
 */

/** A picture in one of the sizes that the stores ask for. */
export interface StorePicture {
  name: string;
  width: number;
  height: number;
  layout: Layout;
  text: SheetText;
  isDark?: true;
  /** Photographs the extension. */
  shot?: (browser: Browser) => Promise<Buffer>;
}

/** The pictures are taken with twice the pixels, so that they stay sharp on a sheet. */
export const PIXELS = 2;

const SCREENSHOT = { width: 1280, height: 800 };
const NOT_AFFILIATED = 'Not affiliated with data.gov.sg or any agency.';
const SITE_NOTES = ['A stand-in site with made-up keys.', NOT_AFFILIATED];
const POPUP_NOTES = ['Made-up keys.', NOT_AFFILIATED];

const HOUR = 3_600_000;

/** Five keys, the first of which works for some hours. */
const list: State = {
  name: 'store-list',
  page: 'popup',
  shows: 'tender-feed',
  stored: (now) => {
    const soonAt = now + 5 * HOUR + 742_000;
    return keysDocument(now, [
      key(now, 'tender-feed', 0, {
        more: {
          createdAt: now - 90 * 24 * HOUR,
          expiry: { kind: 'dated', earliest: soonAt, latest: soonAt, text: '' },
        },
      }),
      key(now, 'gazette-uploader', 3, { lifetime: 90 }),
      key(now, 'bus-arrivals-nightly', 12, { lifetime: 90 }),
      key(now, 'rainfall-sync', 29, { lifetime: 180 }),
      key(now, 'moh-weekly-stats', 242, { lifetime: 365 }),
    ]);
  },
};

/** Write keys that all expire within some months. */
const timeline: State = {
  name: 'store-timeline',
  page: 'popup',
  shows: /No write key works from/,
  act: (page) => page.getByText('Timeline').click(),
  stored: (now) =>
    keysDocument(now, [
      key(now, 'gazette-uploader', 9, { lifetime: 90 }),
      key(now, 'bus-arrivals-nightly', 24, { lifetime: 90 }),
      key(now, 'rainfall-sync', 52, { lifetime: 180 }),
      key(now, 'moh-weekly-stats', 100, { lifetime: 180 }),
    ]),
};

/** A rotation in its second step. */
const rotation: State = {
  name: 'store-rotation',
  page: 'popup',
  shows: 'Move your uploads to the new key',
  act: (page) => page.getByRole('button', { name: 'gazette-uploader', exact: true }).click(),
  stored: (now) =>
    keysDocument(now, [
      key(now, 'gazette-uploader', 3, {
        lifetime: 90,
        more: {
          uses: [{ text: 'Gazette pipeline', isMoved: true }, { text: 'Nightly check' }],
          rotation: { startedAt: now - 24 * HOUR, successor: 'gazette-uploader-2027' },
        },
      }),
      key(now, 'gazette-uploader-2027', 365, { lifetime: 366 }),
    ]),
};

export const STORE_PICTURES: readonly StorePicture[] = [
  {
    name: '1-tab',
    ...SCREENSHOT,
    layout: 'page',
    shot: photographTab,
    text: { headline: 'See on the page when each key expires', notes: SITE_NOTES },
  },
  {
    name: '2-warning',
    ...SCREENSHOT,
    layout: 'wide',
    shot: photographWarning,
    text: {
      headline: 'A warning when you copy a key',
      detail: 'What the key can do, how long it works, and a button that clears the clipboard.',
      notes: SITE_NOTES,
    },
  },
  {
    name: '3-list',
    ...SCREENSHOT,
    layout: 'popup',
    shot: (browser) => photographState(browser, list),
    text: {
      headline: 'All your keys, the most urgent first',
      detail: 'With live countdowns, and every date in Singapore time.',
      notes: POPUP_NOTES,
    },
  },
  {
    name: '4-timeline',
    ...SCREENSHOT,
    layout: 'popup',
    isDark: true,
    shot: (browser) => photographState(browser, timeline, { colorScheme: 'dark' }),
    text: {
      headline: 'See a gap before your uploads stop',
      detail: 'The timeline shows how long each key works, and any gap in which none would.',
      notes: POPUP_NOTES,
    },
  },
  {
    name: '5-rotation',
    ...SCREENSHOT,
    layout: 'popup',
    shot: (browser) => photographState(browser, rotation, { height: 572 }),
    text: {
      headline: 'Move to a new key, step by step',
      detail: 'Create it, move the uploads, check, delete the old one: the checklist remembers where you are.',
      notes: POPUP_NOTES,
    },
  },
  {
    name: '6-options',
    ...SCREENSHOT,
    layout: 'wide',
    isDark: true,
    shot: (browser) => photographState(browser, stateOf('options'), { colorScheme: 'dark', width: 640, height: 678 }),
    text: {
      headline: 'Reminders when you want them',
      detail: 'Choose your days, quiet hours and language. Everything stays in your browser.',
      notes: [NOT_AFFILIATED],
    },
  },
  {
    name: 'small-tile',
    width: 440,
    height: 280,
    layout: 'tile',
    text: { headline: 'Know when your API keys stop working', notes: [NOT_AFFILIATED] },
  },
  {
    name: 'marquee',
    width: 1400,
    height: 560,
    layout: 'marquee',
    shot: (browser) => photographState(browser, list),
    text: { headline: 'Know when your data.gov.sg API keys stop working', notes: POPUP_NOTES },
  },
  { name: 'logo', width: 300, height: 300, layout: 'logo', text: { headline: 'Key Companion' } },
];

/**
 * Takes a picture and makes sure that a store accepts it: exactly its size and, but for the logo, without transparency.
 */
export async function takeStorePicture(
  browser: Browser,
  { name, width, height, layout, text, isDark, shot }: StorePicture,
): Promise<Buffer> {
  const photographed = await shot?.(browser);
  const page = await browser.context.newPage();
  await page.setViewportSize({ width, height });
  await page.setContent(sheet(layout, text, photographed, isDark === true));
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
  const picture = await page.screenshot({ scale: 'css', omitBackground: layout === 'logo' });
  await page.close();
  const header = pngHeader(picture);
  if (header.width !== width || header.height !== height)
    throw new Error(`${name} is ${header.width} × ${header.height} and has to be ${width} × ${height}.`);
  if (header.hasAlpha && layout !== 'logo')
    throw new Error(`${name} has an alpha channel, which the Chrome Web Store refuses.`);
  return picture;
}

function stateOf(name: string): State {
  return STATES.find((state) => state.name === name)!;
}

async function photographTab(browser: Browser): Promise<Buffer> {
  const page = await browser.openTab();
  await page.setViewportSize({ width: 1060, height: 1000 });
  await page.getByRole('button', { name: 'Expiration' }).click();
  await expectBadgeOnEveryKey(page);
  const { y } = (await page.getByRole('heading', { name: 'API Keys' }).boundingBox())!;
  return photograph(page, { x: 0, y: y - 32, width: 1060, height: 600 });
}

async function photographWarning(browser: Browser): Promise<Buffer> {
  const page = await browser.openTab();
  await page.setViewportSize({ width: 900, height: 900 });
  await expectBadgeOnEveryKey(page);
  await createKey(page, 'rainfall-2027', '1 Year');
  await page.getByRole('dialog').getByRole('button', { name: 'Copy' }).click();
  await page.getByRole('button', { name: 'Got it' }).waitFor();
  return photograph(page, { x: 90, y: 112, width: 810, height: 788 });
}

async function photographState(
  browser: Browser,
  state: State,
  { colorScheme = 'light', ...size }: { colorScheme?: 'light' | 'dark'; width?: number; height?: number } = {},
): Promise<Buffer> {
  const page = await openState(browser, state);
  // The browser makes a popup as high as what is in it.
  const height = await page.evaluate(() => document.body.offsetHeight);
  const { width, height: room } = page.viewportSize()!;
  await page.setViewportSize({ width, height: Math.min(height, room), ...size });
  await page.emulateMedia({ colorScheme });
  return photograph(page);
}

/** A picture of a page once nothing on it moves any more. The page is closed. */
async function photograph(page: Page, clip?: { x: number; y: number; width: number; height: number }): Promise<Buffer> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined))),
  );
  const picture = await page.screenshot({ ...(clip && { clip }) });
  await page.close();
  return picture;
}
