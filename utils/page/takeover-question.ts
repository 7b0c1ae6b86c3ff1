/**
 * Asked as an event on the takeover probe's own script element, about the event's related element; prevented for yes.
 */
export const TAKEOVER_QUESTION = 'key-companion-takeover';
