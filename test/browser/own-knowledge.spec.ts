import type { CDPSession, Page } from '@playwright/test';
import { expect, key, openGuarded, shownBadges, testOfPages as test } from './fixtures';

/* Nothing of what is stored flows back into a page. */

/** Runs an expression where the content script runs. */
async function inContentScript(page: Page, expression: string): Promise<unknown> {
  const session: CDPSession = await page.context().newCDPSession(page);
  const worlds: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context: { id, origin } }) => origin.startsWith('chrome-extension://') && worlds.push(id));
  await session.send('Runtime.enable');
  await expect.poll(() => worlds.length).toBe(1);
  const { result } = await session.send('Runtime.evaluate', { expression, contextId: worlds[0]!, awaitPromise: true, returnByValue: true });
  await session.detach();
  return result.value;
}

const tabOf = (account: string, ...names: string[]): string => `<!doctype html><title>API Keys</title><header><span>${account}</span></header><main><h1>API Keys</h1><button>Create API key</button>
  <table><thead><tr><th>Key Name</th><th>Expiration</th></tr></thead><tbody>${names.map((name) => `<tr><td>${name}</td><td>Being set up</td></tr>`).join('')}</tbody></table></main>`;

test('the content script cannot read or write what is stored', async ({ keyCompanion }) => {
  const page = await openGuarded(keyCompanion, tabOf('officer@agency.gov.sg', 'gazette-uploader'));
  expect(await inContentScript(page, 'typeof chrome.runtime.sendMessage')).toBe('function');
  for (const call of ['get()', 'set({ keys: [] })', 'clear()']) {
    expect(await inContentScript(page, `Promise.resolve().then(() => chrome.storage.local.${call}).then(() => 'done', (error) => String(error))`), call).toMatch(/not allowed/);
  }
});

test('a page that lists the names of keys that are stored gets nothing back', async ({ keyCompanion }) => {
  const estimated = (name: string, account: string): Record<string, unknown> => {
    const record = key(name, 47, { account });
    return { ...record, expiry: { ...(record.expiry as object), text: '47 days', approximate: true } };
  };
  const keys = [estimated('secret-project-x', 'other@agency.gov.sg'), estimated('own-project', 'officer@agency.gov.sg')];
  await keyCompanion.ask((document) => (globalThis as any).chrome.storage.local.set({ keys: document }), { version: 2, keys, lists: [], ledger: {} });
  const page = await openGuarded(keyCompanion, tabOf('officer@agency.gov.sg', 'guess-1', 'secret-project-x', 'own-project'));
  await expect.poll(async () => (await shownBadges(page)).length).toBe(3);
  for (const badge of await shownBadges(page)) {
    expect(badge).toMatchObject({ status: 'unknown', expiresAt: undefined, text: 'Expiry not readable' });
    expect(badge.title).not.toMatch(/\d{4}/);
  }
});
