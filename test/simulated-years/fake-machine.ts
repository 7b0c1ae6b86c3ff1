import { fakeBrowser } from 'wxt/testing/fake-browser';
import background from '../../entrypoints/background';

/*
 * A computer with a browser in it, made of plain data: what a browser keeps when a worker dies, and the ways in which
 * it starts one. The extension that runs in it is the real one, from its entrypoint on. A worker dies at a call to the
 * browser: that call and all after it reject, and have no effect, until everything the worker had begun has run out.
 * A new worker is then started by the next event. Time is data too: nothing here waits.
 */

const MINUTE = 60_000;

/** What goes wrong at one call of the worker to the browser, counted from the step's first. */
export interface Fault {
  call: number;
  kind: 'dies before' | 'dies after' | 'browser dies after' | 'call fails';
}

export interface Alarm {
  name: string;
  scheduledTime: number;
  periodInMinutes?: number;
  /** When it goes off, in the true time that has passed: a clock that is set does not move it. */
  goesOffAt: number;
}

type Listener = (...values: any[]) => unknown;
type EventName = 'message' | 'alarm' | 'clicked' | 'button' | 'closed' | 'permission' | 'installed' | 'startup';

export class FakeMachine {
  /** True time that has passed (ms). */
  elapsed = 0;
  /** What the computer's clock shows (ms since the epoch). */
  clock: number;
  isOpen = false;
  isAlive = false;
  mayNotify = true;
  stored: Record<string, string> = {};
  alarm: Alarm | undefined;
  /** Set while no worker has had the time to set an alarm: the browser may forget alarms when it is closed. */
  isWithoutAlarm = true;
  /** The notification that is shown, and its id. */
  digest: string | undefined;
  digestId = '';
  badge = { text: '', title: '' };
  fault: Fault | undefined;
  /** Whether anything went wrong since it was last reset. */
  hasFailed = false;
  /** Called at the instant at which a notification is shown. */
  onShown: (message: string) => void = () => undefined;
  /** The names of the calls, for the story of a life that fails. */
  lastCall = '';
  private listeners = new Map<EventName, Listener[]>();
  /** Called when the worker has done one thing and begins with the next: it then reads storage again. */
  onNext: () => void = () => undefined;
  private calls = 0;
  private reads = 0;
  private lastRead: Record<string, { json: string; document: unknown }> = {};

  constructor(
    start: number,
    readonly isFirefox: boolean,
  ) {
    this.clock = start;
    this.install();
  }

  /** A stored document, for the judge: not to be changed. */
  read(name: string): any {
    const json = this.stored[name];
    if (json === undefined) return undefined;
    if (this.lastRead[name]?.json !== json) this.lastRead[name] = { json, document: JSON.parse(json) };
    return this.lastRead[name]!.document;
  }

  /** Lets time pass, in which an idle worker ends. */
  pass(duration: number): void {
    this.elapsed += duration;
    this.clock += duration;
    if (duration > 0) this.isAlive = false;
  }

  /** Sets the clock ahead, or back. Meanwhile an idle worker ends. */
  setClock(ahead: number): void {
    this.clock += ahead;
    this.isAlive = false;
  }

  /** Goes wrong at the given call from now on. */
  expectFault(fault: Fault | undefined): void {
    this.fault = fault;
    this.calls = 0;
  }

  /** Delivers an event to the worker, starting one if there is none, and waits until it has done all that it does. */
  async deliver(...events: [EventName, ...any[]][]): Promise<unknown[]> {
    const realNow = Date.now;
    // A click has the address of the tab read on the side.
    this.reads = events.some(([name]) => name === 'clicked') ? -1 : 0;
    Date.now = () => this.clock;
    try {
      if (!this.isAlive) {
        this.isAlive = true;
        this.listeners.clear();
        background.main();
      }
      const answers = events.flatMap(([name, ...values]) =>
        (this.listeners.get(name) ?? []).map((listener) => listener(...values)),
      );
      const settled = Promise.allSettled(answers);
      await new Promise(setImmediate);
      return (await settled).map((answer) => (answer.status === 'fulfilled' ? answer.value : undefined));
    } finally {
      Date.now = realNow;
    }
  }

  /** The browser starts, with the alarms that it kept: those go off by the clock as it is now. */
  async open(forgetsAlarms: boolean): Promise<void> {
    if (this.isOpen) return;
    this.isOpen = true;
    this.isAlive = false;
    if (forgetsAlarms) {
      this.alarm = undefined;
      this.isWithoutAlarm = true;
    }
    if (this.alarm) this.alarm.goesOffAt = this.elapsed + Math.max(0, this.alarm.scheduledTime - this.clock);
    await this.deliver(['startup']);
  }

  /** The browser ends, and takes worker and notifications along. */
  close(): void {
    this.isOpen = false;
    this.isAlive = false;
    this.digest = undefined;
  }

  /** The alarm goes off. */
  async goOff(): Promise<void> {
    const { alarm } = this;
    if (!alarm) return;
    const { goesOffAt: _, ...seen } = alarm;
    if (alarm.periodInMinutes === undefined) this.alarm = undefined;
    else
      this.alarm = {
        ...alarm,
        scheduledTime: alarm.scheduledTime + alarm.periodInMinutes * MINUTE,
        goesOffAt: this.elapsed + alarm.periodInMinutes * MINUTE,
      };
    await this.deliver(['alarm', seen]);
  }

  private call<Result>(name: string, effect: () => Result): Promise<Result> {
    if (!this.isAlive) return Promise.reject(new Error('the worker is dead'));
    this.lastCall = name;
    const { fault } = this;
    if (!fault || this.calls++ !== fault.call) return new Promise((resolve) => resolve(effect()));
    this.hasFailed = true;
    if (fault.kind === 'call fails') return Promise.reject(new Error(`${name} fails`));
    if (fault.kind !== 'dies before') effect();
    this.isAlive = false;
    if (fault.kind === 'browser dies after') this.close();
    return Promise.reject(new Error('the worker dies'));
  }

  private install(): void {
    const event = (name: EventName) => ({
      addListener: (listener: Listener) => this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]),
    });
    const none = { addListener: () => undefined, removeListener: () => undefined };
    Object.assign(fakeBrowser, {
      storage: {
        local: {
          get: (names: string[]) => {
            // The policy is read by itself, beside what the worker does.
            if (names.includes('keys') && this.isAlive && this.reads++ > 0) this.onNext();
            return this.call('storage.get', () =>
              Object.fromEntries(
                names.flatMap((name) => (name in this.stored ? [[name, JSON.parse(this.stored[name]!)]] : [])),
              ),
            );
          },
          set: (items: object) =>
            this.call('storage.set', () => {
              for (const [name, item] of Object.entries(items)) this.stored[name] = JSON.stringify(item);
            }),
        },
        session: {
          get: () => this.call('session.get', () => ({})),
          set: () => this.call('session.set', () => undefined),
          remove: () => this.call('session.remove', () => undefined),
        },
        // No administrator has set anything: Firefox rejects then.
        managed: { get: () => (this.isFirefox ? Promise.reject() : Promise.resolve({})) },
        onChanged: none,
      },
      alarms: {
        get: (name: string) =>
          this.call('alarms.get', () => (this.alarm?.name === name ? { ...this.alarm } : undefined)),
        create: (name: string, { when, periodInMinutes }: { when: number; periodInMinutes?: number }) =>
          this.call('alarms.create', () => {
            this.alarm = {
              name,
              scheduledTime: when,
              goesOffAt: this.elapsed + Math.max(0, when - this.clock),
              ...(periodInMinutes !== undefined && { periodInMinutes }),
            };
          }),
        onAlarm: event('alarm'),
      },
      notifications: {
        create: (id: string, options: { message: string; buttons?: unknown }) => {
          // As Firefox does, and before it does anything.
          if (
            this.isFirefox &&
            Object.keys(options).some((name) => ['buttons', 'requireInteraction', 'silent'].includes(name))
          )
            throw new TypeError('unexpected property');
          return this.call('notifications.create', () => {
            if (!this.mayNotify) throw new Error('blocked');
            this.digest = options.message;
            this.digestId = id;
            this.onShown(options.message);
            return id;
          });
        },
        clear: () =>
          this.call('notifications.clear', () => {
            const was = this.digest !== undefined;
            this.digest = undefined;
            // Firefox does not tell who closed it.
            if (was)
              for (const listener of this.listeners.get('closed') ?? [])
                listener(this.digestId, this.isFirefox ? undefined : false);
            return was;
          }),
        getAll: () =>
          this.call('notifications.getAll', () => (this.digest === undefined ? {} : { [this.digestId]: {} })),
        ...(!this.isFirefox && {
          getPermissionLevel: () =>
            this.call('notifications.getPermissionLevel', () => (this.mayNotify ? 'granted' : 'denied')),
          onPermissionLevelChanged: event('permission'),
        }),
        // Firefox has the event, and no buttons.
        onButtonClicked: this.isFirefox ? none : event('button'),
        onClicked: event('clicked'),
        onClosed: event('closed'),
      },
      action: {
        setBadgeText: ({ text }: { text: string }) =>
          this.call('action.setBadgeText', () => {
            this.badge.text = text;
          }),
        setTitle: ({ title }: { title: string }) =>
          this.call('action.setTitle', () => {
            this.badge.title = title;
          }),
        setBadgeBackgroundColor: () => this.call('action.setBadgeBackgroundColor', () => undefined),
        setBadgeTextColor: () => this.call('action.setBadgeTextColor', () => undefined),
      },
      runtime: {
        id: 'our-id',
        getURL: (path: string) => `chrome-extension://our-id${path}`,
        onMessage: event('message'),
        onInstalled: event('installed'),
        onStartup: event('startup'),
      },
      tabs: { query: () => Promise.resolve([]), create: () => Promise.resolve({}) },
    });
  }
}
