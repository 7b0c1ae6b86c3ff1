// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { Expiry } from '../../../utils/keys/expiry';
import { createdKeys } from '../../../utils/page/created-keys';
import type { KeyRow } from '../../../utils/site/key-row';

const inAYear: Expiry = { kind: 'dated', earliest: 9e11, latest: 9e11, text: '1 year', approximate: true };
const row = (name: string): KeyRow => {
  const element = document.createElement('tr');
  return { element, expiryElement: element, name, expiry: { kind: 'unknown', text: '' } };
};

it('the lifespan that was chosen for a new key is of no other key of its name', () => {
  const keys = createdKeys();
  keys.estimate({ name: 'upload', expiry: inAYear }, undefined);
  const shown = (rows: KeyRow[]): string[] =>
    keys.withEstimates({ kind: 'write', complete: true, hasUnreadRows: false, rows }).map(({ expiry }) => expiry.kind);
  expect(shown([row('upload'), row('other')])).toEqual(['dated', 'unknown']);
  expect(shown([row('upload'), row('upload')])).toEqual(['unknown', 'unknown']);
});
