import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { isSiteHost } from '../browser/support/replica';
import { EXTENSION, startChromium } from '../browser/support/launch';
import { EMPTY_EXTENSION, HEART_EXTENSION } from './builds';
import type { Variant } from './figures';
import { CATEGORIES, type TraceEvent } from './trace';

/** A browser that is measured. */
export interface Contender {
  variant: Variant;
  context: BrowserContext;
  /** Where its extension is; empty without one. */
  folder: string;
  /** The address that the pages of its extension start with; empty without one. */
  baseUrl: string;
}

/**
 * The browsers, which are open all the time and are measured in turn; also one with uBlock Origin Lite, if that is
 * unpacked in a folder.
 */
export async function startContenders(ublock?: string): Promise<Contender[]> {
  const others = [
    contender('none'),
    contender('empty', EMPTY_EXTENSION),
    contender('heart', HEART_EXTENSION),
    ...(ublock ? [contender('ublock', ublock)] : []),
  ];
  return Promise.all([...others, startOurs()]);
}

/** Ours and another build of it, to be compared with nothing else. */
export async function startTwo(otherBuild: string): Promise<Contender[]> {
  return Promise.all([contender('other', otherBuild), startOurs()]);
}

/** A browser with our extension. */
export function startOurs(): Promise<Contender> {
  return contender('ours', EXTENSION);
}

async function contender(variant: Variant, folder = ''): Promise<Contender> {
  const context = await startChromium(folder ? { extension: folder } : {});
  context.setDefaultTimeout(20_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: 'https://data.gov.sg' });
  if (!folder) return { variant, context, folder, baseUrl: '' };
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return { variant, context, folder, baseUrl: new URL('/', worker.url()).href };
}

/** Opens an empty tab, lets `use` measure in it, and closes it. */
export async function inTab<Result>(
  { context }: Contender,
  use: (page: Page, session: CDPSession) => Promise<Result>,
): Promise<Result> {
  const page = await context.newPage();
  try {
    const session = await context.newCDPSession(page);
    // It counts from here on.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return await use(page, session);
  } finally {
    await page.close();
  }
}

/** Answers what a tab asks of data.gov.sg with one page. */
export async function serve(page: Page, html: string): Promise<void> {
  await page.route(
    ({ hostname }) => isSiteHost(hostname),
    (route) => route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' }),
  );
}

/** Records what the browser does while `run` runs. */
export async function trace(
  session: CDPSession,
  run: () => Promise<void>,
  moreCategories: string[] = [],
): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: unknown[] }): void => void events.push(...(value as TraceEvent[]));
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: [...CATEGORIES, ...moreCategories], excludedCategories: ['*'] },
  });
  try {
    await run();
  } finally {
    const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    await complete;
    session.off('Tracing.dataCollected', collect);
  }
  return events;
}

/** Chromium's own counts of a page. Durations are in s of CPU time, sizes in bytes. */
export async function metricsOf(session: CDPSession): Promise<Record<string, number>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Style and layout of a page so far, in ms of CPU time. */
export function renderingOf({ LayoutDuration = 0, RecalcStyleDuration = 0 }: Record<string, number>): number {
  return (LayoutDuration + RecalcStyleDuration) * 1000;
}

/** The memory of a page's scripts in MB, once all that can be freed is. */
export async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return ((await metricsOf(session)).JSHeapUsedSize ?? 0) / 1e6;
}
