import type { DateOrder } from '../../keys/key';
import type { RootOf } from '../../page-model/dom';
import type { PageNode } from '../../page-model/page-node';
import { toItsEnd } from '../../page-model/steps';
import { cleanName } from '../../secrets/clean-name';
import { isSecretOrMasked } from '../../secrets/storage-gate';
import { looksLikeDate, type DateContext } from '../../site/dates/dates';
import { datesOfPage } from '../../site/dates/page-dates';
import { taughtRows, type TaughtRow } from '../../site/recipe/apply';
import { learn, type Learned } from '../../site/recipe/learn';
import { withOrder, type Lesson } from '../../site/recipe/recipe';
import { textOfSpot, type Spot } from '../../site/recipe/spot';
import { setCatalogue, t, type Catalogue } from '../../words';
import { Layer } from '../layer';
import { onNavigation } from '../notice-tab';
import { shareLayers, shieldLayers, type KnownLayers } from '../shield';
import css from '../styles/teach.css?inline';
import { placeCard } from './card-place';
import { Marks, type Mark } from './marks';
import { OwnSnapshot } from './own-snapshot';
import { pressedSpot, spotAgain, type PressedSpot } from './same-place';
import { boxesOf, shownBoxOf } from './spot-boxes';
import { dateText, TeachCard } from './teach-card';
import { holdsDate } from './pointing';
import { SpotPicker } from './spot-picker';

const TAG = 'key-teach-panel';

/** How often (ms) the panel checks whether the page has changed under it. Chosen, not measured. */
const BETWEEN_LOOKS = 250;

/** What teaching needs of the browser. */
export interface TeachDependencies {
  page: Document;
  /** The shadow roots that are read. */
  rootOf: RootOf;
  /** The words of the language that the user chose, if they are not the browser's. */
  words: Catalogue | undefined;
  /** The layers of the tab script. */
  layers: KnownLayers;
  /** Aborted when the extension is updated or removed. */
  signal: AbortSignal;
  /** Stores what was taught; resolves to whether it is stored. */
  save(lesson: Lesson): Promise<boolean>;
  /** Called once, when the panel has gone; with the lesson if one was saved. */
  onEnd(lesson: Lesson | undefined): void;
}

interface Preview {
  name: 'preview';
  learned: Learned;
  isEverywhere: boolean;
  order: DateOrder | undefined;
}

type Step = { name: 'name' } | { name: 'expiry'; pressed: PressedSpot } | Preview;

/**
 * Opens the panel in which a person presses one key's name and expiry. Until it goes, no press reaches the page. One at
 * a time.
 */
export function startTeaching(dependencies: TeachDependencies): void {
  if (dependencies.words) setCatalogue(dependencies.words);
  shareLayers(dependencies.layers);
  void new Teaching(dependencies);
}

class Teaching {
  readonly #dependencies: TeachDependencies;
  readonly #page: Document;
  readonly #end = new AbortController();
  readonly #live: OwnSnapshot;
  readonly #layer: Layer;
  readonly #card: TeachCard;
  readonly #marks: Marks;
  readonly #picker: SpotPicker;
  #step: Step = { name: 'name' };
  #isSaving = false;

  constructor(dependencies: TeachDependencies) {
    const { page, rootOf, signal } = dependencies;
    this.#dependencies = dependencies;
    this.#page = page;
    this.#live = new OwnSnapshot(page, rootOf, this.#end.signal);
    shieldLayers(page, this.#end.signal);
    this.#layer = new Layer(this.#live, TAG, css, () => this.#leave());
    this.#marks = new Marks(page);
    this.#card = new TeachCard(page, this.#layer, {
      onNoDate: () => this.#learn(undefined),
      onBack: () => this.#goTo({ name: 'name' }),
      onCancel: () => this.#leave(),
      onMove: () => this.#move(),
      onSave: () => void this.#save(),
      onAgain: () => this.#goTo({ name: 'name' }),
      onOrder: (order) => this.#changePreview({ order }),
      onScope: (choice) => this.#changePreview(choice),
    });
    this.#picker = new SpotPicker(
      { live: this.#live, layer: this.#layer, card: this.#card, rootOf },
      {
        onMeant: () => this.#refresh(),
        onChosen: (spot) => this.#choose(spot),
      },
      this.#end.signal,
    );
    this.#layer.content.append(this.#picker.sheet, this.#marks.element, this.#card.card);
    this.#follow(signal);
    this.#goTo({ name: 'name' });
  }

  /** A page that navigates is another one. */
  #follow(signal: AbortSignal): void {
    const view = this.#page.defaultView!;
    const end = this.#end.signal;
    signal.addEventListener('abort', () => this.#leave(), { once: true, signal: end });
    onNavigation(view, () => this.#leave(), end);
    view.addEventListener('pagehide', () => this.#leave(), { signal: end });
    for (const type of ['scroll', 'resize'])
      view.addEventListener(type, () => this.#refresh(), { capture: true, passive: true, signal: end });
    const timer = setInterval(() => this.#refresh(), BETWEEN_LOOKS);
    end.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  #goTo(step: Step): void {
    this.#step = step;
    this.#layer.host.dataset.step = step.name;
    if (step.name === 'name') this.#card.showName();
    else if (step.name === 'expiry') this.#card.showExpiry(nameOf(step.pressed.spot));
    else this.#showPreview(step);
    this.#picker.begin(step.name === 'preview' ? undefined : this.#wanted());
    this.#layer.keepOnTop();
    this.#place();
    this.#refresh();
    this.#card.focus();
  }

  /** What the picker looks for: in the second step a date, beginning at the name. */
  #wanted(): { dates?: DateContext; near?: Spot } {
    const body = this.#live.body();
    if (this.#step.name !== 'expiry' || !body) return {};
    return { dates: this.#dates(body), near: this.#step.pressed.spot };
  }

  #dates(body: PageNode): DateContext {
    return toItsEnd(datesOfPage(body, { now: Date.now() })).context;
  }

  #choose(spot: Spot): void {
    if (this.#step.name === 'name') this.#chooseName(spot);
    else if (this.#step.name === 'expiry') this.#learn(spot);
  }

  #chooseName(spot: Spot): void {
    const name = nameOf(spot);
    if (isSecretOrMasked(name)) this.#card.showProblem(t('teach_is_key'));
    else if (looksLikeDate(name, { now: 0 })) this.#card.showProblem(t('teach_is_date'));
    else this.#goTo({ name: 'expiry', pressed: pressedSpot(spot) });
  }

  /** Learns from both presses; without `expiry`, the page shows none. */
  #learn(expiry: Spot | undefined): void {
    const body = this.#live.body();
    const name = this.#step.name === 'expiry' ? this.#again(this.#step.pressed) : undefined;
    if (!body || !name) {
      // The page has replaced what was pressed.
      this.#goTo({ name: 'name' });
      return;
    }
    const dates = this.#dates(body);
    const learned = learn(body, { name, ...(expiry && { expiry }) }, dates);
    if (learned)
      this.#goTo({ name: 'preview', learned, isEverywhere: learned.everywhere !== undefined, order: undefined });
    else {
      const text = expiry && textOfSpot(expiry);
      const isNoDate = text !== undefined && !holdsDate(text, dates);
      this.#card.showProblem(isNoDate ? t('teach_row_unread', text) : t('teach_nothing'));
    }
  }

  /** The same text in the page as it is now. */
  #again(pressed: PressedSpot): Spot | undefined {
    const { spot } = pressed;
    const node = this.#live.snapshot().nodeOf(spot.node.element);
    if (node && spot.node.element.isConnected) return { ...spot, node };
    const body = this.#live.body();
    return body && spotAgain(pressed, body);
  }

  #changePreview(change: Partial<Preview>): void {
    if (this.#step.name === 'preview') this.#goTo({ ...this.#step, ...change });
  }

  #lesson({ learned, isEverywhere, order }: Preview): Lesson {
    return withOrder((isEverywhere ? learned.everywhere : undefined) ?? learned.lesson, order);
  }

  #rows(lesson: Lesson): readonly TaughtRow[] {
    const body = this.#live.body();
    return body ? taughtRows(body, lesson, this.#dates(body)) : [];
  }

  #showPreview(step: Preview): void {
    const { learned, isEverywhere, order } = step;
    const rows = this.#rows(this.#lesson(step));
    const plain = this.#rows(this.#lesson({ ...step, order: undefined }));
    const index = plain.findIndex(({ expiry }) => expiry.kind === 'dated' && expiry.ambiguous);
    const read = (dateOrder: DateOrder) => this.#rows(this.#lesson({ ...step, order: dateOrder }))[index]!.expiry;
    this.#card.showPreview({
      keys: rows.map(({ name, expiry, createdAt }) => ({ name, expiry, createdAt })),
      ...(index >= 0 && {
        order: { chosen: order ?? 'day-first', dayFirst: read('day-first'), monthFirst: read('month-first') },
      }),
      ...(learned.everywhere && {
        scope: {
          isEverywhere,
          here: this.#rows(learned.lesson).length,
          everywhere: this.#rows(learned.everywhere).length,
        },
      }),
    });
    if (index >= 0 && order === undefined) this.#step = { ...step, order: 'day-first' };
  }

  async #save(): Promise<void> {
    if (this.#step.name !== 'preview' || this.#isSaving) return;
    const lesson = this.#lesson(this.#step);
    this.#isSaving = true;
    const isSaved = await this.#dependencies.save(lesson).catch(() => false);
    this.#isSaving = false;
    if (isSaved) this.#leave(lesson);
    else this.#card.showProblem(t('teach_not_saved'));
  }

  #leave(lesson?: Lesson): void {
    if (this.#end.signal.aborted) return;
    this.#end.abort();
    this.#layer.remove();
    this.#dependencies.onEnd(lesson);
  }

  #place(): void {
    placeCard(this.#card.card, this.#picker.obstacles());
  }

  #move(): void {
    placeCard(this.#card.card, this.#picker.obstacles(), { isElsewhere: true });
    this.#refresh();
  }

  #refresh(): void {
    if (this.#end.signal.aborted) return;
    this.#layer.keepOnTop();
    if (this.#step.name === 'preview') this.#markFound(this.#step);
    else this.#marks.show(this.#pickedMarks());
  }

  #pickedMarks(): Mark[] {
    const meant = this.#picker.meant;
    const chosen = this.#step.name === 'expiry' ? this.#chosen(this.#step.pressed) : undefined;
    return [...(chosen ? [this.#markOf(chosen, 'chosen')] : []), ...(meant ? [this.#markOf(meant, 'meant')] : [])];
  }

  /** The chosen text. It is searched for only if the page has drawn it again: this runs often. */
  #chosen(pressed: PressedSpot): Spot | undefined {
    return pressed.spot.node.element.isConnected ? pressed.spot : this.#again(pressed);
  }

  #markOf(spot: Spot, is: Mark['is']): Mark {
    return { boxes: boxesOf(spot, this.#dependencies.rootOf), is };
  }

  #markFound(step: Preview): void {
    const rows = this.#rows(this.#lesson(step));
    const marks = rows.map(({ nameNode, expiryNodes }): Mark => ({
      boxes: [nameNode, ...expiryNodes].map(({ element }) => shownBoxOf(element)),
      is: 'found',
    }));
    const tags = rows.map(({ name, expiry, element }) => ({
      part: shownBoxOf(element),
      text: `${name} · ${dateText(expiry)}`,
    }));
    this.#marks.show(marks, tags);
  }
}

function nameOf(spot: Spot): string {
  return cleanName(textOfSpot(spot));
}
