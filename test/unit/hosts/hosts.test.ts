import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import background from '../../../entrypoints/background';
import {
  allowedHosts,
  enterOpenPages,
  followHosts,
  isAllowed,
  leaveOpenPages,
  removeHost,
  requestHost,
} from '../../../utils/hosts/hosts';
import { isLeaveRequest } from '../../../utils/hosts/tab-requests';
import { readStored } from '../../../utils/storage/store';

const HOST = 'staging.example.gov.sg';
const OTHER = 'uat.example.gov.sg';
const SITE = 'https://*.data.gov.sg/*';
const policy = (hosts: readonly string[] | undefined) => () => Promise.resolve(hosts);
const pattern = (host: string): string => `https://${host}/*`;

interface Script {
  id: string;
  js: string[];
  matches: string[];
  excludeMatches?: string[];
  persistAcrossSessions?: boolean;
}
interface Held {
  origins?: string[];
  permissions?: string[];
}

/*
 * A browser's permissions and registered scripts. Without the permission "scripting" there is no such thing as the
 * latter.
 */
let origins: Set<string>;
let permissions: Set<string>;
let scripts: Map<string, Script>;
/** How many calls to the browser go well before the worker dies; the one after them never answers. */
let lifetime: number;
let onChange: Record<'added' | 'removed', (change: Held) => void>;

function call<Result>(run: () => Result): Promise<Result> {
  if (lifetime-- <= 0) return new Promise(() => undefined);
  return Promise.resolve().then(run);
}

function scripting<Result>(run: () => Result): Promise<Result> {
  return call(() => {
    if (!permissions.has('scripting')) throw new Error('not available in this context');
    return run();
  });
}

beforeEach(() => {
  origins = new Set([SITE]);
  permissions = new Set(['storage']);
  scripts = new Map();
  lifetime = Infinity;
  onChange = { added: () => undefined, removed: () => undefined };
  const change = (held: Held, isAdded: boolean): boolean => {
    for (const [set, names] of [
      [origins, held.origins ?? []],
      [permissions, held.permissions ?? []],
    ] as const) {
      for (const name of names)
        if (isAdded) set.add(name);
        else set.delete(name);
    }
    onChange[isAdded ? 'added' : 'removed'](held);
    return true;
  };
  const listening = (kind: 'added' | 'removed') => ({
    addListener: (listener: (held: Held) => void) => void (onChange[kind] = listener),
    removeListener: () => undefined,
  });
  Object.assign(fakeBrowser, {
    permissions: {
      getAll: () => call(() => ({ origins: [...origins], permissions: [...permissions] })),
      // A pattern is allowed with all that it fits.
      contains: ({ origins: asked }: { origins: string[] }) =>
        call(() =>
          asked.every((origin) => origins.has(origin) || (/[/.]data\.gov\.sg/.test(origin) && origins.has(SITE))),
        ),
      request: (held: Held) => call(() => change(held, true)),
      remove: (held: Held) => call(() => change(held, false)),
      onAdded: listening('added'),
      onRemoved: listening('removed'),
    },
    scripting: {
      getRegisteredContentScripts: ({ ids }: { ids: string[] }) =>
        scripting(() => ids.flatMap((id) => scripts.get(id) ?? [])),
      registerContentScripts: ([script]: [Script]) =>
        scripting(() => {
          if (scripts.has(script.id)) throw new Error('duplicate id');
          scripts.set(script.id, script);
        }),
      updateContentScripts: ([script]: [Script]) =>
        scripting(() => void scripts.set(script.id, { ...scripts.get(script.id), ...script })),
      unregisterContentScripts: ({ ids }: { ids: string[] }) =>
        scripting(() => ids.forEach((id) => scripts.delete(id))),
      executeScript: vi.fn<() => Promise<void>>(() => Promise.resolve()),
    },
  });
  const none = { addListener: () => undefined };
  Object.assign(fakeBrowser.runtime, {
    // As Firefox gives it.
    getManifest: () => ({
      content_scripts: [
        { js: ['moz-extension://x/content-scripts/api-keys.js'], matches: [SITE], run_at: 'document_idle' },
      ],
    }),
    getURL: (path: string) => `moz-extension://x${path}`,
    onInstalled: none,
    onStartup: none,
  });
  Object.assign(fakeBrowser, {
    action: Object.fromEntries(
      ['setBadgeText', 'setTitle', 'setBadgeBackgroundColor', 'setBadgeTextColor'].map((name) => [
        name,
        () => Promise.resolve(),
      ]),
    ),
  });
});

const followed = (): string[] => [...scripts.values()].flatMap(({ matches }) => matches);

it('the hosts that the user allows are followed with the manifest’s files, over restarts too', async () => {
  await requestHost(HOST);
  await followHosts(policy(undefined));
  expect([...scripts.values()]).toEqual([
    {
      id: 'other-hosts',
      js: ['content-scripts/api-keys.js'],
      runAt: 'document_idle',
      matches: [pattern(HOST)],
      excludeMatches: [SITE],
      persistAcrossSessions: true,
    },
  ]);
  await requestHost(OTHER);
  await Promise.all([followHosts(policy(undefined)), followHosts(policy(undefined))]);
  expect(followed()).toEqual([pattern(HOST), pattern(OTHER)]);
  expect(await allowedHosts()).toEqual({ names: [HOST, OTHER], canBeRead: true });
});

it('no host is followed once the last is removed, and no permission is kept beyond the installation’s', async () => {
  await requestHost(HOST);
  await followHosts(policy(undefined));
  await removeHost(HOST);
  await followHosts(policy(undefined));
  expect([...scripts, ...permissions, ...origins]).toEqual(['storage', SITE]);
  await followHosts(policy(undefined));
  expect(await allowedHosts()).toEqual({ names: [], canBeRead: false });
});

it('the hosts that are followed are only those of the policy, if there is one', async () => {
  for (const host of [HOST, OTHER]) await requestHost(host);
  await followHosts(policy([OTHER]));
  expect([...origins]).toEqual([SITE, pattern(OTHER)]);
  expect(followed()).toEqual([pattern(OTHER)]);
  await followHosts(policy([]));
  expect([...scripts, ...permissions, ...origins]).toEqual(['storage', SITE]);
});

it('the hosts that are followed are right at the next start, wherever the worker died', async () => {
  for (const [allowed, named] of [
    [[HOST, OTHER], undefined],
    [[HOST, OTHER], [OTHER]],
    [[HOST], []],
  ] as const) {
    for (let calls = 0; calls < 8; calls++) {
      vi.resetModules();
      const dying = await import('../../../utils/hosts/hosts');
      [origins, permissions, scripts] = [
        new Set([SITE, ...allowed.map(pattern)]),
        new Set(['storage', 'scripting']),
        new Map([['other-hosts', { id: 'other-hosts', js: ['old.js'], matches: [pattern('gone.gov.sg')] }]]),
      ];
      lifetime = calls;
      void dying.followHosts(policy(named));
      await new Promise(setImmediate);
      lifetime = Infinity;
      vi.resetModules();
      const next = await import('../../../utils/hosts/hosts');
      await next.followHosts(policy(named));
      const expected = allowed.filter((host) => !named || (named as readonly string[]).includes(host)).map(pattern);
      expect(followed(), `${calls} calls`).toEqual(expected);
      expect([...scripts.values()].flatMap(({ js }) => js)).toEqual(
        expected.length > 0 ? ['content-scripts/api-keys.js'] : [],
      );
      expect(permissions.has('scripting')).toBe(expected.length > 0);
    }
  }
});

it('a host that the browser does not let be read is not followed', async () => {
  origins.add(pattern(HOST));
  await followHosts(policy(undefined));
  expect(scripts.size).toBe(0);
  expect(await allowedHosts()).toEqual({ names: [HOST], canBeRead: false });
});

describe('open pages', () => {
  it('open pages are entered when their host is added, save for those of data.gov.sg, which have the script', async () => {
    vi.spyOn(fakeBrowser.tabs, 'query').mockResolvedValue([
      { id: 1, url: `https://${HOST}/admin` },
      { id: 2, url: 'https://data.gov.sg/' },
      { id: 3 },
    ] as never);
    await enterOpenPages(['*.gov.sg']);
    expect(vi.mocked((fakeBrowser as any).scripting.executeScript).mock.calls).toEqual([
      [{ target: { tabId: 1 }, files: ['content-scripts/api-keys.js'] }],
    ]);
  });

  const APEX = 'data.gov.sg';
  const BETA = 'beta.data.gov.sg';
  it.each([
    ['another host', [HOST], [SITE, pattern(OTHER)], [HOST]],
    ['all hosts, while data.gov.sg may still be read', ['*.gov.sg'], [SITE], [HOST, OTHER]],
    ['all hosts, while one of them may still be read by its own name', ['*.gov.sg'], [SITE, pattern(OTHER)], [HOST]],
    ['all hosts and data.gov.sg', ['*.gov.sg', '*.data.gov.sg'], [], [HOST, OTHER, APEX, BETA]],
    ['data.gov.sg', ['*.data.gov.sg'], [pattern(HOST)], [APEX, BETA]],
    ['data.gov.sg, before the browser’s own list says so', ['*.data.gov.sg'], [SITE], [APEX, BETA]],
    ['data.gov.sg, while its apex may still be read', ['*.data.gov.sg'], [pattern(APEX)], [BETA]],
    ['data.gov.sg, while all hosts may still be read', ['*.data.gov.sg'], ['https://*.gov.sg/*'], []],
    ['the apex of data.gov.sg, while all of that may still be read', [APEX], [SITE], []],
  ])('access that is withdrawn from %s makes open pages quiet on $3', async (_, hosts, left, leaving) => {
    vi.spyOn(fakeBrowser.tabs, 'query').mockResolvedValue([{ id: 1 }] as never);
    const send = vi.fn<(id: number, message: unknown) => Promise<void>>(() =>
      Promise.reject(new Error('nobody is there')),
    );
    Object.assign(fakeBrowser.tabs, { sendMessage: send });
    origins = new Set(left);
    await leaveOpenPages(hosts);
    const [, message] = send.mock.calls[0]!;
    expect([HOST, OTHER, APEX, BETA].filter((host) => isLeaveRequest(message, host))).toEqual(leaving);
  });

  it('open pages are not left for a message that is rubbish', () => {
    for (const rubbish of [
      undefined,
      null,
      'leaveHosts',
      { type: 'leaveHosts' },
      { type: 'leaveHosts', hosts: HOST },
      { type: 'isHere' },
    ])
      expect(isLeaveRequest(rubbish, HOST)).toBe(false);
  });

  it('only pages of data.gov.sg may be read if the browser does not say whether they may', async () => {
    Object.assign((fakeBrowser as any).permissions, { contains: () => Promise.reject(new Error('shutting down')) });
    expect(await Promise.all([APEX, BETA, HOST].map(isAllowed))).toEqual([true, true, false]);
  });
});

describe('a message from a page', () => {
  const reading = {
    type: 'report',
    body: {
      kind: 'write',
      complete: true,
      at: 1_790_000_000_000,
      keys: [{ name: 'a', expiry: { kind: 'never', text: 'Never' } }],
    },
  };
  let deliver: (message: unknown, sender: object) => unknown;

  beforeEach(() => {
    Object.assign(fakeBrowser.runtime, {
      id: 'our-id',
      onMessage: { addListener: (listener: typeof deliver) => void (deliver = listener) },
    });
    Object.assign(fakeBrowser.storage, { managed: { get: () => Promise.resolve({}) } });
    background.main();
  });

  it('a message from another host is obeyed while that is allowed, and not before or after', async () => {
    const sender = { id: 'our-id', url: `https://${HOST}/admin/api-keys?page=2`, tab: { id: 1 } };
    const keys = async () => (await readStored(Date.now())).keys;
    expect(await deliver(reading, sender)).toBe('noAccess');
    expect((await keys()).keys).toEqual([]);
    await requestHost(HOST);
    expect(await deliver(reading, sender)).toBe(true);
    expect(await keys()).toMatchObject({
      keys: [{ name: 'a', host: HOST }],
      lastReading: { url: `https://${HOST}/admin/api-keys` },
    });
    await removeHost(HOST);
    expect(await deliver(reading, sender)).toBe('noAccess');
    expect(await deliver(reading, { ...sender, url: 'https://data.gov.sg/admin/api-keys' })).toBe(true);
    expect((await keys()).keys.map(({ host, goneSince }) => [host, goneSince])).toEqual([
      [HOST, undefined],
      [undefined, undefined],
    ]);
  });

  it.each(['https://data.gov.sg', 'https://beta.data.gov.sg'])(
    'a message from %s is obeyed until the access is withdrawn, and again once it is back',
    async (origin) => {
      const sender = { id: 'our-id', url: `${origin}/admin/api-keys`, origin, tab: { id: 1 } };
      const names = async () => (await readStored(Date.now())).keys.keys.map(({ name }) => name);
      const listing = (name: string) => ({
        ...reading,
        body: { ...reading.body, keys: [{ ...reading.body.keys[0], name }] },
      });
      expect(await deliver(reading, sender)).toBe(true);
      origins.delete(SITE);
      for (const message of [listing('after'), { type: 'unreadable', body: {} }, { type: 'choices', body: {} }])
        expect(await deliver(message, sender)).toBe('noAccess');
      expect(await names()).toEqual(['a']);
      origins.add(SITE);
      expect(await deliver(listing('back'), sender)).toBe(true);
      expect(await names()).toContain('back');
    },
  );

  it('a message is not lost if the browser is slow to say, or cannot say, whether its page may be read', async () => {
    const sender = {
      id: 'our-id',
      url: 'https://data.gov.sg/admin/api-keys',
      origin: 'https://data.gov.sg',
      tab: { id: 1 },
    };
    const { permissions: api } = fakeBrowser as any;
    api.contains = () => new Promise((resolve) => void setTimeout(() => resolve(true), 50));
    expect(await deliver(reading, sender)).toBe(true);
    api.contains = () => Promise.reject(new Error('shutting down'));
    expect(await deliver(reading, sender)).toBe(true);
    expect(
      await deliver(reading, { ...sender, url: `https://${HOST}/admin/api-keys`, origin: `https://${HOST}` }),
    ).toBe('noAccess');
  });

  it('a tab that cannot be read stays noted when another site is read, and not when its own is', async () => {
    await requestHost(HOST);
    await deliver(
      { type: 'unreadable', body: {} },
      { id: 'our-id', url: 'https://data.gov.sg/admin/api-keys', tab: {} },
    );
    await deliver(reading, { id: 'our-id', url: `https://${HOST}/admin/api-keys`, tab: {} });
    expect((await readStored(Date.now())).keys.unreadable).toBeDefined();
    await deliver(reading, { id: 'our-id', url: 'https://beta.data.gov.sg/keys', tab: {} });
    expect((await readStored(Date.now())).keys.unreadable).toBeUndefined();
  });
});
