import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder';

/*
 * A language that is made from English, for tests and for looking only: every letter has an accent, each text is 40 %
 * longer, and in brackets. A letter without an accent is not from `public/_locales`; a bracket that is not there was
 * cut off.
 */

/** The pseudo-language's tag: English with accents, as CLDR names it. */
export const PSEUDO_TAG = 'en-XA';

const PLAIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ACCENTED = 'ÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçđéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž';

/** The letters that make a text longer, and by how much: Tamil takes up to half as much again as English. */
const FILLER = ' ···';
const GROWTH = 0.4;

/** These are read by the program, or printed within other texts: they are not made longer. */
const KEPT_SHORT = /^(?:months|date_|extension_name$)/;

/** A message in the pseudo-language; placeholders stay as they are. */
export function pseudo(name: string, message: string): string {
  if (name === 'language') return PSEUDO_TAG;
  const accented = message.replace(/[a-z]/gi, (letter) => ACCENTED[PLAIN.indexOf(letter)]!);
  // Without letters there is nothing to translate.
  if (accented === message || KEPT_SHORT.test(name)) return accented;
  const missing = Math.ceil(message.replace(/\$\d/g, '').length * GROWTH);
  return `[${accented}${FILLER.repeat(Math.ceil(missing / FILLER.length))
    .slice(0, missing)
    .trimEnd()}]`;
}

/** A copy of a build that has the pseudo-language in the folder of one of its languages. */
export function withPseudoLanguage(build: string, language: 'en' | 'ms'): string {
  const folder = temporaryFolder('pseudo');
  cpSync(build, folder, { recursive: true });
  const messages = JSON.parse(readFileSync(join(build, '_locales', 'en', 'messages.json'), 'utf8')) as Record<
    string,
    { message: string }
  >;
  const made = Object.entries(messages).map(([name, { message }]) => [name, { message: pseudo(name, message) }]);
  writeFileSync(join(folder, '_locales', language, 'messages.json'), JSON.stringify(Object.fromEntries(made)));
  return folder;
}
