import { useState } from 'react';
import { t, type MessageKey } from '../../utils/words';

interface CopyButtonProps {
  text: string;
  label: string;
  /** What to say if the browser refuses. */
  failure?: MessageKey;
}

/** Copies a text of ours. There is no key in it: this page never holds one. */
export function CopyButton({ text, label, failure = 'copy_failed' }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<MessageKey>();
  const copy = (): void =>
    void navigator.clipboard.writeText(text).then(
      () => setOutcome('rotation_command_copied'),
      () => setOutcome(failure),
    );
  return (
    <>
      <button
        type="button"
        onClick={copy}
      >
        {label}
      </button>
      <span
        role="status"
        className="quiet"
      >
        {outcome && t(outcome)}
      </span>
    </>
  );
}
