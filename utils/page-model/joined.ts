import type { Leaf } from './page-node';

const NONE: readonly never[] = [];

/** A concatenation of lists that uses a single one as it is: most nodes add nothing to their contents. */
export class Joined<Item> {
  all: readonly Item[] = NONE;
  #own: Item[] | undefined;

  add(item: Item): void {
    this.#list().push(item);
  }

  join(items: readonly Item[]): void {
    if (items.length === 0) return;
    if (this.all.length === 0) {
      this.all = items;
      return;
    }
    const list = this.#list();
    for (let index = 0; index < items.length; index++) list.push(items[index]!);
  }

  #list(): Item[] {
    if (!this.#own) this.all = this.#own = [...this.all];
    return this.#own;
  }
}

/** The words of some runs of text, without the names of pictures. */
export function textOf(leaves: readonly Leaf[]): string {
  const words = leaves.filter(({ isPicture }) => !isPicture);
  return words.length === 1 ? words[0]!.text : words.map(({ text }) => text).join(' ');
}
