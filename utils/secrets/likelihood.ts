import { isAscii } from '../page-model/letters';

/*
 * The one judgement of a text: was it written, as names and notes are, or drawn at random, as keys are? It compares how
 * unlikely each character is after the one before it, in bits, in either case. If the difference adds up over a
 * stretch, the stretch is not words. The threshold depends on the stakes: see `storage-gate.ts` for texts that may be
 * stored, and `secret-cells.ts` for possible names of a key.
 *
 * All bits here are chosen so that hardly a random key passes, and hardly an ordinary text is refused (measured:
 * test/unit/secrets/storage-gate.test.ts).
 */

/**
 * How unlikely each letter is after another one, in the words of English and Malay; the first of each is the edge of a
 * word. In bits, written here in halves, in base 36.
 */
const UNLIKELY =
  'k89889abaaeb98aa8g967bd9keh7ib98kgaaaka795kak786eeeiaj85edd4kkh8gk7fk6fk9af6ekibk96kcf6kk6ak89kk5kk8b7ahkkck' +
  '36gkb6kck6kkeek8kkc8hcjkkek59db7bdfffhe996jch669kcdbek77fkh78dk4kk9kk5kk8f98khkgk47kgj5k997kbbka9kk99f8kjkkk' +
  '55ijf4hkk6kcjig6jkad9akkkek8ac89abacjka8a48ak987gbkfkfi4iii6iii7iiiii8iib6i4idiii54hkh4efd8kbckbckkf7dakikkk' +
  '66hk95fkk5kf8jj6eki9caggkak758kf4kfh7keccc87kjak8gkkik49ka78f6kafefhc9ekh86chkk9kabdaafccgeic88599k6987b8dkf' +
  '75ggf5kkd7kd7ef6ak7a99kkfek9fffffffffffaffffffff1fffff57hda5fch7hadbc7eke88aehkak2akbi6kha8kddfgackha6bifigk' +
  '56kdg5kk76kgdgh8hk98bakekbk88abc9hbeaga895f8k776kkkekk76kdk2kek5kkkkkekkkegekkkkk65kig6kh66kiik87kk97gkkkekk' +
  '49jdj7jjfajjadjj4jff5jjj7jj25ceg9fikbkkddd98kk8bfkekkkfbfff2ff85fffff6fffffffffbf';

/** The kinds of characters: each is a bit. */
const JOINT = 1;
const MARK = 2;
const DIGIT = 4;
const SMALL_HEX = 8;
const CAPITAL_HEX = 16;
const SMALL_OTHER = 32;
const CAPITAL_OTHER = 64;
const SMALL = SMALL_HEX | SMALL_OTHER;
const CAPITAL = CAPITAL_HEX | CAPITAL_OTHER;
const LETTER = SMALL | CAPITAL;
const IN_WORDS = DIGIT | LETTER;
const SIGNS: readonly (readonly [signs: string, kind: number])[] = [
  ['-_+/=', JOINT],
  ['!@#$%^&*?~`|<>{}[];\\', MARK],
  ['0123456789', DIGIT],
  ['abcdef', SMALL_HEX],
  ['ABCDEF', CAPITAL_HEX],
  ['ghijklmnopqrstuvwxyz', SMALL_OTHER],
  ['GHIJKLMNOPQRSTUVWXYZ', CAPITAL_OTHER],
];

/** The kind of each ASCII character; 0 for those that separate words. */
const KINDS = /* @__PURE__ */ kindsOf(SIGNS);

function kindsOf(table: typeof SIGNS): Uint8Array {
  const kinds = new Uint8Array(128);
  for (const [signs, kind] of table) for (const sign of signs) kinds[sign.charCodeAt(0)] = kind;
  return kinds;
}

/** The fewest bits that a character takes in any alphabet. */
const FEWEST_BITS = 4;
/**
 * The alphabets that keys are drawn from, and how unlikely each of their characters is, in bits: about log₂ of their
 * number.
 */
const ALPHABETS: readonly (readonly [kinds: number, bits: number])[] = [
  [DIGIT | SMALL_HEX, FEWEST_BITS],
  [DIGIT | CAPITAL_HEX, FEWEST_BITS],
  [DIGIT | SMALL, 5.2],
  [DIGIT | CAPITAL, 5.2],
  [SMALL, 4.7],
  [CAPITAL, 4.7],
  [IN_WORDS | JOINT, 6],
  [IN_WORDS | JOINT | MARK, 6.6],
];
/** Those without joints and marks, for texts that have none. */
export const PLAIN_ALPHABETS = /* @__PURE__ */ ALPHABETS.slice(0, 6);
/** How unlikely a character between the pieces of a key is, in bits: as that of the largest alphabet. */
const PART = 6.6;

/** Half of the digit in base 36 that a character code stands for. */
function halved(code: number): number {
  return (code < 58 ? code - 48 : code - 87) / 2;
}

/** How unlikely a letter is after another one (1 for "a"; 0 for the edge of the word), in bits. */
function unlikely(before: number, letter: number): number {
  const bits = halved(UNLIKELY.charCodeAt(27 * before + letter));
  // "abc" is written, not drawn.
  return before > 0 && letter === before + 1 ? Math.min(3, bits) : bits;
}

/**
 * The cost of ending a run of digits, or of letters of one case, after so many characters, in bits: words have longer
 * runs.
 */
const SHORT_RUN = [0, 4, 3, 1.5];

/** Goes through a text, and rates how unlikely each character is in writing. */
class Writing {
  /** The kind and the letter of the previous character; 0 at the edge of a word. */
  #before = 0;
  #letter = 0;
  /** The length of the run, and the number of runs before it in the word. */
  #run = 0;
  #runs = 0;

  /** How unlikely the next character is, in bits. */
  next(code: number, kind: number): number {
    const [before, letter] = [this.#before, this.#letter];
    this.#before = kind & (IN_WORDS | MARK);
    this.#letter = kind & LETTER ? code & 31 : 0;
    if (!(kind & IN_WORDS)) return endOfWord(letter) + between(before, kind);
    const cut = this.#endOfRun(before, kind);
    if (kind === DIGIT) return cut + digit(before);
    return cut + (kind & CAPITAL ? this.#capital(before, letter) : this.#small(before, letter));
  }

  /** The cost if a run of one kind ends before this character. */
  #endOfRun(before: number, kind: number): number {
    const goesOn = isOneKind(before, kind) || (this.#run === 1 && isKind(before, CAPITAL) && isKind(kind, SMALL));
    if (goesOn) {
      this.#run++;
      return 0;
    }
    const isCut = before === MARK || (before > 0 && this.#runs > 0);
    const cost = isCut ? (SHORT_RUN[this.#run] ?? 0) : 0;
    this.#runs = before ? this.#runs + 1 : 0;
    this.#run = 1;
    return cost;
  }

  #capital(before: number, letter: number): number {
    const follows = unlikely(before & CAPITAL ? letter : 0, this.#letter);
    if (!(before & CAPITAL)) return Math.min(4.5, follows) + (before & IN_WORDS ? 5 : 2);
    // Short runs of capitals are abbreviations, of any letters.
    return 0.5 + (this.#run > 5 ? follows : Math.min(4.5, follows));
  }

  #small(before: number, letter: number): number {
    const starts = unlikely(0, this.#letter);
    if (before === DIGIT) return 4 + starts;
    const follows = unlikely(letter, this.#letter);
    return before & CAPITAL && this.#run !== 2 ? 2 + Math.min(follows, starts) : follows;
  }
}

function isKind(sign: number, kind: number): boolean {
  return (sign & kind) !== 0;
}

/** Whether both are digits, or letters of one case. */
function isOneKind(before: number, kind: number): boolean {
  return (
    (isKind(before, DIGIT) && isKind(kind, DIGIT)) ||
    (isKind(before, SMALL) && isKind(kind, SMALL)) ||
    (isKind(before, CAPITAL) && isKind(kind, CAPITAL))
  );
}

function endOfWord(letter: number): number {
  return letter ? Math.min(4, unlikely(letter, 0)) : 1;
}

function between(before: number, kind: number): number {
  if (kind & JOINT) return 1.5;
  return kind & MARK && before & IN_WORDS ? 5 : 3;
}

function digit(before: number): number {
  if (before & LETTER) return 7.3;
  return before === DIGIT ? 3.5 : 5.6;
}

/** A stretch that is likelier drawn than written by so many bits is not words, whatever the stakes. */
const ENOUGH = 12;
/** It has at least so many characters. */
export const FEWEST_SIGNS = 10;

/** The start and end of a stretch in a text. */
export type Span = readonly [from: number, to: number];

/** How much likelier the characters since `start` were drawn from one alphabet than written. */
class Drawing {
  #bits = 0;
  #start = 0;
  #length = 0;
  readonly #kinds: number;
  readonly #bitsPerSign: number;

  constructor([kinds, bitsPerSign]: readonly [kinds: number, bits: number]) {
    this.#kinds = kinds;
    this.#bitsPerSign = bitsPerSign;
  }

  /** Adds the next character, which is so unlikely (bits) in writing. Returns whether it is of this alphabet. */
  next(index: number, code: number, kind: number, written: number): boolean {
    const isIn = isKind(kind, this.#kinds);
    const isEnd = !isIn && (isKind(kind, IN_WORDS) || code > 127);
    if (this.#bits === 0) {
      this.#start = index;
      this.#length = 0;
    }
    this.#bits = isEnd ? 0 : Math.max(0, this.#bits + written - (isIn ? this.#bitsPerSign : PART));
    if (isIn) this.#length++;
    return isIn;
  }

  /** The beginning of a stretch that reaches so many bits and characters. */
  startOf(enough: number, fewest: number): number | undefined {
    return this.#bits >= enough && this.#length >= fewest ? this.#start : undefined;
  }
}

/**
 * Whether a text would reach so many bits if all of its characters were of the smallest alphabet. Few do; a text that
 * does not reaches them in no other alphabet either.
 */
function mayBeDrawn(text: string, enough: number): boolean {
  const writing = new Writing();
  let bits = 0;
  for (let index = 0; index < text.length && bits < enough; index++) {
    const code = text.charCodeAt(index);
    bits = Math.max(0, bits + writing.next(code, KINDS[code] ?? 0) - FEWEST_BITS);
  }
  return bits >= enough;
}

/** The first stretch of a text that is likelier drawn than written, by at least so many bits and characters. */
export function findDrawn(
  text: string,
  enough = ENOUGH,
  fewest = FEWEST_SIGNS,
  alphabets = ALPHABETS,
): Span | undefined {
  if (!mayBeDrawn(text, enough)) return undefined;
  const writing = new Writing();
  const drawings = alphabets.map((alphabet) => new Drawing(alphabet));
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const kind = KINDS[code] ?? 0;
    const written = writing.next(code, kind);
    for (const drawing of drawings) {
      const start = drawing.next(index, code, kind, written) ? drawing.startOf(enough, fewest) : undefined;
      if (start !== undefined) return [start, index + 1];
    }
  }
  return undefined;
}

/** Characters in groups of one length, as keys are printed to be read out. Short words may stand like that too. */
const GROUPS = /(?<![A-Za-z\d])[A-Za-z\d]{1,8}(?:[\s\-_.:/|,]{1,3}[A-Za-z\d]{1,8}(?![A-Za-z\d])){2,199}/g;

/** The first stretch of a text that is groups of one length that `areDrawn` accepts. */
export function findGroups(text: string, areDrawn: (groups: readonly string[]) => boolean): Span | undefined {
  for (const { 0: stretch, index } of text.matchAll(GROUPS)) {
    const parts = stretch.split(/[^A-Za-z\d]+/);
    for (let first = 0, next = 0; first < parts.length; first = next) {
      while (parts[next]?.length === parts[first]!.length) next++;
      if (areDrawn(parts.slice(first, next))) return [index, index + stretch.length];
    }
  }
  return undefined;
}

/** How unlikely the characters of a text are in writing on average, in bits. */
export function bitsPerSign(text: string): number {
  const writing = new Writing();
  let bits = 0;
  for (let index = 0; index < text.length; index++)
    bits += writing.next(text.charCodeAt(index), KINDS[text.charCodeAt(index)] ?? 0);
  return bits / text.length;
}

/** Normalizes a text for the judgement: one form for each character, no invisible ones. */
export function normalised(text: string): string {
  const plain = isAscii(text) ? text : text.normalize('NFKD').replace(/[\p{M}\p{Cf}\u2800\u3164]/gu, '');
  return plain.includes('%')
    ? plain.replace(/%([2-7][\da-f])/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : plain;
}
