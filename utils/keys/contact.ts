import * as z from 'zod/mini';

/* Who must act when a key expires. Only the user enters it: no page has a say in it. */

/** The longest name of a person or team, in characters. Chosen, not measured. */
export const CONTACT_NAME_LIMIT = 100;
/** No email address is longer, in characters: https://www.rfc-editor.org/errata/eid1690. */
export const EMAIL_LIMIT = 254;
/** The most contacts of a key. Chosen, not measured. */
export const CONTACTS_KEPT = 10;

/**
 * A plain address below a domain. It has nothing that means something else in a header, a `mailto:` address or a
 * calendar file, so that it can be neither several nor a header of its own. Few mailboxes have more signs than these.
 */
const EMAIL = /^[\w.&'+~-]{1,64}@(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i;

export function isEmail(text: string): boolean {
  return text.length <= EMAIL_LIMIT && EMAIL.test(text);
}

/** A person or team, with an address to write to if the user gave one. */
export const contactSchema = z.lazy(() =>
  z.object({
    name: z.string().check(z.minLength(1), z.maxLength(CONTACT_NAME_LIMIT)),
    email: z.exactOptional(z.string().check(z.refine(isEmail, 'not an email address'))),
  }),
);
export type Contact = z.infer<typeof contactSchema>;
export const contactsSchema = z.lazy(() => z.array(contactSchema).check(z.maxLength(CONTACTS_KEPT)));

/** The longest address of a page about a key, in characters. Chosen, not measured. */
export const LINK_LIMIT = 500;

/** A code for a letter or digit. No address needs one, and it could hide a key from the gate. */
const NEEDLESS_CODE = /%(?:3\d|[46][1-9a-f]|[57][\da])/i;

/** Whether a text is the address of a page that may be opened: https, and without a user name or password. */
export function isLink(text: string): boolean {
  const isHttps = /^https:\/\/[^\s/]/i.test(text) && !NEEDLESS_CODE.test(text);
  if (text.length > LINK_LIMIT || !isHttps || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}

/** The address of a page about a key, such as the instructions for its upload. */
export const linkSchema = z.lazy(() => z.string().check(z.refine(isLink, 'not an https address')));
