import { flushSync } from 'react-dom';
import {
  addKey,
  getKeyList,
  printExpiration,
  removeKeys,
  setDelay,
  updateKeyList,
  type ApiKey,
} from './api-keys/keyStore';

/** What browser tests can do to the page, as `window.replica`. Everything takes effect before the call returns. */
export const replicaControls = {
  /** Remounts all rows: the same keys in new DOM nodes. */
  rerender(): void {
    flushSync(() => updateKeyList({ generation: getKeyList().generation + 1 }));
  },

  /** Rewrites the text of all rows twice, to a placeholder and back, in the same DOM nodes. */
  touch(): void {
    flushSync(() => updateKeyList({ refreshing: true }));
    flushSync(() => updateKeyList({ refreshing: false }));
  },

  /** Makes `count` DOM changes far from the list: elements, text and attributes in a hidden part of the footer. */
  storm(count: number): void {
    const corner = document.createElement('div');
    corner.hidden = true;
    document.querySelector('footer')?.append(corner);
    for (let n = 1; n < count; n++) {
      if (n % 3 === 1) corner.replaceChildren(document.createElement('span'));
      else if (n % 3 === 2) corner.dataset.count = String(n);
      else corner.firstElementChild?.append(`change ${n}`);
    }
  },

  /** The keys with their expiration as printed; there are no secrets. */
  keys(): (ApiKey & { expiration: string })[] {
    return getKeyList().keys.map((key) => ({ ...key, expiration: printExpiration(key) }));
  },

  /** Adds a key at once. `expiresAt`: ISO 8601, null for none, or any text to print. */
  addKey(key: Pick<ApiKey, 'name' | 'expiresAt'> & Partial<ApiKey>): void {
    flushSync(() => addKey(key));
  },

  /** Removes every key of this name at once. */
  removeKey(name: string): void {
    flushSync(() => removeKeys((key) => key.name === name));
  },

  /** Changes how long the fake API takes to answer. */
  setDelay,
};

declare global {
  interface Window {
    replica: typeof replicaControls;
  }
}
