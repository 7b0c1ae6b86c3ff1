import { isOurElement } from '../../page-model/dom';
import { runFor, type Steps } from '../../page-model/steps';
import { t } from '../../words';
import { Layer } from '../layer';
import type { LivePage } from '../live-page';
import {
  buttonsBefore,
  framesAround,
  isBehindDialog,
  readAround,
  setStyle,
  shownBoxesOf,
  styleOf,
  textsBeside,
  type Around,
  type PlacedCover,
} from './cover-place';
import { opaqueOver } from './over-secret';
import { createIcon, createPart } from '../own-elements';
import type { KnownPage } from './secret-places';
import css from '../styles/cover.css?inline';
import { elementOf } from './selection';
import { CODE } from './selectors';
import { apart } from '../tasks';
import { searchVisible, secretsWithin, type VisibleSecret } from './visible-secrets';

/** How long (ms) a search may take at once, where a secret must not wait for the next task (docs/leak-guard.md). */
const BURST = 8;
/**
 * In one of so many frames each cover looks for what only a style sheet put over its secret. If something is over it,
 * that may go in any frame. Chosen, not measured.
 */
const TURNS = 8;
const TAG = 'key-secret-cover';
const HIDE_ICON = 'M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4M6.6 8a1.4 1.4 0 1 0 2.8 0 1.4 1.4 0 1 0-2.8 0M3 13 13 3';

interface Cover extends PlacedCover {
  layer: Layer;
  button: HTMLElement;
  /** The style that its elements have. */
  style: { host: Record<string, string>; button: Record<string, string> };
  /** Where its secret was, and everything else that its place depends on, when it was placed. */
  secretAt?: string;
  placedAt?: string;
}

/**
 * A "Hide on screen" button at each visible secret, for people who share their screen. When pressed, it becomes a cover
 * over the secret until it is pressed again. If the user wants keys covered at once, it begins as a cover. The page's
 * own elements stay as they are, so copying still works.
 */
export class SecretCovers {
  readonly #live: LivePage;
  readonly #page: Document;
  readonly #knownPage: () => KnownPage;
  #covers = new Map<Element, Cover>();
  /** Whether the user has hidden any: then a new one is hidden from the start. */
  #isHiding = false;
  /** Whether the settings hide all from the start. */
  #coversAtOnce = false;
  #frame: number | undefined;
  /** Counts frames. */
  #turn = 0;
  /** What is around the secrets, in this frame. */
  #around: Around | undefined;
  /** Whether the page changed before the last scan was complete. */
  #isIncomplete = false;

  constructor(live: LivePage, knownPage: () => KnownPage) {
    this.#live = live;
    this.#page = live.page;
    this.#knownPage = knownPage;
  }

  get layers(): Layer[] {
    return [...this.#covers.values()].map(({ layer }) => layer);
  }

  /** Covers each secret as soon as it shows, until it is pressed, or shows them all again. */
  coverAtOnce({ isOn }: { isOn: boolean }): void {
    if (this.#coversAtOnce === isOn) return;
    this.#coversAtOnce = isOn;
    this.#isHiding = false;
    for (const cover of this.#covers.values()) cover.isHidden = isOn;
    this.#updateAll();
  }

  /** Whether a secret that shows is hidden from the start. */
  get #hidesNew(): boolean {
    return this.#coversAtOnce || this.#isHiding;
  }

  /**
   * Finds the visible secrets, step by step. What a first burst finds is shown at once if new secrets are hidden, or if
   * the page has changed before the last scan was complete: it may change all the time.
   */
  *scan(): Steps<VisibleSecret[]> {
    const isUrgent = this.#isIncomplete || this.#hidesNew;
    this.#isIncomplete = true;
    const { found, steps } = searchVisible(this.#knownPage(), this.#page.body);
    if (isUrgent && !runFor(steps, BURST)) this.#cover([...found.values()], { keepsOthers: true });
    yield* steps;
    this.#isIncomplete = false;
    return [...found.values()];
  }

  /** Gives each visible secret its button or its cover, and removes all others. */
  show(secrets: readonly VisibleSecret[]): void {
    this.#cover(secrets, { keepsOthers: false });
  }

  /** Puts each above what the page has just raised. */
  keepOnTop(): void {
    for (const { layer, secret } of this.#covers.values()) apart(() => layer.keepOnTop(secret.element));
  }

  /** Removes everything, and forgets what was hidden. */
  clear(): void {
    for (const { layer } of this.#covers.values()) layer.remove();
    this.#covers.clear();
    this.#isHiding = false;
    this.#follow();
  }

  /** `keepsOthers`: not all of the page was searched, so what is covered and still there may be a secret. */
  #cover(secrets: readonly VisibleSecret[], { keepsOthers }: { keepsOthers: boolean }): void {
    this.#around = undefined;
    const shown = new Set(secrets.map(({ element }) => element));
    const gone = [...this.#covers.keys()].filter(
      (element) => !shown.has(element) && !(keepsOthers && element.isConnected),
    );
    for (const secret of secrets) {
      const owner = this.#covers.has(secret.element) ? secret.element : this.#takeOwner(secret, gone);
      const cover = (owner && this.#covers.get(owner)) ?? this.#create(secret);
      if (owner) this.#covers.delete(owner);
      this.#covers.set(secret.element, cover);
      // That the user showed one key says nothing of another in its place.
      if (cover.secret.value !== secret.value) cover.isHidden = this.#hidesNew;
      Object.assign(cover, { secret, frames: [] });
      apart(() => (cover.frames = framesAround(secret.element)));
    }
    for (const element of gone) {
      this.#covers.get(element)?.layer.remove();
      this.#covers.delete(element);
    }
    // Each button keeps off all other secrets, so these are known before any is placed.
    for (const { element } of secrets) {
      apart(() => {
        const cover = this.#covers.get(element)!;
        // Its place depends on its size, and only what is on the page has one.
        cover.layer.keepOnTop(element);
        this.#update(cover);
      });
    }
    this.#follow();
  }

  /**
   * Takes out of `gone` the element whose cover a redrawn one gets, that of the same secret first: someone may be
   * pressing it just now.
   */
  #takeOwner({ value }: VisibleSecret, gone: Element[]): Element | undefined {
    const same = gone.findIndex((element) => this.#covers.get(element)?.secret.value === value);
    return gone.splice(Math.max(0, same), 1)[0];
  }

  #create(secret: VisibleSecret): Cover {
    const layer = new Layer(this.#live, TAG, css);
    const button = createPart(this.#page, 'button', '');
    layer.content.append(button);
    const cover: Cover = {
      layer,
      button,
      isHidden: this.#hidesNew,
      secret,
      frames: [],
      over: [],
      style: { host: {}, button: {} },
    };
    layer.onPress(button, () => this.#toggle(cover));
    return cover;
  }

  /** Hides only this secret, or shows it again. While any is hidden, a new one is hidden from the start. */
  #toggle(pressed: Cover): void {
    pressed.isHidden = !pressed.isHidden;
    this.#isHiding = [...this.#covers.values()].some(({ isHidden }) => isHidden);
    this.#updateAll();
  }

  #updateAll(): void {
    this.#around = undefined;
    for (const cover of this.#covers.values()) apart(() => this.#update(cover));
    this.#follow();
  }

  #update(cover: Cover): void {
    const {
      layer: { host },
      button,
      isHidden,
    } = cover;
    const state = isHidden ? 'hidden' : 'shown';
    if (host.dataset.state !== state) {
      host.dataset.state = state;
      const words = createPart(this.#page, 'span', 'words', t(isHidden ? 'cover_hidden' : 'cover_hide'));
      button.replaceChildren(createIcon(this.#page, HIDE_ICON), words);
      button.setAttribute('aria-label', t(isHidden ? 'cover_hidden_label' : 'cover_hide_label'));
    }
    cover.placedAt = cover.secretAt = '';
    this.#place(cover);
  }

  /**
   * Asks for controls only if the secret has moved, or something came over it or went: this runs for every frame, and a
   * page may have thousands. `looksOver` also checks what is over a secret that has not moved.
   */
  #place(cover: Cover, { looksOver = cover.over.length > 0 } = {}): void {
    const { isHidden, secret, frames } = cover;
    // The page redraws it: until the next scan the cover stays where it was.
    if (!secret.element.isConnected) return;
    const secretAt = JSON.stringify([
      [...(secret.range ?? secret.element).getClientRects()],
      frames.map((frame) => frame.getBoundingClientRect()),
    ]);
    if (looksOver || cover.secretAt !== secretAt) cover.over = opaqueOver(secret.element, shownBoxesOf(cover));
    cover.secretAt = secretAt;
    const isBehind = !isHidden && isBehindDialog(secret.element);
    // Badges come after covers, and move nothing when they do.
    const badges = this.#page.getElementsByTagName('key-expiry-badge');
    const form = badges[0]?.getAttribute('data-form');
    const placedAt = JSON.stringify([isBehind, badges.length, form, secretAt, cover.over]);
    if (cover.placedAt === placedAt) return;
    cover.placedAt = placedAt;
    this.#around ??= readAround(this.#live, [...this.#covers.values()], [...badges]);
    const { pressables, texts } = this.#around;
    const around = {
      pressables,
      texts: isHidden
        ? texts
        : [...texts, ...textsBeside(secret.element), ...buttonsBefore(cover, this.#covers.values())],
    };
    const style = styleOf(cover, { isBehind, around });
    setStyle(cover.layer.host, cover.style.host, style.host);
    // The button is clipped, not the host: a clipped host would not count as in sight.
    setStyle(cover.button, cover.style.button, style.button);
  }

  /** Keeps covers at their secrets. */
  #follow(): void {
    const view = this.#page.defaultView;
    if (this.#frame !== undefined) view?.cancelAnimationFrame(this.#frame);
    this.#frame =
      this.#covers.size > 0
        ? view?.requestAnimationFrame(() => {
            this.#around = undefined;
            const turn = this.#turn++;
            for (const [index, cover] of [...this.#covers.values()].entries())
              apart(() => this.#place(cover, { looksOver: cover.over.length > 0 || (index + turn) % TURNS === 0 }));
            this.#follow();
          })
        : undefined;
  }

  /**
   * Covers, before it is painted, a secret that shows because something over it went; and while new secrets are hidden,
   * one that a change shows or redraws. Everything else waits for the next scan.
   */
  coverChanged(changes: readonly MutationRecord[]): void {
    for (const cover of this.#covers.values()) if (cover.over.length > 0) apart(() => this.#placeAgain(cover));
    const shown = this.#hidesNew ? this.#secretsIn(changes) : [];
    if (shown.length > 0) this.#cover(shown, { keepsOthers: true });
  }

  #placeAgain(cover: Cover): void {
    // The cover went with the dialog that it was in.
    if (!cover.layer.host.checkVisibility()) cover.layer.keepOnTop(cover.secret.element);
    this.#place(cover);
  }

  #secretsIn(changes: readonly MutationRecord[]): VisibleSecret[] {
    const changed = changes
      .flatMap(({ target, addedNodes, type }) => (type === 'childList' ? [...addedNodes] : target))
      .map(elementOf);
    const places = new Set<Element>();
    for (const element of changed)
      if (element?.isConnected && !isOurElement(element)) places.add(this.#coveredAround(element));
    if (places.size === 0) return [];
    return secretsWithin(BURST, this.#knownPage(), places);
  }

  /** The element whose cover another is under, if any: a part of a secret may look like none. */
  #coveredAround(element: Element): Element {
    const covered = [...this.#covers.keys()].find((other) => other.contains(element));
    return covered ?? element.closest(CODE) ?? element;
  }
}
