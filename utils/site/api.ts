/**
 * The documented request that tells whether a write key works
 * (https://guide.data.gov.sg/developer-guide/api-overview/write-apis), to be run by the user.
 */
export const WHOAMI =
  "curl --header 'x-dgs-admin-api-key: YOUR_NEW_API_KEY' https://api-production.data.gov.sg/v2/admin/api/auth/whoami";
