import type { PageNode } from './page-node';

/**
 * Memoizes a function of a node, for as long as neither the node nor anything within it changes. Its result may depend
 * on nothing else: what is around a node can change without it. `more` has arguments of the first call for a node.
 */
export function perNode<Result, More extends readonly unknown[] = []>(
  read: (node: PageNode, ...more: More) => Result,
): (node: PageNode, ...more: More) => Result {
  const results = new WeakMap<PageNode, { result: Result }>();
  return (node, ...more) => {
    let known = results.get(node);
    if (!known) results.set(node, (known = { result: read(node, ...more) }));
    return known.result;
  };
}
