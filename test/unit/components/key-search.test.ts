import { expect, it } from 'vitest';
import { matchesSearch } from '../../../components/popup/key-search';
import type { KeyRecord } from '../../../utils/keys/key';

const record: KeyRecord = {
  id: '1',
  name: 'gazette-uploader',
  kind: 'write',
  expiry: { kind: 'never', text: '' },
  firstSeenAt: 1,
  lastSeenAt: 1,
  note: 'ask the pipeline team',
  uses: [{ text: 'Nightly job' }],
  contacts: [{ name: 'Mei Ling', email: 'mei.ling@tech.example.gov.sg' }, { name: 'Data team' }],
};

it.each(['gazette', 'PIPELINE', 'nightly', 'mei', 'tech.example', 'data  gazette', ''])(
  'a search finds a key by its name, and by what the user noted of it: %j',
  (search) => {
    expect(matchesSearch(record, search)).toBe(true);
  },
);

it.each(['rainfall', 'gazette rainfall', 'mei.ling@other'])('a search finds no key by other words: %j', (search) => {
  expect(matchesSearch(record, search)).toBe(false);
});
