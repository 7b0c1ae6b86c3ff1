/** What the content script and the page-world hook say to each other, as events on the hook's own script element. */
export const HOOK_EVENTS = { copied: 'key-companion-copied', stop: 'key-companion-stop' } as const;
