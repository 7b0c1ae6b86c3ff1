// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { toItsEnd } from '../../../../utils/page-model/steps';
import { GuardOnCall, type GuardDependencies } from '../../../../utils/page/leak/guard-on-call';
import { HOOK_EVENTS } from '../../../../utils/page/leak/hook-events';
import { FAKE_SECRET } from '../../../browser/support/fake-secret';
import { snapshotOf } from '../../../support/known-page';

const FILE = '../../../../utils/page/leak/leak-guard';
const warningPreference = vi.fn<GuardDependencies['warningPreference']>(async () => ({ wanted: 'off' }));
const onArrived = vi.fn<() => void>();
let hook: HTMLElement;
let guard: GuardOnCall;

beforeEach(() => {
  document.body.innerHTML = '<p>agency-feed-1 expires on 29 Nov 2026</p><button>Delete</button><textarea></textarea>';
  vi.spyOn(document.head, 'append').mockImplementation((script) => {
    hook = script as HTMLElement;
  });
  guard = new GuardOnCall(
    {
      page: document,
      hookUrl: 'hook.js',
      snapshot: () => snapshotOf(document),
      warningPreference,
      isStored: () => true,
      reportCopy: () => undefined,
      reportMuteToday: () => undefined,
      reportLeak: () => undefined,
    },
    onArrived,
  );
  guard.start();
});
afterEach(() => {
  guard.end();
  vi.restoreAllMocks();
  vi.doUnmock(FILE);
  vi.clearAllMocks();
});

function follow(): void {
  toItsEnd(guard.follow(undefined) as Generator<undefined, void>);
}

/** Whatever was asked for has been loaded by then, and whatever was copied was searched. */
async function loaded(): Promise<void> {
  await import('../../../../utils/page/leak/leak-guard').catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 100));
}

function fire(target: EventTarget, event: Event): void {
  Object.defineProperty(event, 'isTrusted', { value: true });
  target.dispatchEvent(event);
}

function copySecret(): void {
  const field = document.querySelector('textarea')!;
  field.value = FAKE_SECRET;
  field.focus();
  field.setSelectionRange(0, FAKE_SECRET.length);
  fire(field, new Event('copy', { bubbles: true, composed: true }));
  // The page draws itself again right after.
  field.remove();
}

it('the guard is not loaded while nobody presses anything and no text may be a secret', async () => {
  follow();
  await loaded();
  expect(onArrived).not.toHaveBeenCalled();
});

it('the guard is loaded, once, when a text on the page may be a secret', async () => {
  document.querySelector('p')!.textContent = FAKE_SECRET;
  follow();
  follow();
  await vi.waitFor(() => expect(onArrived).toHaveBeenCalled());
  await loaded();
  expect(onArrived).toHaveBeenCalledOnce();
});

it('the guard is loaded when a person presses something', async () => {
  fire(document.querySelector('button')!, new MouseEvent('click', { bubbles: true, composed: true }));
  await vi.waitFor(() => expect(onArrived).toHaveBeenCalledOnce());
});

it('a secret that is copied before the guard is loaded is judged when it is', async () => {
  copySecret();
  expect(onArrived).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(warningPreference).toHaveBeenCalledOnce());
});

it('a secret that the page copies before the guard is loaded is judged when it is', async () => {
  hook.dispatchEvent(new CustomEvent(HOOK_EVENTS.copied, { detail: 'v2' }));
  expect(onArrived).not.toHaveBeenCalled();
  await vi.waitFor(() => expect(warningPreference).toHaveBeenCalledOnce());
});

it('nothing that was copied is kept when the tab is left before the guard is loaded', async () => {
  copySecret();
  guard.stop();
  guard.start();
  await loaded();
  expect(onArrived).toHaveBeenCalledOnce();
  expect(warningPreference).not.toHaveBeenCalled();
});

it('a guard whose file is gone, after an update, throws nothing and is asked for again', async () => {
  vi.doMock(FILE, () => {
    throw new Error('gone');
  });
  copySecret();
  await loaded();
  expect(onArrived).not.toHaveBeenCalled();
  vi.doUnmock(FILE);
  document.body.innerHTML = '<textarea></textarea>';
  copySecret();
  await vi.waitFor(() => expect(warningPreference).toHaveBeenCalledOnce());
});
