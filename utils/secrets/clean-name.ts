import { NAME_LIMIT } from '../keys/name';
import { ASCII_CONTROLS, isAscii } from '../page-model/letters';
import { withoutSecrets } from './storage-gate';

/** A name that may be shown and stored: without control and bidi characters, which could disguise it. */
export function cleanName(text: string): string {
  const visible = isAscii(text)
    ? text.replace(ASCII_CONTROLS, '')
    : text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, (character) =>
        character === '\u200d' ? character : '',
      );
  const clean = visible.replace(/\s+/g, ' ').trim();
  // Covered before it is cut: otherwise half of a key would be left, which nothing distinguishes from a name.
  return clean.length <= NAME_LIMIT
    ? clean
    : withoutSecrets(clean)
        .slice(0, NAME_LIMIT)
        .replace(/[\ud800-\udbff]$/, '');
}
