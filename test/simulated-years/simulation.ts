import fc from 'fast-check';
import { isLive, Oracle, RuleViolation } from './oracle';
import { isEvident, LAYOUTS, listed, Site, type Row, type SiteKey, type SiteList, type Tab, type View } from './site';
import { FakeMachine, type Fault } from './fake-machine';

/*
 * A year with the extension: what may happen in it, and how it is lived through in a world with a judge.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** How time passes: with the browser open and the computer awake, asleep with it open, or with the browser closed. */
type Passing = 'open' | 'asleep' | 'closed';

export type Step = (
  | { do: 'pass'; how: Passing; minutes: number }
  /**
   * Until shortly before or after a threshold (days) of a key; not at all where that is over, or in more than 60 days.
   */
  | { do: 'passUntil'; how: Passing; key: number; days: number; offset: number }
  | { do: 'setClock'; minutes: number }
  | { do: 'rightClock' }
  | { do: 'travel'; to: string }
  | { do: 'create'; list: number; days: number; isCreationShown: boolean; isDayOnly: boolean; isOnAll: boolean }
  | { do: 'renew'; key: number; days: number }
  | { do: 'rename'; key: number }
  /** On the tab before the user's eyes, where the extension sees it, or elsewhere. */
  | { do: 'delete'; key: number; isSeen: boolean }
  | { do: 'sharpen'; key: number }
  /** A page gets a list, and is read. */
  | { do: 'load'; list: number; view: View }
  /** A page that was left open is looked at again, however old its list is. */
  | { do: 'tellAgain'; tab: number; view: View }
  | { do: 'translate'; list: number }
  | { do: 'sayDeleted'; key: number; isDeleted: boolean }
  | { do: 'settings'; settings: Record<string, unknown>; mutedDays: number | undefined }
  | { do: 'snooze'; key: number; hours: number | undefined }
  | { do: 'remindTomorrow'; from: 'popup' | 'notification' }
  | { do: 'mute'; key: number; isMuted: boolean }
  | { do: 'thresholds'; key: number; days: number[] | undefined }
  /**
   * Says when to replace a key: in so many days from now, so many days after its creation, by no date, or as all keys.
   */
  | { do: 'replaceBy'; key: number; how: 'date' | 'cadence' | 'none' | undefined; days: number }
  /** The same as `passUntil`, for the day by which to replace a key, of those that have one. */
  | { do: 'passUntilDue'; how: Passing; key: number; days: number; offset: number }
  /** Rotates a key out, with another in its place, or takes that back. */
  | { do: 'rotate'; key: number; to: number | undefined }
  | { do: 'forget'; key: number; isForgotten: boolean }
  | { do: 'dismiss' }
  | { do: 'openFromNotification' }
  | { do: 'allow'; isAllowed: boolean }
  | { do: 'flurry' }
) & { fault?: Fault; forgetsAlarms?: boolean };

const thresholds = fc.subarray([90, 60, 30, 21, 14, 7, 3, 2, 1, 0]);
const key = fc.nat(3);
const passing = fc.constantFrom<Passing>('open', 'asleep', 'closed');
const faults = fc.record({
  call: fc.nat(18),
  kind: fc.constantFrom<Fault['kind']>('dies before', 'dies after', 'dies after', 'browser dies after', 'call fails'),
});
const minuteOfDay = fc.nat(95).map((quarter) => quarter * 15);
/** Short and long times alike. */
const durations = fc.oneof(
  fc.integer({ min: 1, max: 180 }),
  fc.integer({ min: 180, max: 2 * 24 * 60 }),
  fc.integer({ min: 1, max: 20 }).map((days) => days * 24 * 60),
);

const step = (name: Step['do'], fields: Record<string, fc.Arbitrary<unknown>> = {}): fc.Arbitrary<Step> =>
  fc.record({ do: fc.constant(name), ...fields }) as never;
const list = fc.nat(1);
const view: fc.Arbitrary<View> = fc.record({
  shows: fc.constantFrom<View['shows']>('all', 'all', 'all', 'part', 'part as all'),
  lacks: key,
  broken: fc.constantFrom<View['broken']>('none', 'none', 'none', 'none', 'one more', 'a key'),
  isHeaderLate: fc.nat(3).map((n) => n === 0),
});
const creation = step('create', {
  list,
  days: fc.constantFrom(1, 2, 7, 30, 30, 90, 180, 365),
  isCreationShown: fc.boolean(),
  isDayOnly: fc.boolean(),
  isOnAll: fc.nat(3).map((n) => n === 0),
});
const actions = fc.oneof(
  { weight: 6, arbitrary: step('pass', { how: passing, minutes: durations }) },
  {
    weight: 14,
    arbitrary: step('passUntil', {
      how: passing,
      key,
      days: fc.constantFrom(30, 14, 7, 3, 1, 0, 0, -7),
      offset: fc.constantFrom(-30, -1, 0, 1, 45, 300),
    }),
  },
  {
    weight: 2,
    arbitrary: step('setClock', {
      minutes: fc.oneof(
        fc.integer({ min: -600, max: 600 }),
        fc.integer({ min: -40, max: 90 }).map((days) => days * 24 * 60),
      ),
    }),
  },
  { weight: 2, arbitrary: step('rightClock') },
  {
    weight: 1,
    arbitrary: step('travel', {
      to: fc.constantFrom('Asia/Singapore', 'America/New_York', 'Pacific/Kiritimati', 'Europe/London'),
    }),
  },
  { weight: 4, arbitrary: creation },
  { weight: 2, arbitrary: step('renew', { key, days: fc.integer({ min: 2, max: 180 }) }) },
  { weight: 1, arbitrary: step('rename', { key }) },
  { weight: 2, arbitrary: step('delete', { key, isSeen: fc.boolean() }) },
  { weight: 1, arbitrary: step('sharpen', { key }) },
  { weight: 8, arbitrary: step('load', { list, view }) },
  { weight: 3, arbitrary: step('tellAgain', { tab: fc.nat(3), view }) },
  { weight: 1, arbitrary: step('translate', { list }) },
  { weight: 1, arbitrary: step('sayDeleted', { key, isDeleted: fc.nat(2).map((n) => n > 0) }) },
  {
    weight: 2,
    arbitrary: step('settings', {
      settings: fc.record({
        thresholdDays: fc.oneof(
          { weight: 2, arbitrary: fc.constant([30, 14, 7, 3, 1, 0]) },
          { weight: 1, arbitrary: thresholds },
        ),
        notifications: fc.nat(9).map((n) => n > 0),
        weekdaysOnly: fc.nat(4).map((n) => n === 0),
        quietHours: fc.option(fc.record({ from: minuteOfDay, to: minuteOfDay })),
        rotateEveryDays: fc.option(fc.constantFrom(10, 30, 60, 90), { freq: 1 }),
      }),
      mutedDays: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined, freq: 1 }),
    }),
  },
  {
    weight: 2,
    arbitrary: step('snooze', { key, hours: fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined, freq: 4 }) }),
  },
  { weight: 2, arbitrary: step('remindTomorrow', { from: fc.constantFrom('popup', 'notification') }) },
  { weight: 2, arbitrary: step('mute', { key, isMuted: fc.boolean() }) },
  { weight: 1, arbitrary: step('thresholds', { key, days: fc.option(thresholds, { nil: undefined }) }) },
  {
    weight: 4,
    arbitrary: step('replaceBy', {
      key,
      how: fc.constantFrom('date', 'date', 'cadence', 'cadence', 'none', undefined),
      days: fc.constantFrom(1, 5, 20, 30, 45, 90),
    }),
  },
  {
    weight: 4,
    arbitrary: step('passUntilDue', {
      how: passing,
      key,
      days: fc.constantFrom(14, 7, 3, 1, 0, 0, -7, -30),
      offset: fc.constantFrom(-30, -1, 0, 1, 45, 300),
    }),
  },
  { weight: 2, arbitrary: step('rotate', { key, to: fc.option(key, { nil: undefined, freq: 3 }) }) },
  { weight: 2, arbitrary: step('forget', { key, isForgotten: fc.boolean() }) },
  { weight: 4, arbitrary: step('dismiss') },
  { weight: 1, arbitrary: step('openFromNotification') },
  { weight: 1, arbitrary: step('allow', { isAllowed: fc.nat(2).map((n) => n > 0) }) },
  { weight: 1, arbitrary: step('flurry') },
);
const steps = fc
  .tuple(actions, fc.option(faults, { nil: undefined, freq: 3 }), fc.nat(9))
  .map(([action, fault, luck]): Step => ({
    ...action,
    ...(luck < 4 && fault && { fault }),
    ...(luck === 9 && { forgetsAlarms: true }),
  }));

/** The plan of a year: when it begins, in which browser, and what happens in it. */
export interface Life {
  startDay: number;
  isFirefox: boolean;
  lists: readonly SiteList[];
  steps: Step[];
}
export const lives: fc.Arbitrary<Life> = fc.record({
  startDay: fc.nat(364),
  isFirefox: fc.nat(3).map((n) => n === 0),
  lists: fc.constantFrom(...LAYOUTS),
  steps: fc
    .tuple(fc.array(creation, { maxLength: 3 }), fc.array(steps, { minLength: 1, maxLength: 80, size: 'max' }))
    .map((parts) => parts.flat()),
});

/** What has happened in all lives, to show that something has. */
export interface Tally {
  lives: number;
  looks: number;
  notices: number;
  /** Those of them that speak of a key which is due for replacement. */
  replacements: number;
  faults: number;
  /**
   * Keys that exist and were called missing, so that they could have fallen silent; and those that are gone, by the
   * reason.
   */
  missing: number;
  gone: Map<string, number>;
}

/** Lives through a year. Throws with its story as soon as something is told wrongly. */
export async function live(life: Life, tally: Tally): Promise<void> {
  await new Simulation(life, tally).live();
}

/** A page that shows all of its list, and says so. */
const PLAIN: View = { shows: 'all', lacks: 0, broken: 'none', isHeaderLate: false };

class Simulation {
  private readonly world: FakeMachine;
  private readonly judge: Oracle;
  private readonly start: number;
  private readonly story: string[] = [];
  private readonly site: Site;
  private created = 0;
  /** How far the clock is ahead (ms). */
  private ahead = 0;
  private lastLookAt = 0;
  private openedAt = 0;
  private misconduct: unknown;
  /** What has been confirmed to be stored, and must never be lost: the settings in one of their states. */
  private settings = new Set<string>(['undefined']);
  /** By type and id: the states in which a wish may be, and how it is seen on a record. */
  private wishes = new Map<string, { states: Set<string>; seen: (record: any) => string }>();
  private readonly renewals = new Map<string, string>();
  /** The ids of the keys that were gone when storage was last inspected. */
  private gone = new Set<string>();

  constructor(
    private readonly life: Life,
    private readonly tally: Tally,
  ) {
    this.start = Date.parse('2026-01-01T00:00+08:00') + life.startDay * DAY;
    this.world = new FakeMachine(this.start, life.isFirefox);
    this.site = new Site(life.lists);
    this.judge = new Oracle(this.world);
    this.world.onShown = (message) => {
      tally.notices++;
      if (message.includes('due for replacement')) tally.replacements++;
      this.note(`NOTICE: ${message.replaceAll('\n', ' ')}`);
      this.remember(() => this.judge.shown(message));
    };
    this.world.onNext = () => this.remember(() => this.judge.looked(!this.world.hasFailed));
  }

  async live(): Promise<void> {
    const zone = process.env.TZ;
    try {
      for (const step of this.life.steps) {
        if (this.world.elapsed >= YEAR) break;
        this.world.expectFault(step.fault);
        this.note(`${step.do} ${JSON.stringify({ ...step, do: undefined })}`);
        await this.take(step);
        this.world.expectFault(undefined);
      }
      // What is left of the year: the browser is open for an hour every other week.
      while (this.world.elapsed < YEAR) {
        await this.pass('closed', 13 * DAY);
        await this.pass('open', HOUR);
      }
    } catch (error) {
      if (!(error instanceof RuleViolation)) throw error;
      throw new RuleViolation(
        `${error.message}\n  ${this.story.slice(-25).join('\n  ')}\n  ledger: ${JSON.stringify(this.world.read('keys')?.ledger)}`,
      );
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
    this.tally.lives++;
    for (const { goneBecause } of this.world.read('keys')?.keys ?? []) {
      if (goneBecause) this.tally.gone.set(goneBecause, (this.tally.gone.get(goneBecause) ?? 0) + 1);
    }
  }

  private async take(step: Step): Promise<void> {
    const { world } = this;
    switch (step.do) {
      case 'pass':
        return this.pass(step.how, step.minutes * MINUTE, step.forgetsAlarms);
      case 'passUntil': {
        const siteKey = this.site.key(step.key);
        const left = siteKey
          ? (step.days <= 0 ? siteKey.latest : siteKey.earliest) - step.days * DAY + step.offset * MINUTE - world.clock
          : 0;
        return this.passUntil(step, left);
      }
      case 'passUntilDue': {
        const dues = this.judge.dues();
        const due = dues[step.key % Math.max(1, dues.length)] ?? 0;
        return this.passUntil(step, due - step.days * DAY + step.offset * MINUTE - world.clock);
      }
      case 'setClock': {
        this.ahead += step.minutes * MINUTE;
        this.site.forgetEvidence();
        return world.setClock(step.minutes * MINUTE);
      }
      case 'rightClock': {
        world.setClock(-this.ahead);
        this.site.forgetEvidence();
        this.ahead = 0;
        return;
      }
      case 'travel': {
        process.env.TZ = step.to;
        return;
      }
      case 'create': {
        if (this.created === 4) return;
        // No two keys are created within one minute.
        const createdAt = world.clock - this.ahead - this.created * MINUTE;
        const expiresAt = step.isDayOnly
          ? Math.floor((createdAt + 8 * HOUR) / DAY + step.days) * DAY - 8 * HOUR
          : createdAt + step.days * DAY;
        const list = this.site.list(step.list);
        this.site.keys.push({
          name: `k${++this.created}`,
          list,
          isOnAll: step.isOnAll,
          createdAt,
          isCreationShown: step.isCreationShown,
          earliest: expiresAt,
          latest: step.isDayOnly ? expiresAt + DAY : expiresAt,
          isDeleted: false,
          lacked: 0,
          lackedAt: [],
        });
        return this.load(list, PLAIN);
      }
      case 'renew': {
        const siteKey = this.site.key(step.key);
        if (siteKey)
          Object.assign(siteKey, {
            earliest: siteKey.earliest + step.days * DAY,
            latest: siteKey.latest + step.days * DAY,
          });
        return;
      }
      case 'rename': {
        const siteKey = this.site.key(step.key);
        if (siteKey) siteKey.name += 'n';
        return;
      }
      case 'delete':
        return this.deleteKey(this.site.key(step.key), step.isSeen);
      case 'sharpen': {
        // The page prints a time where it had only a day.
        const siteKey = this.site.key(step.key);
        if (siteKey && siteKey.latest > siteKey.earliest)
          siteKey.earliest = siteKey.latest = siteKey.earliest + 18 * HOUR;
        return;
      }
      case 'load':
        return this.load(this.site.list(step.list), step.view);
      case 'tellAgain': {
        const tab = this.site.tabs[step.tab];
        return tab && this.tell(tab, step.view, false);
      }
      case 'translate': {
        await this.send('unreadable', { reason: 'translated' }, undefined, this.site.list(step.list).url);
        return;
      }
      case 'sayDeleted': {
        const record = this.record(step.key);
        this.site.forgetEvidence(record?.name);
        if (record) await this.send('deleted', { id: record.id, isDeleted: step.isDeleted });
        return;
      }
      case 'settings': {
        const { quietHours, rotateEveryDays, ...settings } = step.settings;
        return this.set({
          leakWarning: 'full',
          coverKeys: false,
          ...settings,
          ...(quietHours !== null && { quietHours }),
          ...(rotateEveryDays !== null && { rotateEveryDays }),
          ...(step.mutedDays !== undefined && { mutedUntil: world.clock + step.mutedDays * DAY }),
        });
      }
      case 'snooze':
        return this.snooze(step.key, step.hours === undefined ? undefined : world.clock + step.hours * HOUR);
      case 'remindTomorrow':
        return this.remindTomorrow(step.from);
      case 'mute':
        return this.wish(
          step.key,
          'mute',
          { isMuted: step.isMuted },
          (record) => `${record.muted === true}`,
          String(step.isMuted),
        );
      case 'thresholds':
        return this.wish(
          step.key,
          'thresholds',
          step.days ? { days: step.days } : {},
          (record) => JSON.stringify(record.thresholdDays),
          JSON.stringify(step.days),
        );
      case 'replaceBy':
        return this.replaceBy(step.key, step.how, step.days);
      case 'rotate': {
        const [record, successor] = [this.record(step.key), step.to === undefined ? undefined : this.record(step.to)];
        if (!record || record === successor) return;
        // Nothing has moved yet to another key than before.
        const isOther = record.rotation !== undefined && record.rotation.successor !== successor?.id;
        const rotation = successor && {
          startedAt: world.clock,
          successor: successor.id,
          isMoved: true,
          isVerified: true,
        };
        // The new key may take over how often the old one was replaced.
        if (successor) this.wishes.delete(`replaceBy ${successor.id}`);
        return this.wish(
          step.key,
          'rotation',
          rotation ? { rotation } : {},
          ({ replacedBy }) => `${replacedBy}`,
          `${isOther ? undefined : successor?.id}`,
        );
      }
      case 'forget':
        return this.wish(
          step.key,
          'forget',
          { isForgotten: step.isForgotten },
          ({ forgottenAt }) => `${forgottenAt !== undefined}`,
          `${step.isForgotten}`,
        );
      case 'dismiss': {
        if (world.digest === undefined) return;
        world.digest = undefined;
        world.isAlive = false;
        // Nobody knows that it was seen where the browser does not say so, or the worker dies of the news.
        if (world.isFirefox) this.judge.doubtUnnoted();
        await this.deliver(
          [['closed', world.digestId, world.isFirefox ? undefined : true]],
          (isDone) => isDone || this.judge.doubtUnnoted(),
        );
        return;
      }
      case 'openFromNotification': {
        if (world.digest !== undefined)
          await this.deliver([['clicked', world.digestId]], (isDone) => isDone || this.judge.doubtUnnoted());
        return;
      }
      case 'allow': {
        world.mayNotify = step.isAllowed;
        if (world.isOpen && !world.isFirefox)
          await this.deliver([['permission', step.isAllowed ? 'granted' : 'denied']]);
        return;
      }
      case 'flurry': {
        await this.open();
        await this.deliver([
          ['startup'],
          ['installed'],
          ['alarm', { name: 'check' }],
          ['alarm', { name: 'check' }],
          ['alarm', { name: 'of another' }],
        ]);
      }
    }
  }

  private async passUntil(
    { how, forgetsAlarms }: { how: Passing; forgetsAlarms?: boolean },
    left: number,
  ): Promise<void> {
    if (left <= 0 || left > 60 * DAY) return;
    await this.pass(how === 'open' && left > 5 * HOUR ? 'asleep' : how, left, forgetsAlarms);
    return this.pass('open', HOUR + 15 * MINUTE);
  }

  private async pass(how: Passing, duration: number, forgetsAlarms = false): Promise<void> {
    const { world } = this;
    if (how === 'closed') {
      if (world.isOpen) {
        world.close();
        this.judge.doubtUnnoted();
      }
      world.pass(duration);
      return;
    }
    await this.open(forgetsAlarms);
    if (how === 'asleep') {
      world.pass(duration);
      return this.ring(0);
    }
    return this.ring(Math.min(duration, 5 * HOUR));
  }

  /** Lets time pass in the open browser, with its alarm. */
  private async ring(duration: number): Promise<void> {
    const { world } = this;
    const end = world.elapsed + duration;
    while (world.isOpen && world.alarm && world.alarm.goesOffAt <= end) {
      world.pass(Math.max(0, world.alarm.goesOffAt - world.elapsed));
      world.isAlive = false;
      world.hasFailed = false;
      await world.goOff();
      this.settle();
    }
    if (!world.isOpen) return;
    world.pass(end - world.elapsed);
    // Where the first worker died, the alarm may be one that was set while the clock was ahead.
    const isWatched = this.lastLookAt >= this.openedAt && !world.isWithoutAlarm && !world.fault;
    if (duration > HOUR && isWatched && end - this.lastLookAt > HOUR + MINUTE)
      throw new RuleViolation('no look for more than an hour in an open browser');
  }

  private async open(forgetsAlarms = false): Promise<void> {
    const { world } = this;
    if (world.isOpen) return;
    world.hasFailed = false;
    this.judge.doubtUnnoted();
    this.openedAt = world.elapsed;
    await world.open(forgetsAlarms);
    this.settle();
  }

  /** Delivers events; `afterwards` learns what came of them before the judge looks at it. */
  private async deliver(
    events: Parameters<FakeMachine['deliver']>,
    afterwards: (isDone: boolean) => void = () => undefined,
  ): Promise<boolean> {
    await this.open();
    this.world.hasFailed = false;
    const [answer] = await this.world.deliver(...events);
    const isDone = events[0]?.[0] === 'message' ? answer === true : this.world.isAlive && !this.world.hasFailed;
    afterwards(isDone);
    this.settle();
    return isDone;
  }

  /** What is found while the worker runs is thrown when it has run out: it must not be taken for a call that fails. */
  private remember(find: () => void): void {
    try {
      find();
    } catch (error) {
      this.misconduct ??= error;
    }
  }

  /** Has the judge look at what has come of an event. */
  private settle(): void {
    const { world } = this;
    this.tally.looks++;
    if (world.hasFailed) {
      this.tally.faults++;
      this.note(`fault at ${world.lastCall}${world.isOpen ? '' : ', and the browser ended'}`);
    }
    if (this.misconduct) throw this.misconduct;
    const isWhole = world.isAlive && !world.hasFailed;
    this.judge.looked(isWhole);
    if (!world.isOpen) this.judge.doubtUnnoted();
    if (isWhole) {
      world.isWithoutAlarm = false;
      this.lastLookAt = world.elapsed;
    }
    this.inspectStorage(isWhole);
  }

  private send(
    type: string,
    body: unknown,
    afterwards?: (isStored: boolean) => void,
    siteUrl?: string,
  ): Promise<boolean> {
    const url = siteUrl ?? 'chrome-extension://our-id/popup.html';
    return this.deliver(
      [['message', { type, body }, { id: 'our-id', url, ...(siteUrl !== undefined && { tab: {} }) }]],
      afterwards,
    );
  }

  private load(list: SiteList, view: View): Promise<void> {
    return this.tell(this.newTab(list), view, true);
  }

  /** No two pages get their list at one instant. */
  private newTab(list: SiteList): Tab {
    this.world.elapsed++;
    this.world.clock++;
    return this.site.load(list, this.world.clock);
  }

  /** A page tells of its list. One that has just got it is believed in all that it shows. */
  private async tell(tab: Tab, view: View, isFresh: boolean): Promise<void> {
    const { rows, isWhole, isTrue } = this.site.shown(tab, view);
    if (rows.length === 0) return;
    const body = this.site.reading(tab, rows, isWhole, view.broken);
    const { account: _, ...early } = body;
    if (view.isHeaderLate) await this.send('report', { ...early, accountMayCome: true }, undefined, tab.list.url);
    if (isWhole) for (const { key } of tab.rows) if (!rows.some((row) => row.key === key)) key.lacked++;
    const evident = isFresh && isWhole && isTrue ? this.lackedBy(tab) : [];
    const isStored = await this.send('report', body, undefined, tab.list.url);
    if (!isStored || !isFresh) return;
    for (const key of evident) key.lackedAt.push(tab.loadedAt);
    this.confirm(rows);
  }

  /** The keys of a list that were deleted, and that a page lacks which has another key they were seen beside. */
  private lackedBy({ list, rows, loadedAt }: Tab): SiteKey[] {
    const { keys = [], lists = [] } = this.world.read('keys') ?? {};
    const recordOf = ({ told }: SiteKey): any =>
      told && keys.find((record: any) => record.name === told.name && record.expiry.earliest === told.earliest);
    const isSame = ({ key, name, earliest }: Row): boolean => key.told?.name === name && key.told.earliest === earliest;
    const shared = new Set(rows.filter(isSame).map(({ key }) => recordOf(key)?.list));
    const isHere = (id: string): boolean =>
      lists.some(
        (known: any) =>
          known.id === id && known.kind === list.kind && known.account === list.account && known.readAt < loadedAt,
      );
    return this.site.keys.filter((key) => {
      const record = key.list === list && key.isDeleted ? recordOf(key) : undefined;
      return record?.list !== undefined && shared.has(record.list) && isHere(record.list);
    });
  }

  /** What a page that has just got its list shows is known from then on, as it is shown. */
  private confirm(rows: readonly Row[]): void {
    const live = this.listedRecords();
    for (const { key, name, earliest, latest } of rows) {
      key.lacked = 0;
      key.told = { name, earliest, latest };
      if (!live.some((record) => record.name === name && record.expiry.earliest === earliest))
        throw new RuleViolation(`${name} was read and is not stored`);
    }
  }

  private listedRecords(): any[] {
    return (this.world.read('keys')?.keys ?? []).filter((record: any) => record.goneSince === undefined);
  }

  /** Deletes a key on the site, in a tab that has just got its list or where nobody sees it. */
  private async deleteKey(key: SiteKey | undefined, isSeen: boolean): Promise<void> {
    if (!key) return;
    const tab = this.newTab(key.list);
    if (isSeen) await this.tell(tab, PLAIN, true);
    key.isDeleted = true;
    const [row, others] = [
      tab.rows.find(({ key: shown }) => shown === key),
      tab.rows.filter(({ key: shown }) => shown !== key),
    ];
    if (!isSeen || !row || others.length === 0) return;
    const body = { ...this.site.reading(tab, others, true, 'none'), deleted: [listed(row)] };
    const isStored = await this.send('report', body, undefined, tab.list.url);
    const isLeft = this.listedRecords().some(
      (record) => record.name === row.name && record.expiry.earliest === row.earliest,
    );
    if (isStored && isLeft) throw new RuleViolation(`${row.name} was deleted before the user's eyes, and still speaks`);
  }

  private async set(settings: object): Promise<void> {
    await this.send('settings', settings, (isStored) => {
      this.settings = isStored ? new Set([sorted(settings)]) : this.settings.add(sorted(settings));
    });
  }

  private async snooze(index: number, until: number | undefined): Promise<void> {
    const record = this.record(index);
    if (!record) return;
    await this.send('snooze', { id: record.id, ...(until !== undefined && { until }) }, (isStored) =>
      this.judge.snoozed(record.id, until !== undefined, isStored),
    );
  }

  private async replaceBy(index: number, how: 'date' | 'cadence' | 'none' | undefined, days: number): Promise<void> {
    const wanted = {
      date: { kind: 'date', at: this.world.clock + days * DAY },
      cadence: { kind: 'cadence', days },
      none: { kind: 'none' },
    };
    const replaceBy = how && wanted[how];
    await this.wish(
      index,
      'replaceBy',
      replaceBy ? { replaceBy } : {},
      (record) => JSON.stringify(record.replaceBy),
      JSON.stringify(replaceBy),
      (id, isStored) => this.judge.replacementSet(id, isStored),
    );
  }

  private async remindTomorrow(from: 'popup' | 'notification'): Promise<void> {
    const { world } = this;
    if (from === 'notification' && (world.digest === undefined || world.isFirefox)) return;
    // On a notification about expired keys alone, the same button opens the guide for stopped uploads.
    if (from === 'notification' && world.digestId.includes('!')) return;
    // On a notification about one missing key, the same button says that it was deleted.
    if (from === 'notification' && world.digestId.includes(':')) return this.sayDeleted(world.digestId.split(':')[1]!);
    await this.open();
    const before = (world.read('keys')?.keys ?? []) as any[];
    // Whom it is about is told from what is stored afterwards: the morning of the next day.
    const morning = (Math.floor((world.clock + 8 * HOUR) / DAY) + 1) * DAY + HOUR;
    const afterwards = (isStored: boolean): void => {
      for (const key of before) {
        const { id, name, muted, expiry } = key;
        const now = (world.read('keys').keys as any[]).find((record) => record.id === id);
        // One that waits until then already may need no attention any more, and is left as it is.
        if (key.snoozedUntil === morning && !this.judge.needsAttention(id)) continue;
        if (now?.snoozedUntil === morning) this.judge.snoozed(id, true, isStored);
        else if (
          isStored &&
          !muted &&
          now?.goneSince === undefined &&
          isLive(key, before, world.clock) &&
          expiry.latest <= world.clock
        )
          throw new RuleViolation(`${name} has expired, and is not reminded of tomorrow`);
      }
    };
    if (from === 'popup') await this.send('remindTomorrow', {}, afterwards);
    else await this.deliver([['button', world.digestId, 1]], afterwards);
  }

  private async sayDeleted(id: string): Promise<void> {
    const recordOf = (): any => this.world.read('keys').keys.find((record: any) => record.id === id);
    this.site.forgetEvidence(recordOf()?.name);
    const isDone = await this.deliver(
      [['button', this.world.digestId, 1]],
      (isHeard) => isHeard || this.judge.doubtUnnoted(),
    );
    if (isDone && recordOf()?.goneBecause !== 'user')
      throw new RuleViolation('the user said on the notification that a key was deleted, and it still speaks');
  }

  private async wish(
    index: number,
    type: string,
    body: object,
    seen: (record: any) => string,
    wanted: string,
    afterwards: (id: string, isStored: boolean) => void = () => undefined,
  ): Promise<void> {
    const record = this.record(index);
    if (!record) return;
    const name = `${type} ${record.id}`;
    await this.send(type, { id: record.id, ...body }, (isStored) => {
      const states = isStored
        ? new Set([wanted])
        : (this.wishes.get(name)?.states ?? new Set([seen(record)])).add(wanted);
      this.wishes.set(name, { states, seen });
      afterwards(record.id, isStored);
    });
  }

  private record(index: number): any {
    const records = this.world.read('keys')?.keys ?? [];
    return records[index % Math.max(1, records.length)];
  }

  /** Nothing that was confirmed to be stored is lost. */
  private inspectStorage(isWhole: boolean): void {
    const { world } = this;
    if (world.stored.quarantine !== undefined) throw new RuleViolation('a document was set aside');
    const records: any[] = world.read('keys')?.keys ?? [];
    for (const key of this.site.keys) this.inspectKey(key, records, isWhole);
    this.endWrongMutes();
    const settings = sorted(world.read('settings')?.settings);
    if (!this.settings.has(settings)) throw new RuleViolation(`the settings are ${settings}, and were never set so`);
    if (isWhole) this.settings = new Set([settings]);
    for (const { id, renewedAt, expiry } of records) {
      const renewal = `${renewedAt} ${renewedAt && expiry.earliest}`;
      if (renewal === this.renewals.get(id)) continue;
      // A renewed key is in use again, whatever was wished of it before.
      this.renewals.set(id, renewal);
      for (const type of ['rotation', 'forget', 'replaceBy']) this.wishes.delete(`${type} ${id}`);
      // A mute was about the key that is gone, not about a new one of its name.
      if (this.gone.has(id)) this.wishes.delete(`mute ${id}`);
    }
    // A key that was hidden because it was gone is there again with its list.
    const isListed = ({ goneSince }: any): boolean => goneSince === undefined;
    for (const { id } of records.filter(isListed)) if (this.gone.has(id)) this.wishes.delete(`forget ${id}`);
    this.gone = new Set(records.filter((record) => !isListed(record)).map(({ id }) => id));
    for (const [name, { states, seen }] of this.wishes) {
      const [type, id] = name.split(' ');
      const record = records.find((known) => known.id === id);
      const state = seen(record);
      if (!states.has(state)) throw new RuleViolation(`the wish "${type}" of ${record?.name} is lost: it is ${state}`);
      if (isWhole) this.wishes.set(name, { states: new Set([state]), seen });
    }
  }

  /**
   * A key that is there never falls silent without the user's word, and one that was deleted does once there is
   * evidence. What is stored of it is never later than the truth.
   */
  private inspectKey(key: SiteKey, records: readonly any[], isWhole: boolean): void {
    if (!key.told) return;
    // It may have been renamed since it was told.
    const known = records.filter(({ name }) => key.name.startsWith(name));
    if (known.length === 0) throw new RuleViolation(`${key.told.name} is lost from storage`);
    // That it has been renewed since, nobody has said.
    const isOver = this.world.clock > key.told.latest + 7 * DAY;
    const speaks = ({ goneSince, goneBecause, expiry }: any): boolean =>
      (goneSince === undefined || ['user', 'replaced'].includes(goneBecause)) && expiry.earliest <= key.earliest;
    if (!key.isDeleted && known.some(({ missing }) => missing)) this.tally.missing++;
    if (!key.isDeleted && !isOver && isWhole && !known.some(speaks))
      throw new RuleViolation(`${key.name} is there and silent: ${JSON.stringify(known)}`);
    const { name, earliest } = key.told;
    const isListed = known.some(
      (record) => record.name === name && record.expiry.earliest === earliest && record.goneSince === undefined,
    );
    if (key.isDeleted && isWhole && isEvident(key) && isListed) {
      throw new RuleViolation(`${key.name} was deleted, three whole readings lacked it, and it still speaks`);
    }
  }

  /** A mute that reaches further than can be chosen was made while the clock was wrong: it may be gone at any look. */
  private endWrongMutes(): void {
    for (const state of this.settings) {
      const { mutedUntil, ...others } = state === 'undefined' ? ({} as any) : JSON.parse(state);
      if (mutedUntil - this.world.clock > 31 * DAY) this.settings.add(sorted(others));
    }
  }

  private note(line: string): void {
    const shown = new Date(this.world.clock + 8 * HOUR).toISOString().slice(0, 16).replace('T', ' ');
    this.story.push(`day ${Math.floor(this.world.elapsed / DAY)}, clock ${shown} | ${line}`);
  }
}

function sorted(settings: object | undefined): string {
  return settings === undefined
    ? 'undefined'
    : JSON.stringify(
        Object.fromEntries(Object.entries(settings).sort(([first], [second]) => first.localeCompare(second))),
      );
}
