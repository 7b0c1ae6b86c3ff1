import {
  expect,
  expectBadgeOnEveryKey,
  openGuarded,
  shownBadges,
  storedDocuments,
  testOfPages as test,
  type ShownBadge,
} from '../support/fixtures';

const NOTE = 'key-lifespan-note';

test('the create form says how long the new key would work, and what it may do', async ({ keyCompanion }) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  await page.getByRole('button', { name: 'Create API key' }).click();
  await expect(page.getByText('It can do everything your account can do.')).toBeVisible();
  for (const [option, months] of [
    ['3 Months', 3],
    ['1 Year', 12],
  ] as const) {
    await page.getByRole('combobox').click();
    await page.getByRole('option', { name: option, includeHidden: true }).click();
    const expected = await page.evaluate((count) => {
      // Singapore's calendar, counted independently of the extension: the same day of the month, or its last one.
      const [year, month, day] = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Singapore' })
        .format()
        .split('-')
        .map(Number) as [number, number, number];
      const last = new Date(Date.UTC(year, month - 1 + count + 1, 0)).getUTCDate();
      const lastDay = new Date(Date.UTC(year, month - 1 + count, Math.min(day, last)));
      return new Intl.DateTimeFormat('en-GB', {
        timeZone: 'UTC',
        day: 'numeric',
        month: 'short',
        year: 'numeric',
      }).format(lastDay);
    }, months);
    await expect(page.locator(NOTE)).toContainText(`A key created now stops working around ${expected}.`);
  }
  await page.getByRole('combobox').click();
  await page.getByRole('option', { name: 'No expiration', includeHidden: true }).click();
  await expect(page.locator(NOTE)).toContainText('The key works until someone deletes it.');
  await expect(page.locator(NOTE)).toHaveCount(1);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator(NOTE)).toHaveCount(0);
});

const OPTIONS = '<option>30 days</option><option selected>1 Year</option><option>No expiration</option>';
const NAME = '<label for="name">Key Name</label><input id="name">';
const CHOICE = `<label for="choice">Expiration</label><select id="choice">${OPTIONS}</select>`;
/** Forms, with the style of each, whose field is no place for a line of its own, or has no part around it. */
const FORMS: [manner: string, style: string, form: string, words?: string][] = [
  ['labels around fields', '', `<label>Key Name <input></label><label>Expiration <select>${OPTIONS}</select></label>`],
  ['rows', 'p{display:flex;width:420px}select,#name{flex:1}', `<p>${NAME}</p><p>${CHOICE}</p>`],
  [
    'fields that cut off what does not fit',
    'p{position:relative;height:56px;width:300px;overflow:hidden}select,#name{position:absolute;bottom:4px;left:0}',
    `<p>${NAME}</p><p>${CHOICE}</p>`,
  ],
  ['a toolbar', 'form{display:flex;gap:8px;align-items:end}', `<div>${NAME}</div><div>${CHOICE}</div>`],
  [
    'a table',
    '',
    `<table><tr><th>Key Name</th><td><input></td></tr><tr><th>Expiration</th><td><select>${OPTIONS}</select></td></tr></table>`,
  ],
  ['a grid', 'form{display:grid;grid-template-columns:120px 1fr;width:440px}', NAME + CHOICE],
  ['nothing around labels and fields', '', NAME + CHOICE],
  [
    'definitions',
    '',
    `<dl><dt>Key Name</dt><dd><input></dd><dt>Expiration</dt><dd><select>${OPTIONS}</select></dd></dl>`,
  ],
  ['a number of days', '', `<p>${NAME}</p><p><label>Expires in (days)</label> <input type="number" value="90"></p>`],
  [
    'a number and its unit',
    '',
    `<p>${NAME}</p><p><label>Expiration</label> <input type="number" value="6"><select><option>days</option><option selected>months</option></select></p>`,
  ],
  [
    'a date beside “Custom…”',
    '',
    `<p>${NAME}</p><p><label>Expiration</label> <select><option>30 days</option><option selected>Custom…</option></select><input type="date" value="2031-01-31"></p>`,
    'The key stops working on 31 Jan 2031.',
  ],
];

test('the note has a place and a date in forms of many designs, on dark pages too, and moves no field', async ({
  keyCompanion,
}) => {
  const page = await openGuarded(
    keyCompanion,
    `<!doctype html><html lang="en"><title>API Keys</title><style id="style"></style><body style="background:#111;color:#eee"><h1>API Keys</h1><table><thead><tr><th>Key Name</th><th>Expiration</th></tr></thead><tbody><tr><td>by-night</td><td>29 Nov 2031, 18:00</td></tr></tbody></table><div id="place"></div></html>`,
  );
  for (const [manner, style, form, words = 'A key created now stops working around'] of FORMS) {
    await page.evaluate(
      ([css, html]) => {
        document.querySelector('#style')!.textContent = css!;
        document.querySelector('#place')!.innerHTML = `<form>${html}<button>Create</button></form>`;
      },
      [style, form],
    );
    await expect(page.locator(NOTE), manner).toContainText(words);
    const { moved, ...shown } = await page.evaluate((tag) => {
      const note = document.querySelector(tag)!;
      const { left, top, width, height } = note.getBoundingClientRect();
      const isSeen = document.elementFromPoint(left + width / 2, top + height / 2) === note;
      const fields = [...document.querySelectorAll('form label, form input, form select, form th, form dt')];
      const boxes = (): string[] => fields.map((field) => JSON.stringify(field.getBoundingClientRect()));
      const before = boxes();
      const { nextSibling, parentNode } = note;
      note.remove();
      const isMoved = boxes().join() !== before.join();
      parentNode!.insertBefore(note, nextSibling);
      const ground = getComputedStyle(note.shadowRoot!.querySelector('.note')!).backgroundColor;
      return { moved: isMoved, isSeen, isInLabel: note.closest('label') !== null, ground };
    }, NOTE);
    expect(shown, manner).toEqual({ isSeen: true, isInLabel: false, ground: 'rgb(245, 247, 250)' });
    expect(moved, manner).toBe(false);
  }
});

test('a key whose list shows no date gets one from the chosen lifespan, and only on that visit of the page', async ({
  keyCompanion,
}) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  await page.getByRole('button', { name: 'Create API key' }).click();
  await page.getByRole('dialog').getByLabel('Key Name').fill('without-date');
  await page.getByRole('combobox').click();
  await page.getByRole('option', { name: '3 Months', includeHidden: true }).click();
  await expect(page.locator(NOTE)).toContainText('stops working around');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.locator(NOTE)).toHaveCount(0);
  await page.evaluate(() => (window as any).replica.addKey({ name: 'without-date', expiresAt: 'Being set up' }));
  await expectBadgeOnEveryKey(page);
  const badge = async (): Promise<ShownBadge | undefined> =>
    (await shownBadges(page)).find(({ row }) => row === 'without-date');
  await expect.poll(async () => (await badge())?.text).toMatch(/^Expires in about (89|9\d) days$/);
  expect(await badge()).toMatchObject({ status: 'valid', title: expect.stringContaining('Estimated') });
  const stored = async (): Promise<any> =>
    (await storedDocuments(keyCompanion)).keys?.keys.find(({ name }: { name: string }) => name === 'without-date');
  await expect.poll(async () => (await stored())?.expiry).toMatchObject({ kind: 'dated', approximate: true });
  const { expiry, lastSeenAt } = await stored();

  await page.reload();
  await expectBadgeOnEveryKey(page);
  expect(await badge()).toMatchObject({ status: 'unknown', expiresAt: undefined, text: 'Expiry unknown' });
  // What the popup and the reminders go by, such a reading does not take away.
  await expect.poll(async () => (await stored()).lastSeenAt).toBeGreaterThan(lastSeenAt);
  expect((await stored()).expiry).toEqual(expiry);
  const popup = await keyCompanion.openPopup();
  await expect(popup.getByRole('listitem').filter({ hasText: 'without-date' })).toContainText('Expires in about');
});

test('the create form says when a chosen lifespan is longer than the administrator allows, and only then', async ({
  keyCompanion,
}) => {
  const page = await keyCompanion.openTab();
  await expectBadgeOnEveryKey(page);
  const note = page.locator(NOTE);
  const tooLong = 'Longer than your agency allows: at most 100 days.';
  const choose = async (option: string): Promise<void> => {
    await page.getByRole('combobox').click();
    await page.getByRole('option', { name: option, includeHidden: true }).click();
    await expect(note).toContainText(option === 'No expiration' ? 'until someone deletes it' : 'stops working around');
  };
  const cancel = (): Promise<void> => page.getByRole('button', { name: 'Cancel' }).click();

  // The browser has no policy, and when the worker has just started it takes that over at a moment of its own. The
  // limit is asked for whenever the form opens.
  await expect(async () => {
    await keyCompanion.ask((policy) => (globalThis as any).chrome.storage.local.set({ policy }), {
      longestLifetimeDays: 100,
    });
    await page.getByRole('button', { name: 'Create API key' }).click();
    await choose('1 Year');
    await expect(note)
      .toContainText(tooLong, { timeout: 1_000 })
      .catch((reason: unknown) => cancel().then(() => Promise.reject(reason)));
  }).toPass();
  await choose('3 Months');
  await expect(note).not.toContainText(tooLong);
  await choose('No expiration');
  await expect(note).toContainText(tooLong);
  await cancel();

  await keyCompanion.ask(() => (globalThis as any).chrome.storage.local.remove('policy'));
  await page.getByRole('button', { name: 'Create API key' }).click();
  await choose('1 Year');
  await expect(note).not.toContainText(tooLong);
});
