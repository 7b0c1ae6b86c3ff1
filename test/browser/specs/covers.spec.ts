import type { Page } from '@playwright/test';
import { FAKE_SECRET } from '../support/fake-secret';
import {
  expect,
  expectWarnedWithinASecond,
  inPageTime,
  openGuarded,
  pressOnceSeen,
  testOfPages as test,
} from '../support/fixtures';

/*
 * Pages of many designs: what is copied with their buttons, and that answering the warning leaves their dialogs alone.
 */

const WARNING = 'key-leak-warning';
/** Keys in no shape that is known, and ids that look alike. All are obviously fake. */
const TOKEN = 'dgs_live_000000000000000000000000AAAA';
const ID = 'key_000000000000000000000000AAAA';
const FAKE_TOKENS = ['A', 'B', 'C'].map((last) => TOKEN.slice(0, -4) + last.repeat(4));
const UUID = 'aaaaaaaa-0000-4000-8000-aaaaaaaaaaaa';

/**
 * As copy libraries do it: clipboard.js and its kin select a read-only text area that nobody sees, copy-to-clipboard a
 * clipped span.
 */
const SCRIPT = `
const kept = navigator.clipboard.writeText.bind(navigator.clipboard);
const write = (text) => navigator.clipboard.writeText(text);
const byArea = (text) => { const area = document.createElement('textarea'); Object.assign(area.style, { position: 'absolute', left: '-9999px' });
  area.readOnly = true; area.value = text; document.body.append(area); area.select(); document.execCommand('copy'); area.remove(); };
const bySpan = (text) => { const span = document.createElement('span'); span.textContent = text;
  Object.assign(span.style, { all: 'unset', position: 'fixed', top: 0, clip: 'rect(0,0,0,0)', whiteSpace: 'pre' });
  span.addEventListener('copy', (event) => event.stopPropagation()); document.body.append(span);
  getSelection().removeAllRanges(); const range = document.createRange(); range.selectNodeContents(span); getSelection().addRange(range);
  document.execCommand('copy'); span.remove(); };
const way = { kept, write, byArea, bySpan };
document.addEventListener('click', ({ target }) => { const button = target.closest('[data-way]'); if (button) way[button.dataset.way](button.dataset.text); });`;

/** A button that copies `text` in one of the ways above. */
const copy = (id: string, way: string, text: string, label = 'Copy'): string =>
  `<button id="${id}" data-way="${way}" data-text="${text}"${label === '' ? '' : ` aria-label="${label}"`}><svg width="16" height="16"></svg></button>`;

function pageWith(content: string, rows = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>API Keys | Dashboard</title><style>code{word-break:break-all}.modal{position:fixed;top:40px;left:40px;width:480px;padding:16px;border:1px solid;background:#fff}</style></head>
<body><h1>API Keys</h1><button>Create API key</button><table><thead><tr><th>Key Name</th><th>Key</th><th>Expiration</th></tr></thead><tbody>
<tr><td>gazette-uploader</td><td>••••AAAA</td><td>07 Aug 2027, 23:59</td></tr><tr><td>HDBResaleFlatPricesETLv2_2026</td><td>••••AAAA</td><td>15 Feb 2028, 23:59</td></tr>${rows}</tbody></table>
${content}<script>${SCRIPT}</script></body></html>`;
}

const DESIGNS: { name: string; page: string; leaks: string[]; others: string[] }[] = [
  {
    name: 'an id beside the secret, each with an icon',
    page: pageWith(`<div role="dialog" class="modal"><h2>Credentials</h2><div><label>Key ID</label><div><input readonly value="${ID}">${copy('id', 'write', ID)}</div></div>
      <div><label>Key secret</label><div><input readonly value="${TOKEN}">${copy('secret', 'write', TOKEN)}${copy('kept', 'kept', TOKEN)}</div></div></div>`),
    leaks: ['secret', 'kept'],
    others: ['id'],
  },
  {
    name: 'icons without a name',
    page: pageWith(
      `<p>Your new key <code>${TOKEN}</code> ${copy('secret', 'write', TOKEN, '')}</p><p>Key ID: <code>${ID}</code> ${copy('id', 'byArea', UUID, '')}</p>`,
    ),
    leaks: ['secret'],
    others: ['id'],
  },
  {
    name: 'copy libraries',
    page: pageWith(`<div role="dialog" class="modal"><h2>API key created</h2><code>${FAKE_SECRET}</code>${copy('area', 'byArea', FAKE_SECRET)}${copy('span', 'bySpan', FAKE_SECRET)}${copy('token', 'byArea', TOKEN, 'Copy key')}</div>
      <p>${copy('name', 'byArea', 'HDBResaleFlatPricesETLv2_2026', 'Copy name')}${copy('id', 'byArea', UUID, 'Copy ID')}${copy('link', 'bySpan', 'https://data.gov.sg/datasets/view', 'Copy link')}</p>`),
    leaks: ['area', 'span', 'token'],
    others: ['name', 'id', 'link'],
  },
  {
    name: 'buttons that name their row',
    page: pageWith(
      '',
      `<tr><td>rainfall-sync</td><td>••••AAAA ${copy('masked', 'write', TOKEN, 'Copy API key for rainfall-sync')}${copy('kept', 'kept', FAKE_SECRET, 'Copy API key for rainfall-sync')}${copy('name', 'write', 'rainfall-sync', 'Copy key name')}</td><td>15 Feb 2028, 23:59</td></tr>`,
    ),
    leaks: ['masked', 'kept'],
    others: ['name'],
  },
  {
    name: 'code samples',
    page: pageWith(`<section><h2>Quick start</h2><pre>curl -H 'x-api-key: ${TOKEN}'</pre>${copy('real', 'write', `curl -H 'x-api-key: ${TOKEN}'`, 'Copy snippet')}</section>
      <section><pre>curl -H 'x-api-key: YOUR_API_KEY_GOES_RIGHT_HERE'</pre>${copy('sample', 'write', "curl -H 'x-api-key: YOUR_API_KEY_GOES_RIGHT_HERE'", 'Copy snippet')}</section>`),
    leaks: ['real'],
    others: ['sample'],
  },
  {
    name: 'ids that say what they are',
    page: pageWith(`<section><h3>Webhook</h3><p><code>${UUID}</code> ${copy('webhook', 'write', UUID)}</p><p>Request ID: <code>${ID}</code> ${copy('request', 'write', ID)}</p>${copy('json', 'write', `{&quot;requestId&quot;:&quot;${ID}&quot;}`, 'Copy details')}</section>
      <section><p>Your key: <code>${UUID}</code> ${copy('key', 'write', UUID)}</p></section>`),
    leaks: ['key'],
    others: ['webhook', 'request', 'json'],
  },
];

async function answer(page: Page): Promise<void> {
  await pressOnceSeen(page.getByRole('button', { name: 'Got it' }));
  await expect(page.locator(WARNING)).toHaveCount(0);
}

for (const { name, page: html, leaks, others } of DESIGNS) {
  test(`copies are told apart on a page with ${name}`, async ({ keyCompanion }) => {
    const page = await openGuarded(keyCompanion, html);
    // A leak after each other copy: what that would have raised is there by then.
    for (const [index, other] of others.entries()) {
      await page.locator(`#${other}`).click();
      await inPageTime(page, 600);
      expect(await page.locator(WARNING).count(), other).toBe(0);
      await expectWarnedWithinASecond(page, () => page.locator(`#${leaks[index % leaks.length]}`).click());
      await answer(page);
    }
    for (const leak of leaks) {
      await expectWarnedWithinASecond(page, () => page.locator(`#${leak}`).click());
      await answer(page);
    }
  });
}

/** How pages notice that somebody has pressed, or gone, outside of a dialog; `close()` closes it. */
const CLOSERS: [manner: string, script: string][] = [
  [
    'a click that bubbles to the document',
    "document.addEventListener('click', (event) => dialog.contains(event.target) || close())",
  ],
  ['a captured click', "document.addEventListener('click', (event) => dialog.contains(event.target) || close(), true)"],
  [
    'a pointer or a mouse button that goes down',
    "for (const type of ['pointerdown', 'mousedown']) document.addEventListener(type, (event) => dialog.contains(event.target) || close(), true)",
  ],
  [
    'a focus that goes elsewhere',
    "document.addEventListener('focusin', (event) => dialog.contains(event.target) || close()); dialog.addEventListener('focusout', ({ relatedTarget }) => relatedTarget && !dialog.contains(relatedTarget) && close())",
  ],
  [
    'the Escape key, going down or up',
    "for (const type of ['keydown', 'keyup']) document.addEventListener(type, ({ key }) => key === 'Escape' && close())",
  ],
  [
    'a trap that takes the focus back',
    "document.addEventListener('focus', (event) => dialog.contains(event.target) || dialog.querySelector('button').focus(), true)",
  ],
  [
    'a trap that swallows clicks',
    "document.addEventListener('click', (event) => { if (!dialog.contains(event.target)) { event.preventDefault(); event.stopImmediatePropagation(); } }, true)",
  ],
];

for (const [manner, script] of CLOSERS) {
  test(`answering the warning leaves a dialog alone that watches for ${manner}`, async ({ keyCompanion }) => {
    const dialog = `<div role="dialog" id="dialog" class="modal"><h2>API key created</h2><input readonly value="${FAKE_SECRET}">${copy('copy', 'write', FAKE_SECRET)}<button>Done</button></div>`;
    const html = pageWith(dialog).replace(
      '</body>',
      `<script>const dialog = document.getElementById('dialog'); const close = () => dialog.remove(); setTimeout(() => { ${script} });</script></body>`,
    );
    const page = await openGuarded(keyCompanion, html);
    const copyAndExpect = async (): Promise<void> => {
      await page.locator('#copy').click();
      await expect(page.locator(WARNING)).toHaveCount(1);
    };
    await copyAndExpect();
    await pressOnceSeen(page.getByRole('button', { name: 'Clear clipboard' }));
    await expect(page.getByText('Clipboard cleared')).toBeVisible();
    await answer(page);
    await copyAndExpect();
    await page.keyboard.press('F6');
    await pressOnceSeen(page.locator(WARNING), () => page.keyboard.press('Enter'));
    await expect(page.locator(WARNING)).toHaveCount(0);
    await copyAndExpect();
    await page.keyboard.press('F6');
    await page.keyboard.press('Escape');
    await expect(page.locator(WARNING)).toHaveCount(0);
    await pressOnceSeen(page.getByRole('button', { name: 'Hide on screen' }));
    await expect(page.getByRole('button', { name: 'Hidden. Click to show' })).toBeVisible();
    await expect(page.locator('#dialog')).toBeVisible();
  });
}

for (const [kind, open] of [
  [
    'modal dialog',
    '<dialog id="box"><h2>API key created</h2>$</dialog><script>box.showModal(); box.onclick = ({ clientX, clientY }) => { const { left, right, top, bottom } = box.getBoundingClientRect(); if (clientX < left || clientX > right || clientY < top || clientY > bottom) box.close(); };</script>',
  ],
  ['popover', '<div id="box" popover><h2>API key created</h2>$</div><script>box.showPopover();</script>'],
] as const) {
  test(`the warning in a native ${kind} can be answered, and leaves that open`, async ({ keyCompanion }) => {
    const page = await openGuarded(
      keyCompanion,
      pageWith(open.replace('$', `<code>${FAKE_SECRET}</code>${copy('copy', 'write', FAKE_SECRET)}`)),
    );
    await page.locator('#copy').click();
    await pressOnceSeen(page.getByRole('button', { name: 'Clear clipboard' }));
    await expect(page.getByText('Clipboard cleared')).toBeVisible();
    await answer(page);
    await expect(page.locator('#copy')).toBeVisible();
  });
}

test('a cover leaves the buttons free that stand in the lines of a long secret', async ({ keyCompanion }) => {
  const page = await openGuarded(
    keyCompanion,
    pageWith(
      `<p style="width:300px">Your key is <code>${FAKE_SECRET}</code> ${copy('copy', 'write', FAKE_SECRET)} Keep it.</p>`,
    ),
  );
  await pressOnceSeen(page.getByRole('button', { name: 'Hide on screen' }));
  const topmost = (selector: string): Promise<string[]> =>
    page.locator(selector).evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return [...(element.localName === 'button' ? [element.getBoundingClientRect()] : range.getClientRects())].map(
        ({ left, right, top, bottom }) =>
          document.elementFromPoint((left + right) / 2, (top + bottom) / 2)?.localName ?? '',
      );
    });
  await expect
    .poll(() => topmost('p code'))
    .toEqual(Array.from({ length: (await topmost('p code')).length }, () => 'key-secret-cover'));
  expect(await topmost('#copy')).not.toContain('key-secret-cover');
  const largest = await page.locator('p code').evaluate((element) => {
    const widest = [...element.getClientRects()].sort((a, b) => b.width - a.width)[0]!;
    return { left: widest.left, top: widest.top, right: widest.right, bottom: widest.bottom };
  });
  const words = (await page.getByText('Hidden. Click to show').boundingBox())!;
  expect(words.y + words.height / 2).toBeGreaterThan(largest.top);
  expect(words.y + words.height / 2).toBeLessThan(largest.bottom);
  // Whoever has seen it needs one press.
  await inPageTime(page, 500);
  await page.mouse.click(largest.left + 20, (largest.top + largest.bottom) / 2);
  await expect(page.locator('key-secret-cover')).toHaveAttribute('data-state', 'shown');
  expect(await topmost('#copy')).not.toContain('key-secret-cover');
});

test('keys that are short or in groups are covered in the list, and their names, ids and dates are not', async ({
  keyCompanion,
}) => {
  const keys = ['AKIAZZZZZZZZZZ0A1B2C', 'K0K0 L1L1 M2M2 N3N3 P4P4 Q5Q5'];
  const rows = keys
    .map(
      (key, index) =>
        `<tr><td>SLA-OneMap-API-v2-${index}</td><td class="key">${key}</td><td>req_0A1B2C3D4E5F${index}</td><td>07 Aug 2027, 23:59</td></tr>`,
    )
    .join('');
  const page = await openGuarded(
    keyCompanion,
    `<title>API Keys</title><h1>API Keys</h1><button>Create API key</button>
    <table cellpadding="20"><thead><tr><th>Key Name</th><th>Secret key</th><th>Request ID</th><th>Expiration</th></tr></thead><tbody>${rows}</tbody></table>`,
  );
  const hide = page.getByRole('button', { name: 'Hide on screen' });
  await expect(hide).toHaveCount(keys.length);
  for (const index of [1, 0]) await pressOnceSeen(hide.nth(index));
  await expect(hide).toHaveCount(0);
  const covered = (): Promise<boolean[]> =>
    page.locator('td').evaluateAll((cells) =>
      cells.map((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        return document.elementFromPoint((left + right) / 2, (top + bottom) / 2)?.localName === 'key-secret-cover';
      }),
    );
  await expect.poll(covered).toEqual([false, true, false, false, false, true, false, false]);
});

test('the button beside a secret in a field lies on no word, neither of its label nor of the hint below it', async ({
  keyCompanion,
}) => {
  const page = await openGuarded(
    keyCompanion,
    pageWith(`<div role="dialog" class="modal"><h2>Copy your key</h2><div><label style="display:block">API key</label>
      <div><div><div><input readonly value="${FAKE_SECRET}" style="width:100%"></div></div></div>
      <div><p style="margin:2px 0">Keep it in a safe place. It is shown once, and nobody can show it to you again.</p></div></div>
      <button>Done</button></div>`),
  );
  const hide = page.getByRole('button', { name: 'Hide on screen' });
  await expect(hide).toBeVisible();
  const coveredWords = (): Promise<string[]> =>
    page.evaluate(() => {
      const { left, top, right, bottom } = document.querySelector('key-secret-cover')!.getBoundingClientRect();
      const dialog = document.querySelector('[role=dialog]')!;
      const range = document.createRange();
      return [...dialog.querySelectorAll('h2, label, p, button')]
        .filter((element) => {
          range.selectNodeContents(element);
          return [...range.getClientRects()].some(
            (box) => box.left < right && left < box.right && box.top < bottom && top < box.bottom,
          );
        })
        .map((element) => element.textContent);
    });
  await expect.poll(coveredWords).toEqual([]);
});

test('the button beside a key goes while something of the page is over the key', async ({ keyCompanion }) => {
  const page = await openGuarded(keyCompanion, pageWith(`<p>Your key is <code>${FAKE_SECRET}</code></p>`));
  const hide = page.getByRole('button', { name: 'Hide on screen' });
  await expect(hide).toBeVisible();
  await page.evaluate(() => {
    const modal = Object.assign(document.createElement('div'), { id: 'over', textContent: 'Rename key' });
    modal.style.cssText = 'position:fixed;inset:20px;background:#fff';
    document.body.append(modal);
  });
  await expect(hide).toBeHidden();
  await page.evaluate(() => document.querySelector('#over')!.remove());
  await expect(hide).toBeVisible();
});

test('in a table without room the buttons lie on no header, on no other key and not on each other', async ({
  keyCompanion,
}) => {
  const rows = FAKE_TOKENS.map(
    (token, index) => `<tr><td>feed-${index}</td><td><code>${token}</code></td><td>${index + 7} Nov 2031</td></tr>`,
  );
  const page = await openGuarded(
    keyCompanion,
    `<!doctype html><html lang="en"><title>API Keys</title><style>body{font:13px/18px sans-serif}td,th{padding:3px 8px;text-align:left}</style><h1>API Keys</h1><table><thead><tr><th>Key Name</th><th>Secret key of this account and agency only</th><th>Expiration</th></tr></thead><tbody>${rows.join('')}</tbody></table></html>`,
  );
  await expect(page.locator('key-secret-cover')).toHaveCount(3);
  const overlaps = (): Promise<string[]> =>
    page.evaluate(() => {
      const boxOf = (node: Element): DOMRect => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return node.localName === 'key-secret-cover' ? node.getBoundingClientRect() : range.getBoundingClientRect();
      };
      const hosts = [...document.querySelectorAll('key-secret-cover')];
      const codes = [...document.querySelectorAll('code')];
      return hosts.flatMap((host, index) => {
        const own = boxOf(host);
        return [...document.querySelectorAll('th'), ...codes.filter((_, at) => at !== index), ...hosts]
          .filter((other) => other !== host)
          .filter((other) => {
            const box = boxOf(other);
            return own.left < box.right && box.left < own.right && own.top < box.bottom && box.top < own.bottom;
          })
          .map((other) => `${index} on ${other.localName} ${other.textContent}`);
      });
    });
  await expect.poll(overlaps).toEqual([]);
});
