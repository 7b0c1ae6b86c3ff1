import type { Expiry } from '../../utils/keys/expiry';

/** Sunday 22 Nov 2026, 10:00 in Singapore. */
export const NOW = Date.parse('2026-11-22T10:00:00+08:00');

/** "2027-08-07 18:00" in Singapore, as an instant. */
export function sgt(local: string): number {
  return Date.parse(`${local.replace(' ', 'T')}${local.includes(' ') ? '' : 'T00:00'}+08:00`);
}

/** An approximate expiry between two instants in Singapore. */
export function between(earliest: string, latest: string, text: string): Expiry {
  return { kind: 'dated', earliest: sgt(earliest), latest: sgt(latest), text, approximate: true };
}
