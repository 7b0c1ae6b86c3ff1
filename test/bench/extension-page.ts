import { inTab, type Contender } from './browsers';

/** A page of an extension in which no script of its own runs: from there its storage and its worker can be reached. */
export function quietPageOf({ baseUrl }: Contender): string {
  return `${baseUrl}manifest.json`;
}

/**
 * Puts documents into the storage of an extension in place of all that is there, and waits until its worker has looked
 * at them.
 */
export function storeIn(contender: Contender, documents: Record<string, unknown>): Promise<void> {
  return inTab(contender, async (page) => {
    await page.goto(quietPageOf(contender));
    await page.evaluate(async (items) => {
      const { runtime, storage } = (globalThis as any).chrome;
      await storage.local.clear();
      await storage.local.set(items);
      // Answered once the check is done, and what is due is noted: so nothing of it happens while something is
      // measured.
      await runtime.sendMessage({ type: 'mute', body: { id: 'no such key', isMuted: false } });
    }, documents);
  });
}
