/**
 * Whether the user has taught the page at an address: nothing on it need say "API keys". The worker is asked once for
 * each; `again` has the page looked at again once it says yes.
 */
export function taughtAddresses(ask: () => Promise<boolean>): (url: string, again?: () => void) => boolean {
  const known = new Map<string, boolean>();
  return (url, again) => {
    const isTaught = known.get(url);
    if (isTaught !== undefined) return isTaught;
    known.set(url, false);
    ask().then(
      (answer) => {
        known.set(url, answer);
        if (answer) again?.();
      },
      () => undefined,
    );
    return false;
  };
}
