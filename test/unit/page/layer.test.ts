// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Layer } from '../../../utils/page/layer';
import { TOP_LAYER } from '../../../utils/page/top-layer';
import { snapshotOf } from '../../support/known-page';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function showLayer(): Layer {
  const layer = new Layer({ page: document, snapshot: () => snapshotOf(document) }, 'key-leak-warning', '');
  // The test's browser has no top layer.
  layer.host.showPopover = () => undefined;
  layer.keepOnTop();
  return layer;
}

it('however many layers show, one timer checks them, and searches the page once each time', () => {
  const layers = Array.from({ length: 20 }, showLayer);
  const search = vi.spyOn(document, 'querySelectorAll');
  const checked = layers.map((layer) => vi.spyOn(layer, 'checkSight'));
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(100);
  expect(search.mock.calls.filter(([selector]) => selector === TOP_LAYER)).toHaveLength(1);
  for (const check of checked) expect(check).toHaveBeenCalledOnce();

  for (const layer of layers.splice(1)) layer.remove();
  expect(vi.getTimerCount()).toBe(1);
  layers[0]!.remove();
  expect(vi.getTimerCount()).toBe(0);
  const last = showLayer();
  expect(vi.getTimerCount()).toBe(1);
  last.remove();
});
