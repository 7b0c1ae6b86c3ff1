import { readFileSync } from 'node:fs';
import type { Catalogue } from '../../../utils/words';

/** The messages of a folder in `public/_locales`, in their order. */
export function messagesOf(folder: string): Catalogue {
  const entries = Object.entries(
    JSON.parse(readFileSync(`public/_locales/${folder}/messages.json`, 'utf8')) as Record<string, { message: string }>,
  );
  return Object.fromEntries(entries.map(([name, { message }]) => [name, message]));
}
