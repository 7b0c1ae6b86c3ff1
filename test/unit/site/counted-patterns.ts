/*
 * Counts what patterns cost: each is run a second time by a plain backtracking search that counts its steps, as a
 * browser would go through it. A duration would tell of the computer; the steps tell of the pattern.
 */

/** Where a match that begins at `index` ends, handed on until all of the pattern is matched. */
type Then = (index: number) => boolean;
type Part = (index: number, then: Then) => boolean;

const exec = RegExp.prototype.exec;
const FALSE = -1;

class Counted {
  steps = 0;
  #text = '';
  readonly #groups: (string | undefined)[] = [];
  #end = FALSE;
  readonly #source: string;
  readonly #flags: string;
  #index = 0;
  #isBackward = false;
  #groupCount = 0;
  readonly #whole: Part;

  constructor({ source, flags }: RegExp) {
    this.#source = source;
    this.#flags = ownFlags(flags);
    this.#whole = this.#alternatives();
  }

  /** Where the first match from `start` on begins and ends. */
  find(text: string, start: number, isSticky: boolean): [number, number] | undefined {
    this.#text = text;
    for (let index = start; index <= text.length; index++) {
      this.steps++;
      this.#groups.length = 0;
      const isFound = this.#whole(index, (end) => {
        this.#end = end;
        return true;
      });
      if (isFound) return [index, this.#end];
      if (isSticky) return undefined;
    }
    return undefined;
  }

  #alternatives(): Part {
    const all = [this.#sequence()];
    while (this.#source[this.#index] === '|') {
      this.#index++;
      all.push(this.#sequence());
    }
    return all.length === 1 ? all[0]! : (index, then) => all.some((part) => part(index, then));
  }

  #sequence(): Part {
    const parts: Part[] = [];
    while (this.#index < this.#source.length && !'|)'.includes(this.#source[this.#index]!))
      parts.push(this.#repeated());
    if (this.#isBackward) parts.reverse();
    return parts.reduceRight<Part>(
      (rest, part) => (index, then) => part(index, (next) => rest(next, then)),
      (index, then) => then(index),
    );
  }

  #repeated(): Part {
    const [part, onlyEnd] = this.#atom();
    const sign = exec.call(/^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})(\??)/, this.#source.slice(this.#index));
    if (!sign) return part;
    this.#index += sign[0].length;
    const least = sign[1] ? Number(sign[1]) : Number(sign[0].startsWith('+'));
    const most = mostOf(sign, least);
    if (onlyEnd && !sign[4]) return greedy(onlyEnd, least, most);
    const isLazy = sign[4] === '?';
    const go = (count: number, index: number, then: Then): boolean => {
      const more = (): boolean =>
        count < most && part(index, (next) => (next !== index || count < least) && go(count + 1, next, then));
      if (count < least) return more();
      return isLazy ? then(index) || more() : more() || then(index);
    };
    return (index, then) => go(0, index, then);
  }

  /**
   * A part of the pattern; where it can end in one way only, that too, so that it can be repeated a hundred thousand
   * times.
   */
  #atom(): [Part, ((index: number) => number)?] {
    const rest = this.#source.slice(this.#index);
    const around = exec.call(/^\((?:\?(:|=|!|<=|<!))?/, rest);
    if (around) return this.#group(around);
    const [sign] = exec.call(/^(?:\[\^?(?:\\.|[^\]\\])*\]|\\p\{\w+\}|\\u[0-9a-f]{4}|\\.|.)/is, rest)!;
    this.#index += sign.length;
    return single(this.#single(sign));
  }

  #single(sign: string): (index: number) => number {
    const isBackward = this.#isBackward;
    if (sign === '^') return (index) => (index === 0 ? index : FALSE);
    if (sign === '$') return (index) => (index === this.#text.length ? index : FALSE);
    if (sign === String.raw`\b`)
      return (index) => (isWordSign(this.#text[index - 1]) !== isWordSign(this.#text[index]) ? index : FALSE);
    if (exec.call(/^\\[1-9]$/, sign)) {
      return (index) => {
        this.steps++;
        const said = this.#groups[Number(sign[1])] ?? '';
        return this.#text.startsWith(said, index) ? index + said.length : FALSE;
      };
    }
    const pattern = new RegExp(`^(?:${sign})$`, this.#flags);
    const known = new Map<string, boolean>();
    return (index) => {
      this.steps++;
      const next = isBackward ? index - 1 : index;
      const value = this.#text[next];
      if (value === undefined) return FALSE;
      if (!known.has(value)) known.set(value, exec.call(pattern, value) !== null);
      return known.get(value) ? next + Number(!isBackward) : FALSE;
    };
  }

  #group([opening, kind]: RegExpExecArray): [Part, ((index: number) => number)?] {
    this.#index += opening.length;
    const number = kind === undefined ? ++this.#groupCount : 0;
    const before = this.#isBackward;
    if (kind && kind !== ':') this.#isBackward = kind.startsWith('<');
    const isBackward = this.#isBackward;
    const within = this.#alternatives();
    this.#index++;
    this.#isBackward = before;
    if (kind === ':') return [within];
    if (kind) return single((index) => (within(index, () => true) === (kind === '=' || kind === '<=') ? index : FALSE));
    return [
      (index, then) =>
        within(index, (end) => {
          this.#groups[number] = isBackward ? this.#text.slice(end, index) : this.#text.slice(index, end);
          return then(end);
        }),
    ];
  }
}

function single(onlyEnd: (index: number) => number): [Part, (index: number) => number] {
  return [
    (index, then) => {
      const next = onlyEnd(index);
      return next !== FALSE && then(next);
    },
    onlyEnd,
  ];
}

/** As often as it can be, and then once less each time. */
function greedy(onlyEnd: (index: number) => number, least: number, most: number): Part {
  return (index, then) => {
    const ends = [index];
    for (let next = index; ends.length <= most && (next = onlyEnd(next)) !== FALSE;) ends.push(next);
    for (let count = ends.length - 1; count >= least; count--) if (then(ends[count]!)) return true;
    return false;
  };
}

/** The flags that say what a sign is. Here no pattern may be used as usual: it would be counted. */
function ownFlags(flags: string): string {
  return [...flags].filter((flag) => 'imsu'.includes(flag)).join('');
}

function isWordSign(sign: string | undefined): boolean {
  return sign !== undefined && exec.call(/\w/, sign) !== null;
}

/** What all patterns cost that are used while something runs. */
export interface PatternCosts {
  steps: number;
  /** The patterns that were used. */
  used: Set<string>;
  /** How long the longest text was that each was given. */
  longest: Map<string, number>;
}

/** Runs something, and counts the steps of all its patterns. What the count finds must be what the browser finds. */
export function patternCosts(run: () => unknown): PatternCosts {
  const costs: PatternCosts = { steps: 0, used: new Set(), longest: new Map() };
  const counted = new Map<string, Counted>();
  const count = function count(this: RegExp, text: string): RegExpExecArray | null {
    const name = `/${this.source}/${ownFlags(this.flags)}`;
    const pattern = counted.get(name) ?? new Counted(this);
    counted.set(name, pattern);
    const start = this.global || this.sticky ? this.lastIndex : 0;
    const before = pattern.steps;
    const own = pattern.find(text, start, this.sticky);
    costs.steps += pattern.steps - before;
    costs.used.add(name);
    costs.longest.set(name, Math.max(text.length, costs.longest.get(name) ?? 0));
    const found = exec.call(this, text);
    if (found?.index !== own?.[0] || found?.[0].length !== (own && own[1] - own[0]))
      throw new Error(`${name} was counted wrongly at ${start}: ${String(own)}`);
    return found;
  };
  Reflect.set(RegExp.prototype, 'exec', count);
  try {
    run();
  } finally {
    Reflect.set(RegExp.prototype, 'exec', exec);
  }
  return costs;
}

/** How often at most a quantifier repeats: `?`, `*`, `+`, `{2}`, `{2,}`, `{2,5}`. */
function mostOf([sign, isCounted, isRange, most]: RegExpExecArray, least: number): number {
  if (!isCounted) return sign.startsWith('?') ? 1 : Infinity;
  return isRange ? Number(most || Infinity) : least;
}
