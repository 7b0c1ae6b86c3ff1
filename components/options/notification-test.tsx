import { useState } from 'react';
import type { TestOutcome } from '../../utils/worker/deliver';
import { t, type MessageKey } from '../../utils/words';
import { sendToWorker } from '../shared/send-to-worker';

const OUTCOMES: Record<TestOutcome, MessageKey> = {
  shown: 'test_shown',
  blocked: 'test_blocked',
  refused: 'test_refused',
};

/** Lets the user see whether notifications are shown. */
export function NotificationTest() {
  const [outcome, setOutcome] = useState<TestOutcome>();
  const test = async (): Promise<void> => {
    setOutcome(undefined);
    const answer = await sendToWorker({ type: 'testNotification', body: {} });
    setOutcome(answer === 'shown' || answer === 'blocked' ? answer : 'refused');
  };
  return (
    <div className="notification-test">
      <button
        type="button"
        onClick={() => void test()}
      >
        {t('test_button')}
      </button>
      <p
        role="status"
        className={outcome === 'shown' ? 'quiet' : 'problem'}
      >
        {outcome && t(OUTCOMES[outcome])}
      </p>
    </div>
  );
}
