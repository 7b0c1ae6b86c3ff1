// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { byHeart } from '../../bench/by-heart';
import { rememberedKeys, storedKeys } from '../../bench/keys';
import { keysPage, KEYS_URL } from '../../bench/sites';
import { workerByHeart } from '../../bench/worker-by-heart';
import { planAlerts } from '../../../utils/alerts/plan';
import { expiryStatus } from '../../../utils/keys/expiry';
import { DEFAULT_SETTINGS } from '../../../utils/settings';
import { readTab } from '../../../utils/site/tab';
import { expiryText } from '../../../utils/words';

it('the script that knows the bench’s table by heart puts the badges on it that ours puts there, and sends one message', () => {
  const now = Date.now();
  vi.setSystemTime(now);
  const sendMessage = vi.fn<() => Promise<void>>(async () => undefined);
  vi.stubGlobal('chrome', { runtime: { sendMessage } });
  document.documentElement.innerHTML = keysPage(400);
  const rows = readTab({ page: document, url: KEYS_URL, now })!.list!.rows;
  byHeart();
  const badges = [...document.querySelectorAll('#keys tbody tr key-expiry-badge')] as HTMLElement[];
  expect(badges.map((badge) => [badge.dataset.status, badge.dataset.expiresAt, badge.shadowRoot!.textContent])).toEqual(
    rows.map(({ expiry }) => [
      expiryStatus(expiry, now),
      new Date(expiry.kind === 'dated' ? expiry.earliest : NaN).toISOString(),
      expiryText(expiry, now),
    ]),
  );
  expect(badges.length).toBe(400);
  expect(badges.map((badge) => (badge.parentElement as HTMLTableCellElement).cellIndex)).toEqual(badges.map(() => 2));
  expect(sendMessage).toHaveBeenCalledOnce();
  vi.useRealTimers();
});

it('the script by heart has thirty lines', () => {
  expect(String(byHeart).split('\n').length).toBeLessThanOrEqual(30);
});

it.each([0, 10, 1000])('the worker by heart says of %i keys on the toolbar what ours says', async (count) => {
  const now = Date.now();
  vi.setSystemTime(now);
  const shown = vi.fn<(details: object) => Promise<void>>(async () => undefined);
  const area = { get: async () => storedKeys(count, now) };
  vi.stubGlobal('chrome', {
    runtime: { onMessage: { addListener: () => undefined } },
    storage: { local: area },
    alarms: { get: async () => undefined },
    action: new Proxy({}, { get: (_, name) => (name === 'setBadgeText' ? shown : async () => undefined) }),
    notifications: { getAll: async () => ({}) },
  });
  workerByHeart();
  await vi.waitFor(() => expect(shown).toHaveBeenCalledOnce());
  const { text } = planAlerts(rememberedKeys(count, now), DEFAULT_SETTINGS, {}, now).badge;
  expect(shown).toHaveBeenCalledWith({ text });
  vi.useRealTimers();
});
