import { useId, useState, type FocusEvent, type FormEvent } from 'react';
import type { KeyKind, KeyRecord } from '../../utils/keys/key';
import { NAME_LIMIT } from '../../utils/keys/name';
import { MINUTE } from '../../utils/keys/time';
import { t } from '../../utils/words';
import { takeFocusAtTop } from '../shared/focus';
import { Problem } from '../shared/problem';
import { useCommand } from '../shared/use-command';
import { useNow } from '../shared/use-now';
import {
  CHECKED,
  EMPTY,
  keyOf,
  remarksOn,
  type CheckedField,
  type Entry,
  type EntryFieldsProps,
  type Remarks,
} from './entered-key';
import { ExpiryFields } from './expiry-fields';
import { Field } from './field';
import { useEscape } from './use-escape';

interface AddKeyProps {
  known: readonly KeyRecord[];
  /** Gets the name of the key, once that is stored. */
  onAdded: (name: string) => void;
  onBack: () => void;
}

/** A form for a key that cannot be read on the tab. What was entered stays until it is stored. */
export function AddKey({ known, onAdded, onBack }: AddKeyProps) {
  const { send, problem, dismissProblem } = useCommand('add_not_saved');
  const form = useEntry(known);
  useEscape(onBack);
  const title = useId();
  const save = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const wrong = form.findWrong();
    if (wrong) {
      event.currentTarget.querySelector<HTMLElement>(`[name=${wrong}]`)?.focus();
      return;
    }
    const key = keyOf(form.entry);
    if (await send({ type: 'addKey', body: key })) onAdded(key.name);
  };
  const fields: EntryFieldsProps = {
    ...form,
    onChange: (changed) => {
      form.change(changed);
      dismissProblem();
    },
  };
  return (
    <form
      className="add"
      onSubmit={(event) => void save(event)}
      noValidate
      aria-labelledby={title}
    >
      <h1 id={title}>{t('add_title')}</h1>
      <NameAndKind {...fields} />
      <ExpiryFields {...fields} />
      <Problem text={problem} />
      <div className="buttons">
        <button
          type="submit"
          className="main"
        >
          {t('add_save')}
        </button>
        <button
          type="button"
          onClick={onBack}
        >
          {t('add_cancel')}
        </button>
      </div>
    </form>
  );
}

function NameAndKind({ entry, remarks, onChange, onLeave }: EntryFieldsProps) {
  return (
    <>
      <Field
        label={t('add_name')}
        remark={remarks.name}
      >
        {(described) => (
          <input
            {...described}
            ref={takeFocusAtTop}
            name="name"
            type="text"
            value={entry.name}
            maxLength={NAME_LIMIT}
            autoComplete="off"
            onBlur={(event) => onLeave(event, 'name')}
            onChange={({ target }) => onChange({ name: target.value })}
          />
        )}
      </Field>
      <Field label={t('add_kind')}>
        {(described) => (
          <select
            {...described}
            value={entry.kind}
            onChange={({ target }) => onChange({ kind: target.value as KeyKind })}
          >
            <option value="write">{t('kind_write')}</option>
            <option value="read">{t('kind_read')}</option>
          </select>
        )}
      </Field>
    </>
  );
}

/** The entry, and the remarks on it. A missing value gets its remark only after the user has left its field. */
function useEntry(known: readonly KeyRecord[]) {
  const [entry, setEntry] = useState(EMPTY);
  const [left, setLeft] = useState<readonly CheckedField[]>([]);
  const now = useNow(() => MINUTE);
  const remarks = remarksOn(entry, known, now);
  /** A button under the pointer must not move when a remark appears: pressing it says what is missing anyway. */
  const onLeave = ({ relatedTarget }: FocusEvent, name: CheckedField): void => {
    if (!(relatedTarget instanceof HTMLButtonElement)) setLeft((before) => [...before, name]);
  };
  /** The first field that has to be corrected. From then on all fields have their remarks. */
  const findWrong = (): CheckedField | undefined => {
    setLeft(CHECKED);
    return CHECKED.find((name) => remarks[name]?.isProblem);
  };
  const shown: Remarks = Object.fromEntries(left.map((name) => [name, remarks[name]]));
  const change = (changed: Partial<Entry>): void => setEntry((before) => ({ ...before, ...changed }));
  return { entry, remarks: shown, change, onLeave, findWrong };
}
