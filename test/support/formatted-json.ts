import { format, resolveConfig } from 'prettier';

/** A value as the text of a JSON file of this repository. */
export async function formattedJson(value: unknown): Promise<string> {
  return format(JSON.stringify(value, undefined, 2), { ...(await resolveConfig('package.json')), parser: 'json' });
}
