import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { check } from '../../utils/worker/check';
import { DAY } from '../../utils/keys/time';
import { setLanguage } from '../../utils/language';
import { PageLanguage } from '../../utils/page/page-language';
import { DEFAULT_SETTINGS, LANGUAGES } from '../../utils/settings';
import { readStored } from '../../utils/storage/store';
import { choicesForTab, type ChosenWords } from '../../utils/worker/answers-for-tab';
import { setCatalogue, t } from '../../utils/words';
import { messagesOf } from './project/messages-of';

const now = Date.parse('2026-11-22T10:00Z');
const TOMORROW = { en: 'Expires tomorrow', zh: '明天到期', ms: 'Tamat tempoh esok', ta: 'நாளை காலாவதியாகும்' };
const tomorrow = (): string => t('expiry_tomorrow');

/** What the extension's files answer; `undefined` for one that cannot be read. */
let answer: (path: string) => Promise<string> | string | undefined;

beforeEach(() => {
  answer = (path) => readFileSync(`public${path}`, 'utf8');
  Object.assign(fakeBrowser, { runtime: { ...fakeBrowser.runtime, getURL: (path: string) => path } });
  vi.stubGlobal('fetch', async (path: string) => {
    const text = await answer(path);
    return text === undefined ? Promise.reject(new TypeError('Failed to fetch')) : new Response(text);
  });
});

afterEach(async () => {
  await setLanguage(undefined);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('our own pages and the worker speak each language, and the browser’s again', async () => {
  for (const language of LANGUAGES) {
    await setLanguage(language);
    expect(tomorrow()).toBe(TOMORROW[language]);
  }
  await setLanguage(undefined);
  expect(tomorrow()).toBe(TOMORROW.en);
});

// What was read is kept, so these begin with the module again.
it('our own pages speak the language that was chosen last, whichever file comes last', async () => {
  vi.resetModules();
  const fresh = await import('../../utils/language');
  const { t } = await import('../../utils/words');
  let arrive: () => void = () => undefined;
  const late = new Promise<void>((resolve) => (arrive = resolve));
  const read = answer;
  answer = async (path) => {
    if (path.includes('/ta/')) await late;
    return read(path)!;
  };
  const first = fresh.setLanguage('ta');
  await fresh.setLanguage('ms');
  arrive();
  await first;
  expect(t('expiry_tomorrow')).toBe(TOMORROW.ms);
});

it('our own pages speak the browser’s language if a file cannot be read, and try it again', async () => {
  vi.resetModules();
  const fresh = await import('../../utils/language');
  const { t } = await import('../../utils/words');
  const read = answer;
  answer = () => undefined;
  await fresh.setLanguage('zh');
  expect(t('expiry_tomorrow')).toBe(TOMORROW.en);
  answer = read;
  await fresh.setLanguage('zh');
  expect(t('expiry_tomorrow')).toBe(TOMORROW.zh);
});

it('our own pages have English for what a language lacks', async () => {
  vi.resetModules();
  const fresh = await import('../../utils/language');
  const read = answer;
  answer = (path) => (path.includes('/ms/') ? '{"expiry_tomorrow":{"message":"Esok"}}' : read(path));
  expect(await fresh.catalogueOf('ms')).toEqual({ ...messagesOf('en'), expiry_tomorrow: 'Esok' });
});

describe('the worker', () => {
  let title: string | undefined;
  const shown: { title: string; message: string }[] = [];

  beforeEach(() => {
    const paint = (details: { title?: string }): Promise<void> =>
      Promise.resolve(void (title = details.title ?? title));
    Object.assign(fakeBrowser, {
      action: { setBadgeText: paint, setTitle: paint, setBadgeBackgroundColor: paint, setBadgeTextColor: paint },
      notifications: {
        create: (_: string, options: { title: string; message: string }) => Promise.resolve(void shown.push(options)),
        clear: () => Promise.resolve(true),
        getAll: () => Promise.resolve({}),
        getPermissionLevel: () => Promise.resolve('granted'),
        onButtonClicked: {},
      },
    });
  });

  async function storeLanguage(language: unknown): Promise<void> {
    const record = {
      id: 'a',
      name: 'rainfall-sync',
      kind: 'write',
      firstSeenAt: now,
      lastSeenAt: now,
      expiry: { kind: 'dated', earliest: now + 3 * DAY, latest: now + 3 * DAY, text: '' },
    };
    await fakeBrowser.storage.local.set({
      keys: { version: 2, keys: [record], lists: [], ledger: {} },
      settings: { version: 2, settings: { ...DEFAULT_SETTINGS, language }, own: ['language'] },
    });
  }

  it('the worker writes the summary notification and the toolbar’s title in the chosen language', async () => {
    await storeLanguage('ta');
    await check(now);
    expect(title).toBe('Key Companion: 1 API விசைக்குக் கவனம் தேவை');
    expect(shown).toMatchObject([
      {
        title: 'ஓர் API விசை விரைவில் காலாவதியாகும்',
        message:
          '“rainfall-sync”: 3 நாட்களில் காலாவதியாகும் (25 நவ., 2026, 18:00 SGT). பழைய விசை செயல்படும்போதே புதிய விசையை உருவாக்கலாம்.',
      },
    ]);
  });

  it.each([['tlh'], [''], [7], [null], [{ toString: 'zh' }], ['constructor'], ['__proto__']])(
    'the worker speaks the browser’s language for the language %o, which there is not',
    async (rubbish) => {
      await storeLanguage(rubbish);
      await check(now);
      expect(title).toBe('Key Companion: 1 API key needs attention');
    },
  );
});

describe('a page of the site', () => {
  let page: EventTarget & { hidden: boolean };
  let asked: (string | undefined)[];
  let language: PageLanguage;
  const end = { now: new AbortController() };

  beforeEach(() => {
    page = Object.assign(new EventTarget(), { hidden: false });
    asked = [];
    end.now = new AbortController();
  });
  afterEach(() => {
    end.now.abort();
    setCatalogue(undefined);
  });

  const store = (chosen: unknown): Promise<void> =>
    fakeBrowser.storage.local.set({ settings: { version: 2, settings: { language: chosen } } });
  const answered = async (speaks?: string): Promise<ChosenWords> => choicesForTab(await readStored(now), speaks);
  const begin = (
    firstWords?: Promise<ChosenWords | undefined>,
    later: (speaks?: string) => Promise<ChosenWords | undefined> = answered,
  ): void => {
    const source = { chosenWords: (speaks?: string) => (asked.push(speaks), later(speaks)), firstWords };
    language = new PageLanguage(page as unknown as Document, source);
  };
  const follow = (): string[] => {
    const seen: string[] = [];
    language.follow(() => seen.push(tomorrow()), end.now.signal);
    return seen;
  };
  const beSeenAgain = (): boolean => page.dispatchEvent(new Event('visibilitychange'));

  it('a page of the site gets the browser’s language if none is chosen', async () => {
    begin(answered());
    const seen = follow();
    await vi.waitFor(() => expect(seen).toEqual([TOMORROW.en]));
  });

  it('a page of the site shows nothing before it has the chosen language, and follows a change once seen again', async () => {
    await store('ta');
    begin(answered());
    const seen = follow();
    await vi.waitFor(() => expect(seen).toEqual([TOMORROW.ta]));
    beSeenAgain();
    await store('ms');
    page.hidden = true;
    beSeenAgain();
    page.hidden = false;
    beSeenAgain();
    await vi.waitFor(() => expect(seen).toEqual([TOMORROW.ta, TOMORROW.ms]));
    await store(undefined);
    beSeenAgain();
    await vi.waitFor(() => expect(seen).toEqual([TOMORROW.ta, TOMORROW.ms, TOMORROW.en]));
    // It says what it speaks, so that the same words are not sent again.
    expect(asked).toEqual(['ta', 'ta', 'ta', 'ms']);
    expect(await answered('en')).toEqual({ coverKeys: false });
    await store('ms');
    expect(await answered('ms')).toEqual({ coverKeys: false, language: 'ms' });
  });

  it('a page of the site follows what was chosen between two visits', async () => {
    await store('zh');
    begin();
    follow();
    await vi.waitFor(() => expect(tomorrow()).toBe(TOMORROW.zh));
    end.now.abort();
    end.now = new AbortController();
    await store(undefined);
    const seen = follow();
    await vi.waitFor(() => expect(seen).toEqual([TOMORROW.zh, TOMORROW.en]));
  });

  it.each([
    ['refuses', () => Promise.reject(new Error('no receiver'))],
    ['gives no answer', () => Promise.resolve(undefined)],
    ['has no words', () => Promise.resolve({ language: 'ta' as const })],
  ])('a page of the site goes on in the browser’s language if the worker %s', async (_, without) => {
    begin(without(), without);
    const seen = follow();
    await vi.waitFor(() => expect(seen).toEqual([TOMORROW.en]));
  });

  it('a page of the site does not wait long for the worker, and takes the words when they come', async () => {
    vi.useFakeTimers();
    let arrive: (t: ChosenWords) => void = () => undefined;
    begin(new Promise((resolve) => (arrive = resolve)));
    await store('zh');
    const seen = follow();
    await vi.advanceTimersByTimeAsync(199);
    expect(seen).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(seen).toEqual([TOMORROW.en]);
    arrive(await answered());
    await vi.advanceTimersByTimeAsync(0);
    expect(seen).toEqual([TOMORROW.en, TOMORROW.zh]);
  });
});
