import type { ExpiryStatus } from '../keys/expiry';

/** One shape for each status, the path of a 16 × 16 line icon: colour is never the only difference. */
export const STATUS_ICONS: Record<ExpiryStatus, string> = {
  expired: 'M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5M5.75 5.75l4.5 4.5M10.25 5.75l-4.5 4.5',
  critical: 'M8 2.25l6.25 11.25H1.75zM8 6.5v3.25M8 11.6v.1',
  soon: 'M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5M8 4.75V8l2.25 1.5',
  valid: 'M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5M5.25 8.25l2 2l3.5-4',
  never: 'M4.6 5.6a2.4 2.4 0 1 0 0 4.8C7 10.4 9 5.6 11.4 5.6a2.4 2.4 0 1 1 0 4.8C9 10.4 7 5.6 4.6 5.6',
  unknown:
    'M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5' +
    'M6.25 6.4a1.75 1.75 0 1 1 2.6 1.5c-.6.35-.85.7-.85 1.35M8 11.4v.1',
};
