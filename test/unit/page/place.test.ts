import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CONTROL_WEIGHT, coveredBy, freestPlace, type Box } from '../../../utils/page/place';

const size = { width: 368, height: 300 };
const viewport = { width: 1280, height: 800 };

it('the warning is in the bottom right corner if nothing is in the way', () => {
  expect(freestPlace(size, viewport, [])).toEqual({ left: 1280 - 368 - 16, top: 800 - 300 - 16, ...size });
});

it('the warning covers no control wherever there is room', () => {
  const box: fc.Arbitrary<Box> = fc.record({
    left: fc.integer({ min: 0, max: 1200 }),
    top: fc.integer({ min: 0, max: 760 }),
    width: fc.integer({ min: 20, max: 80 }),
    height: fc.integer({ min: 20, max: 40 }),
  });
  fc.assert(
    fc.property(fc.array(box, { maxLength: 3 }), (controls) => {
      const obstacles = controls.map((control) => ({ box: control, weight: CONTROL_WEIGHT }));
      expect(coveredBy(freestPlace(size, viewport, obstacles), obstacles)).toBe(0);
    }),
  );
});

it('the warning covers a dialog rather than a control', () => {
  const dialog = { box: { left: 0, top: 0, width: 1280, height: 800 }, weight: 1 };
  const done = { box: { left: 1100, top: 700, width: 100, height: 40 }, weight: CONTROL_WEIGHT };
  expect(coveredBy(freestPlace(size, viewport, [dialog, done]), [done])).toBe(0);
});

it('the warning begins within the window, however small that is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 50, max: 500 }), fc.integer({ min: 50, max: 500 }), (width, height) => {
      const { left, top } = freestPlace(size, { width, height }, []);
      expect([left >= 0, top >= 0]).toEqual([true, true]);
    }),
  );
});

it('the warning finds the one place between controls that has room for it, wherever that is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 8, max: 900 }), fc.integer({ min: 8, max: 490 }), (left, top) => {
      const room = { left, top, width: size.width + 8, height: size.height + 8 };
      const walls: Box[] = [
        { left: 0, top: 0, width: viewport.width, height: room.top },
        { left: 0, top: room.top + room.height, width: viewport.width, height: viewport.height },
        { left: 0, top: 0, width: room.left, height: viewport.height },
        { left: room.left + room.width, top: 0, width: viewport.width, height: viewport.height },
      ];
      const controls = walls.map((box) => ({ box, weight: CONTROL_WEIGHT }));
      expect(coveredBy(freestPlace(size, viewport, controls), controls)).toBe(0);
    }),
  );
});
