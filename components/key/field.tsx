import { useId, type ReactNode } from 'react';
import { t } from '../../utils/words';
import type { Remark } from './entered-key';
import './field.css';

interface Described {
  id: string;
  'aria-invalid': boolean;
  'aria-describedby': string;
}

interface FieldProps {
  label: string;
  remark?: Remark | undefined;
  /** Renders the control, which takes these attributes. */
  children: (described: Described) => ReactNode;
}

/** A control with its label and a remark on what was entered. */
export function Field({ label, remark, children }: FieldProps) {
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
        {remark && t(remark.text)}
      </p>
    </div>
  );
}
