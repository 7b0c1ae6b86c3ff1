import { useId, useState, type FormEvent, type RefObject } from 'react';
import { enteredHost, type HostProblem } from '../../utils/site/address';
import { t, type MessageKey } from '../../utils/words';

const PROBLEMS: Record<HostProblem, MessageKey> = {
  missing: 'hosts_missing',
  noHost: 'hosts_no_host',
  insecure: 'hosts_insecure',
  foreign: 'hosts_foreign',
  included: 'hosts_included',
};

interface AddHostProps {
  field: RefObject<HTMLInputElement | null>;
  known: readonly string[];
  /** Resolves to whether the browser lets us read the host. */
  onAllow: (host: string) => Promise<boolean>;
}

/** The field for another host. What was entered stays until the host is added. */
export function AddHost({ field, known, onAllow }: AddHostProps) {
  const [text, setText] = useState('');
  /** Half an address is not wrong yet: the problem shows after the user has left the field, or sent it. */
  const [isTouched, setIsTouched] = useState(false);
  const id = useId();
  const { host, problem } = checked(text, known);
  const isWrong = problem !== undefined && isTouched;
  const add = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (host === undefined) {
      setIsTouched(true);
      field.current?.focus();
      return;
    }
    void onAllow(host).then((isAllowed) => {
      if (!isAllowed) return;
      setText('');
      setIsTouched(false);
    });
  };
  return (
    <form
      className="hosts-add"
      onSubmit={add}
      noValidate
    >
      <label htmlFor={id}>{t('hosts_field')}</label>
      <div className="entry">
        <input
          ref={field}
          id={id}
          type="text"
          inputMode="url"
          value={text}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={2000}
          aria-invalid={isWrong}
          aria-describedby={`${id}-remark`}
          onChange={({ target }) => setText(target.value)}
          onBlur={() => setIsTouched(text.trim() !== '')}
        />
        <button type="submit">{t('hosts_add')}</button>
      </div>
      <p
        className={isWrong ? 'problem' : 'quiet'}
        id={`${id}-remark`}
        role="status"
      >
        {isWrong ? t(problem) : hintOf(host, text)}
      </p>
    </form>
  );
}

/** The host that was entered, or what is wrong with it. */
function checked(text: string, known: readonly string[]): { host?: string; problem?: MessageKey } {
  const entered = enteredHost(text);
  if ('problem' in entered) return { problem: PROBLEMS[entered.problem] };
  return known.includes(entered.host) ? { problem: 'hosts_known' } : { host: entered.host };
}

function hintOf(host: string | undefined, text: string): string | undefined {
  return host === undefined || host === text.trim() ? undefined : t('hosts_will_add', host);
}
