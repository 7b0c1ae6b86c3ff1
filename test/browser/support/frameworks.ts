import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { runNpmOnce } from './npm-once';

const FOLDER = 'test/frameworks';

/** Ways in which real frameworks take over what a server sent, by their names. */
export interface Takeovers {
  /** The HTML that the server sends for each. */
  sent: Record<string, () => Promise<string>>;
  /** The script of the page, which takes over the way that the page's address names (`?way=React&after=300`). */
  script: string;
}

/** Installs the frameworks, which only these tests need, unless they are there. */
export function installFrameworks(): void {
  runNpmOnce({
    folder: FOLDER,
    sources: ['package.json', 'package-lock.json'],
    stamp: 'node_modules/installed-from',
    commands: [],
  });
}

/** Builds the script of the pages that a framework takes over. */
export async function prepareTakeovers(): Promise<Takeovers> {
  const server = (await import(pathToFileURL(resolve(FOLDER, 'server.mjs')).href)) as {
    SENT: Takeovers['sent'];
  };
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true' },
    build: {
      write: false,
      rolldownOptions: { input: resolve(FOLDER, 'client.mjs'), output: { format: 'iife' } },
    },
  });
  const [chunk] = (built as { output: { code: string }[] }).output;
  return { sent: server.SENT, script: chunk!.code };
}

/** The page of a server that sends a list in one of these ways. */
export async function pageSent({ sent }: Takeovers, way: string): Promise<string> {
  const list = await sent[way]!();
  if (list.startsWith('<!DOCTYPE')) return list;
  return `<!doctype html><html lang="en"><head><title>API Keys | data.gov.sg</title><script src="/frameworks.js" defer></script></head>
    <body><main><h1>API Keys</h1><div id="root">${list}</div></main></body></html>`;
}
