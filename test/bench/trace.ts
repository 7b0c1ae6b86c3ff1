/*
 * Whose script ran on a thread, and for how long, out of a trace that Chromium recorded. Times are of the thread's own
 * CPU clock: time in which a busy machine did something else is not counted.
 */

/**
 * An event of a trace; times are in microseconds. https://chromium.googlesource.com/catapult/+/HEAD/tracing/README.md
 */
export interface TraceEvent {
  name: string;
  /** "X" is an event with a duration, nested in others by its time. */
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** The duration in CPU time of the thread. */
  tdur?: number;
  args: { data?: { url?: string }; fileName?: string };
}

/** What is recorded. The last of it, tasks, is for {@link longestTasks} alone and makes traces large. */
export const CATEGORIES = ['devtools.timeline', 'v8.execute', 'blink.user_timing'];
export const TASKS = 'disabled-by-default-devtools.timeline';

const SCRIPT = new Set([
  'EvaluateScript',
  'FunctionCall',
  'RunMicrotasks',
  'v8.compile',
  'v8.compileModule',
  'v8.evaluateModule',
]);
/** Style and layout count for themselves, also where a script asks for them. */
const RENDERING = new Set(['UpdateLayoutTree', 'Layout']);
const TASK = 'RunTask';

/** A stretch of one thread (microseconds), in which what began is looked at. */
export interface Stretch {
  pid: number;
  tid: number;
  from: number;
  to: number;
}

/** Script in ms of CPU time, by whose it is. */
export interface ScriptTime {
  extension: number;
  page: number;
  /**
   * What continues after an `await`: a trace does not say whose that is. The measured pages have hardly anything of it,
   * as the same page without an extension shows, so that it is counted with the extension's.
   */
  unnamed: number;
}

type Owner = keyof ScriptTime | 'rendering';

interface Open {
  owner: Owner;
  end: number;
}

/** Adds up the script of a stretch by its owner. */
export function scriptTime(events: readonly TraceEvent[], stretch: Stretch): ScriptTime {
  const time: Record<Owner, number> = { extension: 0, page: 0, unnamed: 0, rendering: 0 };
  const open: Open[] = [];
  for (const event of inOrder(events, stretch)) {
    if (!SCRIPT.has(event.name) && !RENDERING.has(event.name)) continue;
    while (open.length > 0 && open.at(-1)!.end <= event.ts) open.pop();
    const around = open.at(-1);
    const owner = ownerOf(event, around?.owner);
    const cost = (event.tdur ?? 0) / 1000;
    time[owner] += cost;
    // What is nested is counted once, for its own owner.
    if (around) time[around.owner] -= cost;
    open.push({ owner, end: event.ts + (event.dur ?? 0) });
  }
  const { rendering: _, ...script } = time;
  return script;
}

/**
 * The longest task (ms of CPU time) of a stretch in which script of an extension, or such that has no name, ran; and
 * the longest of all, in which the page may have drawn itself.
 */
export function longestTasks(events: readonly TraceEvent[], stretch: Stretch): { task: number; anyTask: number } {
  const tasks = inOrder(events, stretch).filter(({ name }) => name === TASK);
  const within = (task: TraceEvent): Stretch => ({ ...stretch, from: task.ts, to: task.ts + (task.dur ?? 0) });
  const isOurs = (task: TraceEvent): boolean => {
    const { extension, page, unnamed } = scriptTime(events, within(task));
    return extension + unnamed > page;
  };
  const longest = (some: readonly TraceEvent[]): number => Math.max(0, ...some.map(({ tdur = 0 }) => tdur / 1000));
  return { task: longest(tasks.filter(isOurs)), anyTask: longest(tasks) };
}

/** The script files of an extension that a trace shows, by their paths in its folder. */
export function loadedFiles(events: readonly TraceEvent[]): string[] {
  const addresses = events
    .filter(({ name }) => SCRIPT.has(name))
    .map(({ args }) => args.data?.url ?? args.fileName ?? '')
    .filter((address) => address.startsWith('chrome-extension://'));
  return [...new Set(addresses.map((address) => new URL(address).pathname.slice(1)))];
}

/** When (microseconds) the last script of a stretch ended; `undefined` if there was none. */
export function endOfScript(events: readonly TraceEvent[], stretch: Stretch): number | undefined {
  const ends = inOrder(events, stretch)
    .filter(({ name }) => SCRIPT.has(name))
    .map(({ ts, dur = 0 }) => ts + dur);
  return ends.length === 0 ? undefined : Math.max(...ends);
}

/** The mark that a page set with `performance.mark(name)`. Throws if there is none. */
export function markOf(events: readonly TraceEvent[], name: string): TraceEvent {
  const mark = events.find((event) => event.name === name);
  if (!mark) throw new Error(`The trace has no mark ${name}.`);
  return mark;
}

/** The script between two marks of a page that is not the page's own, in ms. */
export function scriptBetween(events: readonly TraceEvent[]): (from: string, to: string) => number {
  return (from, to) => {
    const { pid, tid, ts } = markOf(events, from);
    const { extension, unnamed } = scriptTime(events, { pid, tid, from: ts, to: markOf(events, to).ts });
    return extension + unnamed;
  };
}

function inOrder(events: readonly TraceEvent[], { pid, tid, from, to }: Stretch): TraceEvent[] {
  return events
    .filter((event) => event.ph === 'X' && event.pid === pid && event.tid === tid && event.ts >= from && event.ts < to)
    .sort((one, other) => one.ts - other.ts || (other.dur ?? 0) - (one.dur ?? 0));
}

function ownerOf({ name, args }: TraceEvent, around: Owner | undefined): Owner {
  if (RENDERING.has(name)) return 'rendering';
  const url = args.data?.url ?? args.fileName ?? '';
  if (url.startsWith('chrome-extension://')) return 'extension';
  return url === '' ? (around ?? 'unnamed') : 'page';
}
