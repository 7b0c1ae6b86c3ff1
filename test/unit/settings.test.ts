import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS, withQuietHours } from '../../utils/settings';

const hours = { from: 1215, to: 390 };

it('quiet hours that are first switched on are those of the night', () => {
  expect(withQuietHours(DEFAULT_SETTINGS, true)).toEqual({
    ...DEFAULT_SETTINGS,
    quietHours: { from: 1320, to: 420 },
  });
});

it('quiet hours that are switched off hold no more, and come back with their times', () => {
  const on = { ...DEFAULT_SETTINGS, quietHours: hours };
  const off = withQuietHours(on, false);
  expect(off).toEqual({ ...DEFAULT_SETTINGS, formerQuietHours: hours });
  expect(withQuietHours(off, false)).toEqual(off);
  expect(withQuietHours(off, true)).toEqual(on);
});
