/**
 * Whether the user has taught the page at an address: such a page need not say "API keys". The worker is asked once for
 * each, and again if it gives no answer; `again` is called once it says yes.
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
      // A worker that the browser stopped meanwhile gives no answer.
      () => void asked.delete(url),
    );
    return false;
  };
}
