import { labelsAttachedTo } from '../../page-model/fields';
import { ENTRY, isVisible } from '../../page-model/dom';
import { KIND } from '../../page-model/kinds';
import { isNamedPicture, nodesWithin } from '../../page-model/node-search';
import type { PageNode } from '../../page-model/page-node';
import type { SnapshotRow } from '../key-row';
import { isOfAnotherList } from '../evidence/other-list';
import { listsNoKeys, isStatus, LABEL_LIMIT } from '../vocabulary/part-words';
import { isApiKeysTitle } from '../vocabulary/titles';

/** A control, by its text. */
export interface Control {
  node: PageNode;
  label: string;
  isOff: boolean;
}

/** Where a node stands: about the list, within one key, in the frame of every page, or in a part of its own. */
type Place = 'list' | 'key' | 'frame' | 'elsewhere';

const OWN_PARTS = 'dialog,[role="dialog"],[role="alertdialog"],[role="tooltip"],[role="log"],pre';
const SECTION = 'main,section,article,[role="main"],[role="tabpanel"],[role="region"]';
const HEADING = 'h1,h2,h3,h4,[role="heading"]';
/** Words of a site's header and footer, which those of a card do not contain. */
const OF_SITE = /@|log ?(?:in|out)|sign ?(?:in|out)|government|gov\.sg|©|privacy|terms|contact/i;
const OFF = '[aria-disabled="true"],fieldset[disabled]';
const MAKES_KEY = /^\W*(?:create|generate|issue|save)\W*$|^\W*(?:create|generate|issue|add|new|request)\b.*\bkeys?\b/i;
/** The most pieces that a text is put together of (completeness.test.ts: a count in pieces). */
const MOST_PIECES = 8;
/** The longest text that says how much of a list is shown, in characters. Chosen, not measured. */
const TEXT_LIMIT = 120;
/** A name of so many characters may be a part of any text. Chosen, not measured. */
const SHORT_NAME = 2;

/** The texts and controls around the keys of a list, which may be about it. */
export class AroundList {
  /** For each key the node that holds all of it and nothing else. */
  readonly keys: ReadonlySet<PageNode>;
  /** Every node that holds a key. */
  readonly #holders = new Set<PageNode>();
  readonly #places = new Map<PageNode, Place>();
  #nodes: readonly PageNode[] | undefined;
  #foundControls: readonly Control[] | undefined;
  #controls: readonly Control[] | undefined;
  #texts: readonly { node: PageNode; text: string }[] | undefined;

  constructor(
    readonly body: PageNode,
    readonly rows: readonly SnapshotRow[],
  ) {
    this.keys = partsOfKeys(rows);
    for (const key of this.keys) {
      for (const holder of key.parent?.outwards() ?? []) {
        if (this.#holders.has(holder)) break;
        this.#holders.add(holder);
      }
    }
  }

  /** All nodes that are in no key, silent ones among them. */
  get nodes(): readonly PageNode[] {
    return (this.#nodes ??= nodesWithin(this.body, (node) => this.keys.has(node)));
  }

  /** Whether a node is shown, and is about the list. */
  isAbout(node: PageNode): boolean {
    return this.#placeOf(node) === 'list' && node.test(isVisible);
  }

  /**
   * Whether a node is shown anywhere but in a key or in a part of its own: a search may stand above everything else.
   */
  isOnPage(node: PageNode): boolean {
    return this.isAbout(node) || (this.#placeOf(node) === 'frame' && node.test(isVisible));
  }

  /** The names of what holds the keys, which nobody sees: `<ul aria-label="5 API keys">`. */
  get names(): readonly { node: PageNode; text: string }[] {
    return [...this.#holders].map((node) => ({ node, text: node.attribute('aria-label') ?? '' }));
  }

  holdsKeys(node: PageNode | undefined): boolean {
    return node !== undefined && this.#holders.has(node);
  }

  /** Whether a text contains the name of a key, and so is about that key. */
  namesKey(text: string): boolean {
    return this.rows.some(({ name }) => name.length > SHORT_NAME && text.includes(name));
  }

  /** The controls that are about the list and say something. */
  get controls(): readonly Control[] {
    return (this.#controls ??= this.#allControls().filter(({ label }) => label !== ''));
  }

  /** Those that say nothing: all that a person sees is a picture. */
  get pictureControls(): readonly Control[] {
    return this.#allControls().filter(({ label }) => label === '');
  }

  /** The short texts about the list: each node's own, and adjacent ones joined. */
  get texts(): readonly { node: PageNode; text: string }[] {
    return (this.#texts ??= this.#findTexts());
  }

  /** Whether a list of something else comes before a node: then a pager or a count is about that one. */
  followsAnotherList(node: PageNode): boolean {
    let top = node;
    for (const around of node.parent?.outwards() ?? []) {
      if (this.#holders.has(around)) break;
      top = around;
    }
    const siblings = top.parent?.children ?? [];
    const before = siblings.slice(0, siblings.indexOf(top)).toReversed();
    return before.map((sibling) => this.#listBefore(sibling)).find(Boolean) === 'another';
  }

  /** Whose list an element before a part of the page is, or is the heading of. */
  #listBefore(node: PageNode): 'own' | 'another' | undefined {
    if (this.#isKeyOrHolder(node)) return 'own';
    if (this.#isOfAnother(node)) return 'another';
    const headings = headingsIn(node);
    if (headings.some(speaksOfKeys)) return 'own';
    return headings.some(isOfAnotherList) || hasColumns(node) ? 'another' : undefined;
  }

  #isKeyOrHolder(node: PageNode): boolean {
    return this.keys.has(node) || this.#holders.has(node);
  }

  #placeOf(node: PageNode): Place {
    const inPlace: PageNode[] = [];
    let place: Place | undefined;
    for (const around of node.outwards()) {
      inPlace.push(around);
      place = this.#places.get(around) ?? this.#ownPlaceOf(around);
      if (place) break;
    }
    place ??= 'list';
    for (const around of inPlace) this.#places.set(around, place);
    return place;
  }

  /** The place of a node if it differs from that of its parent. */
  #ownPlaceOf(node: PageNode): Place | undefined {
    if (this.keys.has(node)) return 'key';
    if (this.#holders.has(node)) return undefined;
    if (isHidden(node) || node.is(OWN_PARTS) || makesKey(node)) return 'elsewhere';
    if (framesPage(node)) return 'frame';
    if (!this.holdsKeys(node.parent)) return undefined;
    const isBehindAnother = !this.#standsBeforeKeys(node) && this.followsAnotherList(node);
    return isBehindAnother || this.#isOfAnother(node) ? 'elsewhere' : undefined;
  }

  #standsBeforeKeys(node: PageNode): boolean {
    const siblings = node.parent?.children ?? [];
    return siblings.slice(siblings.indexOf(node) + 1).some((sibling) => this.#isKeyOrHolder(sibling));
  }

  /** Whether a part has headings or a name, none of which is about keys. */
  #isOfAnother(part: PageNode): boolean {
    const name = part.is(SECTION) ? part.attribute('aria-label') : null;
    const headings = [...headingsIn(part), ...(name ? [name] : [])];
    if (headings.length === 0 || part.is(HEADING) || headings.some(speaksOfKeys)) return false;
    return headings.some((heading) => isOfAnotherList(heading) || listsNoKeys(heading)) || hasColumns(part);
  }

  #allControls(): readonly Control[] {
    if (this.#foundControls) return this.#foundControls;
    const controls: Control[] = [];
    const add = (node: PageNode): void => {
      if (this.#placeOf(node) !== 'list') return;
      const label = labelOf(node);
      const isOff = node.attribute('disabled') !== null || node.closest(OFF) !== undefined;
      if (label.length <= LABEL_LIMIT) controls.push({ node, label, isOff });
    };
    this.body.visitKinds(KIND.control | KIND.row, (node, kinds) => {
      if (this.keys.has(node)) return false;
      if ((kinds & KIND.control) !== 0) add(node);
      return true;
    });
    this.nodes.filter((node) => node.is('input[type="button"],input[type="submit"]')).forEach(add);
    return (this.#foundControls = controls);
  }

  #findTexts(): { node: PageNode; text: string }[] {
    const isElsewhere = (node: PageNode): boolean => node.tag === 'label' || this.#ownPlaceOf(node) !== undefined;
    const leaves = this.body.leavesWithout(isElsewhere);
    const texts = new Map<PageNode, string>();
    const add = (node: PageNode, text: string): void => {
      if (text !== '' && text.length <= TEXT_LIMIT) texts.set(node, text);
    };
    for (const [index, { node, text, isPicture }] of leaves.entries()) {
      const before = leaves[index - 1];
      if (this.#holders.has(node)) add(node, text);
      for (const around of isPicture ? [] : [node, node.parent]) {
        const isShort =
          around && !texts.has(around) && !this.#holders.has(around) && around.leaves.length <= MOST_PIECES;
        if (isShort) add(around, around.text);
      }
      // A count beside a title is often a separate element.
      const isCount = before && /^\W*\d+\W*$/.test(text) && isApiKeysTitle(before.text);
      if (isCount) add(before.node, `${before.text} ${text}`);
    }
    return [...texts].map(([node, text]) => ({ node, text }));
  }
}

/** Whether a node is hidden, or a field or picture that nobody reads; a picture with a name may say something. */
function isHidden(node: PageNode): boolean {
  return node.isSilent && node.tag !== 'select' && !isNamedPicture(node);
}

/** For each key the node that holds all of it, if that holds nothing else. */
function partsOfKeys(rows: readonly SnapshotRow[]): ReadonlySet<PageNode> {
  const entries = new Map<PageNode, number>();
  const entryOf = rows.map(({ node }) => node.closest(ENTRY));
  for (const entry of entryOf) if (entry) entries.set(entry, (entries.get(entry) ?? 0) + 1);
  return new Set(
    rows.map((row, index) => {
      const entry = entryOf[index];
      const isItsOwn = entry && entries.get(entry) === 1 && (entry === row.node || !entry.has('h1,h2,table'));
      if (isItsOwn) return entry;
      return rows.length === 1 ? smallestPart(row) : row.node;
    }),
  );
}

/** A single key may seem to be all of its section. */
function smallestPart({ node, expiryNode, name }: SnapshotRow): PageNode {
  for (const part of expiryNode.outwards()) if (part === node || part.text.includes(name)) return part;
  return node;
}

function headingsIn(node: PageNode): string[] {
  if (node.is(HEADING)) return [node.text];
  const headings: string[] = [];
  node.visitKinds(KIND.heading, ({ text }) => {
    headings.push(text);
    return false;
  });
  return headings;
}

function speaksOfKeys(heading: string): boolean {
  const speaks = /\b(?:keys?|filters?|pages?|pagination|results?)\b/i.test(heading) || isStatus(heading);
  return speaks && !isOfAnotherList(heading);
}

function hasColumns(node: PageNode): boolean {
  return node.has('th,[role="columnheader"]');
}

function makesKey(node: PageNode): boolean {
  if (!node.is('form,[role="form"],fieldset')) return false;
  let makes = false;
  node.visitKinds(KIND.control, (control) => {
    makes ||= MAKES_KEY.test(labelOf(control));
  });
  return makes;
}

function framesPage(node: PageNode): boolean {
  if (node.is('[role="banner"],[role="contentinfo"]')) return true;
  if (!node.is('header,footer') || node.closest(SECTION) || headingsIn(node).length > 0) return false;
  return node.has('nav') || OF_SITE.test(node.text);
}

/** The text of a control: its label, its text, or the name of its picture. */
export function labelOf(node: PageNode): string {
  const label =
    node.attribute('aria-label')?.trim() ||
    node.text ||
    node.leaves[0]?.text ||
    node.attribute('title') ||
    node.fieldValue();
  return label
    .slice(0, LABEL_LIMIT + 1)
    .replace(/\s+/g, ' ')
    .trim();
}

/** The label of a field, however it is attached, with its placeholder. */
export function labelOfField(field: PageNode): string {
  const own = ['aria-label', 'placeholder', 'title'].map((name) => field.attribute(name) ?? '');
  const attached = labelsAttachedTo(field).map(({ text }) => text);
  const label = [...own, ...attached].join(' ').replace(/\s+/g, ' ').trim();
  return (label || textBeside(field)).slice(0, LABEL_LIMIT);
}

/** The text right before a field, or after a checkbox, if no label is attached to it. */
function textBeside(field: PageNode): string {
  const contents = field.parent?.contents ?? [];
  const index = contents.indexOf(field);
  const isBox = field.is('[type="checkbox"],[type="radio"],[role="checkbox"],[role="radio"],[role="switch"]');
  const beside = isBox ? contents.slice(index + 1) : contents.slice(0, index).reverse();
  return beside.find((part) => !('isPicture' in part) && part.text !== '')?.text ?? '';
}
