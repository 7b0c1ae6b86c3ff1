import type { RootOf } from '../../utils/page-model/dom';
import { onExtensionMessage } from '../../utils/page/on-extension-message';
import { isTeachableRequest, isTeachRequest, TEACHING } from '../../utils/hosts/tab-requests';
import { knownLayers } from '../../utils/page/shield';
import type { Lesson } from '../../utils/site/recipe/recipe';
import type { LinkToWorker } from './link-to-worker';

interface TeachOnRequest {
  link: LinkToWorker;
  rootOf: RootOf;
  signal: AbortSignal;
  /** Called once the worker has stored what was taught. */
  onTaught(lesson: Lesson): Promise<void>;
}

/** Opens the panel in which the user teaches the page when the popup asks for it; what it needs is loaded then. */
export function teachOnRequest({ link, rootOf, signal, onTaught }: TeachOnRequest): void {
  let isOpen = false;
  const teach = async (ticket: number): Promise<void> => {
    if (isOpen) return;
    isOpen = true;
    const [{ startTeaching }, chosen] = await Promise.all([
      import('../../utils/page/teach/teaching'),
      link.ask({ type: 'choices', body: {} }),
    ]);
    startTeaching({
      page: document,
      words: chosen?.words,
      rootOf,
      layers: knownLayers(),
      signal,
      save: (lesson) => link.send({ type: 'taught', body: { ticket, lesson } }),
      onEnd: (lesson) => {
        isOpen = false;
        if (lesson) onTaught(lesson).catch(() => undefined);
      },
    });
  };
  onExtensionMessage(isTeachableRequest, async () => true, signal);
  onExtensionMessage(
    isTeachRequest,
    async (message) => {
      void teach((message as { ticket: number }).ticket);
      return TEACHING;
    },
    signal,
  );
}
