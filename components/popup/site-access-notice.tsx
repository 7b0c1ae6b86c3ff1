import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { SITE_PATTERN } from '../../utils/site/address';
import { words } from '../../utils/words';

const ACCESS = { origins: [SITE_PATTERN] };

/** Says that the browser does not let the extension see data.gov.sg, as users may decide, with the button that grants it. */
export function SiteAccessNotice() {
  const hasAccess = useSiteAccess();
  const [isRefused, setIsRefused] = useState(false);
  if (hasAccess) return null;
  // Nothing may be awaited before the request: the browser takes it only within the press.
  const request = (): void =>
    void browser.permissions.request(ACCESS).then(
      (isGranted) => setIsRefused(!isGranted),
      () => setIsRefused(true),
    );
  return (
    <section className="notice">
      <h2>{words('access_title')}</h2>
      <p>{words('access_text')}</p>
      <div className="buttons">
        <button
          type="button"
          className="main"
          onClick={request}
        >
          {words('access_grant')}
        </button>
      </div>
      <p
        className="problem"
        role="alert"
      >
        {isRefused && words('access_refused')}
      </p>
    </section>
  );
}

/** Whether pages of data.gov.sg may be read; taken for granted until the browser has said otherwise. */
function useSiteAccess(): boolean {
  const [hasAccess, setHasAccess] = useState(true);
  useEffect(() => {
    const ask = (): void => void browser.permissions.contains(ACCESS).then(setHasAccess, () => undefined);
    browser.permissions.onAdded.addListener(ask);
    browser.permissions.onRemoved.addListener(ask);
    ask();
    return () => {
      browser.permissions.onAdded.removeListener(ask);
      browser.permissions.onRemoved.removeListener(ask);
    };
  }, []);
  return hasAccess;
}
