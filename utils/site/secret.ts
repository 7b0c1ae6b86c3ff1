/** The shapes by which a key's secret is recognised. `token` is any other long unbroken random-looking text. */
export type SecretShape = 'v2' | 'jwt' | 'token';

/** Read keys start with `v2:`, then 64 hexadecimal digits and 32 URL-safe base64 characters (told by a user, 2026). */
const V2 = /\bv2:[0-9a-f]{64}:[\w-]{32}/i;
const JSON_WEB_TOKEN = /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/;
const LONG_TOKEN = /[\w+/=.~:-]{24,}/g;

/** No text longer than this is searched: nobody copies a key in a megabyte, and the page must not be held up. */
const SEARCH_LIMIT = 100_000;

/** The shape of the first secret in a text that was copied, or `undefined` if there is none. */
export function secretShapeIn(text: string): SecretShape | undefined {
  const searched = text.slice(0, SEARCH_LIMIT);
  if (V2.test(searched)) return 'v2';
  if (JSON_WEB_TOKEN.test(searched)) return 'jwt';
  return searched.match(LONG_TOKEN)?.some(isRandomLooking) ? 'token' : undefined;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Ids of datasets and collections on data.gov.sg: `d_` and 32 hexadecimal digits. */
const DATASET_ID = /^[a-z]_[0-9a-f]{32}$/i;
const ADDRESS = /^(?:[a-z][a-z+.-]*:\/\/|www\.|\/)|\.(?:sg|com|org|net|html?|json|csv)\b/i;

/** Whether an unbroken text is neither words, an id, an address nor a placeholder. */
function isRandomLooking(token: string): boolean {
  if (UUID.test(token) || DATASET_ID.test(token) || ADDRESS.test(token)) return false;
  const runs = token.split(/[^A-Za-z0-9]+/);
  // Names such as `rainfall-sync-production-2026` are words and numbers; a secret has letters and digits in one run.
  const mixed = runs.filter((run) => /\d/.test(run) && /[A-Za-z]/.test(run)).join('');
  return mixed.length >= 16 || runs.some((run) => run.length >= 24 && /[a-z]/.test(run) && /[A-Z]/.test(run));
}

/** A key that is shown in part: `••••3f9a`, `v2:0000…AAAA`, `****`. A long name cut at its end is none. */
const MASK = /[•●∙*]{2,}|x{6,}|^\S{2,}(?:…|\.{3})\S{2,}$/i;

/** Whether a text stands for a key's secret rather than for its name: the secret itself, or a masked part of it. */
export function isSecretOrMasked(text: string): boolean {
  return secretShapeIn(text) !== undefined || (text.length <= 80 && MASK.test(text)) || /^v\d:/.test(text);
}
