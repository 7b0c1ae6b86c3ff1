import { KIND } from '../../page-model/kinds';
import type { Leaf, PageNode } from '../../page-model/page-node';
import { isMasked, isSecretOrMasked } from '../../secrets/storage-gate';
import { columnLabelOf } from '../candidates/grids';
import { looksLikeDate } from '../dates/dates';
import { createsKey, createsKeyOrToken, endsKey } from '../vocabulary/create-controls';
import { fieldOf } from '../vocabulary/labels';

/*
 * What only a page of API keys shows. If its title says little ("Credentials"), it must show one of these too.
 */

/** A "Create API key" button, or the form with a key's name and its expiration. */
export function offersCreation(body: PageNode): boolean {
  if (makesKey(body, (control) => createsKey(saidBy(control)))) return true;
  const fields = new Set(body.all('label,legend').map(({ text }) => fieldOf(text)));
  return fields.has('name') && fields.has('expiry');
}

/** A control that makes a key or a token; a link in a sentence only leads to one. */
export function offersKey(body: PageNode): boolean {
  return makesKey(body, (control) => createsKeyOrToken(saidBy(control)) && !isAmongWords(control));
}

/** Several keys, each with a control that ends it. */
export function endsKeys(body: PageNode): boolean {
  return controlsIn(body).filter((control) => endsKey(saidBy(control))).length > 1;
}

function makesKey(body: PageNode, says: (control: PageNode) => boolean): boolean {
  if (controlsIn(body).some(says)) return true;
  let isHeaded = false;
  body.visitKinds(KIND.heading, (heading) => void (isHeaded ||= says(heading) && isOfForm(heading)));
  return isHeaded;
}

const CONTROL = 'button,[role="button"],a[href],input[type="submit"],input[type="button"]';

function controlsIn(body: PageNode): readonly PageNode[] {
  const controls: PageNode[] = [];
  body.walk((node) => {
    if ((node.is(CONTROL) || node.tag.endsWith('-button')) && !isInSentence(node)) controls.push(node);
  });
  return controls;
}

/** "Create an API key before you connect a service." is advice. */
function isInSentence({ tag, parent, text }: PageNode): boolean {
  if (tag !== 'a' || parent?.tag !== 'p') return false;
  return /^\s*(?:before|to|so|when|if|and then)\b/.test(parent.text.slice(parent.text.indexOf(text) + text.length));
}

/** "You can create an API key instead", "Need a key? Create an API key", and what stands beside the page. */
function isAmongWords(control: PageNode): boolean {
  if (control.tag !== 'a') return false;
  const { parent, text } = control;
  const [before = '', after = ''] = text && parent?.tag === 'p' ? parent.text.split(text) : [];
  return /[^.!:]$/.test(before.trimEnd()) || /^\s*[a-z]/.test(after) || control.closest('aside') !== undefined;
}

/** What a control says: an icon may have no more than a title, and an input has a value. */
function saidBy(control: PageNode): string {
  return control.attribute('aria-label') ?? (control.text || control.fieldValue() || control.attribute('title') || '');
}

/** Whether a heading is that of a form. */
function isOfForm({ parent, next }: PageNode): boolean {
  return [parent, next].some((node) => node?.tag === 'form') || (next?.has('form') ?? false);
}

/** The most levels from a secret up to the text that says what it is. This and the next two: chosen, not measured. */
const MOST_LEVELS = 5;
/** The longest text of a box that shows a key, in characters. */
const LONGEST_BOX = 1_000;
/** The shortest secret, in characters. */
const SHORTEST = 20;

/** A box says that it shows a key, and that it will not do so again. */
const OF_KEY = /\b(?:api|access)[ -]?(?:key|token)|\b(?:your|new|this) (?:\w+ )?(?:key|token)\b/i;
const ONCE = /\bcopy\b|\b(?:only|once|again|store|save|keep)\b/i;

/** A box shows a key that is to be copied now. */
export function showsKey(body: PageNode): boolean {
  const isSecret = (text: string): boolean => text.length >= SHORTEST && !/\s/.test(text) && isSecretOrMasked(text);
  const shown = body.leaves.filter(({ text }) => isSecret(text)).map(({ node }) => node);
  const filled = body.all('input').filter((field) => isSecret(field.fieldValue()));
  return [...shown, ...filled].some((node) => !node.closest('pre,figure') && isInBoxOfKey(node));
}

function isInBoxOfKey(node: PageNode): boolean {
  let levels = 0;
  for (const { text } of node.outwards()) {
    if (levels++ > MOST_LEVELS || text.length > LONGEST_BOX) return false;
    if (OF_KEY.test(text) && ONCE.test(text)) return true;
  }
  return false;
}

/** A list has masked keys, or parts of keys, labelled as such, and what expires. */
export function listsMaskedKeys(body: PageNode): boolean {
  const leaves = body.leavesWithout((node) => node.is('pre,nav,footer'));
  const fields = new Set(leaves.map(({ text }) => (text.length <= LONGEST_LABEL ? fieldOfKey(text) : undefined)));
  return fields.has('expiry') && fields.has('secret') && leaves.some((leaf) => isMaskedKey(leaf));
}

/** No label is longer, in characters. Chosen, not measured. */
const LONGEST_LABEL = 40;
const KEY_LABEL =
  /^(?:(?:api|access|secret) )?(?:key|token)s?(?: (?:id|prefix|preview|value))?:?$|^last [3-8] (?:digits|characters)$/i;
/** Labels of parts of keys, which need no mask: those of accounts, people and courses have other ones. */
const PART_LABEL = /^(?:(?:api|access|secret) )?(?:(?:key )?prefix|key id)$/i;
/** "dgs_3fa9", "AKIA3F9A"; and a key that is cut at its end or its beginning: "dgs_3fa9…", "…3f9a". */
const PART = /^(?=\D{0,20}\d)[\w-]{4,20}$/;
const CUT = /^(?=\D{0,20}\d)(?:[\w-]{4,20}(?:…|\.{3})|(?:…|\.{3})\w{3,8})$/;
const EXPIRES = /^(?:expir(?:es|ed|y|ation)|never expires|no expiry|valid until)\b/i;

function fieldOfKey(text: string): string | undefined {
  if (KEY_LABEL.test(text)) return 'secret';
  return EXPIRES.test(text) ? 'expiry' : fieldOf(text);
}

/** Whether a text is masked, or a part of a key, and stands in a record with a date. */
function isMaskedKey({ node, text }: Leaf): boolean {
  const isPart = CUT.test(text) || (PART.test(text) && PART_LABEL.test(columnLabelOf(node) ?? ''));
  if (!(isPart || isMasked(text)) || /\bsha\d|^\+?\d/i.test(text)) return false;
  let levels = 0;
  for (const outer of node.outwards()) {
    if (levels++ > MOST_LEVELS || outer.text.length > LONGEST_BOX) return false;
    if (outer.leaves.some((leaf) => looksLikeDate(leaf.text, { now: 0 }) || EXPIRES.test(leaf.text))) return true;
  }
  return false;
}
