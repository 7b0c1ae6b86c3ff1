import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { valueOf, readCalendar } from '../../support/icalendar';
import { violationsInBothSchemes } from '../support/axe';
import { FAKE_SECRET } from '../support/fake-secret';
import { expect, storedDocuments, testOfPages as test } from '../support/fixtures';
import type { Browser } from '../support/launch';
import { key, keysDocument, openState } from '../support/states';

/* Who must act for a key, and what leads from one key to the next. */

const NAME = 'gazette-uploader';
const MEI = { name: 'Mei Ling', email: 'mei.ling@tech.example.gov.sg' };

async function openKey(browser: Browser, records: (now: number) => Record<string, unknown>[]): Promise<Page> {
  return openState(browser, {
    name: 'key',
    page: 'popup',
    stored: (now) => keysDocument(now, records(now)),
    act: (page) => page.getByRole('button', { name: NAME, exact: true }).click(),
    shows: NAME,
  });
}

const stored = async (browser: Browser, name = NAME): Promise<any> =>
  (await storedDocuments(browser)).keys?.keys.find((record: { name: string }) => record.name === name);

test('who must act is noted, written to, copied and taken back by the keyboard alone', async ({ keyCompanion }) => {
  await keyCompanion.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const popup = await openKey(keyCompanion, (now) => [
    key(now, NAME, 3, { more: { uses: [{ text: 'Gazette pipeline' }] } }),
  ]);
  await expect(popup.getByRole('heading', { name: 'Who must act' })).toHaveCount(0);
  await popup.getByRole('button', { name: 'Add who must act' }).press('Enter');
  await expect(popup.getByLabel('Name or team')).toBeFocused();
  await popup.keyboard.type(MEI.name);
  await popup.keyboard.press('Tab');
  await popup.keyboard.type(MEI.email);
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('list', { name: 'Who must act' }).getByRole('listitem')).toHaveText(/^Mei Ling/);
  await expect(popup.getByRole('button', { name: 'Add another' })).toBeFocused();
  expect((await stored(keyCompanion)).contacts).toEqual([MEI]);

  const link = popup.getByRole('link', { name: 'Write to them' });
  const url = (await link.getAttribute('href'))!;
  const [, to, subject, body] = /^mailto:([^?]+)\?subject=([^&]*)&body=([^&]*)$/.exec(url)!.map(decodeURIComponent);
  expect(to).toBe(MEI.email);
  expect(subject).toMatch(/^API key “gazette-uploader” stops working \(\d+ \w+ \d{4}, 18:00 SGT\)$/);
  expect(body!.split('\r\n\r\n')).toEqual([
    'You are noted as someone who must act for the data.gov.sg API key “gazette-uploader”.',
    expect.stringMatching(/^Stops working on \d+ \w+ \d{4}, 18:00 SGT$/),
    expect.stringMatching(/^Before then: create a new key while this one still works/),
    'Where this key is used: Gazette pipeline',
    'How to create a key: https://guide.data.gov.sg/user-guide/for-data-owners/how-to-generate-api-keys',
    'Never send the key itself by email or chat.',
  ]);
  await popup.getByRole('button', { name: 'Copy text' }).press('Enter');
  await expect(popup.getByText('Copied', { exact: true })).toBeVisible();
  expect(await popup.evaluate(() => navigator.clipboard.readText())).toBe(
    [subject, body].join('\n\n').replaceAll('\r', ''),
  );
  expect(await violationsInBothSchemes(popup)).toEqual([]);

  await popup.getByRole('button', { name: 'Add another' }).press('Enter');
  await popup.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(popup.getByRole('button', { name: 'Add another' })).toBeFocused();
  await popup.getByRole('button', { name: 'Remove “Mei Ling”' }).press('Enter');
  await expect(popup.getByRole('button', { name: 'Add who must act' })).toBeFocused();
  await expect.poll(() => stored(keyCompanion)).not.toHaveProperty('contacts');
});

test('an address that is none and a contact that looks like a key are refused where they are entered', async ({
  keyCompanion,
}) => {
  const popup = await openKey(keyCompanion, (now) => [key(now, NAME, 3)]);
  await popup.getByRole('button', { name: 'Add who must act' }).click();
  for (const [name, email, problem] of [
    ['Mei', 'mei@example.gov.sg?bcc=all@example.com', 'This is not an email address.'],
    ['Mei', 'Mei <mei@example.gov.sg>', 'This is not an email address.'],
    [FAKE_SECRET.slice(0, 90), '', 'this looks like an API key or part of one'],
    ['Mei', '39cf1f22-fd4d-4ff6-a1b2-0123456789ab@example.gov.sg', 'this looks like an API key or part of one'],
  ]) {
    await popup.getByLabel('Name or team').fill(name!);
    await popup.getByLabel('Email (optional)').fill(email!);
    await popup.getByLabel('Email (optional)').press('Enter');
    await expect(popup.getByText(problem!)).toBeVisible();
  }
  expect(await stored(keyCompanion)).not.toHaveProperty('contacts');
  // An address alone is a name too.
  await popup.getByLabel('Name or team').fill('');
  await popup.getByLabel('Email (optional)').fill(MEI.email);
  await popup.getByLabel('Email (optional)').press('Enter');
  await expect.poll(async () => (await stored(keyCompanion)).contacts).toEqual([{ name: MEI.email, email: MEI.email }]);
});

test('the calendar file has those who must act as attendees only if it is asked for', async ({ keyCompanion }) => {
  const popup = await openKey(keyCompanion, (now) => [key(now, NAME, 30, { more: { contacts: [MEI] } })]);
  const saved = async (name: string): Promise<ReturnType<typeof readCalendar>> => {
    const download = popup.waitForEvent('download');
    await popup.getByRole('button', { name }).click();
    return readCalendar(readFileSync(await (await download).path()));
  };
  const named = await saved('Add to calendar');
  expect(valueOf(named.parts[0]!, 'DESCRIPTION')).toContain(`Who must act: Mei Ling (${MEI.email})`);
  expect(valueOf(named.parts[0]!, 'ATTENDEE')).toBeUndefined();
  const invited = await saved('Calendar file with attendees');
  expect(valueOf(invited.parts[0]!, 'ATTENDEE')).toBe(`MAILTO:${MEI.email}`);
  await expect(popup.getByText('It invites nobody by itself')).toBeVisible();
});

test('places and people of other keys are a press away, and gone once they are taken', async ({ keyCompanion }) => {
  const popup = await openKey(keyCompanion, (now) => [
    key(now, NAME, 3),
    key(now, 'rainfall', 40, { more: { uses: [{ text: 'Nightly job' }, { text: 'Dashboard' }], contacts: [MEI] } }),
  ]);
  const places = popup.getByRole('group', { name: 'From your other keys' });
  await popup.getByLabel('Place where this key is used').fill('night');
  await expect(places.getByRole('button')).toHaveText(['Nightly job']);
  await places.getByRole('button', { name: 'Add “Nightly job”' }).press('Enter');
  await expect(popup.getByLabel('Place where this key is used')).toBeFocused();
  await expect(places.getByRole('button')).toHaveText(['Dashboard']);
  await expect.poll(async () => (await stored(keyCompanion)).uses).toEqual([{ text: 'Nightly job' }]);
  await popup.getByRole('button', { name: 'Add who must act' }).click();
  await popup.getByRole('button', { name: 'Add “Mei Ling”' }).press('Enter');
  await expect.poll(async () => (await stored(keyCompanion)).contacts).toEqual([MEI]);
  await expect(popup.getByRole('link', { name: 'Write to them' })).toBeVisible();
});

test('a link to the runbook is https, holds no key, and says where it leads', async ({ keyCompanion }) => {
  const popup = await openKey(keyCompanion, (now) => [key(now, NAME, 3)]);
  await popup.getByRole('button', { name: 'Add a link to the runbook' }).press('Enter');
  const field = popup.getByLabel('Address of the runbook');
  await expect(field).toBeFocused();
  for (const [address, problem] of [
    ['http://intranet.example.gov.sg/', 'must begin with https://'],
    ['javascript:alert(1)', 'must begin with https://'],
    ['https://mei:word@intranet.example.gov.sg/', 'must begin with https://'],
    [`https://intranet.example.gov.sg/?key=${FAKE_SECRET}`, 'this address contains what looks like an API key'],
    [`https://intranet.example.gov.sg/${'steps/'.repeat(100)}`, 'this address is too long'],
  ]) {
    await field.fill('');
    await popup.keyboard.insertText(address!);
    await field.press('Enter');
    await expect(popup.getByText(problem!)).toBeVisible();
    await expect(field).toHaveValue(address!);
  }
  expect(await stored(keyCompanion)).not.toHaveProperty('link');
  await field.fill('intranet.example.gov.sg/runbooks?id=42');
  await field.press('Enter');
  const link = popup.getByRole('link', { name: 'Runbook: intranet.example.gov.sg (opens in new tab)' });
  await expect(link).toHaveAttribute('href', 'https://intranet.example.gov.sg/runbooks?id=42');
  await expect(link).toHaveAttribute('rel', /noopener/);
  await popup.getByRole('button', { name: 'Remove “intranet.example.gov.sg”' }).press('Enter');
  await expect(popup.getByRole('button', { name: 'Add a link to the runbook' })).toBeFocused();
  await expect.poll(() => stored(keyCompanion)).not.toHaveProperty('link');
});

test('a rotation offers a name for the next key, and that key gets the people and the link of the old one', async ({
  keyCompanion,
}) => {
  await keyCompanion.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const link = 'https://intranet.example.gov.sg/runbook';
  const popup = await openKey(keyCompanion, (now) => [
    key(now, NAME, 3, { lifetime: 365, more: { contacts: [MEI], link } }),
    key(now, 'the-new-one', 365),
  ]);
  await popup.getByRole('button', { name: 'Rotate this key' }).click();
  const inAYear = new Date(Date.now() + (365 * 24 + 8) * 3_600_000).toISOString().slice(0, 7);
  await expect(popup.getByText(`${NAME} ${inAYear}`, { exact: true })).toBeVisible();
  await popup.getByRole('button', { name: 'Copy name' }).press('Enter');
  await expect(popup.getByText('Copied', { exact: true })).toBeVisible();
  expect(await popup.evaluate(() => navigator.clipboard.readText())).toBe(`${NAME} ${inAYear}`);
  await popup.getByLabel('Or choose an existing key').selectOption({ label: await labelOf(popup, 'the-new-one') });
  await popup.getByRole('button', { name: 'Yes, use this key' }).click();
  await expect(popup.getByText('A name for it:')).toBeHidden();
  await popup.getByRole('checkbox', { name: 'All uploads use the new key' }).press('Space');
  await popup.getByRole('checkbox', { name: 'The new key works' }).press('Space');
  await expect.poll(() => stored(keyCompanion, 'the-new-one')).toMatchObject({ contacts: [MEI], link });
});

async function labelOf(popup: Page, name: string): Promise<string> {
  return (await popup.getByRole('option', { name: new RegExp(`^${name} · `) }).textContent())!;
}

test('everything noted of a key survives an export and an import', async ({ keyCompanion }) => {
  const link = 'https://intranet.example.gov.sg/runbook';
  await openKey(keyCompanion, (now) => [key(now, NAME, 30, { more: { contacts: [MEI], link } })]);
  const options = await keyCompanion.context.newPage();
  await options.goto(`${keyCompanion.baseUrl}options.html`);
  const download = options.waitForEvent('download');
  await options.getByRole('button', { name: 'Export' }).click();
  const file = await (await download).path();
  await options.evaluate(() => (globalThis as any).chrome.storage.local.clear());
  await options
    .locator('input[type=file]')
    .setInputFiles({ name: 'keys.json', mimeType: 'application/json', buffer: readFileSync(file) });
  await expect.poll(() => stored(keyCompanion)).toMatchObject({ contacts: [MEI], link });
});
