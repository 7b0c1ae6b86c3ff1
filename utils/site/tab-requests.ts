/*
 * What the extension's own pages ask of a tab. It runs in every page of the site, so it needs nothing else.
 */

/** Asks whether a content script of this extension is there. */
export const PRESENCE_REQUEST = { type: 'isHere' } as const;

/** Asks for the page's structure, all text masked. */
export const DESCRIBE_REQUEST = { type: 'describePage' } as const;

/** Whether a message asks if the content script is there; it answers `true`. */
export function isPresenceRequest(message: unknown): boolean {
  return isOfType(message, PRESENCE_REQUEST.type);
}

/** Whether a message asks for the page's structure. */
export function isDescribeRequest(message: unknown): boolean {
  return isOfType(message, DESCRIBE_REQUEST.type);
}

function isOfType(message: unknown, type: string): boolean {
  return typeof message === 'object' && message !== null && (message as { type?: unknown }).type === type;
}
