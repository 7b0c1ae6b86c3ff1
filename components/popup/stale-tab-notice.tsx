import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { findStaleTab } from '../../utils/hosts/open-tab';
import { t } from '../../utils/words';
import { focusFirstKey } from '../shared/focus';
import { Notice } from '../shared/notice';

/** Says that an open API Keys tab is older than this extension, which therefore does nothing there, and reloads it. */
export function StaleTabNotice({ lastUrl }: { lastUrl: string | undefined }) {
  const [tab, setTab] = useState<number>();
  useEffect(() => {
    let isWanted = true;
    findStaleTab(lastUrl).then(
      (found) => isWanted && setTab(found),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [lastUrl]);
  if (tab === undefined) return null;
  const reload = (): void =>
    void browser.tabs.reload(tab).then(
      () => {
        setTab(undefined);
        focusFirstKey();
      },
      () => undefined,
    );
  return (
    <Notice
      role="status"
      title={t('stale_title')}
      text={t('stale_text')}
    >
      <div className="buttons">
        <button
          type="button"
          onClick={reload}
        >
          {t('stale_reload')}
        </button>
      </div>
    </Notice>
  );
}
