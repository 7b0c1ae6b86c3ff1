import { useState } from 'react';
import type { SetAside } from '../../utils/storage/documents';
import { instantText, words, type Word } from '../../utils/words';
import { sendToWorker } from './send-to-worker';
import { ConfirmButton } from './confirm-button';
import { saveFile } from './save-file';

/** Says that saved data was set aside, and lets the user take it or drop it. Nothing is shown where there is none. */
export function QuarantineNotice({ entries, isCrowded }: { entries: readonly SetAside[]; isCrowded: boolean }) {
  const [problem, setProblem] = useState<Word>();
  const latest = entries.at(-1);
  if (!latest) return null;
  const discard = async (): Promise<void> => {
    const isDiscarded = await sendToWorker({ type: 'discardSetAside', body: { entries: [...entries] } });
    setProblem(isDiscarded === true ? undefined : 'set_aside_not_discarded');
  };
  return (
    <section className="notice">
      <div role="status">
        <h2>{words('popup_set_aside_title')}</h2>
        <p>{words('popup_set_aside_text', instantText(latest.at))}</p>
        {isCrowded && <p>{words('set_aside_crowded')}</p>}
      </div>
      <div className="buttons">
        <button
          type="button"
          onClick={() => saveFile('key-companion-set-aside', entries, Date.now())}
        >
          {words('set_aside_download')}
        </button>
        <ConfirmButton
          label={words('set_aside_discard')}
          question={words('set_aside_question')}
          confirmLabel={words('set_aside_confirm')}
          onConfirm={() => void discard()}
        />
      </div>
      <p
        className="problem"
        role="alert"
      >
        {problem && words(problem)}
      </p>
    </section>
  );
}
