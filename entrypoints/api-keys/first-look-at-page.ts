import { anyShadowRoot } from '../../utils/browser-differences';
import { withClosedRoots } from '../../utils/page-model/closed-roots';
import { firstLook } from '../../utils/site/recognise/first-look';

/** Looks at the pages of dashboards. */
export const look = firstLook(withClosedRoots(anyShadowRoot));
