import type { ReactNode } from 'react';
import { replacementsOf, rotationSteps } from '../../utils/keys/rotation';
import { t } from '../../utils/words';
import { ConfirmButton } from '../shared/confirm-button';
import { idleText } from '../shared/last-used-text';
import { KeyCheck } from './key-check';
import { NextKeyName } from './next-key-name';
import { OpenTab } from './open-tab';
import { ChecklistStep, stepStates, type StepState } from './checklist-step';
import { Proposal, SuccessorChoice } from './successor-choice';
import type { Rotating } from './use-rotation';

interface RotationChecklistProps extends Rotating {
  /** Whether the user has just begun: then the focus moves to the first step. */
  isNew: boolean;
  onStop: () => void;
  onOpenTab: () => void;
  onHide: () => void;
  /** The uses of the key, to be ticked off. */
  children: ReactNode;
}

/** The steps from an old key to a new one, ticked off as they are taken; the next one is open. */
export function RotationChecklist(props: RotationChecklistProps) {
  const { isNew, onStop, onOpenTab, onHide, children, ...rotating } = props;
  const { isCreated, isMoved, isVerified, isDeleted } = rotationSteps(rotating.record, rotating.records);
  const [create, move, verify, remove] = stepStates([isCreated, isMoved, isVerified, isDeleted]);
  return (
    <>
      <ol className="steps">
        <CreateStep
          {...rotating}
          state={create!}
          isNew={isNew}
          onOpenTab={onOpenTab}
        />
        <MoveStep
          {...rotating}
          state={move!}
          isMoved={isMoved}
        >
          {children}
        </MoveStep>
        <VerifyStep
          {...rotating}
          state={verify!}
        />
        <DeleteStep
          {...rotating}
          state={remove!}
          onOpenTab={onOpenTab}
          onHide={onHide}
        />
      </ol>
      {isCreated && isMoved && isVerified && isDeleted ? (
        <p role="status">{t('rotation_done')}</p>
      ) : (
        <div className="buttons">
          <ConfirmButton
            label={t('rotation_stop')}
            question={t('rotation_stop_question')}
            confirmLabel={t('rotation_stop')}
            onConfirm={onStop}
          />
        </div>
      )}
    </>
  );
}

type StepProps = Rotating & { state: StepState };

function CreateStep({
  state,
  isNew,
  onOpenTab,
  ...rotating
}: StepProps & Pick<RotationChecklistProps, 'isNew' | 'onOpenTab'>) {
  return (
    <ChecklistStep
      title={t('rotation_create')}
      state={state}
      takesFocus={isNew}
    >
      <p>{t('rotation_create_text')}</p>
      {state !== 'done' && <NextKeyName {...rotating} />}
      <div className="buttons">
        <OpenTab onOpenTab={onOpenTab} />
      </div>
      <Proposal {...rotating} />
      <SuccessorChoice {...rotating} />
    </ChecklistStep>
  );
}

function MoveStep({
  state,
  isMoved,
  children,
  ...rotating
}: StepProps & Pick<RotationChecklistProps, 'children'> & { isMoved: boolean }) {
  const { uses = [] } = rotating.record;
  return (
    <ChecklistStep
      title={t('rotation_move')}
      state={state}
    >
      <p>{t('rotation_move_text')}</p>
      {children}
      {uses.length === 0 && (
        <Tick
          {...rotating}
          name="isMoved"
          label={t('rotation_all_moved')}
          isOn={isMoved}
        />
      )}
    </ChecklistStep>
  );
}

function VerifyStep({ state, ...rotating }: StepProps) {
  const { record, rotation } = rotating;
  const isWriteKey = record.kind === 'write';
  return (
    <ChecklistStep
      title={t('rotation_verify')}
      state={state}
    >
      <p>{t(isWriteKey ? 'rotation_verify_write' : 'rotation_verify_any')}</p>
      {isWriteKey && <KeyCheck />}
      <Tick
        {...rotating}
        name="isVerified"
        label={t('rotation_works')}
        isOn={rotation.isVerified === true}
      />
    </ChecklistStep>
  );
}

function DeleteStep({
  state,
  record,
  records,
  now,
  onOpenTab,
  onHide,
}: StepProps & Pick<RotationChecklistProps, 'onOpenTab' | 'onHide'>) {
  const { id, addedByHand } = record;
  const used = idleText(record, now);
  const isReplaced = replacementsOf(records, now).has(id);
  const text = addedByHand ? 'rotation_delete_by_hand' : 'rotation_delete_text';
  return (
    <ChecklistStep
      title={t('rotation_delete')}
      state={state}
    >
      <p>{t(isReplaced ? text : 'rotation_delete_later')}</p>
      {used !== undefined && <p className="quiet">{used}</p>}
      <div className="buttons">
        <OpenTab onOpenTab={onOpenTab} />
        {addedByHand && isReplaced && (
          <button
            type="button"
            onClick={onHide}
          >
            {t('forget_key')}
          </button>
        )}
      </div>
    </ChecklistStep>
  );
}

interface TickProps extends Rotating {
  name: 'isMoved' | 'isVerified';
  label: string;
  isOn: boolean;
}

/** A step that the user says is done. */
function Tick({ rotation, name, label, isOn, onChange }: TickProps) {
  const { [name]: _, ...others } = rotation;
  return (
    <label className="switch">
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ target }) => onChange({ ...others, ...(target.checked && { [name]: true as const }) })}
      />
      {label}
    </label>
  );
}
