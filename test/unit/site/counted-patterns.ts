/*
 * Counts what patterns cost: each is run a second time by a plain backtracking search that counts its steps, as a browser
 * would go through it. A duration would tell of the computer; the steps tell of the pattern.
 */

/** Where a match that begins at `at` ends, handed on until all of the pattern is matched. */
type Then = (at: number) => boolean;
type Part = (at: number, then: Then) => boolean;

const exec = RegExp.prototype.exec;
const FALSE = -1;

class Counted {
  steps = 0;
  #text = '';
  readonly #groups: (string | undefined)[] = [];
  #end = FALSE;
  readonly #source: string;
  readonly #flags: string;
  #at = 0;
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
    for (let at = start; at <= text.length; at++) {
      this.steps++;
      this.#groups.length = 0;
      const isFound = this.#whole(at, (end) => {
        this.#end = end;
        return true;
      });
      if (isFound) return [at, this.#end];
      if (isSticky) return undefined;
    }
    return undefined;
  }

  #alternatives(): Part {
    const all = [this.#sequence()];
    while (this.#source[this.#at] === '|') {
      this.#at++;
      all.push(this.#sequence());
    }
    return all.length === 1 ? all[0]! : (at, then) => all.some((one) => one(at, then));
  }

  #sequence(): Part {
    const parts: Part[] = [];
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at]!)) parts.push(this.#repeated());
    if (this.#isBackward) parts.reverse();
    return parts.reduceRight<Part>(
      (rest, part) => (at, then) => part(at, (next) => rest(next, then)),
      (at, then) => then(at),
    );
  }

  #repeated(): Part {
    const [part, one] = this.#atom();
    const sign = exec.call(/^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})(\??)/, this.#source.slice(this.#at));
    if (!sign) return part;
    this.#at += sign[0].length;
    const least = sign[1] ? Number(sign[1]) : Number(sign[0].startsWith('+'));
    const bounded = sign[0].startsWith('?') ? 1 : Infinity;
    const most = sign[1] ? (sign[2] ? Number(sign[3] || Infinity) : least) : bounded;
    if (one && !sign[4]) return greedy(one, least, most);
    const isLazy = sign[4] === '?';
    const go = (count: number, at: number, then: Then): boolean => {
      const more = (): boolean =>
        count < most && part(at, (next) => (next !== at || count < least) && go(count + 1, next, then));
      if (count < least) return more();
      return isLazy ? then(at) || more() : more() || then(at);
    };
    return (at, then) => go(0, at, then);
  }

  /** A part of the pattern; where it can end in one way only, that too, so that it can be repeated a hundred thousand times. */
  #atom(): [Part, ((at: number) => number)?] {
    const rest = this.#source.slice(this.#at);
    const around = exec.call(/^\((?:\?(:|=|!|<=|<!))?/, rest);
    if (around) return this.#group(around);
    const [sign] = exec.call(/^(?:\[\^?(?:\\.|[^\]\\])*\]|\\p\{\w+\}|\\u[0-9a-f]{4}|\\.|.)/is, rest)!;
    this.#at += sign.length;
    return single(this.#single(sign));
  }

  #single(sign: string): (at: number) => number {
    const isBackward = this.#isBackward;
    if (sign === '^') return (at) => (at === 0 ? at : FALSE);
    if (sign === '$') return (at) => (at === this.#text.length ? at : FALSE);
    if (sign === String.raw`\b`)
      return (at) => (isWordSign(this.#text[at - 1]) !== isWordSign(this.#text[at]) ? at : FALSE);
    if (exec.call(/^\\[1-9]$/, sign)) {
      return (at) => {
        this.steps++;
        const said = this.#groups[Number(sign[1])] ?? '';
        return this.#text.startsWith(said, at) ? at + said.length : FALSE;
      };
    }
    const pattern = new RegExp(`^(?:${sign})$`, this.#flags);
    const known = new Map<string, boolean>();
    return (at) => {
      this.steps++;
      const next = isBackward ? at - 1 : at;
      const value = this.#text[next];
      if (value === undefined) return FALSE;
      if (!known.has(value)) known.set(value, exec.call(pattern, value) !== null);
      return known.get(value) ? next + Number(!isBackward) : FALSE;
    };
  }

  #group([opening, kind]: RegExpExecArray): [Part, ((at: number) => number)?] {
    this.#at += opening.length;
    const number = kind === undefined ? ++this.#groupCount : 0;
    const before = this.#isBackward;
    if (kind && kind !== ':') this.#isBackward = kind.startsWith('<');
    const isBackward = this.#isBackward;
    const within = this.#alternatives();
    this.#at++;
    this.#isBackward = before;
    if (kind === ':') return [within];
    if (kind) return single((at) => (within(at, () => true) === (kind === '=' || kind === '<=') ? at : FALSE));
    return [
      (at, then) =>
        within(at, (end) => {
          this.#groups[number] = isBackward ? this.#text.slice(end, at) : this.#text.slice(at, end);
          return then(end);
        }),
    ];
  }
}

function single(one: (at: number) => number): [Part, (at: number) => number] {
  return [
    (at, then) => {
      const next = one(at);
      return next !== FALSE && then(next);
    },
    one,
  ];
}

/** As often as it can be, and then once less each time. */
function greedy(one: (at: number) => number, least: number, most: number): Part {
  return (at, then) => {
    const ends = [at];
    for (let next = at; ends.length <= most && (next = one(next)) !== FALSE;) ends.push(next);
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
