import { anyShadowRoot } from '../../utils/browser-differences';
import { withClosedRoots } from '../../utils/page-model/closed-roots';
import { firstLook, type Look } from '../../utils/site/recognise/first-look';

/** What looks at the pages of dashboards, for as long as the tab script is not loaded. */
export function startFirstLook(): Look {
  return firstLook(withClosedRoots(anyShadowRoot));
}
