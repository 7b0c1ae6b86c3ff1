/** The messages between content script and page-world hook: events on the hook's own script element. */
export const HOOK_EVENTS = { copied: 'key-companion-copied', stop: 'key-companion-stop' } as const;
