// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { PAGE_RULES } from '../../../../utils/site/evidence/page';
import { EXPIRY_CELLS, EXPIRY_LABELS, NAME_LABELS } from '../../../../utils/site/evidence/columns';
import { CREATED_LABELS, CREATED_TEXTS, PLAIN_CREATED } from '../../../../utils/site/evidence/created';
import { LAST_USED_TEXTS } from '../../../../utils/site/evidence/last-used';
import { OTHER_COLUMNS, OTHER_NAMES, OTHER_TITLES } from '../../../../utils/site/evidence/other-list';
import { PLAIN_EXPIRY, PLAIN_NAMES } from '../../../../utils/site/evidence/plain-columns';
import { OF_A_KEY } from '../../../../utils/site/evidence/expiry';
import { LABEL_AS_NAME } from '../../../../utils/site/evidence/label-or-name';
import { NO_LONE_NAME } from '../../../../utils/site/evidence/lone-name';
import { NAME_BY_PLACE, NO_NAME, ODD_WORDS } from '../../../../utils/site/evidence/name';
import { NAME_IN_CELL } from '../../../../utils/site/evidence/name-in-cell';
import { BEST_NAME } from '../../../../utils/site/evidence/name-choice';
import { PROSE } from '../../../../utils/site/evidence/statement';
import { LIKE_KEY, PARTS_OF_KEY } from '../../../../utils/site/evidence/record';
import type { Rule } from '../../../../utils/site/evidence/rule';
import { expectedPages, htmlOf, listOn, withinSlack } from '../../../support/expected-pages';
import { withKnownFault } from '../../../support/known-faults';
import { readPage } from '../../../support/read-page';

/* No rule stands without a witness: a page that is read wrongly without it. */

/** All tables of rules. A new one is added here. */
const TABLES: Record<string, Rule<never>[]> = {
  'page of the tab': PAGE_RULES,
  'column of the expiry, by its label': EXPIRY_LABELS,
  'column of the expiry, by its cells': EXPIRY_CELLS,
  'column of the names': NAME_LABELS,
  'column of the expiry, without labels': PLAIN_EXPIRY,
  'column of the names, without labels': PLAIN_NAMES,
  'title of another list': OTHER_TITLES,
  'columns of another list': OTHER_COLUMNS,
  'name by its place': NAME_BY_PLACE,
  'no name': NO_NAME,
  'no name by its words': ODD_WORDS,
  'no lone name': NO_LONE_NAME,
  'best of several names': BEST_NAME,
  'label that is a name': LABEL_AS_NAME,
  'single key': LIKE_KEY,
  'parts of a key': PARTS_OF_KEY,
  'statement of a key': OF_A_KEY,
  'statement that may be prose': PROSE,
  'name in a cell': NAME_IN_CELL,
  'names of another list': OTHER_NAMES,
  'column of the creation, by its label': CREATED_LABELS,
  'column of the creation, without labels': PLAIN_CREATED,
  'text of the creation': CREATED_TEXTS,
  'text of the last use': LAST_USED_TEXTS,
};

const pages = new Map(expectedPages().map(({ name, expected }) => [name, expected]));
const rules = Object.entries(TABLES).flatMap(([table, all]) =>
  all.map((rule) => ({ table, rule, all, why: rule.why })),
);

it.each(rules)('without the rule "$table: it $why" its page is read wrongly', ({ rule, all }) => {
  const expected = pages.get(rule.page)!;
  const isRead = (): boolean => {
    const page = new DOMParser().parseFromString(htmlOf(rule.page), 'text/html');
    const read = readPage(page, expected.url, Date.parse(expected.now));
    try {
      expect(withinSlack(read, expected)).toEqual(withKnownFault(rule.page, listOn(expected)));
      return true;
    } catch {
      return false;
    }
  };
  expect(isRead(), `${rule.page} with it`).toBe(true);
  const index = all.indexOf(rule as Rule<never>);
  all.splice(index, 1);
  try {
    expect(isRead(), `${rule.page} without it`).toBe(false);
  } finally {
    all.splice(index, 0, rule as Rule<never>);
  }
});
