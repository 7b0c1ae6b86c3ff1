import { readFileSync, writeFileSync } from 'node:fs';
import { runProgram } from '../test/run-program';

/*
 * What a release needs beside building and testing, for .github/workflows/release.yml:
 *   npm run release -- check vVERSION whether the tag, package.json and the changelog speak of the same version
 *   npm run release -- notes          writes the text of the release to .output/release-notes.md
 *   npm run release -- submit         hands the packages to each store whose secrets are there
 */

/** What the changelog says of a version, without its heading. Undefined if there is no dated entry. */
export function changelogEntry(changelog: string, version: string): string | undefined {
  const entries = changelog.split(/^## /m).slice(1).map((entry) => entry.split(/\n(.*)/s));
  const found = entries.find(([heading = '']) => heading.startsWith(`[${version}] - `) && /- \d{4}-\d\d-\d\d$/.test(heading.trim()));
  return found?.[1]?.trim() || undefined;
}

/** Why a tag cannot be released, in one sentence. Undefined if it can. */
export function objection(tag: string, version: string, changelog: string): string | undefined {
  if (tag !== `v${version}`) return `The tag is ${tag}, but package.json says ${version}: the tag has to be v${version}.`;
  if (!changelogEntry(changelog, version)) return `CHANGELOG.md has no entry “## [${version}] - ” with a date and what changed.`;
  return undefined;
}

/** The secrets of each store, by the names that `wxt submit` reads. */
export const SECRETS = {
  chrome: ['CHROME_EXTENSION_ID', 'CHROME_PUBLISHER_ID', 'CHROME_SERVICE_ACCOUNT_CLIENT_EMAIL', 'CHROME_SERVICE_ACCOUNT_PRIVATE_KEY'],
  edge: ['EDGE_PRODUCT_ID', 'EDGE_CLIENT_ID', 'EDGE_API_KEY'],
  firefox: ['FIREFOX_EXTENSION_ID', 'FIREFOX_JWT_ISSUER', 'FIREFOX_JWT_SECRET'],
} as const;

type Store = keyof typeof SECRETS;

/** Which of a store's secrets are not there. GitHub gives an empty text for one that is not set. */
export function missingSecrets(store: Store, environment: Record<string, string | undefined>): string[] {
  return SECRETS[store].filter((name) => !environment[name]);
}

/** What `wxt submit` is called with for one store. Secrets are not among it: they stay in the environment. */
export function submitArguments(store: Store, version: string): string[] {
  const packed = (name: string): string => `.output/key-companion-${version}-${name}.zip`;
  const own: Record<Store, string[]> = {
    chrome: ['--chrome-api-version', 'v2'],
    edge: [],
    firefox: ['--firefox-sources-zip', packed('sources')],
  };
  return ['submit', `--${store}-zip`, packed(store), ...own[store]];
}

/** A key in PEM with its lines. In the file that Google gives, their ends are written as `\n`, which is no key to a program. */
export function withLines(key: string): string {
  return key.replaceAll('\\n', '\n');
}

/** Whether the version reached the store, or was rightly kept from it: one without any secrets is left out. */
function submit(store: Store, version: string): boolean {
  const missing = missingSecrets(store, process.env);
  if (missing.length === SECRETS[store].length) {
    console.log(`${store}: left out, since none of its secrets is set.`);
    return true;
  }
  if (missing.length > 0) {
    console.error(`${store}: not submitted, since ${missing.join(', ')} is not set.`);
    return false;
  }
  const { CHROME_SERVICE_ACCOUNT_PRIVATE_KEY: key } = process.env;
  return runProgram('wxt', submitArguments(store, version), key ? { CHROME_SERVICE_ACCOUNT_PRIVATE_KEY: withLines(key) } : {});
}

function run(command: string | undefined, tag = ''): boolean {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const changelog = readFileSync('CHANGELOG.md', 'utf8');
  if (command === 'check') {
    const why = objection(tag, version, changelog);
    if (why) console.error(why);
    return !why;
  }
  if (command === 'notes') {
    writeFileSync('.output/release-notes.md', `${changelogEntry(changelog, version)}\n`);
    return true;
  }
  if (command === 'submit') {
    // Each on its own: that one store refuses is no reason to keep the others waiting.
    const submitted = (Object.keys(SECRETS) as Store[]).map((store) => submit(store, version));
    return submitted.every(Boolean);
  }
  console.error('Say what to do: check, notes or submit.');
  return false;
}

// Only as a program, not where a test reads it.
if (process.argv[1]?.endsWith('release.ts')) process.exitCode = run(...(process.argv.slice(2) as [string?, string?])) ? 0 : 1;
