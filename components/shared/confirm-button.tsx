import { useState } from 'react';
import { words } from '../../utils/words';

/** A button for what cannot be undone: it asks once more, in its own place. The focus goes to the way back. */
export function ConfirmButton({
  label,
  question,
  confirmLabel,
  onConfirm,
}: {
  label: string;
  question: string;
  confirmLabel: string;
  onConfirm: () => void;
}) {
  const [step, setStep] = useState<'idle' | 'asking' | 'kept'>('idle');
  if (step !== 'asking') {
    return (
      <button
        type="button"
        ref={step === 'kept' ? focus : null}
        onClick={() => setStep('asking')}
      >
        {label}
      </button>
    );
  }
  return (
    <div
      className="confirm"
      role="group"
      aria-label={question}
    >
      <p>{question}</p>
      <div className="buttons">
        <button
          type="button"
          className="danger"
          onClick={() => {
            setStep('idle');
            onConfirm();
          }}
        >
          {confirmLabel}
        </button>
        <button
          type="button"
          ref={focus}
          onClick={() => setStep('kept')}
        >
          {words('confirm_keep')}
        </button>
      </div>
    </div>
  );
}

function focus(element: HTMLElement | null): void {
  element?.focus();
}
