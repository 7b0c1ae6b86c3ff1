import { ALL_HOSTS, isSiteHost, SITE_HOSTS } from '../site/address';
import { addressSaysApiKeys } from '../site/recognise/tab-precheck';

/*
 * Requests of the extension's own pages and the worker to a tab. This runs in every page of the site, so it needs
 * nothing else.
 */

/** Asks whether a content script of this extension is there. */
export const PRESENCE_REQUEST = { type: 'isHere' } as const;

/**
 * Whether the content script of a page with this address and title is sure to answer: on data.gov.sg it does not listen
 * before a page may be the API Keys tab; on added hosts it can be notified at any time that it has to leave.
 */
export function isAskedForPresence(url: string, title: string): boolean {
  return !isSiteHost(new URL(url).hostname) || addressSaysApiKeys(url, title);
}

/** Asks for the page's structure, all text masked. */
export const DESCRIBE_REQUEST = { type: 'describePage' } as const;

/** Whether a message asks if the content script is there; it answers `true`. */
export function isPresenceRequest(message: unknown): boolean {
  return isOfType(message, PRESENCE_REQUEST.type);
}

export function isDescribeRequest(message: unknown): boolean {
  return isOfType(message, DESCRIBE_REQUEST.type);
}

/** Asks whether the user can teach the page; a script that can begin answers `true`. */
export const TEACHABLE_REQUEST = { type: 'isTeachable' } as const;

export function isTeachableRequest(message: unknown): boolean {
  return isOfType(message, TEACHABLE_REQUEST.type);
}

const TEACH = 'teach';

/** The answer of a page in which teaching has begun, and of one that has to load for that: it is asked again. */
export const TEACHING = 'teaching';
export const LOADING = 'loading';

/** Asks for the panel in which the user teaches the page. The worker takes a lesson only with this `ticket`. */
export function teachRequest(ticket: number): object {
  return { type: TEACH, ticket };
}

export function isTeachRequest(message: unknown): message is { ticket: number } {
  return isOfType(message, TEACH) && typeof (message as { ticket?: unknown }).ticket === 'number';
}

const LEAVE = 'leaveHosts';

/** The worker's answer to a page that may no longer be read: its content script leaves. */
export const NO_ACCESS = 'noAccess';

/** Notifies the content scripts on these hosts that they may no longer be read, except those that are `kept`. */
export function leaveRequest(hosts: readonly string[], kept: readonly string[]): object {
  return { type: LEAVE, hosts, kept };
}

/** Whether a message notifies the content script on `host` that the host may no longer be read. */
export function isLeaveRequest(message: unknown, host: string): boolean {
  if (!isOfType(message, LEAVE)) return false;
  const { hosts, kept } = message as { hosts?: unknown; kept?: unknown };
  return includesHost(hosts, host) && !includesHost(kept, host);
}

/** Whether a host is among these, by its own name or with others. */
function includesHost(hosts: unknown, host: string): boolean {
  if (!Array.isArray(hosts)) return false;
  return hosts.includes(host) || hosts.includes(ALL_HOSTS) || (isSiteHost(host) && hosts.includes(SITE_HOSTS));
}

function isOfType(message: unknown, type: string): boolean {
  return typeof message === 'object' && message !== null && (message as { type?: unknown }).type === type;
}
