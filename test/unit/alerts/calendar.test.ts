import fc from 'fast-check';
import { expect, it } from 'vitest';
import { calendarEntries } from '../../../utils/alerts/calendar';
import { calendarFile, type CalendarChoices } from '../../../utils/alerts/calendar-file';
import { thresholdsOf } from '../../../utils/alerts/thresholds';
import type { Expiry } from '../../../utils/keys/expiry';
import type { KeyRecord, KnownList } from '../../../utils/keys/key';
import { DAY, HOUR, MINUTE } from '../../../utils/keys/time';
import { DEFAULT_SETTINGS } from '../../../utils/settings';
import { readCalendar, timeOf, triggerOf, valueOf, type Component } from '../../support/icalendar';

const NOW = Date.parse('2026-11-01T12:00:30+08:00');
const TAB = 'https://data.gov.sg/admin/api-keys';
const instantOf = (text: string): number => Date.parse(text);
const exact = (text: string): Expiry => ({ kind: 'dated', earliest: instantOf(text), latest: instantOf(text), text });
/** A whole day in Singapore. */
const onDay = (day: string): Expiry => ({
  kind: 'dated',
  earliest: instantOf(`${day}T00:00+08:00`),
  latest: instantOf(`${day}T00:00+08:00`) + DAY,
  text: day,
});

function key(more: Partial<KeyRecord> = {}): KeyRecord {
  return {
    id: '3f0c1c5e-7d57-4a6e-9c3f-0a4d5b7a1c22',
    name: 'gazette-uploader',
    kind: 'write',
    expiry: exact('2027-03-01T18:00+08:00'),
    firstSeenAt: 1,
    lastSeenAt: 1,
    ...more,
  };
}

/** What is known of the tab once it was read at this address. */
function seenAt(url: string): NonNullable<CalendarChoices['seen']> {
  return { lists: [], lastReading: { at: NOW, url } };
}

function read(
  records: readonly KeyRecord[],
  settings = DEFAULT_SETTINGS,
  now = NOW,
  choices: CalendarChoices = { seen: seenAt(TAB) },
): Component {
  return readCalendar(new TextEncoder().encode(calendarFile(records, settings, choices, now)));
}

function readOne(record: KeyRecord): Component {
  const [event, ...others] = read([record]).parts;
  expect(others).toEqual([]);
  return event!;
}

it('a key of another host is named with it in the calendar, and its link leads there', () => {
  const event = readOne(key({ host: 'staging.example.gov.sg' }));
  expect(valueOf(event, 'SUMMARY')).toContain('gazette-uploader (staging.example.gov.sg)');
  expect(valueOf(event, 'URL')).toBe(TAB.replace('data.gov.sg', 'staging.example.gov.sg'));
});

it('the link of a calendar entry leads to the tab that lists its key, not to the one that was read last', () => {
  const lists: KnownList[] = [
    { id: 'read', address: '/dashboard/keys', kind: 'read', readAt: NOW },
    { id: 'write', address: '/admin/api-keys', kind: 'write', readAt: NOW - DAY },
  ];
  const seen = { ...seenAt('https://data.gov.sg/dashboard/keys'), lists };
  const [event] = read([key({ list: 'write' })], DEFAULT_SETTINGS, NOW, { seen }).parts;
  expect(valueOf(event!, 'URL')).toBe('https://data.gov.sg/admin/api-keys');
});

it('a calendar entry names who must act, and has them as attendees only if the user wants it', () => {
  const contacts = [
    { name: 'Mei "Ling", the 1st;', email: 'mei.ling@tech.example.gov.sg' },
    { name: 'Data team' },
    { name: 'R\r\nD\u202e', email: 'r&d@example.com' },
  ];
  const named = readOne(key({ contacts }));
  expect(valueOf(named, 'DESCRIPTION')?.split('\n')[1]).toBe(
    'Who must act: Mei "Ling", the 1st; (mei.ling@tech.example.gov.sg) · Data team · R D  (r&d@example.com)',
  );
  expect(named.properties.filter(({ name }) => name === 'ATTENDEE')).toEqual([]);

  const calendar = read([key({ contacts })], DEFAULT_SETTINGS, NOW, { seen: seenAt(TAB), hasAttendees: true });
  const [event] = calendar.parts;
  const attendees = event!.properties.filter(({ name }) => name === 'ATTENDEE');
  const asked = { ROLE: 'REQ-PARTICIPANT', PARTSTAT: 'NEEDS-ACTION', RSVP: 'FALSE', 'SCHEDULE-AGENT': 'NONE' };
  expect(attendees.map(({ value, parameters }) => [value, parameters])).toEqual([
    ['MAILTO:mei.ling@tech.example.gov.sg', { ...asked, CN: 'Mei "Ling", the 1st;' }],
    ['MAILTO:r&d@example.com', { ...asked, CN: 'R D' }],
  ]);
  // A calendar invites by itself only if it is told who does, and how.
  const names = [...calendar.properties, ...event!.properties].map(({ name }) => name);
  expect(names.filter((name) => name === 'ORGANIZER' || name === 'METHOD')).toEqual([]);
});

it('a missing key has its calendar entry as before: it may still work', () => {
  const missing = { since: NOW, latest: NOW, readings: 1 };
  expect(calendarEntries(key({ missing }), DEFAULT_SETTINGS, NOW)).toEqual(
    calendarEntries(key(), DEFAULT_SETTINGS, NOW),
  );
  expect(calendarEntries(key({ missing }), DEFAULT_SETTINGS, NOW)).toHaveLength(1);
  const gone = key({ missing, goneSince: NOW, goneBecause: 'user' });
  expect(calendarFile([gone], DEFAULT_SETTINGS, { seen: seenAt(TAB) }, NOW)).toBeUndefined();
});

const parametersOf = (component: Component, name: string): unknown =>
  component.properties.find((property) => property.name === name)?.parameters;
const remindersOf = (event: Component): number[] => event.parts.map(triggerOf);

it('the calendar file has an event at the instant of the expiry, with reminders at the thresholds', () => {
  const event = readOne(key());
  expect(valueOf(event, 'DTSTART')).toBe('20270301T100000Z');
  expect(timeOf(event, 'DTEND') - timeOf(event, 'DTSTART')).toBe(15 * MINUTE);
  expect(remindersOf(event)).toEqual([30, 14, 7, 3, 1, 0].map((days) => -days * DAY + 0));
  expect(valueOf(event, 'SUMMARY')).toBe('API key gazette-uploader stops working');
  expect(valueOf(event, 'DESCRIPTION')?.split('\n')).toEqual([
    'Stops working on 1 Mar 2027, 18:00 SGT',
    'Before then: create a new key while this one still works, move your uploads to it, check that they work, then delete this one.',
    `API Keys tab: ${TAB}`,
  ]);
  expect(valueOf(event, 'URL')).toBe(TAB);
  expect(valueOf(event, 'TRANSP')).toBe('TRANSPARENT');
});

it('the calendar file has a whole day in Singapore if only the date is known, with reminders in the morning', () => {
  const event = readOne(key({ expiry: onDay('2027-03-01') }));
  expect([valueOf(event, 'DTSTART'), valueOf(event, 'DTEND')]).toEqual(['20270301', '20270302']);
  expect(parametersOf(event, 'DTSTART')).toEqual({ VALUE: 'DATE' });
  expect(remindersOf(event)).toEqual([30, 14, 7, 3, 1, 0].map((days) => 9 * HOUR - days * DAY));
  expect(event.parts.map((alarm) => parametersOf(alarm, 'TRIGGER'))).toEqual([
    {},
    {},
    {},
    {},
    {},
    { RELATED: 'START' },
  ]);
  expect(valueOf(event, 'DESCRIPTION')).toMatch(/^Stops working at some point on 1 Mar 2027 \(Singapore time\)\n/);
});

it('the calendar file says what is uncertain about a date', () => {
  const rough = readOne(
    key({
      expiry: { ...(onDay('2027-02-01') as Expiry & { kind: 'dated' }), approximate: true, text: 'in 3 months' },
    }),
  );
  expect(valueOf(rough, 'DESCRIPTION')).toContain('Estimated: the page says “in 3 months”\n');
  const ambiguous = readOne(
    key({ expiry: { ...(onDay('2027-02-01') as Expiry & { kind: 'dated' }), ambiguous: true, text: '01/02/2027' } }),
  );
  expect(valueOf(ambiguous, 'DESCRIPTION')).toContain('The page says “01/02/2027”. Key Companion reads the day first.');
});

it('the calendar file reminds before the earlier of two days, and on the day that it shows', () => {
  const event = readOne(
    key({ expiry: { ...(onDay('2027-05-01') as Expiry & { kind: 'dated' }), ambiguous: true, text: '01/05/2027' } }),
  );
  const between = Date.parse('2027-05-01') - Date.parse('2027-01-05');
  expect(valueOf(event, 'DTSTART')).toBe('20270501');
  expect(remindersOf(event)).toEqual([...[30, 14, 7, 3, 1].map((days) => 9 * HOUR - days * DAY - between), 9 * HOUR]);
});

it('the calendar file keeps the UID of a key and counts up, so that importing again updates the entry', () => {
  const [first] = read([key()]).parts;
  const [second] = read(
    [key({ name: 'renamed', expiry: exact('2028-03-01T18:00+08:00') })],
    DEFAULT_SETTINGS,
    NOW + MINUTE,
  ).parts;
  expect(valueOf(first!, 'UID')).toBe(key().id);
  expect(valueOf(second!, 'UID')).toBe(key().id);
  expect(Number(valueOf(second!, 'SEQUENCE'))).toBeGreaterThan(Number(valueOf(first!, 'SEQUENCE')));
  expect(Number(valueOf(second!, 'SEQUENCE'))).toBeLessThan(2 ** 31);
  expect([valueOf(first!, 'DTSTAMP'), valueOf(first!, 'LAST-MODIFIED')]).toEqual([
    '20261101T040030Z',
    '20261101T040030Z',
  ]);
  expect(valueOf(second!, 'DTSTAMP')).toBe('20261101T040130Z');
});

it('the calendar file says who wrote it, and has no method that would ask for an organizer', () => {
  const calendar = read([key()]);
  expect(valueOf(calendar, 'PRODID')).toMatch(/^-\/\/Key Companion\/\//);
  expect(valueOf(calendar, 'METHOD')).toBeUndefined();
});

it('the calendar file has an entry for each key in use with a date ahead, and for no other', () => {
  const records = [
    key(),
    key({ id: 'hand', addedByHand: true }),
    key({ id: 'muted', muted: true }),
    key({ id: 'today', expiry: onDay('2026-11-01') }),
    key({ id: 'never', expiry: { kind: 'never', text: '' } }),
    key({ id: 'unknown', expiry: { kind: 'unknown', text: '?' } }),
    key({ id: 'expired', expiry: { kind: 'expired', text: 'Expired' } }),
    key({ id: 'over', expiry: exact('2026-10-31T18:00+08:00') }),
    key({ id: 'gone', goneSince: 1 }),
    key({ id: 'replaced', replacedBy: 'hand' }),
    key({ id: 'forgotten', forgottenAt: 1 }),
  ];
  expect(read(records).parts.map((event) => valueOf(event, 'UID'))).toEqual([key().id, 'hand', 'muted', 'today']);
  const withoutDates = records.slice(4).filter(({ id }) => id !== 'replaced');
  expect(calendarFile(withoutDates, DEFAULT_SETTINGS, { seen: seenAt(TAB) }, NOW)).toBeUndefined();
});

it('a key is in the calendar again once the one that replaced it is no longer listed', () => {
  const [old, other] = [key({ id: 'old', replacedBy: 'new' }), key({ id: 'new' })];
  const ids = (records: readonly KeyRecord[], only?: string): unknown[] =>
    read(records, DEFAULT_SETTINGS, NOW, { seen: seenAt(TAB), ...(only && { only }) }).parts.map((event) =>
      valueOf(event, 'UID'),
    );
  expect(ids([old, other])).toEqual(['new']);
  expect(ids([old, { ...other, goneSince: 1 }])).toEqual(['old']);
  expect(ids([old, { ...other, goneSince: 1 }, key({ id: 'third' })], 'old')).toEqual(['old']);
  expect(calendarFile([old, other], DEFAULT_SETTINGS, { only: 'old' }, NOW)).toBeUndefined();
});

it('the calendar file leaves out reminders that are over, and takes the key’s own thresholds', () => {
  const settings = { ...DEFAULT_SETTINGS, thresholdDays: [60, 7, 7, 1] };
  const soon = key({ expiry: { kind: 'dated', earliest: NOW + 5 * DAY, latest: NOW + 5 * DAY, text: '' } });
  expect(calendarEntries(soon, settings, NOW)[0]?.reminders).toEqual([-DAY]);
  expect(calendarEntries({ ...soon, thresholdDays: [0, 4, 2] }, settings, NOW)[0]?.reminders).toEqual([
    -4 * DAY,
    -2 * DAY,
    0,
  ]);
  expect(calendarEntries({ ...soon, thresholdDays: [90] }, settings, NOW)[0]?.reminders).toEqual([]);
  const today = key({ expiry: onDay('2026-11-01') });
  expect(calendarEntries(today, settings, NOW)[0]).toMatchObject({ isAllDay: true, reminders: [] });
});

it('a key that is due for replacement has a calendar entry of its own on that day, which says what to do', () => {
  const created = instantOf('2026-10-01T10:00+08:00');
  const record = key({ createdAt: created, replaceBy: { kind: 'cadence', days: 90 } });
  const [expiry, due, ...others] = read([record]).parts;
  expect(others).toEqual([]);
  expect(valueOf(expiry!, 'SUMMARY')).toBe('API key gazette-uploader stops working');
  expect(valueOf(due!, 'SUMMARY')).toBe('Replace API key gazette-uploader');
  expect(valueOf(due!, 'UID')).toBe(`${record.id}.replacement`);
  expect(valueOf(due!, 'DTSTART')).toBe('20261230');
  expect(valueOf(due!, 'DESCRIPTION')).toContain(
    'Replace by 30 Dec 2026\n90 days after it was created on 1 Oct 2026.\nBefore then: create a new key',
  );
  // In the morning, 30 days before, and on each day on which we remind, as far as a third of the 90 days.
  const morning = 9 * HOUR;
  const days = [-30, -14, -7, -3, -1, 0, 7, 30];
  expect(remindersOf(due!)).toEqual(days.map((day) => day * DAY + morning));
});

it('a key without expiry has a calendar entry once it has a day to be replaced, and none after that day', () => {
  const never = key({ expiry: { kind: 'never', text: 'Never' } });
  const due = (at: number): KeyRecord => ({ ...never, replaceBy: { kind: 'date', at } });
  expect(calendarEntries(never, DEFAULT_SETTINGS, NOW)).toEqual([]);
  expect(calendarEntries(due(NOW + 40 * DAY), DEFAULT_SETTINGS, NOW)).toHaveLength(1);
  expect(calendarEntries(due(NOW), DEFAULT_SETTINGS, NOW)).toHaveLength(1);
  expect(calendarEntries(due(NOW - DAY), DEFAULT_SETTINGS, NOW)).toEqual([]);
});

const hostile = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      ...'a,;:\\"^ \r\n\t\u0000\u001b\u007f\u0085\u2028\u202e\u2066\ud83d\udd11é漢🔑ا'.split(''),
      '🔑',
      '\r\n',
      'BEGIN:VEVENT',
      '\\n',
      '$1',
      '=',
    ),
    minLength: 1,
    maxLength: 300,
  }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
  fc.constant('🔑'.repeat(150)),
);

it('the calendar file holds any name, id and printed date, and nothing of them gets out of its place', () => {
  const expiries = fc.record({
    from: fc.integer({ min: NOW + 1, max: instantOf('2199-12-31') }),
    length: fc.constantFrom(0, DAY),
    text: hostile,
    isAmbiguous: fc.boolean(),
  });
  fc.assert(
    fc.property(
      hostile,
      hostile,
      expiries,
      fc.webUrl(),
      fc.array(fc.nat(3650), { maxLength: 5 }),
      (name, id, { from, length, text, isAmbiguous }, url, days) => {
        const record = key({
          name,
          id,
          thresholdDays: days,
          contacts: [{ name, email: 'mei.ling@tech.example.gov.sg' }],
          expiry: {
            kind: 'dated',
            earliest: from,
            latest: from + length,
            text,
            ...(isAmbiguous && { ambiguous: true as const }),
          },
        });
        const [event, ...others] = read([record], DEFAULT_SETTINGS, NOW, {
          seen: seenAt(new URL(url).href),
          hasAttendees: true,
        }).parts;
        expect(others).toEqual([]);
        const kept = valueOf(event!, 'SUMMARY')!.slice('API key '.length, -' stops working'.length);
        expect(kept).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
        // All that is left out is what may not be there: the rest is the name, in its order.
        const squeezed = (characters: string): string =>
          characters.replace(/[\s\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, '');
        expect(squeezed(kept)).toBe(squeezed(name));
        expect(valueOf(event!, 'DESCRIPTION')!.split('\n')).toHaveLength(isAmbiguous ? 5 : 4);
        expect(remindersOf(event!).length).toBeLessThanOrEqual(new Set(thresholdsOf(record, DEFAULT_SETTINGS)).size);
        const start = timeOf(event!, 'DTSTART');
        if (length === 0) expect(start).toBe(Math.floor(from / 1000) * 1000);
        else
          expect(new Date(start).toISOString().slice(0, 10)).toBe(new Date(from + 8 * HOUR).toISOString().slice(0, 10));
      },
    ),
  );
});

it('the calendar file is the same wherever the laptop is', () => {
  const before = process.env.TZ;
  const files = ['Asia/Singapore', 'America/Los_Angeles', 'Pacific/Kiritimati'].map((zone) => {
    process.env.TZ = zone;
    return calendarFile(
      [key(), key({ id: 'day', expiry: onDay('2027-03-01') })],
      DEFAULT_SETTINGS,
      { seen: seenAt(TAB) },
      NOW,
    );
  });
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
  expect(new Set(files).size).toBe(1);
});
