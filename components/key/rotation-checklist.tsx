import { useId, useState, type MouseEvent, type ReactNode } from 'react';
import type { KeyRecord, Rotation } from '../../utils/keys/key';
import {
  choosing,
  declining,
  possibleSuccessors,
  proposedSuccessor,
  replacementsOf,
  rotationSteps,
  successorOf,
} from '../../utils/keys/rotation';
import { expiryDateText, words } from '../../utils/words';
import { ConfirmButton } from '../shared/confirm-button';

/**
 * The documented request that tells whether a write key works.
 * https://guide.data.gov.sg/developer-guide/api-overview/write-apis
 */
const WHOAMI =
  "curl --header 'x-dgs-admin-api-key: YOUR_NEW_API_KEY' https://api-production.data.gov.sg/v2/admin/api/auth/whoami";

interface RotationChecklistProps {
  record: KeyRecord;
  rotation: Rotation;
  records: readonly KeyRecord[];
  now: number;
  /** Whether the user has just begun: then the keyboard goes on at the first step. */
  isNew: boolean;
  onChange: (changed: Rotation) => void;
  onStop: () => void;
  onOpenTab: () => void;
  onForget: () => void;
  /** Where the key is used, to be ticked off. */
  children: ReactNode;
}

/** The steps from an old key to a new one, ticked off as they are taken; the next one is open. */
export function RotationChecklist({
  record,
  rotation,
  records,
  now,
  isNew,
  onChange,
  onStop,
  onOpenTab,
  onForget,
  children,
}: RotationChecklistProps) {
  const { id, kind, uses = [], addedByHand } = record;
  const isReplaced = replacementsOf(records, now).has(id);
  const { isCreated, isMoved, isVerified, isDeleted } = rotationSteps(record, records);
  const steps = [isCreated, isMoved, isVerified, isDeleted];
  const next = steps.indexOf(false);
  const tick = (name: 'isMoved' | 'isVerified', isOn: boolean): void => {
    const { [name]: _, ...others } = rotation;
    onChange({ ...others, ...(isOn && { [name]: true as const }) });
  };
  return (
    <>
      <ol className="steps">
        <Step
          title={words('rotation_create')}
          isDone={isCreated}
          isNext={next === 0}
          hasKeyboard={isNew}
        >
          <p>{words('rotation_create_text')}</p>
          <div className="buttons">
            <button
              type="button"
              onClick={onOpenTab}
            >
              {words('popup_open_tab')}
            </button>
          </div>
          <Proposal
            record={record}
            rotation={rotation}
            records={records}
            now={now}
            onChange={onChange}
          />
          <SuccessorChoice
            record={record}
            rotation={rotation}
            records={records}
            now={now}
            onChange={onChange}
          />
        </Step>
        <Step
          title={words('rotation_move')}
          isDone={isMoved}
          isNext={next === 1}
        >
          <p>{words('rotation_move_text')}</p>
          {children}
          {uses.length === 0 && (
            <Tick
              label={words('rotation_all_moved')}
              isOn={isMoved}
              onChange={(isOn) => tick('isMoved', isOn)}
            />
          )}
        </Step>
        <Step
          title={words('rotation_verify')}
          isDone={isVerified}
          isNext={next === 2}
        >
          <p>{words(kind === 'write' ? 'rotation_verify_write' : 'rotation_verify_any')}</p>
          {kind === 'write' && <CommandLine text={WHOAMI} />}
          <Tick
            label={words('rotation_works')}
            isOn={isVerified}
            onChange={(isOn) => tick('isVerified', isOn)}
          />
        </Step>
        <Step
          title={words('rotation_delete')}
          isDone={isDeleted}
          isNext={next === 3}
        >
          <p>
            {words(
              !isReplaced ? 'rotation_delete_later' : addedByHand ? 'rotation_delete_by_hand' : 'rotation_delete_text',
            )}
          </p>
          <div className="buttons">
            <button
              type="button"
              onClick={onOpenTab}
            >
              {words('popup_open_tab')}
            </button>
            {addedByHand && isReplaced && (
              <button
                type="button"
                onClick={onForget}
              >
                {words('forget_key')}
              </button>
            )}
          </div>
        </Step>
      </ol>
      {next === -1 ? (
        <p role="status">{words('rotation_done')}</p>
      ) : (
        <div className="buttons">
          <ConfirmButton
            label={words('rotation_stop')}
            question={words('rotation_stop_question')}
            confirmLabel={words('rotation_stop')}
            onConfirm={onStop}
          />
        </div>
      )}
    </>
  );
}

/**
 * A step with its state, told by its icon and in words. It opens when it becomes the next one. It does not close by
 * itself when it is done: the keyboard may still be in it.
 */
function Step({
  title,
  isDone,
  isNext,
  hasKeyboard = false,
  children,
}: {
  title: string;
  isDone: boolean;
  isNext: boolean;
  hasKeyboard?: boolean;
  children: ReactNode;
}) {
  const [isOpen, setIsOpen] = useState(isNext);
  const [wasNext, setWasNext] = useState(isNext);
  if (wasNext !== isNext) {
    setWasNext(isNext);
    if (isNext) setIsOpen(true);
  }
  return (
    <li>
      <details
        open={isOpen}
        onToggle={(event) => setIsOpen(event.currentTarget.open)}
        data-step={isDone ? 'done' : isNext ? 'next' : 'later'}
      >
        <summary ref={hasKeyboard ? focus : null}>
          <svg
            viewBox="0 0 16 16"
            aria-hidden="true"
          >
            <circle
              cx="8"
              cy="8"
              r="6.5"
            />
            {isDone && <path d="m5 8 2 2 4-4" />}
          </svg>
          <span>{title}</span>
          <span className="quiet">
            {words(isDone ? 'rotation_step_done' : isNext ? 'rotation_step_next' : 'rotation_step_later')}
          </span>
        </summary>
        <div>{children}</div>
      </details>
    </li>
  );
}

type Choice = Pick<RotationChecklistProps, 'record' | 'rotation' | 'records' | 'now' | 'onChange'>;

/** For a button that goes with what it answers: the keyboard goes on at its step. */
function focusStep({ currentTarget }: MouseEvent): void {
  currentTarget.closest('details')?.querySelector('summary')?.focus();
}

function focus(element: HTMLElement | null): void {
  element?.focus();
}

/** A key that showed up on the tab since the rotation began. */
function Proposal({ record, rotation, records, now, onChange }: Choice) {
  const proposed = proposedSuccessor(record, records, now);
  const answer = (event: MouseEvent, changed: Rotation): void => {
    focusStep(event);
    onChange(changed);
  };
  return (
    <div role="status">
      {proposed && (
        <div className="proposal">
          <p>{words('rotation_proposal', proposed.name)}</p>
          <div className="buttons">
            <button
              type="button"
              className="main"
              onClick={(event) => answer(event, choosing(rotation, proposed.id))}
            >
              {words('rotation_accept')}
            </button>
            <button
              type="button"
              onClick={(event) => answer(event, declining(rotation, proposed.id))}
            >
              {words('rotation_decline')}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}

/**
 * Any key that can take the place, for one that was there before, or was chosen wrongly. Choosing takes a press of its
 * own, since arrow keys go through the list, and what has moved to one key has not moved to another.
 */
function SuccessorChoice({ record, rotation, records, now, onChange }: Choice) {
  const id = useId();
  const chosen = successorOf(record, records);
  const [picked, setPicked] = useState<string>();
  const choose = (event: MouseEvent): void => {
    focusStep(event);
    setPicked(undefined);
    onChange(choosing(rotation, picked));
  };
  const choices = [...new Set([...(chosen ? [chosen] : []), ...possibleSuccessors(record, records, now)])];
  if (choices.length === 0) return null;
  return (
    <div className="field">
      <label htmlFor={id}>{words(chosen === undefined ? 'rotation_choose' : 'rotation_chosen')}</label>
      <select
        id={id}
        value={picked ?? chosen?.id ?? ''}
        onChange={({ target }) => setPicked(target.value || undefined)}
      >
        {chosen === undefined && <option value="">{words('rotation_choose_none')}</option>}
        {choices.map((one) => (
          <option
            key={one.id}
            value={one.id}
          >
            {[one.name, expiryDateText(one.expiry) || words('expiry_never')].join(' · ')}
          </option>
        ))}
      </select>
      {picked !== undefined && picked !== chosen?.id && (
        <div className="buttons">
          <button
            type="button"
            onClick={choose}
          >
            {words('rotation_accept')}
          </button>
        </div>
      )}
    </div>
  );
}

function Tick({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <label className="switch">
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ target }) => onChange(target.checked)}
      />
      {label}
    </label>
  );
}

/** A command for a terminal, with a placeholder where the key goes: no key is ever in here. */
function CommandLine({ text }: { text: string }) {
  const [outcome, setOutcome] = useState('');
  const copy = (): void =>
    void navigator.clipboard.writeText(text).then(
      () => setOutcome(words('rotation_command_copied')),
      () => setOutcome(words('rotation_command_not_copied')),
    );
  return (
    <div className="command">
      <pre>
        <code>{text}</code>
      </pre>
      <button
        type="button"
        onClick={copy}
      >
        {words('rotation_command_copy')}
      </button>
      <span
        role="status"
        className="quiet"
      >
        {outcome}
      </span>
    </div>
  );
}
