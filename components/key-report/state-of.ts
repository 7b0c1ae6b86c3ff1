import { dueText } from '../../utils/alerts/replacement-in-words';
import { isLeakOpen } from '../../utils/keys/leak';
import type { Expiry } from '../../utils/keys/expiry';
import type { ReportRow } from '../../utils/key-report/key-report';
import { dayText, expiryText, inSentences, t } from '../../utils/words';
import { silenceText } from '../key/key-state';

/**
 * How a key is at `now` (ms), in sentences: how long it works, what is doubtful, whether it should have been replaced,
 * and why it gives no reminders.
 */
export function stateOf({ record, due, replacement }: ReportRow, now: number): string {
  const { expiry, goneSince, missing, addedByHand } = record;
  const silence = silenceText(record, replacement, now);
  if (goneSince !== undefined) return silence ?? '';
  const said = [
    expiryText(expiry, now),
    doubtOf(expiry),
    due && due.at <= now && dueText(due, now),
    isLeakOpen(record) && t('leaked_open'),
    missing && t('missing_since', dayText(missing.since)),
    silence,
    addedByHand && t('popup_added_by_hand'),
  ];
  return inSentences(said.filter((text) => typeof text === 'string'));
}

function doubtOf(expiry: Expiry): string | undefined {
  if (expiry.kind === 'unknown') return expiry.text ? t('report_printed', expiry.text) : undefined;
  if (expiry.kind !== 'dated') return undefined;
  if (expiry.ambiguous) return t('date_two_ways', expiry.text);
  return expiry.approximate ? t('detail_approximate', expiry.text) : undefined;
}
