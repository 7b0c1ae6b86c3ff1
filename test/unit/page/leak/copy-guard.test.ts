// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { CopyGuard } from '../../../../utils/page/leak/copy-guard';
import { listenForCopies } from '../../../../utils/page/leak/copy-listener';
import * as copiedSecret from '../../../../utils/page/leak/copied-secret';
import { FAKE_SECRET } from '../../../browser/support/fake-secret';
import { knownPage, snapshotOf } from '../../../support/known-page';

afterEach(() => vi.useRealTimers());

it('a copied text is not looked at within the copy, but in a task of its own', () => {
  vi.useFakeTimers();
  const search = vi.spyOn(copiedSecret, 'secretInSteps');
  const onCopied = vi.fn<() => void>();
  const controller = new AbortController();
  const { signal } = controller;
  const guard = new CopyGuard(
    { page: document, keyAt: () => undefined, knownPage: () => knownPage(document), onCopied },
    signal,
  );
  listenForCopies(
    { page: document, hookUrl: '', snapshot: () => snapshotOf(document), onSign: (sign) => guard.judge(sign) },
    signal,
  );
  document.body.innerHTML = '<textarea></textarea>';
  const field = document.querySelector('textarea')!;
  field.value = `${'An ordinary line.\n'.repeat(1_000)}${FAKE_SECRET}`;
  field.focus();
  field.setSelectionRange(0, field.value.length);
  const copy = new Event('copy', { bubbles: true, composed: true });
  Object.defineProperty(copy, 'isTrusted', { value: true });
  field.dispatchEvent(copy);
  expect(search).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(search).toHaveBeenCalledOnce();
  expect(onCopied).toHaveBeenCalledOnce();
  controller.abort();
});
