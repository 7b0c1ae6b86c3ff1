import { browser } from 'wxt/browser';
import type { ScriptPublicPath } from 'wxt/utils/inject-script';
import { isSiteHost, SITE_HOSTS, SITE_PATTERN } from '../site/address';
import { leaveRequest } from './tab-requests';

/*
 * Other hosts than data.gov.sg's, such as a staging site. Which ones are read is the browser's to know: a host is
 * followed as long as the user lets the extension see it, and nothing of that is stored.
 */

/** What it takes to read hosts that the manifest does not name. Held only while there are any. */
const SCRIPTING = ['scripting' as const];
/** The id of the content script on other hosts. */
const SCRIPT = 'other-hosts';

/** The hosts that the user lets the extension see, besides data.gov.sg's; `ALL_HOSTS` if the browser was told to allow all. */
export interface AllowedHosts {
  names: string[];
  /** Whether they can be read, too: without that, the user has to allow them once more. */
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
 * Whether a host may be read now. Where the browser gives no answer, data.gov.sg may, since that was granted with the
 * installation: a reading that is lost can cost a reminder. Any other host only may if the browser says so.
 */
export async function isAllowed(host: string): Promise<boolean> {
  try {
    return await browser.permissions.contains({ origins: [patternOf(host)] });
  } catch {
    return isSiteHost(host);
  }
}

/** Asks the user to let a host be read; resolves to the answer. Only within a press, with nothing awaited before. */
export function requestHost(host: string): Promise<boolean> {
  return browser.permissions.request({ origins: [patternOf(host)], permissions: SCRIPTING });
}

/** Lets a host be read no longer. The worker does the rest, as it does when the user removes it in the browser. */
export function removeHost(host: string): Promise<boolean> {
  return browser.permissions.remove({ origins: [patternOf(host)] });
}

/** What to do when hosts, data.gov.sg's among them, are allowed or no longer allowed. */
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
 * Has the content script run on the hosts that are allowed, and nowhere else. `hostsOfPolicy`, asked only where there is
 * something to do, are the only ones where there is a policy: the rest is dropped. For the worker, at any time and any number of times: what an earlier call left
 * undone is done by the next.
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
  // On data.gov.sg the manifest's runs already.
  const wanted = { id: SCRIPT, js, ...(runAt && { runAt }), matches, excludeMatches: [SITE_PATTERN] };
  if (!registered) await browser.scripting.registerContentScripts([{ ...wanted, persistAcrossSessions: true }]);
  else if (JSON.stringify([registered.js, registered.matches]) !== JSON.stringify([js, matches]))
    await browser.scripting.updateContentScripts([wanted]);
}

/** Runs the content script in the pages of hosts that are open already, so that none has to be loaded again. */
export async function enterOpenPages(hosts: readonly string[]): Promise<void> {
  if (hosts.length === 0) return;
  const tabs = await browser.tabs.query({ url: hosts.map(patternOf), status: 'complete', discarded: false });
  const others = tabs.filter(({ url }) => url !== undefined && !isSiteHost(new URL(url).hostname));
  const files = manifestScript().js;
  await Promise.allSettled(
    others.map(async ({ id }) => id !== undefined && browser.scripting.executeScript({ target: { tabId: id }, files })),
  );
}

/** Tells the pages of hosts, which can no longer be told from others, that they are not to be read any more. */
export async function leaveOpenPages(hosts: readonly string[]): Promise<void> {
  if (hosts.length === 0) return;
  const [tabs, kept] = await Promise.all([browser.tabs.query({}), keptHosts()]);
  const request = leaveRequest(
    hosts,
    kept.filter((host) => !hosts.includes(host)),
  );
  await Promise.allSettled(tabs.map(async ({ id }) => id !== undefined && browser.tabs.sendMessage(id, request)));
}

/** All hosts that may still be read: one may have been allowed by its own name and with others. In doubt data.gov.sg is one. */
function keptHosts(): Promise<string[]> {
  return browser.permissions.getAll().then(
    ({ origins = [] }) => hostsOf(origins),
    () => [SITE_HOSTS],
  );
}

/** The content script as the manifest has it: the one place that names its files. */
function manifestScript(): { js: ScriptPublicPath[]; runAt?: 'document_start' | 'document_end' | 'document_idle' } {
  const [{ js = [], run_at: runAt } = {}] = browser.runtime.getManifest().content_scripts ?? [];
  // Firefox gives whole addresses here, and takes only paths.
  const paths = js.map((file) => new URL(file, browser.runtime.getURL('/')).pathname.slice(1) as ScriptPublicPath);
  return { js: paths, ...(runAt && { runAt }) };
}

function patternOf(host: string): string {
  return `https://${host}/*`;
}

/** The hosts of match patterns. */
function hostsOf(origins: readonly string[]): string[] {
  return origins.flatMap((origin) => /^https:\/\/([^/]+\.gov\.sg)\/\*$/.exec(origin)?.[1] ?? []);
}
