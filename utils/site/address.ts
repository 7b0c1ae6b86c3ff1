/** The match pattern of every host of data.gov.sg, the apex included. */
export const SITE_PATTERN = 'https://*.data.gov.sg/*';

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

/** The address without query and fragment, which can hold what should not be kept. `undefined` outside gov.sg. */
export function plainSiteUrl(url: string | undefined): string | undefined {
  const address = parseUrl(url);
  return address && governmentHost(url) !== undefined ? address.origin + address.pathname : undefined;
}

/**
 * Where the keys of a host are listed. `seenAt` is where the tab was last read; on another host the same software has it
 * at the same path.
 */
export function tabUrl(host: string | undefined, seenAt: string | undefined): string {
  const seen = plainSiteUrl(seenAt);
  if (seen !== undefined && listHost(seen) === host) return seen;
  const { origin, pathname } = new URL(DEFAULT_TAB_URL);
  return plainSiteUrl((host === undefined ? origin : `https://${host}`) + (seen === undefined ? pathname : new URL(seen).pathname)) ?? DEFAULT_TAB_URL;
}

/** Why a host cannot be added. */
export type HostProblem = 'missing' | 'noHost' | 'insecure' | 'foreign' | 'included';

/** The host of what the user entered: its name, or the address of a page of it. */
export function enteredHost(text: string): { host: string } | { problem: HostProblem } {
  const entered = text.trim();
  if (entered === '') return { problem: 'missing' };
  const address = parseUrl(/^[a-z][a-z\d+.-]*:\/\//i.test(entered) ? entered : `https://${entered}`);
  const host = address?.hostname.replace(/\.$/, '') ?? '';
  if (!address || !/^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]+$/.test(host) || host.length > 253) return { problem: 'noHost' };
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
