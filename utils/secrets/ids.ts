/* The shapes of ids. The script on every page of the site includes this file, so it imports nothing. */

/** Any UUID. A key may be one, so its place decides, and in doubt it is a key. */
export const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const LENGTH = 36;

/** A dataset of data.gov.sg: its id is in the address of its page (https://guide.data.gov.sg, "Get dataset ID"). */
export const DATASET_ID = /\bd_[0-9a-f]{32}\b/gi;

export function isUuid(text: string): boolean {
  return text.length === LENGTH && text.search(UUID) === 0;
}
