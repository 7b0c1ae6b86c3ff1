import { anyShadowRoot, nativeBrowser } from '../../utils/browser-differences';
import { withClosedRoots } from '../../utils/page-model/closed-roots';
import { LOADING, isTeachableRequest, isTeachRequest } from '../../utils/hosts/tab-requests';
import { onExtensionMessage } from '../../utils/page/on-extension-message';
import { taughtAddresses } from '../../utils/page/taught-addresses';
import { firstLook } from '../../utils/site/recognise/first-look';
import type { Command, Reply } from '../../utils/worker/commands';

/** Looks at the pages of dashboards. */
export const look = firstLook(withClosedRoots(anyShadowRoot));

/** Whether the user has taught the page, which then need not look like the tab. */
export const isTaught = taughtAddresses(async () => {
  const question: Command<'lesson'> = { type: 'lesson', body: {} };
  const reply: Reply<'lesson'> | undefined = await nativeBrowser.runtime.sendMessage(question);
  return typeof reply === 'object' && reply.recipe !== undefined;
});

/** Calls `begin` when the user wants to teach a page, until `signal` is aborted: then the tab script answers. */
export function onWishToTeach(begin: () => void, signal: AbortSignal): void {
  onExtensionMessage(isTeachableRequest, async () => true, signal);
  onExtensionMessage(
    isTeachRequest,
    async () => {
      begin();
      return LOADING;
    },
    signal,
  );
}
