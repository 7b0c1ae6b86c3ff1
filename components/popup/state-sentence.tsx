import { stateText, type KeysNow } from './state-text';

/** How the listed keys are at `now` (ms), in one sentence, with what it leaves out below. */
export function StateSentence({ keys, now }: { keys: KeysNow; now: number }) {
  const { sentence, additions } = stateText(keys, now);
  return (
    // It changes when a key expires or a day is over, and then it is read out; the countdowns below are not.
    <div role="status">
      <h1>{sentence}</h1>
      {additions.map((line) => (
        <p
          key={line}
          className="addition"
        >
          {line}
        </p>
      ))}
    </div>
  );
}
