import { browser } from 'wxt/browser';
import { readManaged } from '../browser-differences';
import { policyIn } from '../policy';
import { POLICY } from './documents';
import { exclusive } from './store';

/**
 * Takes over the administrator's policy as the browser has it now, and resolves to whether it has changed.
 *
 * Right after its start the browser can take seconds to respond. So the policy is kept in storage: the popup and the
 * next check read it there at once along with everything else, even if the worker is gone.
 */
export async function takeOverPolicy(): Promise<boolean> {
  const policy = policyIn(await readManaged());
  return exclusive(async () => {
    const { [POLICY]: known } = await browser.storage.local.get([POLICY]);
    if (JSON.stringify(policyIn(known)) === JSON.stringify(policy)) return false;
    await (Object.keys(policy).length > 0
      ? browser.storage.local.set({ [POLICY]: policy })
      : browser.storage.local.remove(POLICY));
    return true;
  });
}
