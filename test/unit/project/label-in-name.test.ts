import { expect, it } from 'vitest';
import { messagesOf } from './messages-of';

/*
 * A person who controls the browser by voice says what a button shows, so its accessible name has to contain that:
 * https://www.w3.org/TR/WCAG22/#label-in-name
 */

/** What is read out of a button, and what it shows. */
const NAMES: Readonly<Record<string, string>> = {
  cover_hide_label: 'cover_hide',
  cover_hidden_label: 'cover_hidden',
  deleted_it_named: 'deleted_it',
  uses_remove_named: 'uses_remove',
  forget_restore_named: 'forget_restore',
  hosts_allow_host: 'hosts_allow',
  hosts_remove_host: 'hosts_remove',
  copies_forget_named: 'copies_forget',
};

it.each(['en', 'zh_CN', 'ms', 'ta'])('what is read out of a button contains what it shows, in %s', (folder) => {
  const messages = messagesOf(folder);
  const apart = Object.entries(NAMES).filter(
    ([name, shown]) => !messages[name]!.toLowerCase().includes(messages[shown]!.toLowerCase()),
  );
  expect(apart).toEqual([]);
});
