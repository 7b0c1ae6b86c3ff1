import { isUuid } from '../secrets/ids';
import { holdsSecret } from '../secrets/storage-gate';

/** Every host of data.gov.sg, the apex included, as match patterns name them. */
export const SITE_HOSTS = '*.data.gov.sg';
export const SITE_PATTERN = `https://${SITE_HOSTS}/*`;

/** All hosts that can ever be read, as match patterns name them: a staging site of a government portal has a name below gov.sg. */
export const ALL_HOSTS = '*.gov.sg';
export const GOVERNMENT_PATTERN = `https://${ALL_HOSTS}/*`;

/** What the site is called where it stands beside other hosts. */
export const SITE_NAME = 'data.gov.sg';

/** Where data.gov.sg itself is, or was: one site with one list of keys. Any other host, a subdomain too, has its own. */
const OWN_HOSTS = new Set([SITE_NAME, 'www.data.gov.sg', 'beta.data.gov.sg']);

/**
 * Where the API Keys tab most likely is, until it has been seen. The only address on record is
 * `https://beta.data.gov.sg/admin/api-keys` (2024); the beta has since become the site itself.
 */
export const DEFAULT_TAB_URL = 'https://data.gov.sg/admin/api-keys';

/** Whether a host is one of data.gov.sg's, the apex included. */
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
 * The address without query and fragment, which can hold what should not be kept, and up to what may be a key in its
 * path. `undefined` outside gov.sg.
 */
export function plainSiteUrl(url: string | undefined): string | undefined {
  const address = parseUrl(url);
  if (!address || governmentHost(url) === undefined) return undefined;
  return address.origin + pathWithoutSecrets(address.pathname).replace(/…$/, '');
}

/** What an id stands behind in a path, where it is that of an account or a dataset, and no key. */
const OWNER =
  /^(?:account|agenc(?:y|ie)|dataset|collection|resource|department|organi[sz]ation|org|project|team|tenant|workspace)s?$/i;
/** What stands in an address in the place of all from what may be a key on. */
const CUT_OFF = '…';

function pathWithoutSecrets(path: string): string {
  const parts = path.split('/').map(decoded);
  const isPlain = (part: string, index: number): boolean =>
    (part !== CUT_OFF && !holdsSecret(part)) || (isUuid(part) && OWNER.test(parts[index - 1] ?? ''));
  const end = parts.findIndex((part, index) => !isPlain(part, index));
  if (end >= 0) return [...path.split('/').slice(0, end), CUT_OFF].join('/');
  // A key may have a slash in it.
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

/** Whether the address of a list is not all that is known of it, so that another list may have the same. */
export function isCutOff(address: string): boolean {
  return address.includes(CUT_OFF);
}

/** Parts of a query that select whose list a page shows, or which part of it. */
const SELECTS_LIST =
  /^(?:(?:account|agency|org|organi[sz]ation|team|workspace|project|tenant|department|environment|env|kind|type|tier|scope|owner|user|view|tab|section|list|status|state|filter)(?:_?id)?)$/i;
/** A value of such a part that may be kept: short, and plain. */
const PLAIN_VALUE = /^[\w-]{1,20}$/;
/** A path in a fragment, which some pages have in place of one of their own, up to a part that is long or odd. */
const FRAGMENT_PATH = /^#!?(?:\/[\w-]{0,23}(?=[/?#&]|$)){1,8}/;
/** The longest address that tells lists apart, in characters. */
const ADDRESS_LIMIT = 200;

/**
 * What tells the lists of one host apart: the path, and what of the query or fragment selects a list. Everything else,
 * which can hold what should not be kept, is left out. `undefined` outside gov.sg.
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
  return `${path}${query && `?${query}`}${fragment}`.slice(0, ADDRESS_LIMIT);
}

/**
 * Where the keys of a host are listed: at the `address` of their list, where that is known. `seenAt` is where the tab was
 * last read; on another host the same software has it at the same path.
 */
export function tabUrl(host: string | undefined, seenAt: string | undefined, address?: string): string {
  const seen = plainSiteUrl(seenAt);
  const isSeenThere = seen !== undefined && listHost(seen) === host;
  // As it was seen, it has the slash at its end that some sites want.
  if (isSeenThere && (address === undefined || address === listAddress(seen))) return seen;
  const { origin, pathname } = new URL(DEFAULT_TAB_URL);
  const site = host === undefined ? origin : `https://${host}`;
  const own = address !== undefined && addressOfList(isSeenThere ? new URL(seen).origin : site, host, address);
  if (own) return own;
  if (isSeenThere) return seen;
  return plainSiteUrl(site + (seen === undefined ? pathname : new URL(seen).pathname)) ?? DEFAULT_TAB_URL;
}

/** The whole address of a list; `undefined` for one that no page can have had, as a file may name. */
function addressOfList(site: string, host: string | undefined, address: string): string | undefined {
  const url = site + address;
  return listHost(url) === host && listAddress(url) === address ? url : undefined;
}

/** Whether a page at the one address has the list that is at the other: neither a page of it nor a mark in it matters. */
export function haveSameList(one: string | undefined, other: string): boolean {
  return (
    parseUrl(one)?.origin === parseUrl(other)?.origin &&
    listAddress(one) !== undefined &&
    listAddress(one) === listAddress(other)
  );
}

/** Why a host cannot be added. */
export type HostProblem = 'missing' | 'noHost' | 'insecure' | 'foreign' | 'included';

/** The host of what the user entered: its name, or the address of a page of it. */
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
