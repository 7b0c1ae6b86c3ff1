// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import type { PageNode } from '../../../utils/page-model/page-node';
import { PageSnapshot } from '../../../utils/page-model/page-snapshot';
import { TaughtPage } from '../../../utils/page/taught-page';
import type { Recipe } from '../../../utils/site/recipe/recipe';
import { taughtReader } from '../../../utils/site/recipe/taught-reader';
import type { ApiKeysTab } from '../../../utils/site/tab';

const URL_OF_PAGE = 'https://data.gov.sg/admin/kunci';
const RECIPE: Recipe = {
  levels: [],
  layout: 'rows',
  row: { tag: 'li' },
  stem: [],
  name: { steps: [], from: 'text' },
  address: '/admin/kunci',
  taughtAt: 1,
};

function taught(recipe: Recipe | undefined) {
  const lesson = vi.fn<() => Promise<Recipe | undefined>>(() => Promise.resolve(recipe));
  const reportLessonOutcome = vi.fn<(hasFailed: boolean) => void>();
  const page = new TaughtPage({ lesson, reader: async (known) => taughtReader(known), reportLessonOutcome });
  return { page, lesson, reportLessonOutcome };
}

async function answered(page: TaughtPage, url = URL_OF_PAGE): Promise<boolean> {
  const onAnswer = vi.fn<() => void>();
  page.askFor(url, onAnswer);
  await new Promise((resolve) => setTimeout(resolve));
  return onAnswer.mock.calls.length > 0;
}

function root(html: string): PageNode {
  document.body.innerHTML = html;
  return new PageSnapshot(document).update();
}

const READ: ApiKeysTab = { isCertain: true, isWholePage: true, isTaught: true };

it('the worker is asked once for each list, whatever its page number', async () => {
  const { page, lesson } = taught(RECIPE);
  expect(await answered(page)).toBe(true);
  expect(page.readerAt(`${URL_OF_PAGE}?page=2`)).toBeDefined();
  expect(await answered(page, `${URL_OF_PAGE}?page=2`)).toBe(false);
  expect(lesson).toHaveBeenCalledTimes(1);
  expect(page.readerAt('https://data.gov.sg/admin/usage')).toBeUndefined();
});

it('all who ask while the answer is on its way are called once it is there', async () => {
  const { page, lesson } = taught(RECIPE);
  const first = vi.fn<() => void>();
  page.askFor(URL_OF_PAGE, first);
  expect(await answered(page)).toBe(true);
  expect(first).toHaveBeenCalledTimes(1);
  expect(lesson).toHaveBeenCalledTimes(1);
});

it('a list that does not fit for four seconds is told of once, and so is one that fits again', async () => {
  const { page, reportLessonOutcome } = taught(RECIPE);
  await answered(page);
  const other = { isCertain: true, isWholePage: true, list: { rows: [{}] } } as unknown as ApiKeysTab;
  const shown = root('<p>A list of something else</p>');
  expect(page.follow(other, shown, URL_OF_PAGE, 1_000)).toBe(5_000);
  expect(page.follow(other, shown, URL_OF_PAGE, 4_999)).toBe(5_000);
  expect(reportLessonOutcome).not.toHaveBeenCalled();
  expect(page.follow(other, shown, URL_OF_PAGE, 5_000)).toBe(Infinity);
  page.follow(other, shown, URL_OF_PAGE, 9_000);
  expect(reportLessonOutcome.mock.calls).toEqual([[true]]);
  page.follow(READ, shown, URL_OF_PAGE, 10_000);
  page.follow(READ, shown, URL_OF_PAGE, 11_000);
  expect(reportLessonOutcome.mock.calls).toEqual([[true], [false]]);
});

it('a page that loads, or lists nothing, has not changed', async () => {
  const { page, reportLessonOutcome } = taught(RECIPE);
  await answered(page);
  for (const html of ['<p>You have no keys.</p>', '<table aria-busy="true"><tr><td>a</td><td>b</td></tr></table>'])
    expect(page.follow(undefined, root(html), URL_OF_PAGE, 1_000)).toBe(Infinity);
  expect(reportLessonOutcome).not.toHaveBeenCalled();
});
