/** The match pattern of every host of data.gov.sg, the apex included. */
export const SITE_PATTERN = 'https://*.data.gov.sg/*';

/**
 * Where the API Keys tab most likely is, until it has been seen. The only address on record is
 * `https://beta.data.gov.sg/admin/api-keys` (2024); the beta has since become the site itself.
 */
export const DEFAULT_TAB_URL = 'https://data.gov.sg/admin/api-keys';

/** Whether `url` is an https address of data.gov.sg. Any string is allowed. */
export function isSiteUrl(url: string | undefined): boolean {
  const address = parseUrl(url);
  return address?.protocol === 'https:' && /(^|\.)data\.gov\.sg$/.test(address.hostname);
}

/** The address without query and fragment, which can hold what should not be kept. `undefined` outside data.gov.sg. */
export function plainSiteUrl(url: string | undefined): string | undefined {
  const address = parseUrl(url);
  return address && isSiteUrl(url) ? address.origin + address.pathname : undefined;
}

function parseUrl(url: string | undefined): URL | undefined {
  try {
    return new URL(url ?? '');
  } catch {
    return undefined;
  }
}
