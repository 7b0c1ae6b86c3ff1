// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { PageSnapshot } from '../../../../utils/page-model/page-snapshot';
import { taughtRows } from '../../../../utils/site/recipe/apply';
import { learn } from '../../../../utils/site/recipe/learn';
import { withOrder, type Lesson } from '../../../../utils/site/recipe/recipe';
import { readPage } from '../../../support/read-page';
import {
  bodyOf,
  expectedKeys,
  htmlOfTaught,
  plainRows,
  spotAt,
  taughtPages,
  type TaughtPage,
} from '../../../support/taught-pages';

/** A simulated document opens no frames, and makes no shadow roots of markup. */
function openPage(html: string): Document {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const template of page.querySelectorAll('template[shadowrootmode]')) {
    const root = template.parentElement!.attachShadow({ mode: 'open' });
    root.append(...(template as HTMLTemplateElement).content.childNodes);
    template.remove();
  }
  return page;
}

interface Opened {
  snapshot: PageSnapshot;
  page: Document;
  now: number;
}

function open(name: string, { now }: TaughtPage): Opened {
  const page = openPage(htmlOfTaught(name));
  return { page, snapshot: new PageSnapshot(page), now: Date.parse(now) };
}

function teach({ page, snapshot, now }: Opened, { press, order }: TaughtPage): Lesson {
  const body = bodyOf(snapshot.update());
  const learned = learn(
    body,
    {
      name: spotAt(page, snapshot, press.name),
      ...(press.expiry !== null && { expiry: spotAt(page, snapshot, press.expiry) }),
    },
    { now },
  );
  expect(learned, 'nothing was learned').toBeDefined();
  return withOrder(learned!.everywhere ?? learned!.lesson, order);
}

const pages = taughtPages().filter(({ name }) => !/<iframe/.test(htmlOfTaught(name)));

describe.each(pages)('the page $name: $page.about', ({ name, page }) => {
  it('is not read before it is taught', () => {
    const opened = open(name, page);
    const read = readPage(opened.page, page.url, opened.now).keys.map(({ name: key, expiresAt }) => ({
      key,
      expiresAt,
    }));
    const right = expectedKeys(page.keys).map(({ name: key, expiresAt }) => ({ key, expiresAt }));
    expect(read).not.toEqual(right);
  });

  it('is read right after two presses, and so is a changed copy of it', () => {
    const opened = open(name, page);
    const lesson = teach(opened, page);
    const rows = taughtRows(bodyOf(opened.snapshot.update()), lesson, { now: opened.now });
    expect(plainRows(rows, opened.now), JSON.stringify(lesson)).toEqual(expectedKeys(page.keys));
    const changed = open(`${name}.changed`, page);
    const again = taughtRows(bodyOf(changed.snapshot.update()), lesson, { now: opened.now });
    expect(plainRows(again, opened.now), JSON.stringify(lesson)).toEqual(expectedKeys(page.changed.keys));
  });
});
