/** A secret in the shape of a read key that obviously is none. The stand-in site shows it for every new key. */
export const FAKE_SECRET = `v2:${'0'.repeat(64)}:${'A'.repeat(32)}`;
