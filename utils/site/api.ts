/*
 * The request that shows whether a write key works, for the user to run, and what its answers can mean.
 * https://guide.data.gov.sg/developer-guide/api-overview/write-apis
 */

export const WHOAMI = 'https://api-production.data.gov.sg/v2/admin/api/auth/whoami';
const HEADER = 'x-dgs-admin-api-key';
const PROMPT = 'API key';

/** Where a command is run. */
export type Shell = 'powershell' | 'posix' | 'cmd';

/**
 * A command that asks for a write key without showing it, sends the request, and prints only the status. The key is
 * not part of the command, so it is in no history; the shells below also keep it out of the list of processes.
 */
export function keyCheck(shell: Shell, url = WHOAMI): string {
  switch (shell) {
    case 'powershell':
      return inPowerShell(url);
    case 'posix':
      return inPosixShell(url);
    case 'cmd':
      // Its own prompt would show the key. Every Windows has PowerShell, and within the quotes there are no others.
      return `powershell -NoProfile -Command "${inPowerShell(url)}"`;
  }
}

/** For Windows PowerShell 5.1 and later, where `curl` is another command. A refusal is an exception there. */
function inPowerShell(url: string): string {
  return [
    `$key = Read-Host '${PROMPT}' -AsSecureString`,
    `$headers = @{ '${HEADER}' = [Net.NetworkCredential]::new('', $key).Password }`,
    `try { 'Status ' + [int](Invoke-WebRequest '${url}' -Headers $headers -UseBasicParsing).StatusCode } ` +
      "catch { if ($_.Exception.Response) { 'Status ' + [int]$_.Exception.Response.StatusCode } " +
      'else { $_.Exception.Message } }',
    'Remove-Variable key, headers',
  ].join('; ');
}

/** For bash and zsh. `curl` reads the header from its input, since every process can see the words of a command. */
function inPosixShell(url: string): string {
  return [
    `printf '${PROMPT}: '`,
    'read -rs KEY',
    'echo',
    `printf 'header = "${HEADER}: %s"' "$KEY" | ` +
      `curl --silent --show-error --output /dev/null --write-out 'Status %{http_code}\\n' --config - ${url}`,
    'unset KEY',
  ].join('; ');
}

/** The shells of the user's own system first. */
export function shellsFor({ isWindows }: { isWindows: boolean }): readonly Shell[] {
  return isWindows ? ['powershell', 'cmd', 'posix'] : ['posix', 'powershell', 'cmd'];
}

/**
 * How sure a statement about the site is: its guide says so, people who use it say so, it is what the status means
 * anywhere, or nobody outside knows.
 */
export type Certainty = 'official' | 'told' | 'usual' | 'unknown';

/** The statuses with which the site can answer a request with a write key, and how sure each meaning is. */
export const STATUSES = {
  200: 'official',
  400: 'usual',
  401: 'usual',
  403: 'told',
  404: 'usual',
  429: 'told',
  '5xx': 'usual',
} as const satisfies Record<string, Certainty>;
export type Status = `${keyof typeof STATUSES}`;

/** In the order in which they are explained: JavaScript sorts numeric keys, and these are in rising order. */
export const STATUS_NAMES = Object.keys(STATUSES) as Status[];

export const STATUS_PAGE = 'https://status.data.gov.sg/';
/** The form of data.gov.sg for questions and reports (https://guide.data.gov.sg). */
export const CONTACT_FORM = 'https://form.gov.sg/6449e5c3664c1b001249acf1';
/** The guide of data.gov.sg on creating and replacing a key. */
export const KEY_GUIDE = 'https://guide.data.gov.sg/user-guide/for-data-owners/how-to-generate-api-keys';
