import { useEffect, useRef, useState } from 'react';
import { ALL_HOSTS, isSiteHost } from '../../utils/site/address';
import { allowedHosts, removeHost, requestHost, watchHosts, type AllowedHosts } from '../../utils/hosts/hosts';
import { t, type MessageKey } from '../../utils/words';
import { Locked } from '../shared/locked';
import { Problem } from '../shared/problem';
import { AddHost } from './add-host';
import './hosts.css';

/**
 * The part of the options page for other hosts than data.gov.sg's. Only the browser knows which ones may be read.
 * `named` are those of a policy, which permits no others; the user has to allow them all the same.
 */
export function Hosts({ named }: { named: readonly string[] | undefined }) {
  const allowed = useAllowedHosts();
  const { allow, remove, success, problem } = useHostActions();
  const field = useRef<HTMLInputElement>(null);
  if (!allowed) return null;
  const names = named ? named.filter((host) => !isSiteHost(host)) : allowed.names;
  const removeRow = async (host: string): Promise<void> => {
    // The button goes with its row: the focus moves to the field.
    if (await remove(host)) field.current?.focus();
  };
  return (
    <section>
      <h2>{t('hosts_title')}</h2>
      <p className="quiet">{t('hosts_text')}</p>
      {named && <Locked id="hosts-locked" />}
      {named && names.length === 0 && <p>{t('hosts_none')}</p>}
      {names.length > 0 && (
        <ul
          className="hosts"
          aria-label={t('hosts_list')}
          aria-describedby={named && 'hosts-locked'}
        >
          {names.map((host) => (
            <HostRow
              key={host}
              host={host}
              isAllowed={allowed.names.includes(host)}
              canBeRead={allowed.canBeRead}
              onAllow={() => void allow(host)}
              onRemove={() => void removeRow(host)}
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
        {success}
      </p>
      <Problem text={problem} />
    </section>
  );
}

/** The hosts that the browser lets us read now: users can change them in its settings, too. */
function useAllowedHosts(): AllowedHosts | undefined {
  const [allowed, setAllowed] = useState<AllowedHosts>();
  useEffect(() => {
    const end = new AbortController();
    const read = (): void =>
      void allowedHosts().then(
        (found) => end.signal.aborted || setAllowed(found),
        () => undefined,
      );
    watchHosts({ onAllowed: read, onRemoved: read }, end.signal);
    read();
    return () => end.abort();
  }, []);
  return allowed;
}

/**
 * Allows and removes hosts; both resolve to whether it is done. `success` and `problem` say the last outcome, in the
 * language of the moment.
 */
function useHostActions() {
  const [outcome, setOutcome] = useState<{ of: string; success?: MessageKey; problem?: MessageKey }>();
  /** Nothing may be awaited before the request: the browser takes it only within the press. */
  const allow = async (host: string): Promise<boolean> => {
    const request = requestHost(host);
    setOutcome(undefined);
    const isAllowed = await request.catch(() => false);
    setOutcome({ of: host, ...(isAllowed ? { success: 'hosts_added' } : { problem: 'hosts_refused' }) });
    return isAllowed;
  };
  const remove = async (host: string): Promise<boolean> => {
    const isRemoved = await removeHost(host).catch(() => false);
    setOutcome({ of: host, ...(isRemoved ? { success: 'hosts_removed' } : { problem: 'hosts_not_removed' }) });
    return isRemoved;
  };
  const text = (message: MessageKey | undefined): string | undefined =>
    outcome && message && t(message, nameOf(outcome.of));
  return { allow, remove, success: text(outcome?.success), problem: text(outcome?.problem) };
}

function nameOf(host: string): string {
  return host === ALL_HOSTS ? t('hosts_all') : host;
}

interface HostRowProps {
  host: string;
  isAllowed: boolean;
  canBeRead: boolean;
  onAllow: () => void;
  onRemove: () => void;
}

/** One host, and what can be done with it. If only one thing can, its button stays in place, and so does the focus. */
function HostRow({ host, isAllowed, canBeRead, onAllow, onRemove }: HostRowProps) {
  const name = nameOf(host);
  const isRead = isAllowed && canBeRead;
  return (
    <li className="data-action">
      <p>
        <bdi>{name}</bdi>
      </p>
      <div className="buttons">
        <button
          type="button"
          aria-label={t(isRead ? 'hosts_remove_host' : 'hosts_allow_host', name)}
          onClick={isRead ? onRemove : onAllow}
        >
          {t(isRead ? 'hosts_remove' : 'hosts_allow')}
        </button>
        {isAllowed && !canBeRead && (
          <button
            type="button"
            aria-label={t('hosts_remove_host', name)}
            onClick={onRemove}
          >
            {t('hosts_remove')}
          </button>
        )}
      </div>
    </li>
  );
}
