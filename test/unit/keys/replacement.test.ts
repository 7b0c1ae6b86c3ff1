import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Expiry } from '../../../utils/keys/expiry';
import { instantSchema, type KeyRecord } from '../../../utils/keys/key';
import { replacementDue, type RotationRules } from '../../../utils/keys/replacement';
import { DAY } from '../../../utils/keys/time';

/* By when a key is to be replaced. */

const NOW = Date.parse('2026-11-29T12:00+08:00');
const at = (day: string): number => Date.parse(`${day}T00:00+08:00`);
const NEVER: Expiry = { kind: 'never', text: 'Never' };
const until = (day: string, more: { ambiguous?: true } = {}): Expiry => ({
  kind: 'dated',
  earliest: at(day),
  latest: at(day) + DAY,
  text: day,
  ...more,
});

function key(more: Partial<KeyRecord> = {}): KeyRecord {
  return {
    id: 'a',
    name: 'a',
    kind: 'write',
    expiry: NEVER,
    firstSeenAt: Date.parse('2026-11-10T15:00+08:00'),
    lastSeenAt: NOW,
    ...more,
  };
}

const dayOf = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant + 8 * 3_600_000).toISOString().replace('T00:00:00.000Z', '');

const created = { createdAt: Date.parse('2026-11-01T18:30+08:00') };
const every = (days: number): Partial<KeyRecord> => ({ replaceBy: { kind: 'cadence', days } });
const by = (day: string): Partial<KeyRecord> => ({ replaceBy: { kind: 'date', at: at(day) } });

it.each<[string, Partial<KeyRecord>, RotationRules, string | undefined]>([
  ['never if nobody wants it', created, {}, undefined],
  ['on the date that the user chose', by('2027-02-03'), {}, '2027-02-03'],
  ['so many days after its creation, whatever the time', { ...created, ...every(90) }, {}, '2027-01-30'],
  ['as all keys are', created, { rotateEveryDays: 30 }, '2026-12-01'],
  [
    'by its own rule rather than that for all keys',
    { ...created, ...every(90) },
    { rotateEveryDays: 30 },
    '2027-01-30',
  ],
  [
    'never if the user wants it so, whatever is set for all keys',
    { ...created, replaceBy: { kind: 'none' } },
    { rotateEveryDays: 30 },
    undefined,
  ],
  ['by the administrator’s rule', created, { agencyRotateEveryDays: 365 }, '2027-11-01'],
  [
    'by the administrator’s rule although the user wants none',
    { ...created, replaceBy: { kind: 'none' } },
    { agencyRotateEveryDays: 30 },
    '2026-12-01',
  ],
  [
    'by the administrator’s rule before a later date of the user',
    by('2028-01-01'),
    { agencyRotateEveryDays: 90 },
    '2027-02-08',
  ],
  [
    'by an earlier date of the user before the administrator’s',
    by('2026-12-03'),
    { agencyRotateEveryDays: 90 },
    '2026-12-03',
  ],
  [
    'by the earlier of the rules for all keys',
    created,
    { agencyRotateEveryDays: 90, rotateEveryDays: 60 },
    '2026-12-31',
  ],
  ['from the day on which it was first seen, if its creation is not known', every(90), {}, '2027-02-08'],
  ['from its renewal, if its creation is not known', { ...every(90), renewedAt: at('2026-11-20') }, {}, '2027-02-18'],
  [
    'from its creation although it was renewed',
    { ...created, ...every(90), renewedAt: at('2026-11-20') },
    {},
    '2027-01-30',
  ],
  ['before it expires', { ...by('2027-02-03'), expiry: until('2027-02-04') }, {}, '2027-02-03'],
  ['never if it expires on that day', { ...by('2027-02-03'), expiry: until('2027-02-03') }, {}, undefined],
  ['never if it expires before', { ...by('2027-02-03'), expiry: until('2027-01-01') }, {}, undefined],
  [
    'on a day that the later reading of its date leaves',
    { ...by('2027-02-03'), expiry: until('2027-01-05', { ambiguous: true }) },
    {},
    '2027-02-03',
  ],
  [
    'although its expiry cannot be read',
    { ...by('2027-02-03'), expiry: { kind: 'unknown', text: '?' } },
    {},
    '2027-02-03',
  ],
  ['never once it has expired', { ...by('2026-10-01'), expiry: until('2026-11-01') }, {}, undefined],
  [
    'never if the page says that it has expired',
    { ...by('2027-02-03'), expiry: { kind: 'expired', text: 'Expired' } },
    {},
    undefined,
  ],
])('a key is to be replaced %s', (_, more, rules, day) => {
  expect(dayOf(replacementDue(key(more), rules, NOW)?.at)).toBe(day);
});

it.each([
  [{ ...created, ...every(90) }, 'creation', created.createdAt],
  [every(90), 'first-seen', key().firstSeenAt],
  [{ ...every(90), renewedAt: NOW }, 'renewal', NOW],
] as const)('a key says what the day by which to replace it is counted from: %j', (more, from, start) => {
  expect(replacementDue(key(more), {}, NOW)?.counted).toEqual({ days: 90, from, start, isAgencys: false });
  expect(
    replacementDue(key({ ...more, replaceBy: { kind: 'none' } }), { agencyRotateEveryDays: 60 }, NOW)?.counted,
  ).toEqual({
    days: 60,
    from,
    start,
    isAgencys: true,
  });
});

it('a day by which to replace a key can always be stored, whatever creation date a page prints', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 253_402_300_799_999 }),
      fc.integer({ min: 1, max: 3650 }),
      (createdAt, days) => {
        const due = replacementDue(key({ createdAt }), { rotateEveryDays: days }, NOW)!;
        expect(instantSchema.safeParse(Math.max(0, due.at)).success).toBe(true);
        expect(due.at).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});
