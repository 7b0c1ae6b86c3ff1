import { KIND } from './kinds';
import type { PageNode } from './page-node';

/** Whether something on the page says that it is still loading. A picture is not read, but may be a spinner. */
export function isLoading(root: PageNode): boolean {
  return root.hasKind(KIND.busy) || root.has('svg[role="progressbar"]:not([aria-valuenow])');
}
