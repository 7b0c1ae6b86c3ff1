import { isLesser, isTitle } from './tab-precheck';

/* Where a title may stand that is no heading, and what it says. */

/** What is, and holds, no title: what leads to other pages, the name of a field, an entry of a menu, code. */
export const NO_TITLE =
  'a,button:not([aria-expanded="true"]),nav,footer,label,option,select,pre,code,th,svg,[aria-haspopup],' +
  '[role="button"]:not([aria-expanded="true"]),' +
  withRoles('link,navigation,menu,menuitem,tab,option,listbox,tooltip,columnheader,banner,status,alert');

/** What may have a name that is not that of a section or a list in it. */
export const NO_SECTION =
  'a,button,input,select,textarea,img,svg,i,nav,label,form,tr,td,th,' +
  withRoles('button,link,img,navigation,menu,menuitem,tab,tablist,row,cell,option,textbox,search,switch,checkbox');

/** Each role as a selector. */
function withRoles(roles: string): string {
  return roles.replace(/[a-z]+/g, '[role="$&"]');
}

/** What any such title contains. */
const ANY_TITLE = /\bapi\b|\bkeys?\b|\btokens?\b|credentials|secrets|api-?key/i;

/** A title says "API keys", or less. */
export type Tier = 'full' | 'less';

/** What a text says where a title may stand. */
export function tierOf(text: string, directText = (): string => text): Tier | undefined {
  if (!ANY_TITLE.test(text)) return undefined;
  if (isTitle(text, directText)) return 'full';
  return isLesser(text, directText) ? 'less' : undefined;
}
