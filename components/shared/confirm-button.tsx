import { useState } from 'react';
import { t } from '../../utils/words';
import { takeFocus } from './focus';

interface ConfirmButtonProps {
  label: string;
  question: string;
  confirmLabel: string;
  onConfirm: () => void;
}

/**
 * A button for something that cannot be undone: it asks once more, in its own place. The focus moves to the way back,
 * and after the answer to the button again.
 */
export function ConfirmButton({ label, question, confirmLabel, onConfirm }: ConfirmButtonProps) {
  const [step, setStep] = useState<'idle' | 'asking' | 'answered'>('idle');
  if (step !== 'asking') {
    return (
      <button
        type="button"
        ref={step === 'answered' ? takeFocus : null}
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
            setStep('answered');
            onConfirm();
          }}
        >
          {confirmLabel}
        </button>
        <button
          type="button"
          ref={takeFocus}
          onClick={() => setStep('answered')}
        >
          {t('confirm_keep')}
        </button>
      </div>
    </div>
  );
}
