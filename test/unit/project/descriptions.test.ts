import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { messagesOf } from './messages-of';

/* What a translator has to know of an entry, and what may stand for a placeholder: docs/translating.md. */

type Entry = { message: string; description?: string };
const english = JSON.parse(readFileSync('public/_locales/en/messages.json', 'utf8')) as Record<string, Entry>;
const described = Object.entries(english).map(([name, { description = '' }]) => ({ name, description }));

function placeholdersOf(name: string): string[] {
  const { message } = english[name.replace(/_one$/, '_other')] ?? english[name]!;
  return [...new Set(message.match(/\$\d/g))];
}

/** The placeholders of which a description says that they are something. */
function placeholdersThatAre(description: string, what: RegExp): string[] {
  return description
    .split(/(?=\$\d)/)
    .filter((part) => what.test(part))
    .flatMap((part) => part.match(/\$\d/g) ?? []);
}

it('each placeholder is described, in both forms of an entry that counts', () => {
  const lacking = described.filter(({ name, description }) =>
    placeholdersOf(name).some((placeholder) => !description.includes(placeholder)),
  );
  expect(lacking.map(({ name }) => name)).toEqual([]);
});

it('a description names no placeholder that the entry does not have', () => {
  const wrong = described.filter(({ name, description }) =>
    (description.match(/\$\d/g) ?? []).some((placeholder) => !placeholdersOf(name).includes(placeholder)),
  );
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

describe.each(['en', 'zh_CN', 'ms', 'ta'])('dates in %s', (folder) => {
  const messages = messagesOf(folder);

  it(`a date with or without a time stands in brackets in ${folder}`, () => {
    const loose = described.flatMap(({ name, description }) =>
      placeholdersThatAre(description, /with or without a time/)
        .filter((placeholder) => !new RegExp(`[(（]\\${placeholder}[)）]`).test(messages[name] ?? `(${placeholder})`))
        .map(() => name),
    );
    expect(loose, 'needs an entry for each, such as name_at and name_on').toEqual([]);
  });

  it(`an entry for a date with a time has one for a date without beside it in ${folder}`, () => {
    const stems = Object.keys(messages).flatMap((name) => /^((?:timeline|leak|lifespan)_.*)_at$/.exec(name)?.[1] ?? []);
    expect(stems.length).toBeGreaterThan(8);
    expect(stems.filter((stem) => !(`${stem}_on` in messages))).toEqual([]);
  });
});

it('the Tamil word for “on” follows only a date without a time', () => {
  const tamil = messagesOf('ta');
  const wrong = described.filter(({ name, description }) =>
    [...(tamil[name] ?? '').matchAll(/(\$\d) அன்று/g)].some(
      ([, placeholder]) => !placeholdersThatAre(description, /without a time/).includes(placeholder!),
    ),
  );
  expect(wrong.map(({ name }) => name)).toEqual([]);
});
