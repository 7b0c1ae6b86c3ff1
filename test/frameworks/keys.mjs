/** The list that server and browser print alike. */
export const KEYS = [
  { name: 'gazette-uploader', created: '1 Jan 2026', expires: '7 Aug 2031, 18:00' },
  { name: 'rainfall-sync', created: '2 Jan 2026', expires: '9 Mar 2032, 18:00' },
];
