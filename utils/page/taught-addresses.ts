/**
 * Whether the user has taught the page at an address: nothing on it need say "API keys". The worker is asked once for
 * each; `again` has the page looked at again once it says yes.
 */
export function taughtAddresses(ask: () => Promise<boolean>): (url: string, again?: () => void) => boolean {
  const asked = new Set<string>();
  const taught = new Set<string>();
  return (url, again) => {
    if (asked.has(url)) return taught.has(url);
    asked.add(url);
    ask().then(
      (isTaught) => {
        if (!isTaught) return;
        taught.add(url);
        again?.();
      },
      () => undefined,
    );
    return false;
  };
}
