import { useId, useState, type FocusEvent, type FormEvent, type ReactNode } from 'react';
import type { Expiry } from '../../utils/keys/expiry';
import type { EnteredKey, KeyKind, KeyRecord } from '../../utils/keys/key';
import { NAME_LIMIT } from '../../utils/keys/name';
import { DAY, MINUTE } from '../../utils/keys/time';
import { holdsSecret } from '../../utils/site/storage-gate';
import { words, type Word } from '../../utils/words';
import { sendToWorker } from '../shared/send-to-worker';
import { useNow } from '../shared/use-now';
import './add-key.css';

/** What the form's fields hold, as the browser's own controls give it: "2026-11-29", "18:00". */
interface Entry {
  name: string;
  kind: KeyKind;
  date: string;
  time: string;
  /** The time is entered in part, of which its control gives nothing. */
  isTimePartial: boolean;
  hasNoExpiry: boolean;
}

const EMPTY: Entry = { name: '', kind: 'write', date: '', time: '', isTimePartial: false, hasNoExpiry: false };

/** The dates that can be entered: of all others a digit is missing, or is one too many. */
const EARLIEST = '2000-01-01';
const LATEST = '2199-12-31';

const CHECKED = ['name', 'date', 'time'] as const;

/** What is said of a field: something that has to be mended, or something to think about. */
interface Remark {
  text: Word;
  isProblem: boolean;
}

/** A form for a key that cannot be read on the tab. What was entered stays until it is stored. */
export function AddKey({ known, onDone }: { known: readonly KeyRecord[]; onDone: () => void }) {
  const [entry, setEntry] = useState(EMPTY);
  /** The fields that the user has been at: what is missing elsewhere is not named before. */
  const [touched, setTouched] = useState({ name: false, date: false, time: false });
  const [isFailed, setIsFailed] = useState(false);
  const now = useNow(() => MINUTE);
  const title = useId();
  const change = (changed: Partial<Entry>): void => {
    setEntry((before) => ({ ...before, ...changed }));
    setIsFailed(false);
  };
  /** A button under the pointer must not move from it when a remark appears: pressing it names what is missing anyway. */
  const leave = ({ relatedTarget }: FocusEvent, name: (typeof CHECKED)[number]): void => {
    if (!(relatedTarget instanceof HTMLButtonElement)) setTouched((before) => ({ ...before, [name]: true }));
  };
  const remarks = { name: nameRemark(entry, known), date: dateRemark(entry, now), time: timeRemark(entry) };
  const save = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    setTouched({ name: true, date: true, time: true });
    const wrong = CHECKED.find((name) => remarks[name]?.isProblem);
    if (wrong) {
      event.currentTarget.querySelector<HTMLElement>(`[name=${wrong}]`)?.focus();
      return;
    }
    if ((await sendToWorker({ type: 'addKey', body: keyOf(entry) })) === true) onDone();
    else setIsFailed(true);
  };
  return (
    <form
      className="add"
      onSubmit={(event) => void save(event)}
      noValidate
      aria-labelledby={title}
    >
      <h1 id={title}>{words('add_title')}</h1>
      <Field
        label={words('add_name')}
        remark={touched.name ? remarks.name : undefined}
      >
        {(described) => (
          <input
            {...described}
            ref={focus}
            name="name"
            type="text"
            value={entry.name}
            maxLength={NAME_LIMIT}
            autoComplete="off"
            onBlur={(event) => leave(event, 'name')}
            onChange={({ target }) => change({ name: target.value })}
          />
        )}
      </Field>
      <Field
        label={words('add_kind')}
        remark={undefined}
      >
        {(described) => (
          <select
            {...described}
            value={entry.kind}
            onChange={({ target }) => change({ kind: target.value as KeyKind })}
          >
            <option value="write">{words('kind_write')}</option>
            <option value="read">{words('kind_read')}</option>
          </select>
        )}
      </Field>
      <label className="switch">
        <input
          type="checkbox"
          checked={entry.hasNoExpiry}
          onChange={({ target }) => change({ hasNoExpiry: target.checked })}
        />
        {words('add_never')}
      </label>
      {!entry.hasNoExpiry && (
        <>
          <Field
            label={words('add_date')}
            remark={touched.date ? remarks.date : undefined}
          >
            {(described) => (
              <input
                {...described}
                name="date"
                type="date"
                value={entry.date}
                min={EARLIEST}
                max={LATEST}
                onBlur={(event) => leave(event, 'date')}
                onChange={({ target }) => change({ date: target.value })}
              />
            )}
          </Field>
          <Field
            label={words('add_time')}
            remark={touched.time ? remarks.time : undefined}
          >
            {(described) => (
              <input
                {...described}
                name="time"
                type="time"
                value={entry.time}
                onKeyUp={({ currentTarget }) => change({ isTimePartial: currentTarget.validity.badInput })}
                onBlur={(event) => leave(event, 'time')}
                onChange={({ target }) => change({ time: target.value, isTimePartial: target.validity.badInput })}
              />
            )}
          </Field>
        </>
      )}
      <p
        className="problem"
        role="alert"
      >
        {isFailed && words('add_not_saved')}
      </p>
      <div className="buttons">
        <button
          type="submit"
          className="main"
        >
          {words('add_save')}
        </button>
        <button
          type="button"
          onClick={onDone}
        >
          {words('add_cancel')}
        </button>
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
function Field({
  label,
  remark,
  children,
}: {
  label: string;
  remark: Remark | undefined;
  children: (described: Described) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, 'aria-invalid': remark?.isProblem === true, 'aria-describedby': `${id}-remark` })}
      <p
        className={remark?.isProblem ? 'problem' : 'quiet'}
        id={`${id}-remark`}
        role="status"
      >
        {remark && words(remark.text)}
      </p>
    </div>
  );
}

function nameRemark({ name, kind }: Entry, known: readonly KeyRecord[]): Remark | undefined {
  const entered = name.trim();
  if (entered === '') return { text: 'add_name_missing', isProblem: true };
  if (holdsSecret(entered)) return { text: 'note_is_key', isProblem: true };
  const isKnown = known.some(
    (record) =>
      record.name === entered && record.kind === kind && record.host === undefined && record.goneSince === undefined,
  );
  return isKnown ? { text: 'add_name_known', isProblem: false } : undefined;
}

function dateRemark({ date, time, hasNoExpiry }: Entry, now: number): Remark | undefined {
  if (hasNoExpiry) return undefined;
  if (date < EARLIEST || date > LATEST) return { text: 'add_date_missing', isProblem: true };
  const expiry = expiryOf(date, time);
  return expiry.latest <= now ? { text: 'add_date_past', isProblem: false } : undefined;
}

function timeRemark({ isTimePartial, hasNoExpiry }: Entry): Remark | undefined {
  return isTimePartial && !hasNoExpiry ? { text: 'add_time_partial', isProblem: true } : undefined;
}

function keyOf({ name, kind, date, time, hasNoExpiry }: Entry): EnteredKey {
  return { name: name.trim(), kind, expiry: hasNoExpiry ? { kind: 'never', text: '' } : expiryOf(date, time) };
}

/** The fields are read as Singapore time, whatever zone the computer is in; without a time it is the whole day. */
function expiryOf(date: string, time: string): Extract<Expiry, { kind: 'dated' }> {
  const earliest = Date.parse(`${date}T${time || '00:00'}+08:00`);
  return {
    kind: 'dated',
    earliest,
    latest: time ? earliest : earliest + DAY,
    text: [date, time].filter(Boolean).join(' '),
  };
}

/** The form has come in place of the list: the keyboard goes on at its first field. */
function focus(element: HTMLElement | null): void {
  element?.focus();
}
