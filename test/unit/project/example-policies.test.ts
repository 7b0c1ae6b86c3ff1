import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { policyIn } from '../../../utils/policy';

/* The policies in `docs/policies`, which administrators copy. */

const FOLDER = 'docs/policies';
const page = readFileSync('docs/administrators.md', 'utf8');
const files = readdirSync(FOLDER);

it('there is a policy to copy', () => {
  expect(files).not.toEqual([]);
});

it.each(files)('the policy to copy is called an example, and is taken as it is: %s', (file) => {
  const policy: unknown = JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'));
  expect(file).toMatch(/^example-[a-z-]+\.json$/);
  expect(policyIn(policy)).toEqual(policy);
  expect(policy).not.toEqual({});
});

it.each(files)('the page for administrators says what the policy to copy is for: %s', (file) => {
  expect(page, `name ${file} in docs/administrators.md`).toContain(`(policies/${file})`);
});
