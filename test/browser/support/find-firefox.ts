import { homedir } from 'node:os';
import { join } from 'node:path';
import { Browser, getInstalledBrowsers } from '@puppeteer/browsers';
import { runProgram } from '../../commands/run-program';
import { installPackages, onPath } from './find-program';

/** The folder in which Puppeteer keeps the browsers that it has downloaded. */
const DOWNLOADS = join(homedir(), '.cache', 'puppeteer');

/**
 * The path of a Firefox: the one named by FIREFOX_PATH, the system's, or one that Puppeteer has downloaded. Installs
 * one if none is found. If that fails too, throws one sentence that says what to install.
 */
export async function findOrInstallFirefox(): Promise<string> {
  return (await findFirefox()) ?? installFirefox();
}

async function findFirefox(): Promise<string | undefined> {
  return process.env.FIREFOX_PATH || (onPath('firefox-esr', 'firefox') ?? downloadedFirefox());
}

async function downloadedFirefox(): Promise<string | undefined> {
  return (await getInstalledBrowsers({ cacheDir: DOWNLOADS })).find(({ browser }) => browser === Browser.FIREFOX)
    ?.executablePath;
}

async function installFirefox(): Promise<string> {
  console.log('No Firefox found: installing one.');
  // The system's package brings the libraries that a bare machine lacks; an ordinary desktop has them.
  installPackages('firefox-esr');
  if (!(await findFirefox())) runProgram('browsers', ['install', 'firefox@stable', '--path', DOWNLOADS]);
  const found = await findFirefox();
  if (!found)
    throw new Error(
      'Please install Firefox ("npx @puppeteer/browsers install firefox@stable", or your system\'s package "firefox-esr"), or set FIREFOX_PATH to it, and run this again.',
    );
  return found;
}
