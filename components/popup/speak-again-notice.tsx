import { countedWords, words } from '../../utils/words';
import { useCommand } from '../shared/use-command';

/** Says that keys speak again that an earlier version had silenced, until the user has seen it. */
export function SpeakAgainNotice({ count }: { count: number }) {
  const { ask, problem } = useCommand();
  const gotIt = async (): Promise<void> => {
    // The button goes with the notice: the keyboard goes on at the first key.
    if (await ask({ type: 'sawSpeakAgain', body: {} })) document.querySelector<HTMLElement>('[data-key]')?.focus();
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
      <p
        className="problem"
        role="alert"
      >
        {problem && words(problem)}
      </p>
    </section>
  );
}
