// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LeakWarning, type WarningMode } from '../../../../utils/page/leak/leak-warning';
import { snapshotOf } from '../../../support/known-page';

const onDismissed = vi.fn<() => void>();
const onClosed = vi.fn<() => void>();

beforeEach(() => {
  vi.useFakeTimers();
  // The test's browser has no top layer.
  Object.assign(HTMLElement.prototype, { showPopover: () => undefined });
});
afterEach(() => {
  vi.useRealTimers();
  vi.clearAllMocks();
});

function show(mode: WarningMode): LeakWarning {
  const live = { page: document, snapshot: () => snapshotOf(document) };
  const warning = new LeakWarning(live, onDismissed, onClosed);
  warning.show({ key: { name: 'a' }, mode, near: undefined, policy: undefined });
  return warning;
}

it('a quiet line that closes by itself says so, and was not dismissed', () => {
  const warning = show('quiet');
  vi.advanceTimersByTime(1000);
  expect(onClosed).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_000);
  expect(warning.layer).toBeUndefined();
  expect(onClosed).toHaveBeenCalledOnce();
  expect(onDismissed).not.toHaveBeenCalled();
});

it('a warning that is taken off the page says so, once', () => {
  const warning = show('full');
  warning.close();
  warning.close();
  expect(onClosed).toHaveBeenCalledOnce();
});
