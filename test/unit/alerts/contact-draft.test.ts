import { afterEach, describe, expect, it } from 'vitest';
import { contactDraft, draftMail, draftText } from '../../../utils/alerts/contact-draft';
import type { Contact } from '../../../utils/keys/contact';
import type { Expiry } from '../../../utils/keys/expiry';
import type { KeyRecord } from '../../../utils/keys/key';
import { DAY } from '../../../utils/keys/time';
import { setCatalogue } from '../../../utils/words';
import { messagesOf } from '../project/messages-of';

const NOW = Date.parse('2026-11-01T12:00+08:00');
const GUIDE = 'https://guide.data.gov.sg/user-guide/for-data-owners/how-to-generate-api-keys';
const at = (text: string): Expiry => ({ kind: 'dated', earliest: Date.parse(text), latest: Date.parse(text), text });
const onDay: Expiry = {
  kind: 'dated',
  earliest: Date.parse('2026-11-29T00:00+08:00'),
  latest: Date.parse('2026-11-29T00:00+08:00') + DAY,
  text: '29 Nov 2026',
};
const MEI: Contact = { name: 'Mei Ling', email: 'mei.ling@tech.example.gov.sg' };

function key(more: Partial<KeyRecord> = {}): KeyRecord {
  return {
    id: '1',
    name: 'gazette-uploader',
    kind: 'write',
    expiry: at('2026-11-29T18:00+08:00'),
    firstSeenAt: 1,
    lastSeenAt: 1,
    ...more,
  };
}

/** What a mail program makes of a `mailto:` address, as RFC 6068 has it. */
function opened(url: string): { to: string[]; subject: string; body: string } {
  const [, to = '', query = ''] = /^mailto:([^?]*)\?(.*)$/.exec(url) ?? [];
  const fields = query.split('&').map((field) => field.split('=').map(decodeURIComponent) as [string, string]);
  expect(fields.map(([name]) => name)).toEqual(['subject', 'body']);
  const [[, subject], [, body]] = fields as [[string, string], [string, string]];
  return { to: to.split(',').map(decodeURIComponent), subject, body };
}

function mailOf(record: KeyRecord, contacts: readonly Contact[] = [MEI]): ReturnType<typeof opened> {
  return opened(draftMail(contacts, contactDraft(record, {}, NOW))!.url);
}

afterEach(() => setCatalogue(undefined));

it('a draft to those who must act says which key stops working when, what to do, and where the guide is', () => {
  const record = key({
    uses: [{ text: 'Gazette pipeline' }, { text: 'Nightly check' }],
    link: 'https://intranet.example.gov.sg/runbook?id=1&x=2',
  });
  const { to, subject, body } = mailOf(record, [MEI, { name: 'Data team' }, { name: 'R', email: 'r&d@example.com' }]);
  expect(to).toEqual(['mei.ling@tech.example.gov.sg', 'r&d@example.com']);
  expect(subject).toBe('API key “gazette-uploader” stops working (29 Nov 2026, 18:00 SGT)');
  expect(body.split('\r\n\r\n')).toEqual([
    'You are noted as someone who must act for the data.gov.sg API key “gazette-uploader”.',
    'Stops working on 29 Nov 2026, 18:00 SGT',
    'Before then: create a new key while this one still works, move your uploads to it, check that they work, then delete this one.',
    'Where this key is used: Gazette pipeline · Nightly check',
    'Runbook: https://intranet.example.gov.sg/runbook?id=1&x=2',
    `How to create a key: ${GUIDE}`,
    'Never send the key itself by email or chat.',
  ]);
  expect(body.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
});

it('a draft says by when to replace the key, if it is due before it expires', () => {
  const linesOf = (record: KeyRecord): string[] => mailOf(record).body.split('\r\n');
  const replaceBy = { kind: 'date', at: Date.parse('2026-11-20T00:00+08:00') } as const;
  expect(linesOf(key({ replaceBy })).slice(2, 4)).toEqual([
    'Stops working on 29 Nov 2026, 18:00 SGT',
    'Replace by 20 Nov 2026',
  ]);
  expect(linesOf(key({ replaceBy, expiry: { kind: 'never', text: 'Never' } }))).toContain('Replace by 20 Nov 2026');
  expect(mailOf(key()).body).not.toContain('Replace by');
});

it('the text for a chat is the same draft, with its subject first and without carriage returns', () => {
  const record = key({ uses: [{ text: 'Gazette pipeline' }] });
  const { subject, body } = mailOf(record);
  expect(draftText(contactDraft(record, {}, NOW))).toBe([subject, body].join('\r\n\r\n').replaceAll('\r', ''));
});

it.each<[string, Expiry, string, RegExp]>([
  ['on a day', onDay, 'API key “gazette-uploader” stops working (29 Nov 2026)', /at some point on 29 Nov 2026/],
  [
    'in the past',
    at('2026-10-01T18:00+08:00'),
    'API key “gazette-uploader” has expired',
    /Stopped working on 1 Oct 2026/,
  ],
  ['once', { kind: 'expired', text: 'Expired' }, 'API key “gazette-uploader” has expired', /shows no date/],
  [
    'never',
    { kind: 'never', text: '-' },
    'About the API key “gazette-uploader”',
    /shows no expiry date[^]*To replace it/,
  ],
  [
    'about a day',
    { ...onDay, approximate: true, text: 'in 3 weeks' } as Expiry,
    'About the API key “gazette-uploader”',
    /on 29 Nov 2026[^]*Estimated: the page says “in 3 weeks”/,
  ],
  ['nobody knows when', { kind: 'unknown', text: '?' }, 'About the API key “gazette-uploader”', /date is not known/],
])('a draft about a key that expires %s claims no more than is known', (_, expiry, subject, says) => {
  const mail = mailOf(key({ expiry }));
  expect(mail.subject).toBe(subject);
  expect(mail.body).toMatch(says);
  expect(mail.body).not.toMatch(/undefined|Key Companion/);
});

it('a draft is a draft to nobody if nobody has an email address', () => {
  expect(draftMail([{ name: 'Data team' }], contactDraft(key(), {}, NOW))).toBeUndefined();
});

describe('a hostile text in a draft', () => {
  it.each([
    ['a header', 'x\r\nBcc: all@example.com'],
    ['another field', 'x&bcc=all@example.com&body=y'],
    ['codes', 'x%0D%0ABcc:%20all@example.com'],
    ['marks of direction', 'x\u202ecod.exe'],
    ['half a character', 'x\ud800'],
    ['signs of a URL', '#?&=+ %'],
  ])('a key cannot add anything to a draft by a name with %s in it', (_, name) => {
    const { url } = draftMail([MEI], contactDraft(key({ name, uses: [{ text: name }] }), {}, NOW))!;
    expect(url).toMatch(/^mailto:[\w.@-]+\?subject=[\w.!~*'()%-]*&body=[\w.!~*'()%-]*$/);
    const { to, subject, body } = opened(url);
    expect(to).toEqual([MEI.email]);
    expect(subject).not.toMatch(/[\r\n\u202e]/);
    expect(body.split('\r\n\r\n')).toHaveLength(6);
  });
});

it.each(['en', 'zh_CN', 'ms', 'ta'])('a draft in %s opens everywhere, however much is noted of a key', (folder) => {
  setCatalogue(messagesOf(folder));
  const record = key({
    name: 'இ'.repeat(40),
    host: 'staging.example.gov.sg',
    uses: Array.from({ length: 30 }, (_, index) => ({ text: `${index} 上传任务`.repeat(5) })),
    link: `https://intranet.example.gov.sg/${'runbook/'.repeat(20)}`,
  });
  const draft = contactDraft(record, {}, NOW);
  const mail = draftMail([MEI, { name: 'r', email: 'r.d@tech.example.gov.sg' }], draft)!;
  expect(mail.url.length).toBeLessThanOrEqual(2_000);
  expect(mail.isShortened).toBe(true);
  const { body } = opened(mail.url);
  expect(body).toContain('29');
  expect(body).toContain(GUIDE);
  // Nothing is left out of what is copied.
  expect(draftText(draft)).toContain(record.link);
});

it('a draft without much to say is whole in English', () => {
  expect(draftMail([MEI], contactDraft(key(), {}, NOW))).toMatchObject({ isShortened: false });
});
