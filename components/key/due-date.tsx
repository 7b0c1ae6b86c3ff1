import { isToBeReplaced } from '../../utils/alerts/plan-key';
import { dueText, replaceByText } from '../../utils/alerts/replacement-in-words';
import type { KeyRecord } from '../../utils/keys/key';
import { replacementDue } from '../../utils/keys/replacement';
import type { SettingsInForce } from '../../utils/policy';
import { dayText } from '../../utils/words';
import './due-date.css';

interface DueDateProps {
  record: KeyRecord;
  settings: SettingsInForce;
  now: number;
}

/** By when to replace a key that has such a date: quietly while it is far, in so many days once it is near or over. */
export function DueDate({ record, settings, now }: DueDateProps) {
  const due = replacementDue(record, settings, now);
  if (!due) return null;
  const isNear = isToBeReplaced(record, settings, now);
  return (
    <div
      className="due-date"
      data-near={isNear}
    >
      {isNear ? (
        <>
          {dueText(due, now)}&nbsp;· <span className="whole">{dayText(due.at)}</span>
        </>
      ) : (
        replaceByText(due)
      )}
    </div>
  );
}
