import { useState } from 'react';
import type { TestOutcome } from '../utils/worker/deliver';
import { words, type Word } from '../utils/words';
import { askWorker } from './ask-worker';

const OUTCOMES: Record<TestOutcome, Word> = { shown: 'test_shown', blocked: 'test_blocked', refused: 'test_refused' };

/** Shows a notification on request, so that the user can see whether any would be seen. */
export function NotificationTest() {
  const [outcome, setOutcome] = useState<TestOutcome>();
  const test = async (): Promise<void> => {
    setOutcome(undefined);
    const answer = await askWorker({ type: 'testNotification', body: {} });
    setOutcome(answer === 'shown' || answer === 'blocked' ? answer : 'refused');
  };
  return (
    <div className="notification-test">
      <button
        type="button"
        onClick={() => void test()}
      >
        {words('test_button')}
      </button>
      <p
        role="status"
        className={outcome === 'shown' ? 'quiet' : 'problem'}
      >
        {outcome && words(OUTCOMES[outcome])}
      </p>
    </div>
  );
}
