import { useState } from 'react';
import { isLink, LINK_LIMIT } from '../../utils/keys/contact';
import type { KeyRecord } from '../../utils/keys/key';
import { holdsSecret } from '../../utils/secrets/storage-gate';
import { t, type MessageKey } from '../../utils/words';
import { OutsideLink } from '../shared/outside-link';
import { Problem } from '../shared/problem';
import { useCommand } from '../shared/use-command';
import { useSave } from '../shared/use-save';
import { EntryForm, TextField } from './entry-form';
import { OpenerButton } from './opener-button';
import { useOpener } from './use-opener';
import './entries.css';

/** A page about the key, such as the instructions for its upload. One quiet button while there is none. */
export function KeyLink({ record: { id, link } }: { record: KeyRecord }) {
  const { send, problem } = useCommand();
  const { value, save } = useSave<string | undefined>(link, (wanted) =>
    send({ type: 'link', body: { id, ...(wanted !== undefined && { link: wanted }) } }),
  );
  const opener = useOpener();
  const remove = (): void => {
    opener.focus();
    void save(undefined);
  };
  const add = async (wanted: string): Promise<void> => {
    // The form stays until it is stored: what could not be is still in its field.
    if (await save(wanted)) opener.close();
  };
  return (
    <div className="entries">
      {value !== undefined && (
        <LinkShown
          link={value}
          onRemove={remove}
        />
      )}
      {value === undefined && (
        <OpenerButton
          opener={opener}
          label={t('link_add')}
        />
      )}
      {opener.isOpen && (
        <LinkForm
          onAdd={(wanted) => void add(wanted)}
          onCancel={opener.close}
        />
      )}
      <Problem text={problem} />
    </div>
  );
}

/** It says where it leads: a file that was imported may have chosen it. */
function LinkShown({ link, onRemove }: { link: string; onRemove: () => void }) {
  const { host } = new URL(link);
  return (
    <div className="link-line">
      <OutsideLink
        url={link}
        text={t('link_open', host)}
      />
      <button
        type="button"
        className="link"
        aria-label={t('uses_remove_named', host)}
        onClick={onRemove}
      >
        {t('uses_remove')}
      </button>
    </div>
  );
}

function LinkForm({ onAdd, onCancel }: { onAdd: (link: string) => void; onCancel: () => void }) {
  const [entered, setEntered] = useState('');
  const [problem, setProblem] = useState<MessageKey>();
  const submit = (): void => {
    if (entered.trim() === '') return;
    const link = withScheme(entered.trim());
    const found = problemOf(link);
    setProblem(found);
    if (!found) onAdd(link);
  };
  return (
    <EntryForm
      onSubmit={submit}
      onCancel={onCancel}
    >
      <TextField
        label={t('link_label')}
        remark={problem && { text: problem, isProblem: true }}
        value={entered}
        onChange={setEntered}
        takesFocus
      />
    </EntryForm>
  );
}

/** As an address line takes it: without a scheme it is https. */
function withScheme(text: string): string {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`;
}

function problemOf(link: string): MessageKey | undefined {
  if (holdsSecret(link)) return 'link_is_key';
  if (link.length > LINK_LIMIT) return 'link_too_long';
  return isLink(link) ? undefined : 'link_wrong';
}
