import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { openShortcutSettings } from '../../utils/browser-differences';
import { t } from '../../utils/words';

/** The part of the options page for the shortcut that opens the popup. Only the browser can change it. */
export function Shortcut() {
  const shortcut = useShortcut();
  const [isByHand, setIsByHand] = useState(false);
  return (
    <section>
      <h2>{t('shortcut_title')}</h2>
      <div className="data-action shortcut">
        <p>
          {shortcut ? <kbd>{shortcut}</kbd> : t('shortcut_none')} <span className="quiet">{t('shortcut_text')}</span>
        </p>
        <button
          type="button"
          onClick={() => void openShortcutSettings().then((isOpen) => setIsByHand(!isOpen))}
        >
          {t('shortcut_change')}
        </button>
        <p
          className="outcome"
          role="status"
        >
          {isByHand && t('shortcut_by_hand')}
        </p>
      </div>
    </section>
  );
}

/** The present shortcut. Not all browsers have an event for a change: it is read again when the user comes back. */
function useShortcut(): string | undefined {
  const [shortcut, setShortcut] = useState<string>();
  useEffect(() => {
    const end = new AbortController();
    const read = (): void =>
      void currentShortcut().then(
        (found) => end.signal.aborted || setShortcut(found),
        () => undefined,
      );
    window.addEventListener('focus', read, { signal: end.signal });
    document.addEventListener('visibilitychange', read, { signal: end.signal });
    read();
    return () => end.abort();
  }, []);
  return shortcut;
}

/** The shortcut as the browser writes it; `undefined` if there is none. */
async function currentShortcut(): Promise<string | undefined> {
  const command = (await browser.commands.getAll()).find(({ name }) => name === '_execute_action');
  return command?.shortcut || undefined;
}
