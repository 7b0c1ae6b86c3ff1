import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { textsAgainst } from './hostile-texts';
import { SOURCE_FILES, visitSyntax, type Syntax } from './source-files';
import { isQuick } from '../random-cases';

const LENGTHS = [16, 20, 24, 32, 48, 64, 128, 256, 512, 1_024, 4_096, 12_800, 102_400];
/**
 * One that goes through the longest text once takes a tenth of it (ms); one that goes through it over and over,
 * seconds.
 */
const MOST = 400;
const MOST_AT_BOUND = 60;

/** Patterns that go through a text over and over, and what is asked before one of them is run. */
const BOUNDED: readonly { file: string; begins: string; longest: number; by: string }[] = [
  {
    file: 'utils/site/dates/words.ts',
    begins: '(?<![ .,;])[ .,;]*(?:',
    longest: 600,
    by: 'LONGEST_LINE (300), before what a line is rewritten to',
  },
  { file: 'utils/site/dates/line.ts', begins: '[^a-z0-9]*\\b(?:grace', longest: 600, by: 'the same' },
  { file: 'utils/site/dates/relative.ts', begins: '(?<![\\w.,:/-])(?:(?<ahead>', longest: 600, by: 'the same' },
  {
    file: 'utils/site/vocabulary/labels.ts',
    begins: '\\([^)]*\\)|',
    longest: 60,
    by: 'fieldOf, twice as long where each sign is a word',
  },
  { file: 'utils/site/vocabulary/labels.ts', begins: '\\b(?:(?:not |un|', longest: 120, by: 'the same' },
  {
    file: 'utils/site/recognise/page-facts.ts',
    begins: '\\/admin\\/',
    longest: 2_000,
    by: 'LONGEST_SAID, in pathOf',
  },
  { file: 'utils/site/vocabulary/part-words.ts', begins: '\\b(?:all|every\\w*', longest: 80, by: 'LABEL_LIMIT' },
  { file: 'utils/secrets/storage-gate.ts', begins: '(?:\\s{1,9}(?=', longest: 2_000, by: 'LONGEST_MENDED' },
  { file: 'utils/secrets/storage-gate.ts', begins: '[•●∙*]{2,}', longest: 80, by: 'isSecretOrMasked' },
];

interface Found {
  file: string;
  pattern: RegExp;
}

const FILES = SOURCE_FILES.filter((file) => !file.endsWith('.d.ts'));

/** All patterns as they are written, and how many are put together where. */
function written(): { literal: Found[]; made: Map<string, number> } {
  const literal: Found[] = [];
  const made = new Map<string, number>();
  for (const file of FILES) {
    visitSyntax(readFileSync(file, 'utf8'), file, (part) => {
      const { type, regex, callee } = part as Syntax & {
        regex?: { pattern: string; flags: string };
        callee?: { name?: string };
      };
      if (type === 'Literal' && regex) literal.push({ file, pattern: new RegExp(regex.pattern, regex.flags) });
      if (/^(?:New|Call)Expression$/.test(type) && callee?.name === 'RegExp') made.set(file, (made.get(file) ?? 0) + 1);
    });
  }
  return { literal, made };
}

/** All that are put together when the modules are loaded, and where: for each of these places at least one. */
async function putTogether(files: Iterable<string>): Promise<{ made: Found[]; places: Map<string, Set<string>> }> {
  const made: Found[] = [];
  const places = new Map<string, Set<string>>();
  vi.stubGlobal(
    'RegExp',
    new Proxy(RegExp, {
      construct(target, given) {
        const pattern = Reflect.construct(target, given) as RegExp;
        const caller = new Error().stack!.split('\n')[2] ?? '';
        const [, file, place] = /\/((?:entrypoints|components|utils)\/[^\s:)]+):(\d+:\d+)/.exec(caller) ?? [];
        if (file && place) {
          made.push({ file, pattern });
          places.set(file, (places.get(file) ?? new Set()).add(place));
        }
        return pattern;
      },
    }),
  );
  vi.resetModules();
  for (const file of files) await import(/* @vite-ignore */ `../../../${file}`);
  vi.unstubAllGlobals();
  return { made, places };
}

/**
 * How long (ms) it takes to find a pattern wherever it is in a text. What else the computer does makes it longer, so
 * the shortest counts.
 */
function timeOf(pattern: RegExp, text: string, most: number): number {
  const all = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '') + 'g');
  let shortest = Infinity;
  for (let tries = 0; tries < 5 && shortest > most; tries++) {
    const start = processorTime();
    // Asked twice: the engine compiles a pattern when it is asked for the second time.
    all.lastIndex = 0;
    all.test(text);
    text.replace(all, '');
    shortest = Math.min(shortest, processorTime() - start);
  }
  return shortest;
}

/** How long (ms) this process has computed: on a busy machine time passes without it. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/**
 * A text on which a pattern takes too long, if there is one; no longer one than `longest` signs; of the texts every so
 * many is tried.
 */
function tooLong(pattern: RegExp, longest: number, most: number, step = isQuick() ? 16 : 1): string | undefined {
  const lengths = [...LENGTHS.filter((length) => length < longest), longest];
  const texts = [...textsAgainst(pattern)].filter((_, index) => index % step === 0);
  for (const [what, make] of texts) {
    for (const length of lengths) {
      // What is short and slow already would never end where it is long.
      const limit = length < 12_800 ? Math.min(most, 40) : Math.min(most, 100 + length / 340);
      const time = timeOf(pattern, make(length), limit);
      if (time > limit) return `${String(pattern)} takes ${Math.round(time)} ms for ${length} signs of ${what}`;
    }
  }
  return undefined;
}

describe('every pattern of the code', async () => {
  const { literal, made: sites } = written();
  const { made, places } = await putTogether(sites.keys());
  const all = new Map([...literal, ...made].map((found) => [`${found.file} ${String(found.pattern)}`, found]));
  const boundOf = ({ file, pattern }: Found) =>
    BOUNDED.find((bound) => bound.file === file && pattern.source.startsWith(bound.begins));

  it('every pattern of the code is found, as it is written or when it is put together', () => {
    expect(literal.length).toBeGreaterThan(350);
    expect(new Map([...places].map(([file, { size }]) => [file, size]))).toEqual(sites);
  });

  it.each(FILES.filter((file) => [...all.values()].some((found) => found.file === file)))(
    'every pattern of %s goes through 100 kB of hostile text once, or is given no such text',
    (file) => {
      const own = [...all.values()].filter((found) => found.file === file && !boundOf(found));
      expect(own.map(({ pattern }) => tooLong(pattern, LENGTHS.at(-1)!, MOST)).filter(Boolean)).toEqual([]);
    },
  );

  it.each(BOUNDED)('a bounded pattern takes no time at its bound, which is $by: $begins', (bound) => {
    const own = [...all.values()].filter((found) => boundOf(found) === bound);
    expect(own).toHaveLength(1);
    expect(tooLong(own[0]!.pattern, bound.longest, MOST_AT_BOUND)).toBeUndefined();
  });

  it.each([/\s+$/, /\d+x/, /(?:a+)+b/, /^(?:\w+\s?)*$/, /^a\s*:?\s*(.+)$/])(
    'a pattern that goes through a text over and over is noticed: %s',
    (pattern) => {
      expect(tooLong(pattern, LENGTHS.at(-1)!, MOST, 1)).toBeDefined();
    },
  );
});
