import { openRootOf, type RootOf } from './dom';

/**
 * The tags, apart from those of custom elements, that may have a shadow root
 * (https://dom.spec.whatwg.org/#dom-element-attachshadow).
 */
const HOSTS = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
);

/**
 * Sees closed roots too. To `ask` a browser for one takes as long as reading some ten elements. So it is asked only
 * about elements that a page may have made to hold one: custom, empty, or with an id by which scripts find them.
 */
export function withClosedRoots(ask: RootOf): RootOf {
  return (element) => openRootOf(element) ?? (mayBeHost(element) ? ask(element) : null);
}

function mayBeHost(element: Element): boolean {
  const { localName } = element;
  if (!HOSTS.has(localName)) return localName.includes('-');
  return element.firstChild === null || element.hasAttribute('id');
}
