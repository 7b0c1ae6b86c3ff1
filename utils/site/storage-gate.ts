import { isAscii } from './letters';

/*
 * The gate around storage: every text that is to be stored or sent goes through it, whoever it comes from. It goes by the
 * text alone. What excuses a text where only a warning is at stake (its label, a mask, an address) excuses nothing here:
 * a warning too many costs a press, a key that is stored breaks our first promise.
 *
 * Keys are told from words by how unlikely each sign is after the one before it, counted in bits: in a text that people
 * wrote, and in one that was drawn at random. Where the difference adds up over a stretch, the stretch is no text.
 */

/** What looks like a key and is none, with the reason. */
const ALLOWED = [
  // A dataset of data.gov.sg: its id is in the address of its page (https://guide.data.gov.sg, "Get dataset ID").
  /\bd_[0-9a-f]{32}\b/g,
  // A dataset, resource or collection of another catalogue, such as CKAN, is called by a UUID.
  /\b(?:dataset|resource|collection)s?(?:[\s_-]?id)?["']?\s{0,3}[:=/#(]?\s{0,3}["']?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi,
];
/** What makes of an id behind one of those words a key again, when it stands before it: "API key of the dataset: …". */
const SECRET_WORD = /key|token|secret|passw|credential|kunci|密钥|秘钥|விசை/i;
/** So far before it, in characters. */
const WORD_REACH = 60;

/** The keys that are known, whole or cut off: the shape of a read key, of a web token and of a UUID. */
const KNOWN = /v\d:[0-9a-f]{8}|eyj[\w-]{8,200}\.|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/i;
/** The same where it is broken by spaces or lines. */
const BROKEN = /v2:[0-9a-f]{64}:|eyj[\w-]{20,200}\.eyj/i;
const KNOWN_JOINED = /v2:[0-9a-f]{64}|eyj[\w-]{20,200}\.eyj|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;
/** Digits alone say little, so it takes many: no phone, account or ticket number has so many. */
const DIGITS = /\d(?:[\s.-]?\d){29}/;

/** Texts longer than this are not searched, but count as ones that hold a key: nobody's name or note is as long. */
const SEARCH_LIMIT = 100_000;

/** In half bits, how unlikely each letter is behind another one, in the words of English and Malay; the first of each is the edge of a word. */
const UNLIKELY = (
  'k89889abaaeb98aa8g967bd9keh 7ib98kgaaaka795kak786eeeiaj 85edd4kkh8gk7fk6fk9af6ekibk 96kcf6kk6ak89kk5kk8b7ahkkck ' +
  '36gkb6kck6kkeek8kkc8hcjkkek 59db7bdfffhe996jch669kcdbek 77fkh78dk4kk9kk5kk8f98khkgk 47kgj5k997kbbka9kk99f8kjkkk ' +
  '55ijf4hkk6kcjig6jkad9akkkek 8ac89abacjka8a48ak987gbkfkf i4iii6iii7iiiii8iib6i4idiii 54hkh4efd8kbckbckkf7dakikkk ' +
  '66hk95fkk5kf8jj6eki9caggkak 758kf4kfh7keccc87kjak8gkkik 49ka78f6kafefhc9ekh86chkk9k abdaafccgeic88599k6987b8dkf ' +
  '75ggf5kkd7kd7ef6ak7a99kkfek 9fffffffffffaffffffff1fffff 57hda5fch7hadbc7eke88aehkak 2akbi6kha8kddfgackha6bifigk ' +
  '56kdg5kk76kgdgh8hk98bakekbk 88abc9hbeaga895f8k776kkkekk 76kdk2kek5kkkkkekkkegekkkkk 65kig6kh66kiik87kk97gkkkekk ' +
  '49jdj7jjfajjadjj4jff5jjj7jj 25ceg9fikbkkddd98kk8bfkekkk fbfff2ff85fffff6fffffffffbf '
).replaceAll(' ', '');

/* What a sign may be. */
const JOINT = 1;
const MARK = 2;
const DIGIT = 4;
const SMALL_HEX = 8;
const CAPITAL_HEX = 16;
const OTHER_SMALL = 32;
const OTHER_CAPITAL = 64;
const SMALL = SMALL_HEX | OTHER_SMALL;
const CAPITAL = CAPITAL_HEX | OTHER_CAPITAL;
const LETTER = SMALL | CAPITAL;
const IN_WORDS = DIGIT | LETTER;

/** What each sign of ASCII is; 0 for what parts words. */
const KINDS = /* @__PURE__ */ Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code);
  if (/\d/.test(sign)) return DIGIT;
  if (/[a-z]/.test(sign)) return sign <= 'f' ? SMALL_HEX : OTHER_SMALL;
  if (/[A-Z]/.test(sign)) return sign <= 'F' ? CAPITAL_HEX : OTHER_CAPITAL;
  if (/[-_+/=]/.test(sign)) return JOINT;
  return /[!@#$%^&*?~`|<>{}[\];\\]/.test(sign) ? MARK : 0;
});

/** The alphabets that keys are drawn from, and how unlikely each of their signs is, in bits. */
const ALPHABETS: readonly (readonly [kinds: number, bits: number])[] = [
  [DIGIT | SMALL_HEX, 4],
  [DIGIT | CAPITAL_HEX, 4],
  [DIGIT | SMALL, 5.2],
  [DIGIT | CAPITAL, 5.2],
  [SMALL, 4.7],
  [CAPITAL, 4.7],
  [IN_WORDS | JOINT, 6],
  [IN_WORDS | JOINT | MARK, 6.6],
];
/** How unlikely a sign between the pieces of a key is, in bits. */
const PART = 6.6;

/** A stretch of so many signs at least that is likelier to be drawn than written, by so many bits, is a key. */
const FEWEST_SIGNS = 10;
const ENOUGH = 12;
/** In a text without its spaces, where words are less like words, it takes more, and no sign but letters and digits. */
const FEWEST_JOINED = 24;
const ENOUGH_JOINED = 24;
/** Signs in groups of one length, as keys are printed to be read out. Short words may stand like that too. */
const GROUPS = /(?<![A-Za-z\d])[A-Za-z\d]{1,8}(?:[\s\-_.:/|,]{1,3}[A-Za-z\d]{1,8}(?![A-Za-z\d])){2,199}/g;
const ENOUGH_IN_GROUPS = 11;
/** Where they are letters alone, they may be words of one length. */
const ENOUGH_IN_LETTERS = 24;

/** How unlikely a letter is behind another one (1 for "a"; 0 for the edge of the word), in bits. */
function unlikely(before: number, letter: number): number {
  const bits = parseInt(UNLIKELY[27 * before + letter]!, 36) / 2;
  // "abc" is written, not drawn.
  return before > 0 && letter === before + 1 ? Math.min(3, bits) : bits;
}

/** What it costs to end a run of digits, or of letters of one case, after so many signs, in bits: words have longer ones. */
const SHORT_RUN = [0, 4, 3, 1.5, 0] as const;

/** A text that is gone through sign by sign, and how unlikely each is where people write. */
class Writing {
  /** What stood before; 0 at the edge of a word. */
  #before = 0;
  #letter = 0;
  /** How long the run is, and how many there were before it in the word. */
  #run = 0;
  #runs = 0;

  /** How unlikely the next sign is, in bits. */
  next(code: number, kind: number): number {
    const [before, letter] = [this.#before, this.#letter];
    this.#before = kind & (IN_WORDS | MARK);
    this.#letter = kind & LETTER ? code & 31 : 0;
    if (!(kind & IN_WORDS))
      return (
        (letter ? Math.min(4, unlikely(letter, 0)) : 1) +
        (kind & JOINT ? 1.5 : kind & MARK && before & IN_WORDS ? 5 : 3)
      );
    const cut = this.#endOfRun(before, kind);
    if (kind === DIGIT) return cut + 3.3 + (before & LETTER ? 4 : before === DIGIT ? 0.2 : 2.3);
    return cut + (kind & CAPITAL ? this.#capital(before, letter) : this.#small(before, letter));
  }

  #endOfRun(before: number, kind: number): number {
    const isSame = [DIGIT, SMALL, CAPITAL].some((one) => (before & one) !== 0 && (kind & one) !== 0);
    const isCapitalised = (before & CAPITAL) !== 0 && (kind & SMALL) !== 0 && this.#run === 1;
    const cost =
      before === MARK || (before && !isSame && !isCapitalised && this.#runs > 0)
        ? SHORT_RUN[Math.min(this.#run, 4)]!
        : 0;
    if (!before) this.#runs = 0;
    else if (!isSame && !isCapitalised) this.#runs++;
    this.#run = isSame || isCapitalised ? this.#run + 1 : 1;
    return cost;
  }

  #capital(before: number, letter: number): number {
    const follows = unlikely(before & CAPITAL ? letter : 0, this.#letter);
    // Short runs of capitals are abbreviations, of any letters.
    const cost = before & CAPITAL && this.#run > 5 ? follows : Math.min(4.5, follows);
    return cost + (before & CAPITAL ? 0.5 : before & IN_WORDS ? 5 : 2);
  }

  #small(before: number, letter: number): number {
    const starts = unlikely(0, this.#letter);
    if (before === DIGIT) return 4 + starts;
    const follows = unlikely(letter, this.#letter);
    return before & CAPITAL && this.#run !== 2 ? 2 + Math.min(follows, starts) : follows;
  }
}

const DRAWN = { fewest: FEWEST_SIGNS, alphabets: ALPHABETS };
const DRAWN_IN_PIECES = { fewest: FEWEST_JOINED, alphabets: /* @__PURE__ */ ALPHABETS.slice(0, 6) };

/** From where to where in a text. */
type Span = readonly [from: number, to: number];

/** The first stretch of a text that is likelier to be drawn than written, by so many bits. */
function findDrawn(text: string, enough = ENOUGH, { fewest, alphabets } = DRAWN): Span | undefined {
  const writing = new Writing();
  const bits = alphabets.map(() => 0);
  const starts = alphabets.map(() => 0);
  const lengths = alphabets.map(() => 0);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = KINDS[code] ?? 0;
    const written = writing.next(code, kind);
    for (let index = 0; index < alphabets.length; index++) {
      const [kinds, drawn] = alphabets[index]!;
      const isIn = (kinds & kind) !== 0;
      const isEnd = !isIn && (kind & IN_WORDS || code > 127);
      if (bits[index] === 0) [starts[index], lengths[index]] = [at, 0];
      bits[index] = isEnd ? 0 : Math.max(0, bits[index]! + written - (isIn ? drawn : PART));
      if (isIn) lengths[index]!++;
      if (isIn && bits[index]! >= enough && lengths[index]! >= fewest) return [starts[index]!, at + 1];
    }
  }
  return undefined;
}

function findGroups(text: string, shortest = 3): Span | undefined {
  for (const { 0: groups, index } of text.matchAll(GROUPS)) {
    const parts = groups.split(/[^A-Za-z\d]+/);
    for (let first = 0, next = 0; first < parts.length; first = next) {
      while (parts[next]?.length === parts[first]!.length) next++;
      const same = parts.slice(first, next);
      const joined = same.join('');
      const hasDigits = /\d/.test(joined);
      const isLong =
        joined.length >= (hasDigits ? 12 : 24) && (same[0]!.length >= (hasDigits ? shortest : 5) || same.length >= 16);
      const areMixed =
        same.length >= (same[0]!.length >= 5 ? 3 : 4) &&
        same.filter((part) => /\d/.test(part) && /[a-z]/i.test(part)).length >= 2;
      if (isLong && (areMixed || findDrawn(joined, hasDigits ? ENOUGH_IN_GROUPS : ENOUGH_IN_LETTERS)))
        return [index, index + groups.length];
    }
  }
  return undefined;
}

/** The text as it is searched: one form for each sign, none that is invisible. */
function normalised(text: string): string {
  const plain = isAscii(text) ? text : text.normalize('NFKD').replace(/[\p{M}\p{Cf}\u2800\u3164]/gu, '');
  return plain.includes('%')
    ? plain.replace(/%([2-7][\da-f])/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : plain;
}

/** The same without what is allowed, in whose place spaces stand. */
function withoutAllowed(text: string): string {
  return ALLOWED.reduce(
    (rest, pattern) =>
      rest.replace(pattern, (allowed, at: number) => {
        const isSecret = SECRET_WORD.test(rest.slice(Math.max(0, at - WORD_REACH), at));
        return isSecret && !allowed.startsWith('d_') ? allowed : ' '.repeat(allowed.length);
      }),
    text,
  );
}

function findKey(text: string): Span | undefined {
  const rest = withoutAllowed(text);
  const known = KNOWN.exec(rest) ?? DIGITS.exec(rest);
  if (known) return [known.index, known.index + known[0].length];
  const found = findDrawn(rest) ?? findGroups(rest);
  if (found) return found;
  const joined = rest.replace(/\s+/g, '');
  return KNOWN_JOINED.test(joined) || findDrawn(joined, ENOUGH_JOINED, DRAWN_IN_PIECES) || findGroups(joined, 5)
    ? [0, text.length]
    : undefined;
}

/** A key that is shown in part: `••••3f9a`, `v2:0000…AAAA`, `****`. A long name cut at its end is none. */
const MASK = /[•●∙*]{2,}|x{6,}|^\S{2,}(?:…|\.{3})\S{2,}$/i;

/** Whether a text stands for a key's secret rather than for its name: the secret itself, or a masked part of it. */
export function isSecretOrMasked(text: string): boolean {
  return holdsSecret(text) || (text.length <= 80 && MASK.test(text)) || /^v\d:/.test(text);
}

/** Whether a copied text has a whole key in it that is broken into lines, or by spaces and signs that nobody sees. */
export function isBrokenKey(text: string): boolean {
  return text.length <= LONGEST_MENDED && BROKEN.test(normalised(text).replace(/\s+/g, ''));
}

/** Whether a text may hold a key, or a part of one, so that it must not be stored nor sent. In doubt it does. */
export function holdsSecret(text: string): boolean {
  if (text.length < FEWEST_SIGNS) return false;
  return text.length > SEARCH_LIMIT || findKey(normalised(text)) !== undefined;
}

/** No name, date or account is longer. */
const LONGEST_MENDED = 2_000;

/**
 * The text up to what may be a key in it, with "…" in place of that and the rest: behind a key that is cut into pieces
 * stand its other pieces.
 */
export function withoutSecrets(text: string): string {
  if (!holdsSecret(text)) return text;
  if (text.length > LONGEST_MENDED) return '…';
  let rest = normalised(text);
  // Each turn ends before what was found, so that there is an end to them.
  for (let found = findKey(rest); found; found = findKey(rest)) {
    // With all that stands before it without a space, and groups of digits: the first of a key may say nothing alone.
    rest = rest
      .slice(0, found[0])
      .replace(/[!-~]{1,200}$/, '')
      .replace(/(?:\s{1,9}(?=[!-~]{0,40}\d)[!-~]{1,81}){1,50}\s*$/, '')
      .trimEnd();
  }
  return `${rest} …`.trim();
}
