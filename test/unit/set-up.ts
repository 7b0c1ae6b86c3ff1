import { readFileSync } from 'node:fs';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { beforeEach, vi } from 'vitest';
import { loadReader } from '../../utils/site/tab';

const messages = JSON.parse(readFileSync('public/_locales/en/messages.json', 'utf8')) as Record<
  string,
  { message: string }
>;

/** The messages as the browser gives them: `$1` to `$9` filled in, an unknown name is an empty text. */
function getMessage(name: string, values: string | string[] = []): string {
  const filled = [values].flat();
  return (messages[name]?.message ?? '').replace(/\$([1-9])/g, (_, place) => filled[Number(place) - 1] ?? '');
}

/** What Chromium tells of notifications, and the fake does not know. */
const permission = {
  getPermissionLevel: () => Promise.resolve('granted'),
  onPermissionLevelChanged: { addListener: () => undefined },
};

/** The browser's permissions, which the fake does not know: nothing is allowed but what the manifest asks for. */
const isAsked = (origin: string): boolean => /^https:\/\/(?:[^/]+\.)?data\.gov\.sg\//.test(origin);
const unheard = { addListener: () => undefined, removeListener: () => undefined };
const permissions = {
  getAll: () => Promise.resolve({}),
  contains: ({ origins = [] }: { origins?: string[] }) => Promise.resolve(origins.every(isAsked)),
  onAdded: unheard,
  onRemoved: unheard,
};

// Tests read pages at once. A test without a document reads none.
if (typeof document !== 'undefined') await loadReader();

/** The parts of the fake browser as they come, kept beyond a file: files share their modules. */
const kept = globalThis as { partsOfFake?: [part: object, whole: object][] };
kept.partsOfFake ??= Object.values<object>({ ...fakeBrowser }).map((part) => [part, { ...part }]);
for (const [part, whole] of kept.partsOfFake) Object.assign(part, whole);

beforeEach(() => {
  fakeBrowser.reset();
  // A test that puts its own globals back takes this one away.
  vi.stubGlobal('browser', fakeBrowser);
  Object.assign(fakeBrowser, { i18n: { ...fakeBrowser.i18n, getMessage }, permissions });
  Object.assign(fakeBrowser.notifications, permission);
});
