import { useId, useState, type FormEvent } from 'react';
import { browser } from 'wxt/browser';
import type { Expiry } from '../utils/keys/expiry';
import type { EnteredKey, KeyKind } from '../utils/keys/key';
import { NAME_LIMIT } from '../utils/keys/name';
import { DAY } from '../utils/keys/time';
import type { Message } from '../utils/messages';
import { words, type Word } from '../utils/words';

/** What the form's fields hold, as the browser's own controls give it: "2026-11-29", "18:00". */
interface Entry {
  name: string;
  kind: KeyKind;
  date: string;
  time: string;
  hasNoExpiry: boolean;
}

const EMPTY: Entry = { name: '', kind: 'write', date: '', time: '', hasNoExpiry: false };

/** A form for a key that cannot be read on the tab. What was entered stays until it is stored. */
export function AddKey({ onDone }: { onDone: () => void }) {
  const [entry, setEntry] = useState(EMPTY);
  const [problem, setProblem] = useState<Word>();
  const id = useId();
  const change = (changed: Partial<Entry>): void => {
    setEntry((before) => ({ ...before, ...changed }));
    setProblem(undefined);
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const found = problemWith(entry);
    if (found) {
      setProblem(found);
      return;
    }
    const message: Message = { type: 'addKey', body: keyOf(entry) };
    const isSaved = await browser.runtime.sendMessage(message).catch(() => false);
    if (isSaved === true) onDone();
    else setProblem('add_not_saved');
  };
  return (
    <form className="add" onSubmit={(event) => void save(event)} noValidate aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words('add_title')}</h2>
      <label>
        {words('add_name')}
        <input type="text" value={entry.name} maxLength={NAME_LIMIT} autoComplete="off" aria-invalid={problem === 'add_name_missing'} aria-describedby={`${id}-problem`} onChange={(event) => change({ name: event.target.value })} />
      </label>
      <label>
        {words('add_kind')}
        <select value={entry.kind} onChange={(event) => change({ kind: event.target.value as KeyKind })}>
          <option value="write">{words('kind_write')}</option>
          <option value="read">{words('kind_read')}</option>
        </select>
      </label>
      <label className="check">
        <input type="checkbox" checked={entry.hasNoExpiry} onChange={(event) => change({ hasNoExpiry: event.target.checked })} />
        {words('add_never')}
      </label>
      {!entry.hasNoExpiry && (
        <>
          <label>
            {words('add_date')}
            <input type="date" value={entry.date} min="2000-01-01" max="2199-12-31" aria-invalid={problem === 'add_date_missing'} aria-describedby={`${id}-problem`} onChange={(event) => change({ date: event.target.value })} />
          </label>
          <label>
            {words('add_time')}
            <input type="time" value={entry.time} onChange={(event) => change({ time: event.target.value })} />
          </label>
        </>
      )}
      <p className="problem" id={`${id}-problem`} role="alert">{problem && words(problem)}</p>
      <div className="buttons">
        <button type="submit" className="main">{words('add_save')}</button>
        <button type="button" onClick={onDone}>{words('add_cancel')}</button>
      </div>
    </form>
  );
}

function problemWith(entry: Entry): Word | undefined {
  if (entry.name.trim() === '') return 'add_name_missing';
  return !entry.hasNoExpiry && !Number.isFinite(Date.parse(`${entry.date}T00:00+08:00`)) ? 'add_date_missing' : undefined;
}

function keyOf({ name, kind, date, time, hasNoExpiry }: Entry): EnteredKey {
  return { name: name.trim(), kind, expiry: hasNoExpiry ? { kind: 'never', text: '' } : expiryOf(date, time) };
}

/** The fields are read as Singapore time, whatever zone the computer is in; without a time it is the whole day. */
function expiryOf(date: string, time: string): Expiry {
  const earliest = Date.parse(`${date}T${time || '00:00'}+08:00`);
  return { kind: 'dated', earliest, latest: time ? earliest : earliest + DAY, text: [date, time].filter(Boolean).join(' ') };
}
