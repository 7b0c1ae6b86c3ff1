import type { Contact } from '../../utils/keys/contact';
import type { KeyRecord } from '../../utils/keys/key';
import { useEntries, type Entries } from './use-entries';
import { useOpener, type Opener } from './use-opener';

interface ContactsState extends Pick<Entries<Contact>, 'value' | 'problem'> {
  /** Opens the form for another contact. */
  opener: Opener;
  add: (contact: Contact) => Promise<void>;
  remove: (index: number) => void;
}

/** Who must act for a key, and whether the form for another is open. */
export function useContacts({ id, contacts: stored = [] }: KeyRecord): ContactsState {
  const { value, save, problem, ...entries } = useEntries<Contact>(stored, (contacts) => ({
    type: 'contacts',
    body: { id, contacts },
  }));
  const opener = useOpener();
  const add = async (contact: Contact): Promise<void> => {
    const isKnown = value.some(({ name, email }) => name === contact.name && email === contact.email);
    // The form stays until it is stored: what could not be is still in its fields.
    if (isKnown || (await save([...value, contact]))) opener.close();
  };
  const remove = (index: number): void => {
    opener.focus();
    entries.remove(index);
  };
  return { value, problem, opener, add, remove };
}
