import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { NEWS } from '../../../components/options/about';
import { t } from '../../../utils/words';
import { version } from '../../../package.json';

it('the options page has the same news of this version as the changelog', () => {
  const entries = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m);
  const entry = entries.find((text) => text.startsWith(`[${version}]`)) ?? '';
  expect(
    entry
      .split('\n')
      .filter((line) => line.startsWith('- '))
      .map((line) => line.slice(2)),
  ).toEqual(NEWS.map((name) => t(name)));
});
