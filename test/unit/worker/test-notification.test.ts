import { expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { showTest } from '../../../utils/worker/deliver';

const shown = (): Promise<string[]> => fakeBrowser.notifications.getAll().then(Object.keys);

it('a test notification is shown each time it is asked for, and says that it is a test', async () => {
  const create = vi.spyOn(fakeBrowser.notifications, 'create');
  expect([await showTest(Date.now()), await showTest(Date.now())]).toEqual(['shown', 'shown']);
  expect(await shown()).toEqual(['test']);
  expect(create).toHaveBeenCalledWith('test', expect.objectContaining({ title: 'Test notification' }));
});

it('a test notification is not tried if notifications are blocked', async () => {
  Object.assign(fakeBrowser.notifications, { getPermissionLevel: () => Promise.resolve('denied') });
  expect(await showTest(Date.now())).toBe('blocked');
  expect(await shown()).toEqual([]);
});

it('a test notification is tried if the browser says nothing of a block, and a refusal is reported', async () => {
  Object.assign(fakeBrowser.notifications, { getPermissionLevel: undefined });
  expect(await showTest(Date.now())).toBe('shown');
  vi.spyOn(fakeBrowser.notifications, 'create').mockRejectedValue(new Error('refused'));
  expect(await showTest(Date.now())).toBe('refused');
});
