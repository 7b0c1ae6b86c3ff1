/* What a control that makes a key says, and one that ends it. */

/** The name of an icon may stand before the words: "add Create API key". */
const ICON = String.raw`^\W*(?:(?:add\w*|plus|(?:vpn_)?key) )?`;
const FOR_ANOTHER = String.raw`(?:an?\s+|your\s+|another\s+|new\s+)*(?:first\s+)?`;
/** Whose key it is, or what for. */
const KIND =
  'api|admin|write|read|upload|application|personal|access|developer|secret|service|account|organi[sz]ation|project|' +
  'user|auth|deploy|team|agency';
const CREATE_KEY = new RegExp(
  String.raw`${ICON}(?:\+\s*|(?:create|generate|add|new|request)\s+)${FOR_ANOTHER}` +
    String.raw`(?:(?:api|admin|write|read)\s+)*keys?$`,
  'i',
);
const CREATE_TOKEN = new RegExp(
  String.raw`${ICON}(?:\+\s*|(?:create|generate|add|new|request|issue)\s+)` +
    String.raw`(?:an?\s+|your\s+|another\s+|new\s+|first\s+)*(?:(?:${KIND})\s+)*(?:keys?(?:\s+pair)?|tokens?)$`,
  'i',
);
const END_KEY = /^\W*(?:(?:rotate|revoke|regenerate|roll) (?:api |access |secret )?key|(?:delete|remove) api key)\b/i;

/** "Create API key". */
export function createsKey(text: string): boolean {
  return CREATE_KEY.test(text);
}

/** "Create API key", or "Generate new token". */
export function createsKeyOrToken(text: string): boolean {
  return CREATE_TOKEN.test(text);
}

/** "Revoke key", "Delete API key": "Delete key" may be of any keys. */
export function endsKey(text: string): boolean {
  return END_KEY.test(text);
}

/** "Create", "Create key": it makes the key that stands beside it. */
export function makesThisKey(text: string): boolean {
  return /^\W*(?:create|generate|issue)\W*$/i.test(text) || createsKeyOrToken(text);
}
