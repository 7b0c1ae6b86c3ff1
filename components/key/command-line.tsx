import { useState } from 'react';
import { t, type MessageKey } from '../../utils/words';

/** A command for a terminal. It has no key in it: this page never holds one. */
export function CommandLine({ text }: { text: string }) {
  const [outcome, setOutcome] = useState<MessageKey>();
  const copy = (): void =>
    void navigator.clipboard.writeText(text).then(
      () => setOutcome('rotation_command_copied'),
      () => setOutcome('rotation_command_not_copied'),
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
        {t('rotation_command_copy')}
      </button>
      <span
        role="status"
        className="quiet"
      >
        {outcome && t(outcome)}
      </span>
    </div>
  );
}
