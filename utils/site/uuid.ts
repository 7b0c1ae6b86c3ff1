import { has } from './plain-search';

/** As ids are written, wherever they stand. A key may be one, so that its place decides, and in doubt it is a key. */
export const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const LENGTH = 36;

/** Whether a text is a UUID and nothing else. */
export function isUuid(text: string): boolean {
  return text.length === LENGTH && has(UUID, text);
}
