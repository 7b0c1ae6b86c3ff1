// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { DAY } from '../../../utils/keys/time';
import type { Expiry } from '../../../utils/keys/expiry';
import { createFace, reshape, say, type Face } from '../../../utils/page/badge-face';
import { FIRST_FORM, FORMS, takesNoRoom, type Form, type Wording } from '../../../utils/page/badge-form';

const NOW = Date.parse('2026-11-22T04:00:00Z');
const inDays = (days: number, more = {}): Expiry => ({
  kind: 'dated',
  earliest: NOW + days * DAY,
  latest: NOW + days * DAY,
  text: '',
  ...more,
});
const formWith = (wording: Wording): Form => FORMS.find((form) => form.wording === wording)!;

let face: Face;
beforeEach(() => {
  face = createFace(document, FIRST_FORM);
});

const textPart = (): HTMLElement => face.root.querySelector<HTMLElement>('.text')!;

describe('what a badge says', () => {
  it.each<[string, Expiry, string, string]>([
    ['of a key that works for long', inDays(100), 'Expires in 100 days', '100 d'],
    ['of a key that ends on the next day', inDays(1), 'Expires tomorrow', '1 d'],
    ['of a key that ends on the same day', inDays(0.1), 'Expires today at 14:24', 'today'],
    ['of a key that ended on the same day', inDays(-0.1), 'Expired today at 09:36', 'expired'],
    ['of a key that ended long ago', inDays(-12), 'Expired 12 days ago', '12 d ago'],
    ['of a rough time', inDays(40, { approximate: true }), 'Expires in about 40 days', '~40 d'],
    ['of a date with a twin', inDays(40, { ambiguous: true }), 'Expires in 40 days · day first?', '40 d?'],
    ['of a key without an end', { kind: 'never', text: 'Never' }, 'No expiry', 'never'],
    ['of a key that is said to have ended', { kind: 'expired', text: 'Expired' }, 'Expired', 'expired'],
    ['of a text that is no date', { kind: 'unknown', text: 'Soon' }, 'Expiry unknown', 'unknown'],
  ])('a badge says all words %s, and a few where there is little room', (_, expiry, full, short) => {
    say(face, expiry, NOW);
    expect([textPart().textContent, textPart().dataset.short]).toEqual([full, undefined]);
    reshape(face, formWith('short'));
    expect([textPart().textContent, textPart().dataset.short]).toEqual([full, short]);
  });
});

it('a badge without words to be seen can have the focus, and has a name', () => {
  say(face, inDays(3), NOW);
  const content = face.root.querySelector<HTMLElement>('.badge')!;
  expect(content.hasAttribute('tabindex')).toBe(false);
  reshape(face, formWith('none'));
  expect([content.tabIndex, content.getAttribute('aria-label')]).toEqual([0, 'Expires in 3 days']);
  reshape(face, FIRST_FORM);
  expect([content.hasAttribute('tabindex'), content.hasAttribute('aria-label')]).toEqual([false, false]);
});

it('a badge whose status changes keeps its form', () => {
  reshape(face, formWith('none'));
  say(face, inDays(3), NOW);
  say(face, inDays(100), NOW);
  expect([face.host.dataset.form, face.host.dataset.status]).toEqual(['none beside', 'valid']);
  expect(face.root.querySelector<HTMLElement>('.badge')!.tabIndex).toBe(0);
});

it('the forms begin with one that leaves the page as it is, and those that make rows grow come last', () => {
  expect(takesNoRoom(FIRST_FORM)).toBe(true);
  const grows = FORMS.map(({ mayGrow }) => mayGrow === true);
  expect(grows).toEqual(grows.toSorted((one, other) => Number(one) - Number(other)));
});
