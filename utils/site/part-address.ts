import { pathOf } from './mention';
import { isAll, isStatus } from './part-words';
import { API_KEYS_PATH } from './titles';

/* Whether an address is that of a part of the list: below the tab's own, or with a choice in it. */

const BELOW_TAB = /\/(?:(?:my|manage|view)[-_])?api[-_]?keys?((?:\/[^/]*)+)$/i;
/** Steps that choose nothing. */
const HARMLESS_STEPS = new Set(['', 'list', 'index', 'index.html', 'all', 'overview', 'manage', 'home']);
const PAGE = /^(?:pg|page|page[-_]?(?:no|num|number|index))$/;
const PLACE = /^(?:offset|skip|start|from[-_]?row)$/;
const MARK = /^(?:cursor|after|before|continuation|starting[-_]?after|next[-_]?token|(?:next[-_]?)?page[-_]?token)$/;
const QUERY = /^(?:q|s|query|search|find|keywords?|term|text|filters?|status|statuses|owner|created[-_]?by|view[-_]?as|contains)$/;
const FLAG = /^(?:(?:show|include|only|is)[-_]?)?(?:expired|active|inactive|archived|revoked|mine)(?:[-_]?only)?$/;
const HARMLESS = /^(?:utm_.*|lang|language|locale|hl|sort.*|order.*|dir|direction|theme|ref|source)$/;
const OFF = /^(?:|0|false|no|none|off|all|any)$/;

/** Whether an address selects some of the keys. */
export function isSelectingAddress(url: string): boolean {
  const address = url.slice(0, 2_000);
  // Elsewhere it may be the number of the tab itself.
  if (API_KEYS_PATH.test(pathOf(address)) && /[?&]p=0*[2-9]\d*(?:[&#]|$)/.test(address)) return true;
  const below = BELOW_TAB.exec(pathOf(address).toLowerCase())?.[1];
  if (below?.split('/').some((step) => !HARMLESS_STEPS.has(step))) return true;
  const [beforeHash = '', ...behind] = address.split('#');
  const hash = decoded(behind.join('#'));
  const [hashPath = '', hashQuery = ''] = hash.split('?');
  if (!hash.includes('=')) return isStatus(lastStep(hashPath)) || selects(beforeHash.split('?')[1] ?? '');
  return selects(beforeHash.split('?')[1] ?? '') || selects(hashQuery || hash.replace(/^[!/]*/, ''));
}

function lastStep(path: string): string {
  return path.replace(/[-_]/g, ' ').split('/').at(-1) ?? '';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function selects(query: string): boolean {
  return [...new URLSearchParams(query)].some(([name, value]) => selectsBy(name.toLowerCase(), value.trim().toLowerCase()));
}

function selectsBy(name: string, value: string): boolean {
  if (HARMLESS.test(name)) return false;
  if (PAGE.test(name)) return /^\d+$/.test(value) ? Number(value) > 1 : isStatus(value);
  if (PLACE.test(name)) return /^\d+$/.test(value) && value !== '0';
  if (MARK.test(name)) return value !== '';
  // Names such as "filter[status]" and "keys.status" are told by their words.
  if (name.split(/[^a-z-]+/).some((word) => QUERY.test(word))) return !OFF.test(value) && !isAll(value);
  if (FLAG.test(name)) return !OFF.test(value);
  return isStatus(value.replace(/[-_+]/g, ' '));
}
