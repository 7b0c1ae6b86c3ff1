import { pathOf } from '../recognise/quick-check';
import { isAll, isStatus } from '../vocabulary/part-words';
import { API_KEYS_PATH } from '../vocabulary/titles';

/* Addresses of a part of the list: below the tab's own, or with a choice in them. */

const BELOW_TAB = /\/(?:(?:my|manage|view)[-_])?api[-_]?keys?((?:\/[^/]*)+)$/i;
/** Steps that choose nothing. */
const HARMLESS_STEP = /^(?:|list|index|index\.html|all|overview|manage|home)$/;
/**
 * Parameters that choose nothing, those that choose by any value, and those that choose by a number other than the
 * first.
 */
const HARMLESS = /^(?:utm_|lang|locale|hl$|sort|order|dir|theme|ref)/;
const CHOOSES = new RegExp(
  '^(?:q|s|query|search|find|keywords?|term|filters?|status|owner|created[-_]?by|' +
    'cursor|after|before|(?:next|page)[-_]?token)$',
);
const NUMBERED = /^(?:pg|page|page[-_]?(?:no|num|number|index)|offset|skip|start)$/;
const FLAG = /^(?:(?:show|include|only|is)[-_]?)?(?:expired|active|inactive|archived|revoked|mine)(?:[-_]?only)?$/;
/** Keys that are left out unless it is on, and the bounds of a period, as dates. */
const ADDS = /^(?:(?:show|include|with)[-_]?)?(?:expired|inactive|archived|revoked|deleted)$/;
const PERIOD = /^(?:from|to|since|until|start|end)(?:[-_]?date)?$/;
const OFF = /^(?:|0|false|no|none|off|all|any)$/;

/** The longest part of an address that is searched, in characters. Chosen, not measured. */
const LONGEST_ADDRESS = 2_000;

export function isSelectingAddress(url: string): boolean {
  const address = url.slice(0, LONGEST_ADDRESS);
  const path = pathOf(address).toLowerCase();
  if (
    BELOW_TAB.exec(path)?.[1]!
      .split('/')
      .some((step) => !HARMLESS_STEP.test(step))
  )
    return true;
  // Elsewhere it may be the number of the tab itself.
  if (API_KEYS_PATH.test(path) && /[?&]p=0*(?:[2-9]|1\d)/.test(address)) return true;
  const [front = '', ...behind] = address.split('#');
  const hash = behind.join('#');
  return (
    selects(front.split('?')[1] ?? '') ||
    selects(
      hash
        .split('?')
        .at(-1)!
        .replace(/^[!/]+/, ''),
    ) ||
    isStatus(hash.split('/').at(-1)!.replace(/[-_]/g, ' '))
  );
}

function selects(query: string): boolean {
  const parameters = [...new URLSearchParams(query.toLowerCase())];
  return parameters.some(([name, value]) => selectsBy(name, value.trim()));
}

function selectsBy(name: string, value: string): boolean {
  if (HARMLESS.test(name)) return false;
  if (OFF.test(value)) return ADDS.test(name) && /^(?:0|false|no|off)$/.test(value);
  if (PERIOD.test(name) && /^\d{4}-?\d\d/.test(value)) return true;
  if (NUMBERED.test(name) && /^\d+$/.test(value)) return Number(value) > (name.startsWith('p') ? 1 : 0);
  // Names such as "filter[status]" and "keys.status" are recognised by their words.
  if (name.split(/[^a-z_-]+/).some((word) => CHOOSES.test(word))) return !isAll(value);
  return FLAG.test(name) || isStatus(value.replace(/[-_+]/g, ' '));
}
