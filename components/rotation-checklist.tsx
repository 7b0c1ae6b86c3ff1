import { useId, useState, type ReactNode } from 'react';
import type { KeyRecord, Rotation } from '../utils/keys/key';
import { choosing, declining, possibleSuccessors, proposedSuccessor, replacementsOf, rotationSteps, successorOf } from '../utils/keys/rotation';
import { expiryDateText, words } from '../utils/words';
import { KeyUses } from './key-uses';
import { useAsk } from './use-ask';

/**
 * The documented request that tells whether a write key works.
 * https://guide.data.gov.sg/developer-guide/api-overview/write-apis
 */
const WHOAMI = "curl --header 'x-dgs-admin-api-key: YOUR_NEW_API_KEY' https://api-production.data.gov.sg/v2/admin/api/auth/whoami";

interface RotationChecklistProps {
  record: KeyRecord;
  rotation: Rotation;
  records: readonly KeyRecord[];
  now: number;
  onOpenTab: () => void;
  onForget: () => void;
}

/** The steps from an old key to a new one, ticked off as they are taken; the next one is open. */
export function RotationChecklist({ record, rotation, records, now, onOpenTab, onForget }: RotationChecklistProps) {
  const { id, kind, uses = [], addedByHand } = record;
  const isReplaced = replacementsOf(records, now).has(id);
  const { ask, problem } = useAsk();
  const { isCreated, isMoved, isVerified, isDeleted } = rotationSteps(record, records);
  const steps = [isCreated, isMoved, isVerified, isDeleted];
  const next = steps.indexOf(false);
  const change = (changed: Rotation): void => void ask({ type: 'rotation', body: { id, rotation: changed } });
  const tick = (name: 'isMoved' | 'isVerified', isOn: boolean): void => {
    const { [name]: _, ...others } = rotation;
    change({ ...others, ...(isOn && { [name]: true as const }) });
  };
  return (
    <>
      <ol className="steps">
        <Step title={words('rotation_create')} isDone={isCreated} isNext={next === 0}>
          <p>{words('rotation_create_text')}</p>
          <div className="buttons"><button type="button" onClick={onOpenTab}>{words('popup_open_tab')}</button></div>
          <Proposal record={record} rotation={rotation} records={records} now={now} onChange={change} />
          <SuccessorChoice record={record} rotation={rotation} records={records} now={now} onChange={change} />
        </Step>
        <Step title={words('rotation_move')} isDone={isMoved} isNext={next === 1}>
          <p>{words('rotation_move_text')}</p>
          <KeyUses record={record} isMoving />
          {uses.length === 0 && <Tick label={words('rotation_all_moved')} isOn={isMoved} onChange={(isOn) => tick('isMoved', isOn)} />}
        </Step>
        <Step title={words('rotation_verify')} isDone={isVerified} isNext={next === 2}>
          <p>{words(kind === 'write' ? 'rotation_verify_write' : 'rotation_verify_any')}</p>
          {kind === 'write' && <CommandLine text={WHOAMI} />}
          <Tick label={words('rotation_works')} isOn={isVerified} onChange={(isOn) => tick('isVerified', isOn)} />
        </Step>
        <Step title={words('rotation_delete')} isDone={isDeleted} isNext={next === 3}>
          <p>{words(!isReplaced ? 'rotation_delete_later' : addedByHand ? 'rotation_delete_by_hand' : 'rotation_delete_text')}</p>
          <div className="buttons">
            <button type="button" onClick={onOpenTab}>{words('popup_open_tab')}</button>
            {addedByHand && isReplaced && <button type="button" onClick={onForget}>{words('forget_key')}</button>}
          </div>
        </Step>
      </ol>
      {next === -1
        ? <p role="status">{words('rotation_done')}</p>
        : <button type="button" className="link" onClick={() => void ask({ type: 'rotation', body: { id } })}>{words('rotation_stop')}</button>}
      <p className="problem" role="alert">{problem && words(problem)}</p>
    </>
  );
}

/**
 * A step with its state, told by its icon and in words. It opens when it becomes the next one. It does not close by
 * itself when it is done: the keyboard may still be in it.
 */
function Step({ title, isDone, isNext, children }: { title: string; isDone: boolean; isNext: boolean; children: ReactNode }) {
  const [isOpen, setIsOpen] = useState(isNext);
  const [wasNext, setWasNext] = useState(isNext);
  if (wasNext !== isNext) {
    setWasNext(isNext);
    if (isNext) setIsOpen(true);
  }
  return (
    <li>
      <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)} data-step={isDone ? 'done' : isNext ? 'next' : 'later'}>
        <summary>
          <svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.5" />{isDone && <path d="m5 8 2 2 4-4" />}</svg>
          <span>{title}</span>
          <span className="quiet">{words(isDone ? 'rotation_step_done' : isNext ? 'rotation_step_next' : 'rotation_step_later')}</span>
        </summary>
        <div>{children}</div>
      </details>
    </li>
  );
}

type Choice = Pick<RotationChecklistProps, 'record' | 'rotation' | 'records' | 'now'> & { onChange: (changed: Rotation) => void };

/** A key that showed up on the tab since the rotation began. */
function Proposal({ record, rotation, records, now, onChange }: Choice) {
  const proposed = proposedSuccessor(record, records, now);
  return (
    <div role="status">
      {proposed && (
        <div className="proposal">
          <p>{words('rotation_proposal', proposed.name)}</p>
          <div className="buttons">
            <button type="button" className="main" onClick={() => onChange(choosing(rotation, proposed.id))}>{words('rotation_accept')}</button>
            <button type="button" onClick={() => onChange(declining(rotation, proposed.id))}>{words('rotation_decline')}</button>
          </div>
        </div>
      )}
    </div>
  );
}

/** Any key that can take the place, for one that was there before, or was chosen wrongly. */
function SuccessorChoice({ record, rotation, records, now, onChange }: Choice) {
  const id = useId();
  const chosen = successorOf(record, records);
  const choices = [...new Set([...(chosen ? [chosen] : []), ...possibleSuccessors(record, records, now)])];
  if (choices.length === 0) return null;
  return (
    <div className="field">
      <label htmlFor={id}>{words(chosen === undefined ? 'rotation_choose' : 'rotation_chosen')}</label>
      <select id={id} value={chosen?.id ?? ''} onChange={({ target }) => target.value && onChange(choosing(rotation, target.value))}>
        {chosen === undefined && <option value="">{words('rotation_choose_none')}</option>}
        {choices.map((one) => <option key={one.id} value={one.id}>{[one.name, expiryDateText(one.expiry) || words('expiry_never')].join(' · ')}</option>)}
      </select>
    </div>
  );
}

function Tick({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return <label className="switch"><input type="checkbox" checked={isOn} onChange={({ target }) => onChange(target.checked)} />{label}</label>;
}

/** A command for a terminal, with a placeholder where the key goes: no key is ever in here. */
function CommandLine({ text }: { text: string }) {
  const [outcome, setOutcome] = useState('');
  const copy = (): void => void navigator.clipboard.writeText(text).then(() => setOutcome(words('rotation_command_copied')), () => setOutcome(words('rotation_command_not_copied')));
  return (
    <div className="command">
      <pre><code>{text}</code></pre>
      <button type="button" onClick={copy}>{words('rotation_command_copy')}</button>
      <span role="status" className="quiet">{outcome}</span>
    </div>
  );
}
