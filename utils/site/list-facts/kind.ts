import type { KeyKind } from '../../keys/key';
import { KIND } from '../../page-model/kinds';
import { commonAncestor } from '../../page-model/node-search';
import type { PageNode } from '../../page-model/page-node';
import type { SnapshotRow } from '../key-row';
import { fieldOf } from '../vocabulary/labels';

/** Words that plainly say which kind of key a page lists, and words that are merely usual around read keys. */
const WRITE_WORDS =
  /x-dgs-admin-api-key|\badmin dashboard\b|\bwrite keys?\b|\bupload (?:api )?keys?\b|\bdata owners?\b/i;
const READ_WORDS = /(?<!admin-api-|admin-)\bx-api-key|\bapi dashboard\b|\bread keys?\b/i;
const TIER = /tier|plan|^v2:/i;
const AROUND_READ_KEYS = /\brate limits?\b|\bdevelopers?\b/i;

/** Write keys or read keys, if the page says which: plain words outweigh the usual ones, contradictions say nothing. */
export function kindOfList(body: PageNode, title: string, url: string, rows: readonly SnapshotRow[]): KeyKind {
  const list = commonAncestor(rows[0]!.node, rows.at(-1)!.node);
  const around = list?.parent ?? list;
  const text = `${title} ${aboutPage(body).join(' ')}`;
  const hasTier = (): boolean =>
    around !== undefined &&
    around.leaves.some(({ text: label }) => TIER.test(label) && (label.startsWith('v2:') || fieldOf(label) === 'tier'));
  const isWrite = /\/admin\b/i.test(url) || WRITE_WORDS.test(text);
  const isRead = /\bapi[-/]dashboard\b/i.test(url) || READ_WORDS.test(text);
  if (isWrite !== isRead) return isWrite ? 'write' : 'read';
  return !isWrite && (AROUND_READ_KEYS.test(text) || hasTier()) ? 'read' : 'unknown';
}

/** The page's own texts outside of its tables: its headings, and the paragraphs of its main part. */
function aboutPage(body: PageNode): string[] {
  const texts: string[] = [];
  body.visitKinds(KIND.heading | KIND.paragraph | KIND.table, (node, kinds) => {
    if ((kinds & KIND.table) !== 0) return false;
    if (/^h[1-3]$/.test(node.tag) || (node.tag === 'p' && node.closest('main'))) texts.push(node.text);
    return true;
  });
  return texts;
}
