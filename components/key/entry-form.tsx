import type { FormEvent, ReactNode } from 'react';
import { t } from '../../utils/words';
import { takeFocus } from '../shared/focus';
import type { Remark } from './entered-key';
import { Field } from './field';
import { useEscape } from './use-escape';
import './entries.css';

interface EntryFormProps {
  onSubmit: () => void;
  onCancel: () => void;
  children: ReactNode;
}

/** A form that is only there while the user adds something to a key. */
export function EntryForm({ onSubmit, onCancel, children }: EntryFormProps) {
  useEscape(onCancel, { isInner: true });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form
      className="entry-form"
      noValidate
      onSubmit={submit}
    >
      {children}
      <div className="buttons">
        <button type="submit">{t('uses_add')}</button>
        <button
          type="button"
          className="link"
          onClick={onCancel}
        >
          {t('add_cancel')}
        </button>
      </div>
    </form>
  );
}

interface TextFieldProps {
  label: string;
  remark: Remark | undefined;
  value: string;
  /** Absent if what is cut would be worth nothing, such as an address: then it is said to be too long. */
  maxLength?: number;
  onChange: (value: string) => void;
  /** The first field of a form takes the focus from the button that opened it. */
  takesFocus?: boolean;
}

export function TextField({ label, remark, value, maxLength, onChange, takesFocus = false }: TextFieldProps) {
  return (
    <Field
      label={label}
      remark={remark}
    >
      {(described) => (
        <input
          {...described}
          ref={takesFocus ? takeFocus : null}
          type="text"
          value={value}
          maxLength={maxLength}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
