import { browser } from 'wxt/browser';
import type { ScriptPublicPath } from 'wxt/utils/inject-script';
import { isSiteHost, SITE_HOSTS, SITE_PATTERN } from '../site/address';
import { leaveRequest } from './tab-requests';

/*
 * Hosts other than data.gov.sg's, such as a staging site. The browser knows which ones are read: a host is followed as
 * long as the user lets the extension see it, and nothing of that is stored.
 */

/** The permission to read hosts that the manifest does not name. Held only while there are any. */
const SCRIPTING = ['scripting' as const];
/** The id of the content script on other hosts. */
const SCRIPT = 'other-hosts';

/** The hosts that the user lets the extension see, besides data.gov.sg's; `ALL_HOSTS` if the user allowed all. */
export interface AllowedHosts {
  names: string[];
  /** The extension can read them; if not, the user has to allow them once more. */
  canBeRead: boolean;
}

export async function allowedHosts(): Promise<AllowedHosts> {
  const { origins = [], permissions = [] } = await browser.permissions.getAll();
  return {
    names: hostsOf(origins)
      .filter((host) => !isSiteHost(host))
      .sort(),
    canBeRead: permissions.includes('scripting'),
  };
}

/**
 * Whether a host may be read now. If the browser gives no answer, data.gov.sg may, because installation granted that: a
 * lost report can cost a reminder. Any other host may only if the browser says so.
 */
export async function isAllowed(host: string): Promise<boolean> {
  try {
    return await browser.permissions.contains({ origins: [patternOf(host)] });
  } catch {
    return isSiteHost(host);
  }
}

/** Asks the user to let a host be read; resolves to the answer. Call it only in a click handler, before any await. */
export function requestHost(host: string): Promise<boolean> {
  return browser.permissions.request({ origins: [patternOf(host)], permissions: SCRIPTING });
}

/** Revokes a host. The worker does the rest, as it does when the user removes it in the browser. */
export function removeHost(host: string): Promise<boolean> {
  return browser.permissions.remove({ origins: [patternOf(host)] });
}

/** Called when hosts, data.gov.sg's among them, are allowed or no longer allowed. */
export interface HostListeners {
  onAllowed(hosts: string[]): void;
  onRemoved(hosts: string[]): void;
}

/** Calls the listeners until `signal` is aborted. */
export function watchHosts(listeners: HostListeners, signal?: AbortSignal): void {
  const onAdded = ({ origins = [] }: { origins?: string[] }): void => listeners.onAllowed(hostsOf(origins));
  const onRemoved = ({ origins = [] }: { origins?: string[] }): void => listeners.onRemoved(hostsOf(origins));
  browser.permissions.onAdded.addListener(onAdded);
  browser.permissions.onRemoved.addListener(onRemoved);
  signal?.addEventListener('abort', () => {
    browser.permissions.onAdded.removeListener(onAdded);
    browser.permissions.onRemoved.removeListener(onRemoved);
  });
}

let lastSync: Promise<void> = Promise.resolve();

/**
 * Runs the content script on the allowed hosts only. If a policy names hosts, only those stay; others are revoked. The
 * policy is read only when needed. The worker may call this at any time and any number of times: each call finishes
 * what an earlier one left undone.
 */
export function followHosts(hostsOfPolicy: () => Promise<readonly string[] | undefined>): Promise<void> {
  lastSync = lastSync.then(() => sync(hostsOfPolicy)).catch(() => undefined);
  return lastSync;
}

async function sync(hostsOfPolicy: () => Promise<readonly string[] | undefined>): Promise<void> {
  const { names, canBeRead } = await allowedHosts();
  if (names.length === 0 && !canBeRead) return;
  const named = await hostsOfPolicy();
  const unwanted = named ? names.filter((name) => !named.includes(name)) : [];
  if (unwanted.length > 0) await browser.permissions.remove({ origins: unwanted.map(patternOf) });
  if (!canBeRead) return;
  await register(names.filter((name) => !unwanted.includes(name)).map(patternOf));
  const isLastGone = (await allowedHosts()).names.length === 0;
  if (isLastGone) await browser.permissions.remove({ permissions: SCRIPTING });
}

async function register(matches: string[]): Promise<void> {
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT] });
  if (matches.length === 0) {
    if (registered) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT] });
    return;
  }
  const { js, runAt } = manifestScript();
  // On data.gov.sg the manifest's script runs already.
  const wanted = { id: SCRIPT, js, ...(runAt && { runAt }), matches, excludeMatches: [SITE_PATTERN] };
  if (!registered) await browser.scripting.registerContentScripts([{ ...wanted, persistAcrossSessions: true }]);
  else if (JSON.stringify([registered.js, registered.matches]) !== JSON.stringify([js, matches]))
    await browser.scripting.updateContentScripts([wanted]);
}

/** Runs the content script in open pages of the hosts, so that none has to be reloaded. */
export async function enterOpenPages(hosts: readonly string[]): Promise<void> {
  if (hosts.length === 0) return;
  const tabs = await browser.tabs.query({ url: hosts.map(patternOf), status: 'complete', discarded: false });
  const others = tabs.filter(({ url }) => url !== undefined && !isSiteHost(new URL(url).hostname));
  const files = manifestScript().js;
  await Promise.allSettled(
    others.map(async ({ id }) => id !== undefined && browser.scripting.executeScript({ target: { tabId: id }, files })),
  );
}

/** Notifies all tabs that the hosts may no longer be read: nothing distinguishes their pages from others by now. */
export async function leaveOpenPages(hosts: readonly string[]): Promise<void> {
  if (hosts.length === 0) return;
  const [tabs, kept] = await Promise.all([browser.tabs.query({}), keptHosts()]);
  const request = leaveRequest(
    hosts,
    kept.filter((host) => !hosts.includes(host)),
  );
  await Promise.allSettled(tabs.map(async ({ id }) => id !== undefined && browser.tabs.sendMessage(id, request)));
}

/**
 * All hosts that may still be read: one may have been allowed by its own name and with others. In doubt data.gov.sg is
 * one.
 */
function keptHosts(): Promise<string[]> {
  return browser.permissions.getAll().then(
    ({ origins = [] }) => hostsOf(origins),
    () => [SITE_HOSTS],
  );
}

/** The content script as the manifest has it: the only place that names its files. */
function manifestScript(): { js: ScriptPublicPath[]; runAt?: 'document_start' | 'document_end' | 'document_idle' } {
  const [{ js = [], run_at: runAt } = {}] = browser.runtime.getManifest().content_scripts ?? [];
  // Firefox gives whole addresses here, and accepts only paths.
  const paths = js.map((file) => new URL(file, browser.runtime.getURL('/')).pathname.slice(1) as ScriptPublicPath);
  return { js: paths, ...(runAt && { runAt }) };
}

function patternOf(host: string): string {
  return `https://${host}/*`;
}

function hostsOf(origins: readonly string[]): string[] {
  return origins.flatMap((origin) => /^https:\/\/([^/]+\.gov\.sg)\/\*$/.exec(origin)?.[1] ?? []);
}
