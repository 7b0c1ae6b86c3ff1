import { browser } from 'wxt/browser';
import type { Language } from './settings';
import { setCatalogue, type Catalogue } from './words';

/*
 * The language that the user chose in the options. The browser gives the messages only in its own language, so those of
 * another one are read from the extension's files. For the worker and our own pages: a page of the site could read the
 * files only if every site could, and so detect the extension. Its content script asks the worker.
 */

/** The folders of the languages in `public/_locales`, as browsers require them. */
const FOLDERS: Record<Language, string> = { en: 'en', zh: 'zh_CN', ms: 'ms', ta: 'ta' };

const catalogues = new Map<Language, Promise<Catalogue>>();

/** All messages in a language, in English if it lacks one. */
export function catalogueOf(language: Language): Promise<Catalogue> {
  let catalogue = catalogues.get(language);
  if (!catalogue) {
    catalogue = Promise.all([readMessages('en'), readMessages(language)]).then(([english, own]) => ({
      ...english,
      ...own,
    }));
    catalogues.set(language, catalogue);
    // After a failure the next call reads again.
    catalogue.catch(() => catalogues.delete(language));
  }
  return catalogue;
}

/** Not a request to the network: the file is the extension's own, and on this computer. */
async function readMessages(language: Language): Promise<Catalogue> {
  const file = await fetch(browser.runtime.getURL(`/_locales/${FOLDERS[language]}/messages.json` as never));
  const messages = (await file.json()) as Record<string, { message: string }>;
  return Object.fromEntries(Object.entries(messages).map(([name, { message }]) => [name, message]));
}

let current: Language | undefined;
let whenSet: Promise<void> = Promise.resolve();

/**
 * Shows all messages in `language` from now on, or in the browser's. Resolves once they are loaded; at once if they
 * were before.
 */
export function setLanguage(language: Language | undefined): Promise<void> {
  if (language === current) return whenSet;
  current = language;
  whenSet = setOnceRead(language);
  return whenSet;
}

async function setOnceRead(language: Language | undefined): Promise<void> {
  const catalogue = language && (await catalogueOf(language).catch(() => undefined));
  // Another one was chosen in the meantime.
  if (language !== current) return whenSet;
  if (!catalogue) current = undefined;
  setCatalogue(catalogue);
}
