import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { readCsv } from '../../support/csv';
import { violationsInBothSchemes } from '../support/axe';
import { expect, expectBadgeOnEveryKey, storedDocuments, testOfPages as test } from '../support/fixtures';
import type { Browser } from '../support/launch';
import { openState, STATES } from '../support/states';

/* The report for reviews and handovers, and when keys were last used, which is in it. */

const DAY = 86_400_000;

function openReport(browser: Browser, name = 'report'): Promise<Page> {
  return openState(
    browser,
    STATES.find((state) => state.name === name)!,
  );
}

test('the report is saved as a CSV file in which no name is a formula, and every key has its row', async ({
  keyCompanion,
}) => {
  const page = await openReport(keyCompanion);
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  ]);
  await expect(page.getByText('CSV file saved')).toBeVisible();
  expect(saved.suggestedFilename()).toMatch(/^api-keys-\d{4}-\d\d-\d\d\.csv$/);
  const bytes = readFileSync(await saved.path());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [header, ...rows] = readCsv(bytes.toString('utf8').slice(1));
  expect(header).toEqual([
    'Key name',
    'Type',
    'Account',
    'Site',
    'Expires (SGT)',
    'Days left',
    'Replace by (SGT)',
    'State',
    'Who must act',
    'Where used',
    'Note',
    'Runbook',
    'Last used (SGT)',
    'Last copied (SGT)',
    'Created (SGT)',
  ]);
  expect(rows.map(([name]) => name)).toEqual([
    'gazette-uploader',
    `'=HYPERLINK("https://example.com";"rainfall-sync")`,
    'gazette-uploader-2026',
    'coastal-cams',
    'carpark-sensor-pilot',
    'census-2026-load',
    'legacy-ftp-bridge',
  ]);
  expect(rows[0]!.slice(4, 6)).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d 18:00$/), '3']);
  expect(rows[0]![10]).toBe('Used by the gazette pipeline, ask Mei’s team.\nOwner on paper: Publishing.');
});

test('the report is copied as a table in Markdown, in which a note stays in its cell', async ({ keyCompanion }) => {
  const page = await openReport(keyCompanion);
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(page.getByText('Copied as Markdown')).toBeVisible();
  const lines = (await pasted(page)).trim().split('\n');
  expect(lines.slice(0, 2)).toEqual(['# API key report', '']);
  expect(lines[2]).toMatch(/^data\.gov\.sg · staging\.example\.gov\.sg · As of .* SGT · 7 keys$/);
  const table = lines.slice(4);
  expect(table).toHaveLength(2 + 7);
  expect(new Set(table.map((line) => line.match(/(?<!\\)\|/g)?.length)).size).toBe(1);
  expect(table.join('\n')).toContain(String.raw`\| a \| b \| \*\*bold\*\* \<b\>HTML\</b\>`);
});

/** What a person would paste. */
async function pasted(page: Page): Promise<string> {
  await page.evaluate(() => document.body.appendChild(document.createElement('textarea')).focus());
  await page.keyboard.press('ControlOrMeta+V');
  return page.locator('textarea').inputValue();
}

test('the report goes onto landscape pages whose tables all have the headings, in light whatever the screen has', async ({
  keyCompanion,
}) => {
  const page = await openReport(keyCompanion, 'report-forty-keys');
  await page.emulateMedia({ colorScheme: 'dark' });
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const [, width, height] = /\/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)!;
  expect(Number(width)).toBeGreaterThan(Number(height));
  expect(pdf.match(/\/Type ?\/Page\b/g)!.length).toBeGreaterThan(1);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await page.evaluate(() => getComputedStyle(document.querySelector('thead')!).display)).toBe(
    'table-header-group',
  );
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light');
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByText('Made by Key Companion')).toBeVisible();
  await expect(page).toHaveTitle(/^API key report \d{4}-\d\d-\d\d$/);
});

test('the report is reached from popup and options, works by keyboard, and axe finds nothing', async ({
  keyCompanion,
}) => {
  const popup = await openState(
    keyCompanion,
    STATES.find(({ name }) => name === 'popup-old-unused')!,
  );
  const opened = keyCompanion.context.waitForEvent('page');
  await popup.getByRole('button', { name: 'Report', exact: true }).click();
  const page = await opened;
  await expect(page.getByRole('heading', { name: 'API key report' })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/report.html');
  await page.evaluate(() => {
    (globalThis as any).printed = 0;
    globalThis.print = () => void (globalThis as any).printed++;
  });
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Print or save as PDF' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => (globalThis as any).printed)).toBe(1);
  for (const _ of ['CSV', 'Markdown', 'table']) await page.keyboard.press('Tab');
  await expect(page.getByRole('region', { name: 'API key report' })).toBeFocused();
  expect(await violationsInBothSchemes(page)).toEqual([]);

  const options = await keyCompanion.context.newPage();
  await options.goto(`${keyCompanion.baseUrl}options.html`);
  const again = keyCompanion.context.waitForEvent('page');
  await options.getByRole('button', { name: 'Open report' }).click();
  await expect((await again).getByRole('heading', { name: 'API key report' })).toBeVisible();
});

test('when the tab says that keys were last used is stored, shown on the page of the key and reported', async ({
  keyCompanion,
}) => {
  const tab = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(tab);
  await expect
    .poll(async () => (await storedDocuments(keyCompanion)).keys?.keys.filter(({ lastUsed }: any) => lastUsed).length)
    .toBe(8);
  const { keys } = (await storedDocuments(keyCompanion)).keys;
  const used = keys.find(({ lastUsed }: any) => lastUsed.kind === 'at' && lastUsed.latest < Date.now() - 2 * DAY);
  const never = keys.find(({ lastUsed }: any) => lastUsed.kind === 'never');
  const popup = await keyCompanion.openPopup();
  await popup.getByRole('button', { name: used.name, exact: true }).click();
  await expect(popup.getByText(/Last used \d+.days ago/)).toBeVisible();
  const report = await keyCompanion.context.newPage();
  await report.goto(`${keyCompanion.baseUrl}report.html`);
  await expect(report.getByRole('row', { name: never.name })).toContainText('Never used');
});
