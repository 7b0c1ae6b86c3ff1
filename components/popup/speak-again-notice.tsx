import { tCount, t } from '../../utils/words';
import { focusFirstKey } from '../shared/focus';
import { Notice } from '../shared/notice';
import { Problem } from '../shared/problem';
import { useCommand } from '../shared/use-command';

/** Says that keys which an earlier version had silenced give reminders again, until the user has seen it. */
export function SpeakAgainNotice({ count }: { count: number }) {
  const { send, problem } = useCommand();
  const gotIt = async (): Promise<void> => {
    if (await send({ type: 'sawSpeakAgain', body: {} })) focusFirstKey();
  };
  return (
    <Notice
      role="status"
      title={tCount('speak_again', count)}
      text={tCount('speak_again_text', count)}
    >
      <div className="buttons">
        <button
          type="button"
          onClick={() => void gotIt()}
        >
          {t('leak_got_it')}
        </button>
      </div>
      <Problem text={problem} />
    </Notice>
  );
}
