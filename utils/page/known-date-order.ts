import type { DateOrder } from '../keys/key';
import type { ListedKeys } from '../site/key-list';

/** The order of numeric dates that a list proved before. */
export interface KnownDateOrder {
  at(url: string): DateOrder | undefined;
  /** Asks if a date of the list is ambiguous, once for each address; `onAnswer` is called if the order is known. */
  askFor(list: ListedKeys, url: string, onAnswer: () => void): void;
}

export function knownDateOrder(ask: () => Promise<DateOrder | undefined>): KnownDateOrder {
  let asked: { url: string; order?: DateOrder } | undefined;
  return {
    at: (url) => (asked?.url === url ? asked.order : undefined),
    askFor({ rows }, url, onAnswer) {
      if (asked?.url === url || !rows.some(({ expiry }) => expiry.kind === 'dated' && expiry.ambiguous)) return;
      asked = { url };
      void ask().then((order) => {
        if (order === undefined || asked?.url !== url) return;
        asked = { url, order };
        onAnswer();
      });
    },
  };
}
