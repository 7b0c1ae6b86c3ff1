import { isUuid } from '../secrets/ids';
import { holdsSecret } from '../secrets/storage-gate';

/** Every host of data.gov.sg, the apex included, as match patterns name them. */
export const SITE_HOSTS = '*.data.gov.sg';
export const SITE_PATTERN = `https://${SITE_HOSTS}/*`;

/**
 * All hosts that can ever be read, as match patterns name them: a staging site of a government portal has a name below
 * gov.sg.
 */
export const ALL_HOSTS = '*.gov.sg';
export const GOVERNMENT_PATTERN = `https://${ALL_HOSTS}/*`;

/** The name of the site when it is listed beside other hosts. */
export const SITE_NAME = 'data.gov.sg';

/**
 * Hosts of data.gov.sg itself, now or in the past: one site with one list of keys. Any other host, a subdomain too, has
 * its own.
 */
const OWN_HOSTS = new Set([SITE_NAME, 'www.data.gov.sg', 'beta.data.gov.sg']);

/**
 * The most likely address of the API Keys tab, until it has been seen. The only address on record is
 * `https://beta.data.gov.sg/admin/api-keys` (2024); the beta has since become the site itself.
 */
export const DEFAULT_TAB_URL = 'https://data.gov.sg/admin/api-keys';

export function isSiteHost(host: string): boolean {
  return `.${host}`.endsWith(`.${SITE_NAME}`);
}

/** The host of an https address below gov.sg, data.gov.sg's included. Any string is allowed. */
export function governmentHost(url: string | undefined): string | undefined {
  const address = parseUrl(url);
  return address?.protocol === 'https:' && address.hostname.endsWith('.gov.sg') ? address.hostname : undefined;
}

/** The host whose keys are listed at `url`, as records hold it: `undefined` for data.gov.sg itself. */
export function listHost(url: string | undefined): string | undefined {
  const host = governmentHost(url);
  return host !== undefined && OWN_HOSTS.has(host) ? undefined : host;
}

/**
 * The address without query and fragment, which can hold what must not be kept, and cut off at a step of its path that
 * may be a key. `undefined` outside gov.sg.
 */
export function plainSiteUrl(url: string | undefined): string | undefined {
  const address = parseUrl(url);
  if (!address || governmentHost(url) === undefined) return undefined;
  return address.origin + pathWithoutSecrets(address.pathname).replace(/…$/, '');
}

/** Steps before the id of an account or a dataset, which is no key. */
const OWNER = new RegExp(
  '^(?:account|agenc(?:y|ie)|dataset|collection|resource|department|organi[sz]ation|org|project|team|tenant|' +
    'workspace)s?$',
  'i',
);
/** Replaces the rest of an address from the step that may be a key, or that is too long. */
const CUT_OFF = '…';

function pathWithoutSecrets(path: string): string {
  const parts = path.split('/').map(decoded);
  const isPlain = (part: string, index: number): boolean =>
    (part !== CUT_OFF && !holdsSecret(part)) || (isUuid(part) && OWNER.test(parts[index - 1] ?? ''));
  const end = parts.findIndex((part, index) => !isPlain(part, index));
  if (end >= 0) return [...path.split('/').slice(0, end), CUT_OFF].join('/');
  // A key may contain a slash.
  const others = parts.filter((part) => !isUuid(part)).join('/');
  return holdsSecret(others) ? `/${CUT_OFF}` : path;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Whether the address of a list was cut off, so that another list may have the same. */
export function isCutOff(address: string): boolean {
  return address.includes(CUT_OFF);
}

/** Parts of a query that select whose list a page shows, or which part of it. */
const SELECTS_LIST = new RegExp(
  '^(?:(?:account|agency|org|organi[sz]ation|team|workspace|project|tenant|department|environment|env|' +
    'kind|type|tier|scope|owner|user|view|tab|section|list|status|state|filter)(?:_?id)?)$',
  'i',
);
/** A value of such a part that may be kept: short and plain. */
const PLAIN_VALUE = /^[\w-]{1,20}$/;
/** A path in a fragment, which some pages have instead of a real one, up to a step that is long or unusual. */
const FRAGMENT_PATH = /^#!?(?:\/[\w-]{0,23}(?=[/?#&]|$)){1,8}/;
/** The longest address that identifies a list, in characters. Chosen, not measured. */
const ADDRESS_LIMIT = 200;

/**
 * The address that distinguishes the lists of one host: the path, and the parts of the query or fragment that select a
 * list. Everything else, which can hold what must not be kept, is left out. `undefined` outside gov.sg.
 */
export function listAddress(url: string | undefined): string | undefined {
  const address = parseUrl(url);
  if (!address || governmentHost(url) === undefined) return undefined;
  const selected = [...address.searchParams].filter(
    ([name, value]) => SELECTS_LIST.test(name) && PLAIN_VALUE.test(value) && !holdsSecret(value),
  );
  const query = selected
    .map(([name, value]) => `${name.toLowerCase()}=${value}`)
    .sort()
    .join('&');
  const path = pathWithoutSecrets(address.pathname).replace(/(?<!\/)\/+$/, '') || '/';
  const fragment = pathWithoutSecrets(FRAGMENT_PATH.exec(address.hash)?.[0] ?? '');
  const whole = `${path}${query && `?${query}`}${fragment}`;
  return whole.length <= ADDRESS_LIMIT ? whole : whole.slice(0, ADDRESS_LIMIT - 1) + CUT_OFF;
}

/**
 * The address where the keys of a host are listed: their list's `address`, if it is known. `seenAt` is where the tab
 * was last read; on another host the same software has it at the same path.
 */
export function tabUrl(host: string | undefined, seenAt: string | undefined, address?: string): string {
  const seen = plainSiteUrl(seenAt);
  const isSeenThere = seen !== undefined && listHost(seen) === host;
  // The seen address keeps the trailing slash that some sites require.
  if (isSeenThere && (address === undefined || address === listAddress(seen))) return seen;
  const { origin, pathname } = new URL(DEFAULT_TAB_URL);
  const site = host === undefined ? origin : `https://${host}`;
  const own = address !== undefined && addressOfList(isSeenThere ? new URL(seen).origin : site, host, address);
  if (own) return own;
  if (isSeenThere) return seen;
  return plainSiteUrl(site + (seen === undefined ? pathname : new URL(seen).pathname)) ?? DEFAULT_TAB_URL;
}

/** The whole address of a list; `undefined` for one that no page can have had, as an imported file may name. */
function addressOfList(site: string, host: string | undefined, address: string): string | undefined {
  if (isCutOff(address)) return undefined;
  const url = site + address;
  return listHost(url) === host && listAddress(url) === address ? url : undefined;
}

/** Whether a page has the list of the other address: a page number or an anchor in it does not matter. */
export function haveSameList(url: string | undefined, other: string): boolean {
  return (
    parseUrl(url)?.origin === parseUrl(other)?.origin &&
    listAddress(url) !== undefined &&
    listAddress(url) === listAddress(other)
  );
}

export type HostProblem = 'missing' | 'noHost' | 'insecure' | 'foreign' | 'included';

/** The host that the user entered, by its name or by the address of a page on it. */
export function enteredHost(text: string): { host: string } | { problem: HostProblem } {
  const entered = text.trim();
  if (entered === '') return { problem: 'missing' };
  const address = parseUrl(/^[a-z][a-z\d+.-]*:\/\//i.test(entered) ? entered : `https://${entered}`);
  const host = address?.hostname.replace(/\.$/, '') ?? '';
  if (!address || !/^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]+$/.test(host) || host.length > 253)
    return { problem: 'noHost' };
  if (address.protocol !== 'https:') return { problem: 'insecure' };
  if (isSiteHost(host)) return { problem: 'included' };
  return host.endsWith('.gov.sg') ? { host } : { problem: 'foreign' };
}

function parseUrl(url: string | undefined): URL | undefined {
  try {
    return new URL(url ?? '');
  } catch {
    return undefined;
  }
}
