import { useEffect, useRef, useState } from 'react';
import { NOTE_LIMIT, type KeyRecord } from '../../utils/keys/key';
import { holdsSecret } from '../../utils/site/storage-gate';
import { countedWords, words, type Word } from '../../utils/words';
import { sendToWorker } from '../shared/send-to-worker';

/** A note is saved when the user has paused for this time (ms), or leaves. */
const PAUSE = 800;
/** With so many characters left, it says how many. */
const TELL_LEFT_FROM = 50;

/** The user's own words on a key. They are saved by themselves; what could not be saved stays in the field. */
export function KeyNote({ record: { id, note = '' } }: { record: KeyRecord }) {
  const [text, setText] = useState(note);
  const [outcome, setOutcome] = useState<Word>();
  /** What was last sent to be stored; nothing, once that failed. */
  const sent = useRef<string | undefined>(note);
  /** What was stored before the field was last entered. */
  const before = useRef(note);
  const save = async (): Promise<void> => {
    if (text.trim() === sent.current) return;
    const isKey = holdsSecret(text);
    // In a pause the first signs of the key may have been saved: the note is again what it was before.
    const kept = isKey ? before.current : text.trim();
    if (kept !== sent.current) {
      sent.current = kept;
      const isSaved = (await sendToWorker({ type: 'note', body: { id, text: kept } })) === true;
      if (!isSaved) sent.current = undefined;
      if (!isKey) setOutcome(isSaved ? 'options_saved' : 'note_not_saved');
    }
    if (isKey) setOutcome('note_is_key');
  };
  const latest = useRef(save);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    latest.current = save;
  });
  const write = (written: string): void => {
    setText(written);
    setOutcome(undefined);
    clearTimeout(pause.current);
    pause.current = setTimeout(() => void latest.current(), PAUSE);
  };
  useEffect(() => {
    const leave = (): void => {
      clearTimeout(pause.current);
      void latest.current();
    };
    // A popup that closes is hidden first; not every browser lets it send anything later.
    document.addEventListener('visibilitychange', leave);
    window.addEventListener('pagehide', leave);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, []);
  const left = NOTE_LIMIT - text.length;
  return (
    <>
      <textarea
        value={text}
        rows={2}
        maxLength={NOTE_LIMIT}
        aria-label={words('note_title')}
        placeholder={words('note_example')}
        onFocus={() => {
          before.current = sent.current ?? before.current;
        }}
        onChange={({ target }) => write(target.value)}
        onBlur={() => void save()}
      />
      <p
        className={outcome && outcome !== 'options_saved' ? 'problem' : 'quiet status-line'}
        role="status"
      >
        {outcome ? words(outcome) : left <= TELL_LEFT_FROM && countedWords('note_left', left)}
      </p>
    </>
  );
}
