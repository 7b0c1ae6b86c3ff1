import { useState, type ReactNode } from 'react';
import { t, type MessageKey } from '../../utils/words';
import { takeFocus } from '../shared/focus';
import './checklist.css';

export type StepState = 'done' | 'next' | 'later';

const STATE_TEXTS: Record<StepState, MessageKey> = {
  done: 'rotation_step_done',
  next: 'rotation_step_next',
  later: 'rotation_step_later',
};

interface ChecklistStepProps {
  title: string;
  state: StepState;
  takesFocus?: boolean;
  children: ReactNode;
}

/**
 * A step, with its state as an icon and in words. It opens when it becomes the next one. It does not close by itself
 * when it is done: the focus may still be in it.
 */
export function ChecklistStep({ title, state, takesFocus = false, children }: ChecklistStepProps) {
  const isNext = state === 'next';
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
        data-step={state}
      >
        <summary ref={takesFocus ? takeFocus : null}>
          <svg
            viewBox="0 0 16 16"
            aria-hidden="true"
          >
            <circle
              cx="8"
              cy="8"
              r="6.5"
            />
            {state === 'done' && <path d="m5 8 2 2 4-4" />}
          </svg>
          <span>{title}</span>
          <span className="quiet">{t(STATE_TEXTS[state])}</span>
        </summary>
        <div>{children}</div>
      </details>
    </li>
  );
}

/** The state of each step; the first that is not done is the next one. */
export function stepStates(areDone: readonly boolean[]): StepState[] {
  const next = areDone.indexOf(false);
  return areDone.map((isDone, index) => {
    if (isDone) return 'done';
    return index === next ? 'next' : 'later';
  });
}
