import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { ALL_HOSTS, enteredHost, isSiteHost, type HostProblem } from '../utils/site/address';
import { allowedHosts, removeHost, requestHost, watchHosts, type AllowedHosts } from '../utils/site/hosts';
import { words, type Word } from '../utils/words';
import { Locked } from './locked';
import './hosts.css';

/** What came of a press: one sentence, good or bad. */
interface Outcome {
  text: string;
  isProblem: boolean;
}

/**
 * The part of the options page for other hosts than data.gov.sg's. Which ones are read is the browser's to know. `named`
 * are those of a policy, which allows no others; to allow them is the user's all the same.
 */
export function Hosts({ named }: { named: readonly string[] | undefined }) {
  const allowed = useAllowedHosts();
  const [outcome, setOutcome] = useState<Outcome>();
  const field = useRef<HTMLInputElement>(null);
  if (!allowed) return null;
  const names = named ? named.filter((host) => !isSiteHost(host)) : allowed.names;
  /** Nothing may be awaited before the request: the browser takes it only within the press. */
  const allow = async (host: string): Promise<boolean> => {
    const request = requestHost(host);
    setOutcome(undefined);
    const isAllowed = await request.catch(() => false);
    setOutcome({ text: words(isAllowed ? 'hosts_added' : 'hosts_refused', host), isProblem: !isAllowed });
    return isAllowed;
  };
  const remove = async (host: string): Promise<void> => {
    const isRemoved = await removeHost(host).catch(() => false);
    setOutcome({ text: words(isRemoved ? 'hosts_removed' : 'hosts_not_removed', nameOf(host)), isProblem: !isRemoved });
    // The button goes with its row.
    if (isRemoved) field.current?.focus();
  };
  return (
    <section>
      <h2>{words('hosts_title')}</h2>
      <p className="quiet">{words('hosts_text')}</p>
      {named && <Locked id="hosts-locked" />}
      {named && names.length === 0 && <p>{words('hosts_none')}</p>}
      {names.length > 0 && (
        <ul
          className="hosts"
          aria-label={words('hosts_list')}
          aria-describedby={named && 'hosts-locked'}
        >
          {names.map((host) => (
            <HostRow
              key={host}
              host={host}
              isAllowed={allowed.names.includes(host)}
              canBeRead={allowed.canBeRead}
              onAllow={() => void allow(host)}
              onRemove={() => void remove(host)}
            />
          ))}
        </ul>
      )}
      {!named && (
        <AddHost
          field={field}
          known={names}
          onAllow={allow}
        />
      )}
      <p
        className="hosts-outcome"
        role="status"
      >
        {outcome && !outcome.isProblem && outcome.text}
      </p>
      <p
        className="problem"
        role="alert"
      >
        {outcome?.isProblem && outcome.text}
      </p>
    </section>
  );
}

/** The hosts that may be read, as the browser has them now: users can change them in its settings, too. */
function useAllowedHosts(): AllowedHosts | undefined {
  const [allowed, setAllowed] = useState<AllowedHosts>();
  useEffect(() => {
    const end = new AbortController();
    const ask = (): void =>
      void allowedHosts().then(
        (found) => end.signal.aborted || setAllowed(found),
        () => undefined,
      );
    watchHosts({ onAllowed: ask, onRemoved: ask }, end.signal);
    ask();
    return () => end.abort();
  }, []);
  return allowed;
}

function nameOf(host: string): string {
  return host === ALL_HOSTS ? words('hosts_all') : host;
}

interface HostRowProps {
  host: string;
  isAllowed: boolean;
  canBeRead: boolean;
  onAllow: () => void;
  onRemove: () => void;
}

/** One host, and what can be done with it. Where only one thing can, its button stays in place, and so does the keyboard. */
function HostRow({ host, isAllowed, canBeRead, onAllow, onRemove }: HostRowProps) {
  const name = nameOf(host);
  const isRead = isAllowed && canBeRead;
  return (
    <li className="deed">
      <p>
        <bdi>{name}</bdi>
      </p>
      <div className="buttons">
        <button
          type="button"
          aria-label={words(isRead ? 'hosts_remove_host' : 'hosts_allow_host', name)}
          onClick={isRead ? onRemove : onAllow}
        >
          {words(isRead ? 'hosts_remove' : 'hosts_allow')}
        </button>
        {isAllowed && !canBeRead && (
          <button
            type="button"
            aria-label={words('hosts_remove_host', name)}
            onClick={onRemove}
          >
            {words('hosts_remove')}
          </button>
        )}
      </div>
    </li>
  );
}

const PROBLEMS: Record<HostProblem, Word> = {
  missing: 'hosts_missing',
  noHost: 'hosts_no_host',
  insecure: 'hosts_insecure',
  foreign: 'hosts_foreign',
  included: 'hosts_included',
};

/** The field for one more host. What was entered stays until the host is added. */
function AddHost({
  field,
  known,
  onAllow,
}: {
  field: React.RefObject<HTMLInputElement | null>;
  known: readonly string[];
  onAllow: (host: string) => Promise<boolean>;
}) {
  const [text, setText] = useState('');
  /** Half an address is not wrong yet: only once it was left or sent is said what is missing. */
  const [isTouched, setIsTouched] = useState(false);
  const id = useId();
  const entered = enteredHost(text);
  const problem: Word | undefined =
    'problem' in entered ? PROBLEMS[entered.problem] : known.includes(entered.host) ? 'hosts_known' : undefined;
  const isShown = problem !== undefined && isTouched;
  const hint =
    'host' in entered && problem === undefined && entered.host !== text.trim()
      ? words('hosts_will_add', entered.host)
      : undefined;
  const add = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if ('problem' in entered || problem !== undefined) {
      setIsTouched(true);
      field.current?.focus();
      return;
    }
    void onAllow(entered.host).then((isAllowed) => {
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
      <label htmlFor={id}>{words('hosts_field')}</label>
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
          aria-invalid={isShown}
          aria-describedby={`${id}-remark`}
          onChange={({ target }) => setText(target.value)}
          onBlur={() => setIsTouched(text.trim() !== '')}
        />
        <button type="submit">{words('hosts_add')}</button>
      </div>
      <p
        className={isShown ? 'problem' : 'quiet'}
        id={`${id}-remark`}
        role="status"
      >
        {isShown ? words(problem) : hint}
      </p>
    </form>
  );
}
