import { inTab, type Contender } from './browsers';

/** A page of an extension in which no script of its own runs: from there its storage and its worker can be reached. */
export function quietPageOf({ baseUrl }: Contender): string {
  return `${baseUrl}manifest.json`;
}

/** Puts documents into the storage of an extension, past its worker, in place of all that is there. */
export function storeIn(contender: Contender, documents: Record<string, unknown>): Promise<void> {
  return inTab(contender, async (page) => {
    await page.goto(quietPageOf(contender));
    await page.evaluate(async (items) => {
      const { local } = (globalThis as any).chrome.storage;
      await local.clear();
      await local.set(items);
    }, documents);
  });
}
