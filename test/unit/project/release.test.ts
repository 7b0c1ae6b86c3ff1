import { spawnSync } from 'node:child_process';
import { createHmac, createVerify, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { changelogEntry, objection } from '../../../.github/release';
import { missingSecrets, SECRETS, signedToken, submitIfWanted, withLines, type Store } from '../../../.github/submit';
import { scripts, version } from '../../../package.json';
import { RESULTS_PAGE } from '../../bench/results-page';

interface Step {
  run?: string;
  uses?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}

interface Job {
  if?: string;
  environment?: string;
  permissions?: Record<string, string>;
  needs?: string | string[];
  steps: Step[];
}

interface Workflow {
  on: Record<string, { tags?: string[] } | null>;
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}

const FOLDER = '.github/workflows';
const workflows = new Map(
  readdirSync(FOLDER).map((name) => [name, parse(readFileSync(join(FOLDER, name), 'utf8')) as Workflow]),
);
const { on, permissions, jobs } = workflows.get('release.yml')!;
const stepsOf = (workflow: Workflow): Step[] => Object.values(workflow.jobs).flatMap(({ steps }) => steps);

const CHANGELOG =
  '# Changelog\n\nWords [1.0.0].\n\n## [Unreleased]\n\n- Later\n\n## [1.10.0] - 2026-02-01\n\n### Added\n\n- New\n- Newer\n\n## [1.1.0] - 2026-01-01\n\n- Old\n\n## [1.0.0]\n\n- Undated\n';

it('the text of a release is the entry of its version in the changelog, without the heading', () => {
  expect(changelogEntry(CHANGELOG, '1.10.0')).toBe('### Added\n\n- New\n- Newer');
  expect(changelogEntry(CHANGELOG, '1.1.0')).toBe('- Old');
});

it('the text of a release is not there without a dated entry that says something', () => {
  for (const unknown of ['1.0.0', '1.1', '0.1.0', 'Unreleased'])
    expect(changelogEntry(CHANGELOG, unknown), unknown).toBeUndefined();
  expect(changelogEntry('## [2.0.0] - 2026-01-01\n\n## [1.0.0] - 2026-01-01\n', '2.0.0')).toBeUndefined();
});

it('a tag is released if package.json and the changelog have its version', () => {
  expect(objection('v1.10.0', '1.10.0', CHANGELOG, 'tag')).toBeUndefined();
  expect(objection('v1.1.0', '1.10.0', CHANGELOG, 'tag')).toContain('has to be v1.10.0');
  expect(objection('1.10.0', '1.10.0', CHANGELOG, 'tag')).toContain('has to be v1.10.0');
  expect(objection('v3.0.0', '3.0.0', CHANGELOG, 'tag')).toContain('no entry “## [3.0.0] - ”');
});

it('a branch that is named like a tag is not released', () => {
  for (const type of ['branch', '', undefined])
    expect(objection('v1.10.0', '1.10.0', CHANGELOG, type)).toContain('Only a tag');
});

it('a tag could be set on the version as it is now', () => {
  const check = (tag: string, type: string): number | null =>
    spawnSync(process.execPath, ['node_modules/jiti/lib/jiti-cli.mjs', '.github/release.ts', 'check', tag], {
      env: { ...process.env, GITHUB_REF_TYPE: type },
    }).status;
  expect(check(`v${version}`, 'tag')).toBe(0);
  expect(check(`v${version}`, 'branch')).toBe(1);
  expect(check('v0.0.0', 'tag')).toBe(1);
});

it('a store is left out if its secrets are not set, or set to nothing', () => {
  expect(missingSecrets('edge', {})).toEqual(SECRETS.edge);
  expect(missingSecrets('edge', { EDGE_PRODUCT_ID: 'fake', EDGE_CLIENT_ID: 'fake', EDGE_API_KEY: '' })).toEqual([
    'EDGE_API_KEY',
  ]);
  expect(missingSecrets('edge', { EDGE_PRODUCT_ID: 'fake', EDGE_CLIENT_ID: 'fake', EDGE_API_KEY: 'fake' })).toEqual([]);
});

it('a store gets a private key in lines, however it was pasted', () => {
  const inLines = '-----BEGIN FAKE-----\nAAAA\nBBBB\n-----END FAKE-----\n';
  expect(withLines(inLines)).toBe(inLines);
  expect(withLines(inLines.replaceAll('\n', '\\n'))).toBe(inLines);
});

it('the secrets of the stores are those that the workflow hands over and the page names', () => {
  const handedOver = jobs.stores!.steps.find(({ run }) => run?.startsWith('node .github/submit.ts'))?.env ?? {};
  const page = readFileSync('docs/releasing.md', 'utf8');
  const secrets: string[] = Object.values(SECRETS).flat();
  expect(Object.keys(handedOver).sort()).toEqual(['DRY_RUN', ...secrets].sort());
  for (const secret of secrets) {
    expect(handedOver[secret]).toBe(`\${{ secrets.${secret} }}`);
    expect(page).toContain(`\`${secret}\``);
  }
});

it('no store is handed anything by the program if no secret is set', () => {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !(Object.values(SECRETS).flat() as string[]).includes(name)),
  );
  const { status, stdout } = spawnSync(
    process.execPath,
    ['node_modules/jiti/lib/jiti-cli.mjs', '.github/submit.ts', 'v0.0.0', 'nowhere'],
    { env: environment, encoding: 'utf8' },
  );
  expect([status, stdout.match(/left out/g)?.length]).toEqual([0, 3]);
});

describe('what a store is sent', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const secrets = {
    CHROME_EXTENSION_ID: 'item',
    CHROME_PUBLISHER_ID: 'publisher',
    CHROME_SERVICE_ACCOUNT_CLIENT_EMAIL: 'us@fake.example',
    CHROME_SERVICE_ACCOUNT_PRIVATE_KEY: privateKey.replaceAll('\n', '\\n'),
    EDGE_PRODUCT_ID: 'product',
    EDGE_CLIENT_ID: 'client',
    EDGE_API_KEY: 'fake',
    FIREFOX_EXTENSION_ID: 'us@fake.example',
    FIREFOX_JWT_ISSUER: 'issuer',
    FIREFOX_JWT_SECRET: 'fake',
  };
  const EDGE = 'https://api.addons.microsoftedge.microsoft.com/v1/products/product/submissions';
  const CHROME = 'https://chromewebstore.googleapis.com';
  const MOZILLA = 'https://addons.mozilla.org/api/v5/addons';
  let folder: string;
  let sent: { call: string; headers: Headers; body: any }[];
  let answers: Record<string, unknown>;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'key-companion-submit-'));
    for (const name of ['chrome', 'edge', 'firefox', 'sources'])
      writeFileSync(join(folder, `key-companion-1.2.3-${name}.zip`), `zip of ${name}`);
    sent = [];
    answers = {
      'POST https://oauth2.googleapis.com/token': { access_token: 'short-lived' },
      [`GET ${CHROME}/v2/publishers/publisher/items/item:fetchStatus`]: {},
      [`POST ${CHROME}/upload/v2/publishers/publisher/items/item:upload`]: { uploadState: 'SUCCEEDED' },
      [`POST ${CHROME}/v2/publishers/publisher/items/item:publish`]: {},
      [`POST ${EDGE}/draft/package`]: { location: 'op' },
      [`GET ${EDGE}/draft/package/operations/op`]: [{ status: 'InProgress' }, { status: 'Succeeded' }],
      [`POST ${EDGE}`]: {},
      [`GET ${MOZILLA}/addon/us%40fake.example/`]: {},
      [`POST ${MOZILLA}/upload/`]: { uuid: 'u' },
      [`GET ${MOZILLA}/upload/u/`]: [{ processed: false }, { processed: true, valid: true }],
      [`POST ${MOZILLA}/addon/us%40fake.example/versions/`]: {},
    };
    vi.stubGlobal('fetch', (url: string, { method = 'GET', headers, body }: RequestInit) => {
      const call = `${method} ${url}`;
      sent.push({ call, headers: new Headers(headers), body });
      const known = answers[call] ?? 404;
      if (typeof known === 'number') return Promise.resolve(new Response('no', { status: known }));
      const answer = (Array.isArray(known) ? (known.shift() ?? {}) : known) as { location?: string };
      return Promise.resolve(Response.json(answer, answer.location ? { headers: { Location: answer.location } } : {}));
    });
    for (const name of ['log', 'error'] as const) vi.spyOn(console, name).mockImplementation(() => undefined);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
    vi.unstubAllGlobals();
  });

  const submit = (store: Store, more: object = {}): Promise<boolean> =>
    submitIfWanted(store, { version: '1.2.3', folder, secrets, isDryRun: false, pause: 0, ...more });
  const calls = (): string[] => sent.map(({ call }) => call);
  const text = (body: unknown): string => Buffer.from(body as Uint8Array).toString();

  it('Chrome’s store is sent its package, by the account that Google vouches for', async () => {
    expect(await submit('chrome')).toBe(true);
    expect(calls()).toEqual(Object.keys(answers).slice(0, 4));
    const [header, claims, signature] = (sent[0]!.body as URLSearchParams).get('assertion')!.split('.');
    expect(createVerify('RSA-SHA256').update(`${header}.${claims}`).verify(publicKey, signature!, 'base64url')).toBe(
      true,
    );
    expect(JSON.parse(Buffer.from(claims!, 'base64url').toString())).toMatchObject({
      iss: 'us@fake.example',
      aud: 'https://oauth2.googleapis.com/token',
      scope: 'https://www.googleapis.com/auth/chromewebstore',
    });
    expect(sent.slice(1).map(({ headers }) => headers.get('Authorization'))).toEqual(
      Array.from({ length: 3 }, () => 'Bearer short-lived'),
    );
    expect(text(sent[2]!.body)).toBe('zip of chrome');
  });

  it('Edge’s store is sent its package, which is published once Edge has looked at it', async () => {
    expect(await submit('edge')).toBe(true);
    expect(calls()).toEqual([
      `POST ${EDGE}/draft/package`,
      ...Array.from({ length: 2 }, () => `GET ${EDGE}/draft/package/operations/op`),
      `POST ${EDGE}`,
    ]);
    expect(text(sent[0]!.body)).toBe('zip of edge');
    for (const { headers } of sent)
      expect([headers.get('Authorization'), headers.get('X-ClientID')]).toEqual(['ApiKey fake', 'client']);
  });

  it('Firefox’s store is sent its package and the sources, each request with its own signature', async () => {
    expect(await submit('firefox')).toBe(true);
    expect(calls()).toEqual([
      `GET ${MOZILLA}/addon/us%40fake.example/`,
      `POST ${MOZILLA}/upload/`,
      ...Array.from({ length: 2 }, () => `GET ${MOZILLA}/upload/u/`),
      `POST ${MOZILLA}/addon/us%40fake.example/versions/`,
    ]);
    const form = async ({ body }: { body: FormData }): Promise<unknown[]> =>
      Promise.all([...body].map(async ([name, part]) => [name, typeof part === 'string' ? part : await part.text()]));
    expect(await form(sent[1]!)).toEqual([
      ['channel', 'listed'],
      ['upload', 'zip of firefox'],
    ]);
    expect(await form(sent.at(-1)!)).toEqual([
      ['upload', 'u'],
      ['source', 'zip of sources'],
    ]);
    const tokens = sent.map(({ headers }) => headers.get('Authorization')!.replace('JWT ', ''));
    expect(new Set(tokens).size).toBe(sent.length);
    for (const token of tokens)
      expect(token.split('.')[2]).toBe(
        createHmac('sha256', 'fake')
          .update(token.slice(0, token.lastIndexOf('.')))
          .digest('base64url'),
      );
  });

  it('no store is sent anything if that is only tried', async () => {
    for (const store of ['chrome', 'edge', 'firefox'] as const)
      expect(await submit(store, { isDryRun: true })).toBe(true);
    expect(calls().filter((call) => call.startsWith('POST'))).toEqual(['POST https://oauth2.googleapis.com/token']);
  });

  it.each<[Store, string, object | number]>([
    ['chrome', 'POST https://oauth2.googleapis.com/token', 401],
    ['chrome', `POST ${CHROME}/upload/v2/publishers/publisher/items/item:upload`, { uploadState: 'FAILED' }],
    ['edge', `GET ${EDGE}/draft/package/operations/op`, { status: 'Failed' }],
    ['edge', `POST ${EDGE}/draft/package`, 403],
    ['firefox', `GET ${MOZILLA}/upload/u/`, { processed: true, valid: false }],
    ['firefox', `GET ${MOZILLA}/upload/u/`, { processed: false }],
  ])('a package is not published if the store of %s refuses at %s', async (store, call, answer) => {
    answers[call] = answer;
    expect(await submit(store)).toBe(false);
    expect(calls().at(-1)).toBe(call);
  });

  it('a store is sent nothing if a secret or the package is missing', async () => {
    expect(await submit('edge', { secrets: { ...secrets, EDGE_API_KEY: '' } })).toBe(false);
    expect(await submit('edge', { version: '9.9.9' })).toBe(false);
    expect(sent).toEqual([]);
  });

  it('a request to a store is signed for half a minute', () => {
    const claims = JSON.parse(
      Buffer.from(signedToken({ iss: 'a' }, 'fake', 1_790_000_000_500).split('.')[1]!, 'base64url').toString(),
    );
    expect(claims).toEqual({ iat: 1_790_000_000, exp: 1_790_000_030, iss: 'a' });
  });
});

it('the workflows call only scripts and files that are there, and only actions of GitHub itself', () => {
  for (const [name, workflow] of workflows) {
    for (const { run = '', uses } of stepsOf(workflow)) {
      for (const [, script] of run.matchAll(/npm run ([\w-]+)/g)) expect(Object.keys(scripts), name).toContain(script);
      for (const [file] of run.matchAll(/\S+\.ts\b/g)) expect(existsSync(file), file).toBe(true);
      expect(Object.keys(scripts)).toContain('test');
      if (uses) expect(uses, name).toMatch(/^actions\//);
    }
  }
  for (const script of Object.values(scripts))
    for (const [file] of script.matchAll(/\S+\.ts\b/g)) expect(existsSync(file), file).toBe(true);
});

it('the workflows test before anything is released, and only the job that releases may write', () => {
  expect(on.push?.tags).toEqual(['v*']);
  expect(permissions).toEqual({ contents: 'read' });
  const writing = Object.entries(jobs)
    .filter(([, job]) => job.permissions?.contents === 'write')
    .map(([name]) => name);
  expect(writing).toEqual(['release']);
  const commands = jobs.package!.steps.map(({ run }) => run).filter(Boolean);
  expect(commands).toEqual([
    'npm ci',
    'npm run release -- check "$GITHUB_REF_NAME"',
    'npm test',
    'npm run zip',
    'npm run release -- notes',
    'sha256sum *.zip > SHA256SUMS',
  ]);
  expect(jobs.attest!.needs).toBe('package');
  expect(jobs.release!.needs).toBe('attest');
  expect(jobs.stores!.needs).toEqual(['attest', 'release']);
});

it('the workflows release only tags', () => {
  expect(jobs.package!.if).toBe("github.ref_type == 'tag'");
  expect(jobs.stores!.if).toContain(
    "github.ref_type == 'tag' && needs.attest.result == 'success' && needs.release.result != 'failure'",
  );
});

it('the workflows check what was built and who built it before anything is handed on', () => {
  const runs = (job: string): string[] => jobs[job]!.steps.flatMap(({ run }) => run ?? []);
  const SUMS = 'sha256sum --check --strict SHA256SUMS';
  expect(runs('attest')).toEqual([SUMS]);
  expect(runs('release')).toEqual([SUMS, expect.stringMatching(/^gh release create /)]);
  expect(runs('stores')).toEqual([
    SUMS,
    expect.stringMatching(
      /^for file in \*\.zip; do gh attestation verify "\$file" --repo "\$GITHUB_REPOSITORY" --signer-workflow /,
    ),
    'node .github/submit.ts "$GITHUB_REF_NAME" packages',
  ]);
});

it('the workflows show the secrets of the stores to one step, which runs no code of others', () => {
  const withSecrets = [...workflows].flatMap(([name, workflow]) =>
    Object.entries(workflow.jobs).flatMap(([job, { steps }]) =>
      steps.filter((step) => JSON.stringify(step).includes('secrets.')).map(({ run }) => [name, job, run]),
    ),
  );
  expect(withSecrets).toEqual([['release.yml', 'stores', 'node .github/submit.ts "$GITHUB_REF_NAME" packages']]);
  expect(jobs.stores!.environment).toBe('stores');
  // Nothing is installed in that job, and what it checks out is that one file.
  expect(JSON.stringify(jobs.stores)).not.toMatch(/\bnp[mx]\b/);
  expect(jobs.stores!.steps[0]!.with).toEqual({
    'persist-credentials': false,
    'sparse-checkout': '.github/submit.ts',
    'sparse-checkout-cone-mode': false,
  });
  const imported = [
    ...readFileSync('.github/submit.ts', 'utf8').matchAll(/(?:\bfrom|\bimport|\brequire)\b[\s(]*['"]([^'"]+)/g),
  ].map(([, module]) => module!);
  expect(imported.filter((module) => !module.startsWith('node:'))).toEqual([]);
  expect(imported.length).toBeGreaterThan(1);
});

it('the version is in package.json alone, and in what is written of it', () => {
  const files = ['.github', 'components', 'docs', 'entrypoints', 'public', 'utils'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const own = [
    ...files.filter((file) => statSync(file).isFile()),
    'README.md',
    'wxt.config.ts',
    'test/replica/package.json',
    'test/lint/package.json',
  ];
  // Not as a part of another number, such as 10.1.0.
  const stated = new RegExp(`(?<![\\d.])${version.replaceAll('.', '\\.')}(?![\\d.])`);
  // What was measured is of the version that it was measured with.
  const others = own.filter((file) => file !== RESULTS_PAGE);
  expect(others.filter((file) => stated.test(readFileSync(file, 'utf8')))).toEqual([]);
});
