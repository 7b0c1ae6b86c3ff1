import { useRef, useState } from 'react';
import { NOTE_LIMIT, type KeyRecord } from '../../utils/keys/key';
import { holdsSecret } from '../../utils/secrets/storage-gate';
import { tCount, t, type MessageKey } from '../../utils/words';
import { runCommand } from '../shared/send-to-worker';
import { useAutosave } from './use-autosave';

/** With so many characters left, it says how many. */
const LEFT_SHOWN_FROM = 50;

/** The user's own note on a key. It is saved without a button; what could not be saved stays in the field. */
export function KeyNote({ record: { id, note = '' } }: { record: KeyRecord }) {
  const [text, setText] = useState(note);
  const { outcome, onEnter, save, clearOutcome } = useNote(id, note);
  const autosave = useAutosave(() => save(text));
  const left = NOTE_LIMIT - text.length;
  return (
    <>
      <textarea
        value={text}
        rows={2}
        maxLength={NOTE_LIMIT}
        aria-label={t('note_title')}
        placeholder={t('note_example')}
        onFocus={onEnter}
        onChange={({ target }) => {
          setText(target.value);
          clearOutcome();
          autosave.onChange();
        }}
        onBlur={() => void save(text)}
      />
      <p
        className={outcome && outcome !== 'options_saved' ? 'problem' : 'quiet status-line'}
        role="status"
      >
        {outcome ? t(outcome) : left <= LEFT_SHOWN_FROM && tCount('note_left', left)}
      </p>
    </>
  );
}

/** Saves the note of a key, unless it holds a secret. */
function useNote(id: string, note: string) {
  const [outcome, setOutcome] = useState<MessageKey>();
  /** What was last sent to be stored; `undefined` after that failed. */
  const sent = useRef<string | undefined>(note);
  /** What was stored before the field was last entered. */
  const before = useRef(note);
  const store = async (text: string): Promise<boolean> => {
    sent.current = text;
    const isStored = await runCommand({ type: 'note', body: { id, text } });
    if (!isStored) sent.current = undefined;
    return isStored;
  };
  const save = async (written: string): Promise<void> => {
    const text = written.trim();
    if (text === sent.current) return;
    if (!holdsSecret(written)) {
      setOutcome((await store(text)) ? 'options_saved' : 'note_not_saved');
      return;
    }
    // In a pause the beginning of the secret may have been saved: the note becomes what it was before.
    if (before.current !== sent.current) await store(before.current);
    setOutcome('note_is_key');
  };
  const onEnter = (): void => {
    before.current = sent.current ?? before.current;
  };
  return { outcome, onEnter, save, clearOutcome: () => setOutcome(undefined) };
}
