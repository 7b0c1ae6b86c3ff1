import type { DateOrder } from '../keys/key';
import type { KeyList } from '../site/key-list';

/** The order of numeric dates that a list proved before, asked of the worker once for each address. */
export class KnownDateOrder {
  readonly #ask: () => Promise<DateOrder | undefined>;
  #asked: { url: string; order?: DateOrder } | undefined;

  constructor(ask: () => Promise<DateOrder | undefined>) {
    this.#ask = ask;
  }

  at(url: string): DateOrder | undefined {
    return this.#asked?.url === url ? this.#asked.order : undefined;
  }

  /** Asks if a date of the list is ambiguous; `onAnswer` is called if the order is known. */
  askFor({ rows }: KeyList, url: string, onAnswer: () => void): void {
    if (this.#asked?.url === url || !rows.some(({ expiry }) => expiry.kind === 'dated' && expiry.ambiguous)) return;
    this.#asked = { url };
    void this.#ask().then((order) => {
      if (order === undefined || this.#asked?.url !== url) return;
      this.#asked = { url, order };
      onAnswer();
    });
  }
}
