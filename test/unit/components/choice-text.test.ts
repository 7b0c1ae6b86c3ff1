import { expect, it } from 'vitest';
import { choiceText } from '../../../components/key/successor-choice';
import type { Expiry } from '../../../utils/keys/expiry';
import { plainSpaced } from '../../../utils/words';

const NOW = Date.parse('2026-11-29T12:00+08:00');
const dated = (earliest: number, latest = earliest): Expiry => ({ kind: 'dated', earliest, latest, text: '' });
const DAY_BEGINS = Date.parse('2027-03-03T00:00+08:00');
const DAY_ENDS = Date.parse('2027-03-04T00:00+08:00');

it.each<[string, Expiry, string]>([
  ['its date and time', dated(Date.parse('2027-03-03T18:00+08:00')), 'new · 3 Mar 2027, 18:00 SGT'],
  ['its date', dated(DAY_BEGINS, DAY_ENDS), 'new · 3 Mar 2027'],
  ['that it has no expiry', { kind: 'never', text: 'Never' }, 'new · No expiry'],
  ['that its expiry is unknown, not that it has none', { kind: 'unknown', text: '?' }, 'new · Expiry unknown'],
])('a key that can take the place of another is offered with %s', (_, expiry, text) => {
  const choice = choiceText({ id: 'new', name: 'new', kind: 'write', expiry, firstSeenAt: 0, lastSeenAt: 0 }, NOW);
  expect(plainSpaced(choice)).toBe(text);
});
