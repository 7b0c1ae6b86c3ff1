import { settingsOf, type Stored } from '../../utils/storage/documents';
import type { Unsaved } from '../../utils/storage/store';
import { NotificationsBlocked } from './notifications-blocked';
import { SiteAccessNotice } from './site-access-notice';
import { SpeakAgainNotice } from './speak-again-notice';
import { StaleTabNotice } from './stale-tab-notice';
import { StorageNotices } from '../shared/storage-notices';
import { TabNotices } from './tab-notices';

interface PopupNoticesProps {
  stored: Stored;
  unsaved: Unsaved | undefined;
  /** Whether the list is there already: what the browser is asked for comes after it. */
  isPainted: boolean;
  onAddKey: () => void;
}

/** What the user should know before the list. */
export function PopupNotices({ stored, unsaved, isPainted, onAddKey }: PopupNoticesProps) {
  const { lastReading, refusedSince, speakAgain } = stored.keys;
  return (
    <>
      {isPainted && <SiteAccessNotice />}
      {isPainted && <StaleTabNotice seenAt={lastReading?.url} />}
      <StorageNotices
        stored={stored}
        unsaved={unsaved}
      />
      {refusedSince !== undefined && settingsOf(stored).notifications && <NotificationsBlocked since={refusedSince} />}
      {speakAgain !== undefined && <SpeakAgainNotice count={speakAgain} />}
      <TabNotices
        document={stored.keys}
        onAddKey={onAddKey}
      />
    </>
  );
}
