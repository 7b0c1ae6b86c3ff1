// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { unshadowed } from '../../../utils/page-model/unshadowed';

it('a view of a form has the browser’s properties, whatever its fields are called, and needs no other view', () => {
  document.body.innerHTML = '<form><input name="querySelector"><button>Create</button></form>';
  const form = document.querySelector('form')!;
  Object.defineProperty(form, 'querySelector', { value: form.querySelector('input'), configurable: true });
  Object.defineProperty(form, Symbol.toStringTag, { value: 'HTMLFormElement', configurable: true });
  const view = unshadowed(form);
  expect(view.querySelector('button')?.textContent).toBe('Create');
  expect(unshadowed(view)).toBe(view);
});
