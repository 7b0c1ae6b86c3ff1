import { browser } from 'wxt/browser';
import type { Expiry } from '../keys/expiry';
import type { Settings } from '../settings';

/*
 * What the content script needs of storage. It does without the schemas for the sake of its size, so it believes
 * nothing but the very shape it looks for.
 */

/**
 * What the user wants a copied key to bring up: anything but a clear "quiet" or "off" is the whole warning.
 * Version 1 of the settings, which the worker may not have migrated yet, says `false` for "off".
 */
export async function leakWarningWanted(): Promise<Settings['leakWarning']> {
  const wanted: unknown = (await peek('settings'))?.settings?.leakWarning;
  if (wanted === false) return 'off';
  return wanted === 'off' || wanted === 'quiet' ? wanted : 'full';
}

/** The estimated expiries by the name of their key: those from a chosen lifespan, which the page itself does not print. */
export async function estimatedExpiries(): Promise<Map<string, Expiry>> {
  const estimates = new Map<string, Expiry>();
  const records: unknown = (await peek('keys'))?.keys;
  for (const record of Array.isArray(records) ? records : []) {
    const { name, expiry } = record ?? {};
    const isEstimate = expiry?.kind === 'dated' && expiry.approximate === true && Number.isFinite(expiry.earliest) && Number.isFinite(expiry.latest);
    if (isEstimate && typeof name === 'string') estimates.set(name, { kind: 'dated', earliest: expiry.earliest, latest: expiry.latest, text: String(expiry.text), approximate: true });
  }
  return estimates;
}

async function peek(name: string): Promise<any> {
  try {
    return (await browser.storage.local.get(name))[name];
  } catch {
    return undefined;
  }
}
