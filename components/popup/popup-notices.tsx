import { instantText, t } from '../../utils/words';
import { Notice } from '../shared/notice';
import { StorageNotices } from '../shared/storage-notices';
import { SiteAccessNotice } from './site-access-notice';
import { SpeakAgainNotice } from './speak-again-notice';
import { StaleTabNotice } from './stale-tab-notice';
import { TabNotices } from './tab-notices';
import type { PopupState } from './use-popup-state';

interface PopupNoticesProps {
  state: PopupState;
  /** Whether the list is there already: the notices that need an answer of the browser come after it. */
  isPainted: boolean;
  onAddKey: () => void;
}

/** What the user should know before the list. */
export function PopupNotices({ state: { stored, unsaved, settings }, isPainted, onAddKey }: PopupNoticesProps) {
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
      <TabNotices
        document={stored.keys}
        onAddKey={onAddKey}
      />
    </>
  );
}
