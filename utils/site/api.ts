/**
 * The documented request that shows whether a write key works
 * (https://guide.data.gov.sg/developer-guide/api-overview/write-apis), for the user to run.
 */
export const WHOAMI =
  "curl --header 'x-dgs-admin-api-key: YOUR_NEW_API_KEY' https://api-production.data.gov.sg/v2/admin/api/auth/whoami";
