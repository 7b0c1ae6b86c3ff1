import { useEffect, useState } from 'react';
import { browser } from 'wxt/browser';
import { SITE_PATTERN } from '../../utils/site/address';
import { t } from '../../utils/words';
import { focusFirstKey } from '../shared/focus';
import { Notice } from '../shared/notice';
import { Problem } from '../shared/problem';

const ACCESS = { origins: [SITE_PATTERN] };

/** Says that the user does not let the extension see data.gov.sg, with a button that grants it. */
export function SiteAccessNotice() {
  const hasAccess = useSiteAccess();
  const [isRefused, setIsRefused] = useState(false);
  if (hasAccess) return null;
  // Nothing may be awaited before the request: the browser takes it only within the press.
  const request = (): void =>
    void browser.permissions.request(ACCESS).then(
      (isGranted) => {
        setIsRefused(!isGranted);
        if (isGranted) focusFirstKey();
      },
      () => setIsRefused(true),
    );
  return (
    <Notice
      title={t('access_title')}
      text={t('access_text')}
    >
      <div className="buttons">
        <button
          type="button"
          className="main"
          onClick={request}
        >
          {t('access_grant')}
        </button>
      </div>
      <Problem text={isRefused && t('access_refused')} />
    </Notice>
  );
}

/** Whether pages of data.gov.sg may be read; assumed until the browser says otherwise. */
function useSiteAccess(): boolean {
  const [hasAccess, setHasAccess] = useState(true);
  useEffect(() => {
    const check = (): void => void browser.permissions.contains(ACCESS).then(setHasAccess, () => undefined);
    browser.permissions.onAdded.addListener(check);
    browser.permissions.onRemoved.addListener(check);
    check();
    return () => {
      browser.permissions.onAdded.removeListener(check);
      browser.permissions.onRemoved.removeListener(check);
    };
  }, []);
  return hasAccess;
}
