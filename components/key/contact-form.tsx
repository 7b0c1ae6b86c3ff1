import { useState } from 'react';
import { CONTACT_NAME_LIMIT, isEmail, type Contact } from '../../utils/keys/contact';
import type { KeyRecord } from '../../utils/keys/key';
import { suggestionsFrom } from '../../utils/keys/suggestions';
import { holdsSecret } from '../../utils/secrets/storage-gate';
import { t } from '../../utils/words';
import type { Remark } from './entered-key';
import { EntryForm, TextField } from './entry-form';
import { Suggestions } from './suggestions';

interface ContactFormProps {
  /** Those that the key has already. */
  contacts: readonly Contact[];
  others: readonly KeyRecord[];
  onAdd: (contact: Contact) => void;
  onCancel: () => void;
}

/** A name or team, and an email address if there is one. Without a name, the address is one. */
export function ContactForm({ contacts, others, onAdd, onCancel }: ContactFormProps) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const remarks = remarksOn(name.trim(), email.trim());
  const submit = (): void => {
    setIsChecked(true);
    const [called, address] = [name.trim(), email.trim()];
    if (remarks.name || remarks.email || called + address === '') return;
    onAdd({ name: called || address.slice(0, CONTACT_NAME_LIMIT), ...(address !== '' && { email: address }) });
  };
  return (
    <div className="entries">
      <EntryForm
        onSubmit={submit}
        onCancel={onCancel}
      >
        <p className="quiet">{t('contacts_text')}</p>
        <TextField
          label={t('contacts_name')}
          remark={isChecked ? remarks.name : undefined}
          value={name}
          maxLength={CONTACT_NAME_LIMIT}
          onChange={setName}
          takesFocus
        />
        <TextField
          label={t('contacts_email')}
          remark={isChecked ? remarks.email : undefined}
          value={email}
          onChange={setEmail}
        />
      </EntryForm>
      <Suggestions
        entries={suggestionsFrom(others, {
          entriesOf: (record) => record.contacts,
          nameOf,
          own: contacts,
          entered: name,
        })}
        nameOf={nameOf}
        onAdd={onAdd}
      />
    </div>
  );
}

const nameOf = ({ name }: Contact): string => name;

/** The values to correct: nothing that may be a key is stored, and nothing is written to what is no address. */
function remarksOn(name: string, email: string): { name?: Remark; email?: Remark } {
  return {
    ...(holdsSecret(name) && { name: { text: 'note_is_key', isProblem: true } }),
    ...(email !== '' && !isEmail(email) && { email: { text: 'contacts_email_wrong', isProblem: true } }),
    ...(holdsSecret(email) && { email: { text: 'note_is_key', isProblem: true } }),
  };
}
