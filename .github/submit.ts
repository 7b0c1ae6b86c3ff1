import { createHmac, createSign, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/*
 * Hands the packages of a version to each store whose secrets are there:
 *   node .github/submit.ts vVERSION FOLDER
 * It runs beside the stores' secrets, so it imports nothing but Node.js itself: no package is installed there, and what
 * a package of others does cannot see them. Node.js 24 runs it as it is, without its types.
 */

/** The secrets of each store, by their names in the environment. */
export const SECRETS = {
  chrome: [
    'CHROME_EXTENSION_ID',
    'CHROME_PUBLISHER_ID',
    'CHROME_SERVICE_ACCOUNT_CLIENT_EMAIL',
    'CHROME_SERVICE_ACCOUNT_PRIVATE_KEY',
  ],
  edge: ['EDGE_PRODUCT_ID', 'EDGE_CLIENT_ID', 'EDGE_API_KEY'],
  firefox: ['FIREFOX_EXTENSION_ID', 'FIREFOX_JWT_ISSUER', 'FIREFOX_JWT_SECRET'],
} as const;

export type Store = keyof typeof SECRETS;

/** What a version is handed over with. */
export interface Submission {
  version: string;
  /** Where the packages are. */
  folder: string;
  secrets: Record<string, string | undefined>;
  /** Only asks whether the secrets hold, where a store can be asked. */
  isDryRun: boolean;
  /** How long to wait between two questions whether a store has looked at a package (ms). */
  pause: number;
}

const CHROME = 'https://chromewebstore.googleapis.com';
const GOOGLE_TOKEN = 'https://oauth2.googleapis.com/token';
const EDGE = 'https://api.addons.microsoftedge.microsoft.com';
const MOZILLA = 'https://addons.mozilla.org/api/v5/addons';

/** How often a store is asked whether it has looked at a package: for ten minutes, at the pause of `run`. */
const QUESTIONS = 120;

/** Which of a store's secrets are not there. GitHub gives an empty text for one that is not set. */
export function missingSecrets(store: Store, environment: Record<string, string | undefined>): string[] {
  return SECRETS[store].filter((name) => !environment[name]);
}

/** A key in PEM with its lines: the file that Google gives has `\n` in their place, which no program reads. */
export function withLines(key: string): string {
  return key.replaceAll('\\n', '\n');
}

/** A token that says who asks (RFC 7519), for half a minute; signed with a shared secret, or a private key in PEM. */
export function signedToken(claims: Record<string, string>, key: string, now: number): string {
  const isPrivateKey = key.startsWith('-----BEGIN');
  const iat = Math.floor(now / 1000);
  const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const header = encoded({ alg: isPrivateKey ? 'RS256' : 'HS256', typ: 'JWT' });
  const text = `${header}.${encoded({ iat, exp: iat + 30, ...claims })}`;
  const signature = isPrivateKey
    ? createSign('RSA-SHA256').update(text).sign(key, 'base64url')
    : createHmac('sha256', key).update(text).digest('base64url');
  return `${text}.${signature}`;
}

/** Hands the version to a store. Rejects with what the store answered if it does not take it. */
export function submitTo(store: Store, submission: Submission): Promise<void> {
  const submits = { chrome: submitToChrome, edge: submitToEdge, firefox: submitToFirefox };
  return submits[store](submission);
}

async function submitToChrome({ secrets, isDryRun, ...packed }: Submission): Promise<void> {
  const claims = {
    iss: secrets.CHROME_SERVICE_ACCOUNT_CLIENT_EMAIL!,
    aud: GOOGLE_TOKEN,
    scope: 'https://www.googleapis.com/auth/chromewebstore',
  };
  const assertion = signedToken(claims, withLines(secrets.CHROME_SERVICE_ACCOUNT_PRIVATE_KEY!), Date.now());
  const grant = new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
  const { access_token: token } = await ask(GOOGLE_TOKEN, { method: 'POST', body: grant });
  const headers = { Authorization: `Bearer ${token}`, 'x-goog-api-version': '2' };
  const item = `publishers/${secrets.CHROME_PUBLISHER_ID}/items/${secrets.CHROME_EXTENSION_ID}`;
  await ask(`${CHROME}/v2/${item}:fetchStatus`, { headers });
  if (isDryRun) return;
  const upload = await ask(`${CHROME}/upload/v2/${item}:upload`, {
    method: 'POST',
    headers,
    body: await packageOf('chrome', packed),
  });
  if (upload.uploadState !== 'SUCCEEDED') throw new Error(`the package was not taken: ${JSON.stringify(upload)}`);
  await ask(`${CHROME}/v2/${item}:publish`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: '{}',
  });
}

async function submitToEdge({ secrets, isDryRun, pause, ...packed }: Submission): Promise<void> {
  // It has nothing that could be asked without sending a package.
  if (isDryRun) return;
  const headers = { Authorization: `ApiKey ${secrets.EDGE_API_KEY}`, 'X-ClientID': secrets.EDGE_CLIENT_ID! };
  const submissions = `${EDGE}/v1/products/${secrets.EDGE_PRODUCT_ID}/submissions`;
  const body = await packageOf('edge', packed);
  const answer = await request(`${submissions}/draft/package`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/zip' },
    body,
  });
  const operation = `${submissions}/draft/package/operations/${answer.headers.get('Location')}`;
  const done = await untilDone(
    pause,
    () => ask(operation, { headers }),
    ({ status }) => status === 'Succeeded' || status === 'Failed',
  );
  if (done.status === 'Failed') throw new Error(`the package was not taken: ${JSON.stringify(done)}`);
  await request(submissions, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: '{}',
  });
}

async function submitToFirefox({ secrets, isDryRun, pause, ...packed }: Submission): Promise<void> {
  // A token holds for half a minute, so each request has its own.
  const authorized = (): Record<string, string> => {
    const claims = { iss: secrets.FIREFOX_JWT_ISSUER!, jti: randomUUID() };
    return { Authorization: `JWT ${signedToken(claims, secrets.FIREFOX_JWT_SECRET!, Date.now())}` };
  };
  const addon = `${MOZILLA}/addon/${encodeURIComponent(secrets.FIREFOX_EXTENSION_ID!)}/`;
  await ask(addon, { headers: authorized() });
  if (isDryRun) return;
  const file = new FormData();
  file.set('channel', 'listed');
  file.set('upload', new Blob([await packageOf('firefox', packed)]), 'firefox.zip');
  const { uuid } = await ask(`${MOZILLA}/upload/`, { method: 'POST', headers: authorized(), body: file });
  const upload = await untilDone(
    pause,
    () => ask(`${MOZILLA}/upload/${uuid}/`, { headers: authorized() }),
    ({ processed }) => Boolean(processed),
  );
  if (!upload.valid) throw new Error(`the package was not taken: ${JSON.stringify(upload.validation)}`);
  const version = new FormData();
  version.set('upload', String(uuid));
  version.set('source', new Blob([await packageOf('sources', packed)]), 'sources.zip');
  await ask(`${addon}versions/`, { method: 'POST', headers: authorized(), body: version });
}

function packageOf(
  name: Store | 'sources',
  { folder, version }: Pick<Submission, 'folder' | 'version'>,
): Promise<Uint8Array<ArrayBuffer>> {
  return readFile(`${folder}/key-companion-${version}-${name}.zip`);
}

type Answer = Record<string, unknown>;

async function ask(url: string, init: RequestInit): Promise<Answer> {
  return (await request(url, init)).json() as Promise<Answer>;
}

async function request(url: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, init);
  if (!answer.ok)
    throw new Error(`${init.method ?? 'GET'} ${url} was answered with ${answer.status}: ${await answer.text()}`);
  return answer;
}

async function untilDone(
  pause: number,
  look: () => Promise<Answer>,
  isDone: (answer: Answer) => boolean,
): Promise<Answer> {
  for (let questions = 0; questions < QUESTIONS; questions++) {
    const answer = await look();
    if (isDone(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error('the store has not looked at the package in ten minutes');
}

/** Whether the version reached the store, or was rightly kept from it: one without any secrets is left out. */
export async function submitIfWanted(store: Store, submission: Submission): Promise<boolean> {
  const missing = missingSecrets(store, submission.secrets);
  if (missing.length === SECRETS[store].length) {
    console.log(`${store}: left out, since none of its secrets is set.`);
    return true;
  }
  if (missing.length > 0) {
    console.error(`${store}: not submitted, since ${missing.join(', ')} is not set.`);
    return false;
  }
  try {
    await submitTo(store, submission);
    console.log(`${store}: ${submission.isDryRun ? 'nothing submitted, since this is a trial' : 'submitted'}.`);
    return true;
  } catch (error) {
    console.error(`${store}: not submitted. ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

async function run(tag = '', folder = '.'): Promise<boolean> {
  // Only the word for it lets anything out.
  const isDryRun = process.env.DRY_RUN !== 'false';
  const submission = { version: tag.replace(/^v/, ''), folder, secrets: process.env, isDryRun, pause: 5_000 };
  // Each on its own: that one store refuses is no reason to keep the others waiting.
  const submitted = await Promise.all(
    (Object.keys(SECRETS) as Store[]).map((store) => submitIfWanted(store, submission)),
  );
  return submitted.every(Boolean);
}

// Only as a program, not where a test reads it.
if (process.argv[1]?.endsWith('submit.ts'))
  void run(...process.argv.slice(2)).then((isDone) => void (process.exitCode = isDone ? 0 : 1));
