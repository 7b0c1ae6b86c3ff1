/* What a control that makes a key says. */

const CREATE_KEY =
  /^\W*(?:create|generate|add|new|request)\s+(?:an?\s+|your\s+|another\s+|new\s+)*(?:first\s+)?(?:(?:api|admin|write|read)\s+)*keys?$/i;
const CREATE_TOKEN =
  /^\W*(?:create|generate|add|new|request|issue)\s+(?:an?\s+|your\s+|another\s+|new\s+|first\s+)*(?:(?:api|admin|write|read|personal|access|developer|secret|service|account|organi[sz]ation|project|user|auth|deploy|team|agency)\s+)*(?:keys?(?:\s+pair)?|tokens?)$/i;

/** "Create API key". */
export function createsKey(text: string): boolean {
  return CREATE_KEY.test(text);
}

/** "Create API key", or "Generate new token". */
export function createsKeyOrToken(text: string): boolean {
  return CREATE_TOKEN.test(text);
}
