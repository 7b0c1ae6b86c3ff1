import type { SetAside } from '../../utils/storage/documents';
import { instantText, t } from '../../utils/words';
import { ConfirmButton } from './confirm-button';
import { focusFirstKey } from './focus';
import { Problem } from './problem';
import { saveFile } from './save-file';
import { useCommand } from './use-command';

/** Says that saved data was set aside, and lets the user save it to a file or discard it. */
export function QuarantineNotice({ entries, isCrowded }: { entries: readonly SetAside[]; isCrowded: boolean }) {
  const { send, problem } = useCommand('set_aside_not_discarded');
  const latest = entries.at(-1);
  if (!latest) return null;
  const discard = (): void =>
    void send({ type: 'discardSetAside', body: { entries: [...entries] } }).then(
      (isDiscarded) => isDiscarded && focusFirstKey(),
    );
  return (
    <section className="notice">
      <div role="status">
        <h2>{t('popup_set_aside_title')}</h2>
        <p>{t('popup_set_aside_text', instantText(latest.at))}</p>
        {isCrowded && <p>{t('set_aside_crowded')}</p>}
      </div>
      <div className="buttons">
        <button
          type="button"
          onClick={() => saveFile('key-companion-set-aside', entries, Date.now())}
        >
          {t('set_aside_download')}
        </button>
        <ConfirmButton
          label={t('set_aside_discard')}
          question={t('set_aside_question')}
          confirmLabel={t('set_aside_confirm')}
          onConfirm={discard}
        />
      </div>
      <Problem text={problem} />
    </section>
  );
}
