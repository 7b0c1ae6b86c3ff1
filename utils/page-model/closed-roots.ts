import { openRootOf, type RootOf } from './dom';

/**
 * The tags, apart from those of custom elements, that may have a shadow root
 * (https://dom.spec.whatwg.org/#dom-element-attachshadow).
 */
const HOSTS = new Set(
  'article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section span'.split(' '),
);

/**
 * Sees closed roots too. To `ask` a browser for one takes it as long as to read some ten elements, so only those are
 * asked for that a page may have made to hold one: a custom element, one that is empty, or one that has an id for
 * scripts to find it by.
 */
export function withClosedRoots(ask: RootOf): RootOf {
  return (element) => openRootOf(element) ?? (mayBeHost(element) ? ask(element) : null);
}

function mayBeHost(element: Element): boolean {
  const { localName } = element;
  if (!HOSTS.has(localName)) return localName.includes('-');
  return element.firstChild === null || element.hasAttribute('id');
}
