import { contactDraft, draftMail, draftText } from '../../utils/alerts/contact-draft';
import { CONTACTS_KEPT, type Contact } from '../../utils/keys/contact';
import type { KeyRecord } from '../../utils/keys/key';
import { othersThan } from '../../utils/keys/suggestions';
import type { SettingsInForce } from '../../utils/policy';
import { t } from '../../utils/words';
import { Problem } from '../shared/problem';
import { AddToCalendar } from './add-to-calendar';
import { ContactForm } from './contact-form';
import { CopyButton } from './copy-button';
import { EntryList } from './entry-list';
import { OpenerButton } from './opener-button';
import { useContacts } from './use-contacts';
import './entries.css';

interface KeyContactsProps {
  record: KeyRecord;
  /** All keys: this one may have the contacts of others. */
  records: readonly KeyRecord[];
  settings: SettingsInForce;
  now: number;
}

/** Who must act for a key, and drafts for them. One quiet button while nobody is noted. */
export function KeyContacts({ record, records, settings, now }: KeyContactsProps) {
  const { value, problem, opener, add, remove } = useContacts(record);
  return (
    <section>
      {(value.length > 0 || opener.isOpen) && <h2>{t('contacts_title')}</h2>}
      <div className="entries">
        {value.length > 0 && (
          <EntryList
            label={t('contacts_title')}
            entries={value}
            nameOf={({ name }) => name}
            onRemove={remove}
          >
            {(contact) => <ContactShown contact={contact} />}
          </EntryList>
        )}
        {value.length > 0 && (
          <Drafts
            record={{ ...record, contacts: [...value] }}
            records={records}
            settings={settings}
            now={now}
          />
        )}
        {opener.isOpen && (
          <ContactForm
            contacts={value}
            others={othersThan(record, records)}
            onAdd={(contact) => void add(contact)}
            onCancel={opener.close}
          />
        )}
        {value.length < CONTACTS_KEPT && (
          <OpenerButton
            opener={opener}
            label={t(value.length === 0 ? 'contacts_add_first' : 'contacts_add_more')}
          />
        )}
        <Problem text={problem} />
      </div>
    </section>
  );
}

function ContactShown({ contact: { name, email } }: { contact: Contact }) {
  return (
    <span>
      <bdi>{name}</bdi>
      {email !== undefined && <span className="quiet email">{email}</span>}
    </span>
  );
}

/** Ready drafts. The user sends them: the extension sends nothing. */
function Drafts({ record, records, settings, now }: KeyContactsProps) {
  const draft = contactDraft(record, settings, now);
  const mail = draftMail(record.contacts ?? [], draft);
  return (
    <>
      <div className="buttons">
        {mail && (
          <a
            className="button"
            href={mail.url}
            // A mail program on the web must not open in the popup.
            target="_blank"
            rel="noopener noreferrer"
          >
            {t('contacts_write')}
          </a>
        )}
        <CopyButton
          text={draftText(draft)}
          label={t('contacts_copy')}
        />
        {mail && (
          <AddToCalendar
            record={record}
            records={records}
            settings={settings}
            now={now}
            hasAttendees
          />
        )}
      </div>
      {mail?.isShortened && <p className="quiet">{t('contacts_shortened')}</p>}
    </>
  );
}
