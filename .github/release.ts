import { readFileSync, writeFileSync } from 'node:fs';

/*
 * What a release needs beside building and testing, for .github/workflows/release.yml; `submit.ts` hands it over:
 *   npm run release -- check vVERSION whether the tag, package.json and the changelog speak of the same version
 *   npm run release -- notes          writes the text of the release to .output/release-notes.md
 */

/** What the changelog says of a version, without its heading. Undefined if there is no dated entry. */
export function changelogEntry(changelog: string, version: string): string | undefined {
  const entries = changelog
    .split(/^## /m)
    .slice(1)
    .map((entry) => entry.split(/\n(.*)/s));
  const found = entries.find(
    ([heading = '']) => heading.startsWith(`[${version}] - `) && /- \d{4}-\d\d-\d\d$/.test(heading.trim()),
  );
  return found?.[1]?.trim() || undefined;
}

/**
 * Why a tag cannot be released, in one sentence. Undefined if it can. `refType` is what GitHub calls it: a branch may
 * have the same name.
 */
export function objection(
  tag: string,
  version: string,
  changelog: string,
  refType: string | undefined,
): string | undefined {
  if (refType !== 'tag')
    return (
      `Only a tag can be released, and ${tag} is a ${refType ?? 'name without a type'}: ` +
      'GITHUB_REF_TYPE has to be “tag”.'
    );
  if (tag !== `v${version}`)
    return `The tag is ${tag}, but package.json says ${version}: the tag has to be v${version}.`;
  if (!changelogEntry(changelog, version))
    return `CHANGELOG.md has no entry “## [${version}] - ” with a date and what changed.`;
  return undefined;
}

function run(command: string | undefined, tag = ''): boolean {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const changelog = readFileSync('CHANGELOG.md', 'utf8');
  if (command === 'check') {
    const why = objection(tag, version, changelog, process.env.GITHUB_REF_TYPE);
    if (why) console.error(why);
    return !why;
  }
  if (command === 'notes') {
    writeFileSync('.output/release-notes.md', `${changelogEntry(changelog, version)}\n`);
    return true;
  }
  console.error('Say what to do: check or notes.');
  return false;
}

// Only as a program, not where a test reads it.
if (process.argv[1]?.endsWith('release.ts'))
  process.exitCode = run(...(process.argv.slice(2) as [string?, string?])) ? 0 : 1;
