import { instantText, words } from '../../utils/words';
import { Notice } from '../shared/notice';

/** Says that the browser refuses to show notifications since an instant (ms), what that means, and what to do about it. */
export function NotificationsBlocked({ since }: { since: number }) {
  return (
    <Notice
      title={words('blocked_title')}
      text={words('blocked_text', instantText(since))}
    />
  );
}
