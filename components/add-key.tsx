import { useId, useState, type FormEvent, type ReactNode } from 'react';
import type { Expiry } from '../utils/keys/expiry';
import type { EnteredKey, KeyKind, KeyRecord } from '../utils/keys/key';
import { NAME_LIMIT } from '../utils/keys/name';
import { DAY, MINUTE } from '../utils/keys/time';
import { words, type Word } from '../utils/words';
import { askWorker } from './ask-worker';
import { useNow } from './use-now';

/** What the form's fields hold, as the browser's own controls give it: "2026-11-29", "18:00". */
interface Entry {
  name: string;
  kind: KeyKind;
  date: string;
  time: string;
  hasNoExpiry: boolean;
}

const EMPTY: Entry = { name: '', kind: 'write', date: '', time: '', hasNoExpiry: false };

/** What is said of a field: something that has to be mended, or something to think about. */
interface Remark {
  text: Word;
  isProblem: boolean;
}

/** A form for a key that cannot be read on the tab. What was entered stays until it is stored. */
export function AddKey({ known, onDone }: { known: readonly KeyRecord[]; onDone: () => void }) {
  const [entry, setEntry] = useState(EMPTY);
  /** The fields that the user has been at: what is missing elsewhere is not named before. */
  const [touched, setTouched] = useState({ name: false, date: false });
  const [isFailed, setIsFailed] = useState(false);
  const now = useNow(() => MINUTE);
  const title = useId();
  const change = (changed: Partial<Entry>): void => {
    setEntry((before) => ({ ...before, ...changed }));
    setIsFailed(false);
  };
  const remarks = { name: nameRemark(entry, known), date: dateRemark(entry, now) };
  const save = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setTouched({ name: true, date: true });
    const wrong = (['name', 'date'] as const).find((name) => remarks[name]?.isProblem);
    if (wrong) {
      event.currentTarget.querySelector<HTMLElement>(`[name=${wrong}]`)?.focus();
      return;
    }
    if ((await askWorker({ type: 'addKey', body: keyOf(entry) })) === true) onDone();
    else setIsFailed(true);
  };
  return (
    <form className="add" onSubmit={(event) => void save(event)} noValidate aria-labelledby={title}>
      <h1 id={title}>{words('add_title')}</h1>
      <Field label={words('add_name')} remark={touched.name ? remarks.name : undefined}>
        {(described) => <input {...described} name="name" type="text" value={entry.name} maxLength={NAME_LIMIT} autoComplete="off" onBlur={() => setTouched({ ...touched, name: true })} onChange={({ target }) => change({ name: target.value })} />}
      </Field>
      <Field label={words('add_kind')} remark={undefined}>
        {(described) => (
          <select {...described} value={entry.kind} onChange={({ target }) => change({ kind: target.value as KeyKind })}>
            <option value="write">{words('kind_write')}</option>
            <option value="read">{words('kind_read')}</option>
          </select>
        )}
      </Field>
      <label className="switch">
        <input type="checkbox" checked={entry.hasNoExpiry} onChange={({ target }) => change({ hasNoExpiry: target.checked })} />
        {words('add_never')}
      </label>
      {!entry.hasNoExpiry && (
        <>
          <Field label={words('add_date')} remark={touched.date ? remarks.date : undefined}>
            {(described) => <input {...described} name="date" type="date" value={entry.date} min="2000-01-01" max="2199-12-31" onBlur={() => setTouched({ ...touched, date: true })} onChange={({ target }) => change({ date: target.value })} />}
          </Field>
          <Field label={words('add_time')} remark={undefined}>
            {(described) => <input {...described} type="time" value={entry.time} onChange={({ target }) => change({ time: target.value })} />}
          </Field>
        </>
      )}
      <p className="problem" role="alert">{isFailed && words('add_not_saved')}</p>
      <div className="buttons">
        <button type="submit" className="main">{words('add_save')}</button>
        <button type="button" onClick={onDone}>{words('add_cancel')}</button>
      </div>
    </form>
  );
}

interface Described {
  id: string;
  'aria-invalid': boolean;
  'aria-describedby': string;
}

/** A field with its label, and what is said of what was entered beside it. */
function Field({ label, remark, children }: { label: string; remark: Remark | undefined; children: (described: Described) => ReactNode }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': remark?.isProblem === true, 'aria-describedby': `${id}-remark` })}
      <p className={remark?.isProblem ? 'problem' : 'quiet'} id={`${id}-remark`} role="status">{remark && words(remark.text)}</p>
    </div>
  );
}

function nameRemark({ name, kind }: Entry, known: readonly KeyRecord[]): Remark | undefined {
  const entered = name.trim();
  if (entered === '') return { text: 'add_name_missing', isProblem: true };
  const isKnown = known.some((record) => record.name === entered && record.kind === kind && record.goneSince === undefined);
  return isKnown ? { text: 'add_name_known', isProblem: false } : undefined;
}

function dateRemark({ date, time, hasNoExpiry }: Entry, now: number): Remark | undefined {
  if (hasNoExpiry) return undefined;
  const expiry = expiryOf(date, time);
  if (!Number.isFinite(expiry.earliest)) return { text: 'add_date_missing', isProblem: true };
  return expiry.latest <= now ? { text: 'add_date_past', isProblem: false } : undefined;
}

function keyOf({ name, kind, date, time, hasNoExpiry }: Entry): EnteredKey {
  return { name: name.trim(), kind, expiry: hasNoExpiry ? { kind: 'never', text: '' } : expiryOf(date, time) };
}

/** The fields are read as Singapore time, whatever zone the computer is in; without a time it is the whole day. */
function expiryOf(date: string, time: string): Extract<Expiry, { kind: 'dated' }> {
  const earliest = Date.parse(`${date}T${time || '00:00'}+08:00`);
  return { kind: 'dated', earliest, latest: time ? earliest : earliest + DAY, text: [date, time].filter(Boolean).join(' ') };
}
