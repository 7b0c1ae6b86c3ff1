import { afterEach, expect, it } from 'vitest';
import { keyCheck } from '../../utils/site/api';
import { inSentences, isolated, nameWithHost, setCatalogue, t, tParts } from '../../utils/words';
import { messagesOf } from './project/messages-of';

/* Punctuation comes from the messages, in whatever order and form a language has it. */

afterEach(() => setCatalogue(undefined));

it.each([
  ['en', 'Expired. The key is gone. Created on 1 Oct 2026'],
  ['zh_CN', 'Expired。The key is gone.\u200bCreated on 1 Oct 2026'],
])('statements become sentences with the punctuation of %s, and a full stop is not doubled', (folder, text) => {
  setCatalogue(messagesOf(folder));
  expect(inSentences(['Expired', 'The key is gone.', 'Created on 1 Oct 2026'])).toBe(text);
});

it('Chinese sentences end with a Chinese full stop, and have no space after it', () => {
  setCatalogue(messagesOf('zh_CN'));
  expect(inSentences([t('digest_expired', '甲'), t('digest_advice')])).toBe(
    '甲 已过期。\u200b旧密钥仍有效时，就可以创建新密钥。',
  );
});

it('one statement stays as it is', () => {
  expect(inSentences(['Expired'])).toBe('Expired');
});

it('a message gives its parts in the order of the language, with a value of any kind between them', () => {
  const name = { of: 'the last key' };
  expect(tParts<unknown>('timeline_last_on', name, '3 Mar 2027')).toEqual([
    'Last to work: ',
    name,
    '. It stops at some point on ',
    '3 Mar 2027',
    '.',
  ]);
  setCatalogue({ timeline_last_on: '$2: $1' });
  expect(tParts<unknown>('timeline_last_on', name, '3 Mar 2027')).toEqual(['', '3 Mar 2027', ': ', name, '']);
});

it.each([
  ['en', 'key (staging.example.gov.sg)'],
  ['zh_CN', 'key（staging.example.gov.sg）'],
])('the host of a key stands in the brackets of %s', (folder, text) => {
  setCatalogue(messagesOf(folder));
  expect(nameWithHost({ name: 'key', host: 'staging.example.gov.sg' })).toBe(text);
  expect(nameWithHost({ name: 'key' })).toBe('key');
});

it.each(['en', 'zh_CN', 'ms', 'ta'])(
  'what is said in %s of the command that checks a key is what it prints',
  (folder) => {
    setCatalogue(messagesOf(folder));
    expect(t('check_text')).toContain('200');
    expect(keyCheck('posix')).toContain('Status %{http_code}');
  },
);

it('a name that turns the direction of text stays by itself in a sentence, and any other is as it is', () => {
  expect(['gazette', '数据', 'தரவு', '\u0645\u0641\u062a\u0627\u062d', 'a\u202eb\u2069c'].map(isolated)).toEqual([
    'gazette',
    '数据',
    'தரவு',
    '\u2068\u0645\u0641\u062a\u0627\u062d\u2069',
    '\u2068abc\u2069',
  ]);
});
