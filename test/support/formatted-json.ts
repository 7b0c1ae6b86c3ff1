import { format } from 'oxfmt';

/** A value as the text of a JSON file of this repository. */
export async function formattedJson(value: unknown): Promise<string> {
  const { code, errors } = await format('any.json', JSON.stringify(value, undefined, 2), { printWidth: 120 });
  if (errors.length > 0) throw new Error(errors[0]!.message);
  return code;
}
