// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { guardCopies } from '../../../../utils/page/leak/copy-guard';
import * as copiedSecret from '../../../../utils/page/leak/copied-secret';
import { FAKE_SECRET } from '../../../browser/support/fake-secret';
import { knownPage } from '../../../support/known-page';

afterEach(() => vi.useRealTimers());

it('a copied text is not looked at within the copy, but in a task of its own', () => {
  vi.useFakeTimers();
  const search = vi.spyOn(copiedSecret, 'secretInSteps');
  const onCopied = vi.fn<() => void>();
  const controller = new AbortController();
  guardCopies(
    {
      page: document,
      hookUrl: '',
      keyAt: () => undefined,
      knownPage: () => knownPage(document),
      onCopied,
    },
    controller.signal,
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
