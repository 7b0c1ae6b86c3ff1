import { expect, it } from 'vitest';
import type { KeyRecord, KeyUse } from '../../../utils/keys/key';
import { othersThan, suggestionsFrom } from '../../../utils/keys/suggestions';

function key(id: string, ...uses: string[]): KeyRecord {
  const expiry = { kind: 'never', text: '' } as const;
  const seen = { firstSeenAt: 1, lastSeenAt: 1 };
  return { id, name: id, kind: 'write', expiry, ...seen, ...(uses[0] && { uses: uses.map((text) => ({ text })) }) };
}

function suggested(others: readonly KeyRecord[], own: string[] = [], entered = ''): string[] {
  const entries = suggestionsFrom(others, {
    entriesOf: ({ uses }) => uses,
    nameOf: ({ text }: KeyUse) => text,
    own: own.map((text) => ({ text })),
    entered,
  });
  return entries.map(({ text }) => text);
}

it('a key is offered the places of other keys, that of most keys first, and each once', () => {
  const records = [key('a', 'Nightly job'), key('b', 'Gazette pipeline', 'Dashboard'), key('c', 'gazette PIPELINE')];
  expect(suggested(records)).toEqual(['Gazette pipeline', 'Nightly job', 'Dashboard']);
});

it('a key is offered no place that it has, and none that does not fit what is entered', () => {
  const records = [key('a', 'Nightly job', 'Gazette pipeline', 'Gazette archive')];
  expect(suggested(records, ['gazette pipeline'])).toEqual(['Nightly job', 'Gazette archive']);
  expect(suggested(records, [], ' gazette ')).toEqual(['Gazette pipeline', 'Gazette archive']);
});

it('a key is offered a few places at most, and none if no other key has any', () => {
  expect(suggested([key('a', ...Array.from({ length: 40 }, (_, index) => `place ${index}`))])).toHaveLength(6);
  expect(suggested([key('a'), key('b')])).toEqual([]);
});

it('a key is offered nothing that was just removed from it', () => {
  const records = [key('a', 'Nightly job'), key('b')];
  expect(suggested(othersThan(records[0]!, records))).toEqual([]);
});
