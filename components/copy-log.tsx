import { useState } from 'react';
import { browser } from 'wxt/browser';
import type { KeyRecord } from '../utils/keys/key';
import type { AnyCommand } from '../utils/worker/commands';
import { agoText, instantText, words } from '../utils/words';

/** When a key was last copied, as seen from `now` (ms); opened, all copies that are remembered, and a way to forget them. */
export function CopyLog({ record: { id, name, copies }, now }: { record: KeyRecord; now: number }) {
  const [isFailed, setIsFailed] = useState(false);
  const last = copies?.[0];
  if (!copies || last === undefined) return null;
  const forget = (): void => {
    const message: AnyCommand = { type: 'forgetCopies', body: { id } };
    browser.runtime
      .sendMessage(message)
      .catch(() => false)
      .then((done) => setIsFailed(done !== true));
  };
  return (
    <details className="copies">
      <summary>{words('copies_last', agoText(last, now))}</summary>
      <ol aria-label={words('copies_title', name)}>
        {[...new Set(copies)].map((at) => (
          <li key={at}>{instantText(at)}</li>
        ))}
      </ol>
      <button
        type="button"
        className="link"
        aria-label={words('copies_forget_named', name)}
        onClick={forget}
      >
        {words('copies_forget')}
      </button>
      <span role="status">{isFailed && words('copies_not_forgotten')}</span>
    </details>
  );
}
