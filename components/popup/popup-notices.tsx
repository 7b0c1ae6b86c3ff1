import type { TeachableTab } from '../../utils/hosts/open-tab';
import { instantText, t } from '../../utils/words';
import { Notice } from '../shared/notice';
import { StorageNotices } from '../shared/storage-notices';
import { ChangedPageNotices } from './changed-page-notice';
import { SiteAccessNotice } from './site-access-notice';
import { SpeakAgainNotice } from './speak-again-notice';
import { StaleTabNotice } from './stale-tab-notice';
import { TabNotices } from './tab-notices';
import type { PopupState } from './use-popup-state';

interface PopupNoticesProps {
  state: PopupState;
  /** Whether the list is there already: the notices that need an answer of the browser come after it. */
  isPainted: boolean;
  /** The tab behind the popup, if its page can be taught. */
  tab: TeachableTab | undefined;
  onAddKey: () => void;
}

/** The notices that come before the list. */
export function PopupNotices({ state: { stored, unsaved, settings }, isPainted, tab, onAddKey }: PopupNoticesProps) {
  const { lastReading, refusedSince, speakAgain } = stored.keys;
  return (
    <>
      {isPainted && <SiteAccessNotice />}
      {isPainted && <StaleTabNotice lastUrl={lastReading?.url} />}
      <StorageNotices
        stored={stored}
        unsaved={unsaved}
      />
      {refusedSince !== undefined && settings.notifications && (
        <Notice
          role="status"
          title={t('blocked_title')}
          text={t('blocked_text', instantText(refusedSince))}
        />
      )}
      {speakAgain !== undefined && <SpeakAgainNotice count={speakAgain} />}
      <ChangedPageNotices
        document={stored.keys}
        tab={tab}
      />
      <TabNotices
        document={stored.keys}
        tab={tab}
        onAddKey={onAddKey}
      />
    </>
  );
}
