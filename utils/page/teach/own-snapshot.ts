import { PageSnapshot } from '../../page-model/page-snapshot';
import type { PageNode } from '../../page-model/page-node';
import type { RootOf } from '../../page-model/dom';
import type { LivePage } from '../live-page';
import { WATCHED_ATTRIBUTES } from '../watched-attributes';

/** The content of a page while it is taught. No session may follow that page, because nothing on it says "API keys". */
export class OwnSnapshot implements LivePage {
  readonly page: Document;
  readonly #snapshot: PageSnapshot;
  readonly #observer: MutationObserver;

  constructor(page: Document, rootOf: RootOf, signal: AbortSignal) {
    this.page = page;
    const view = page.defaultView as Window & typeof globalThis;
    this.#observer = new view.MutationObserver((records) => this.#snapshot.forgetChanged(records));
    const observe = (part: Node): void =>
      this.#observer.observe(part, {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
        attributeFilter: WATCHED_ATTRIBUTES,
      });
    this.#snapshot = new PageSnapshot(page, observe, rootOf);
    observe(page.documentElement);
    signal.addEventListener('abort', () => this.#observer.disconnect(), { once: true });
  }

  readonly snapshot = (): PageSnapshot => {
    this.#read();
    return this.#snapshot;
  };

  /** The body as it is now. */
  body(): PageNode | undefined {
    return this.#read().children.findLast(({ tag }) => tag === 'body');
  }

  #read(): PageNode {
    this.#snapshot.forgetChanged(this.#observer.takeRecords());
    return this.#snapshot.update();
  }
}
