/*
 * Texts that could make a pattern go through them over and over. They are made of the pattern itself: for each part
 * that may be repeated, the signs that match it, over and over, behind what must come before it and without it.
 */

interface Parsed {
  /** Texts that the part matches, the shortest way. */
  samples: string[];
  /** For each repeated part: what comes before it, and what can be repeated. */
  repeated: { before: string; pieces: string[] }[];
}

/** Signs that stand for their kinds. */
const SIGNS = [...' a0-_.,:;/@A=\t\n"\'()|é–·\u3000\u200bzfx9#&?[]+*%<>!…'];
const MOST_PIECES = 6;

class Parser {
  #index = 0;
  readonly #source: string;
  readonly #flags: string;

  constructor({ source, flags }: RegExp) {
    this.#source = source;
    this.#flags = flags.replace(/[gy]/g, '');
  }

  alternatives(): Parsed {
    const all = [this.#sequence()];
    while (this.#source[this.#index] === '|') {
      this.#index++;
      all.push(this.#sequence());
    }
    return { samples: few(all.flatMap(({ samples }) => samples)), repeated: all.flatMap(({ repeated }) => repeated) };
  }

  #sequence(): Parsed {
    let samples = [''];
    const repeated: Parsed['repeated'] = [];
    while (this.#index < this.#source.length && !'|)'.includes(this.#source[this.#index]!)) {
      const part = this.#quantified();
      for (const { before, pieces } of part.repeated) repeated.push({ before: samples[0]! + before, pieces });
      const before = samples;
      samples = few(part.samples.map((sample, index) => (before[index] ?? before[0]!) + sample));
    }
    return { samples, repeated };
  }

  #quantified(): Parsed {
    const part = this.#atom();
    const sign = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/.exec(this.#source.slice(this.#index));
    if (!sign) return part;
    this.#index += sign[0].length;
    const least = sign[1] ? Number(sign[1]) : Number(sign[0].startsWith('+'));
    const samples = least === 0 ? few(['', ...part.samples]) : part.samples.map((sample) => sample.repeat(least));
    if (sign[0].startsWith('?')) return { samples: few([...part.samples, '']), repeated: part.repeated };
    return { samples, repeated: [...part.repeated, { before: '', pieces: part.samples.filter(Boolean) }] };
  }

  #atom(): Parsed {
    const rest = this.#source.slice(this.#index);
    const opening = /^\((?:\?(?::|<?[=!]|<\w+>))?/.exec(rest)?.[0];
    if (opening !== undefined) {
      this.#index += opening.length;
      const within = this.alternatives();
      this.#index++;
      return /[=!]/.test(opening) ? { samples: [''], repeated: within.repeated } : within;
    }
    const sign = /^(?:\[\^?(?:\\.|[^\]\\])*\]|\\p\{\w+\}|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|\\k<\w+>|\\.|.)/is.exec(
      rest,
    )![0];
    this.#index += sign.length;
    if (/^(?:\^|\$|\\b|\\B|\\[1-9]|\\k.*)$/.test(sign)) return { samples: [''], repeated: [] };
    const matching = new RegExp(`^(?:${sign})$`, this.#flags);
    const own = [...sign.replace(/^\[\^?|\]$/g, ''), '\u0000', '\ue000'];
    return { samples: few([...SIGNS, ...own].filter((each) => matching.test(each))), repeated: [] };
  }
}

function few(texts: string[]): string[] {
  return [...new Set(texts)].slice(0, MOST_PIECES);
}

/** What makes a hostile text of any length. */
export type Hostile = (length: number) => string;

const filled = (piece: string, length: number): string =>
  piece.repeat(Math.max(0, Math.ceil(length / piece.length))).slice(0, Math.max(0, length));

/** What is hostile to any pattern. */
const GENERIC = [
  ' ',
  'a',
  '0',
  '-',
  '(',
  'a ',
  '0 ',
  '0a',
  'a-',
  ' -',
  ', ',
  '\t\n',
  'aB1',
  'key ',
  'api-',
  'expires ',
  '1/1/2027 ',
  '\u00e9',
  '密',
];
const ENDS = ['!', '\n'];

/** Texts that are hostile to a pattern, each by the name of what it is made of. */
export function textsAgainst(pattern: RegExp): Map<string, Hostile> {
  const { samples, repeated } = new Parser(pattern).alternatives();
  const texts = new Map<string, Hostile>();
  const add = (before: string, piece: string, ends = ENDS): void => {
    if (piece)
      for (const end of ends)
        texts.set(
          JSON.stringify([before, piece, end]),
          (length) => before + filled(piece, length - before.length - end.length) + end,
        );
  };
  for (const piece of GENERIC) add('', piece, ['!']);
  for (const piece of samples) add('', piece);
  for (const { before, pieces } of repeated) {
    for (const piece of pieces) {
      add('', piece);
      add(before, piece);
      add('', before + piece);
      add('', piece.repeat(60) + before);
    }
  }
  return texts;
}
