import { countedWords, words } from '../../utils/words';
import { keyButton } from '../shared/focus';
import { Problem } from '../shared/problem';
import { useCommand } from '../shared/use-command';

/** Says that keys give reminders again that an earlier version had silenced, until the user has seen it. */
export function SpeakAgainNotice({ count }: { count: number }) {
  const { send, problem } = useCommand();
  const gotIt = async (): Promise<void> => {
    // The button goes with the notice: the focus moves to the first key.
    if (await send({ type: 'sawSpeakAgain', body: {} })) keyButton()?.focus();
  };
  return (
    <section className="notice">
      <div role="status">
        <h2>{countedWords('speak_again', count)}</h2>
        <p>{countedWords('speak_again_text', count)}</p>
      </div>
      <div className="buttons">
        <button
          type="button"
          onClick={() => void gotIt()}
        >
          {words('leak_got_it')}
        </button>
      </div>
      <Problem text={problem} />
    </section>
  );
}
