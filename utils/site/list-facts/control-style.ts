import type { PageNode } from '../../page-model/page-node';

/*
 * What a control looks like, by the names of its style. Teams name them as they like, so they are asked only if nothing
 * else says the state of a control, and never to tell that something is a key.
 */

/** Each is a whole name: "hover:active" and "disabled:opacity-50" say only how a control would look. */
const DEAD = /(?:^|\s)(?!not-)(?:[\w-]+[-_])?disabled(?:\s|$)/i;
const CHOSEN = /(?:^|\s)(?:[\w-]+[-_])?(?:active|selected|current|checked|on)(?:\s|$)/i;

export function looksDead(control: PageNode): boolean {
  return DEAD.test(styleOf(control));
}

export function looksChosen(control: PageNode): boolean {
  return CHOSEN.test(styleOf(control));
}

/** The names of a control, and of the item of a list that holds nothing else. */
function styleOf(control: PageNode): string {
  const item = control.parent?.children.length === 1 ? control.parent : control;
  return [control, item].flatMap((node) => [node.attribute('class'), node.attribute('data-state')]).join(' ');
}
