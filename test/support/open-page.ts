import { Window } from 'happy-dom';

/** A simulated document of a page's markup, for commands. Its scripts do not run, and it knows no style sheets. */
export function openPage(html: string, url: string): Document {
  const window = new Window({ url });
  Object.assign(globalThis, {
    Node: window.Node,
    NodeFilter: window.NodeFilter,
    getComputedStyle: window.getComputedStyle.bind(window),
  });
  window.document.write(html);
  return window.document as unknown as Document;
}
