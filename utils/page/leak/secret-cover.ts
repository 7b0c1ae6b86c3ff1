import { isOurElement } from '../../page-model/dom';
import { runFor, type Steps } from '../../page-model/steps';
import { t } from '../../words';
import { Layer } from '../layer';
import type { LivePage } from '../live-page';
import { framesAround, isBehindDialog, styleOf, type Around, type PlacedCover } from './cover-place';
import { createIcon, createPart } from '../own-elements';
import { isInWindow, isOnTop, pressablesIn } from '../pressable';
import type { KnownPage } from './secret-places';
import css from '../styles/cover.css?inline';
import { elementOf } from './selection';
import { CODE } from './selectors';
import { apart } from '../tasks';
import { searchVisible, type VisibleSecret } from './visible-secrets';

/** How long (ms) a search may take at once, where a secret must not wait for the next task (docs/leak-guard.md). */
const BURST = 8;
const TAG = 'key-secret-cover';
const HIDE_ICON = 'M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4M6.6 8a1.4 1.4 0 1 0 2.8 0 1.4 1.4 0 1 0-2.8 0M3 13 13 3';

interface Cover extends PlacedCover {
  layer: Layer;
  button: HTMLElement;
  /** The style that the host has. */
  style: Record<string, string>;
  /** Where its secret was when it was placed. */
  placedAt?: string;
}

/**
 * A "Hide on screen" button at each visible secret, for people who share their screen. When pressed, it becomes a cover
 * over the secret until it is pressed again. The page's own elements stay as they are, so copying still works.
 */
export class SecretCovers {
  readonly #live: LivePage;
  readonly #page: Document;
  readonly #knownPage: () => KnownPage;
  #covers = new Map<Element, Cover>();
  /** The secrets that stay visible while hiding is on. All others are covered, even if the page redraws them. */
  #revealed = new WeakSet<Element>();
  #isHiding = false;
  #observer: MutationObserver | undefined;
  #frame: number | undefined;
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

  /**
   * Finds the visible secrets, step by step. After a page has changed too soon, what a first burst finds is shown at
   * once: the page may change all the time.
   */
  *scan(): Steps<VisibleSecret[]> {
    const isOverdue = this.#isIncomplete;
    this.#isIncomplete = true;
    const { found, steps } = searchVisible(this.#knownPage(), this.#page.body);
    if (isOverdue && !runFor(steps, BURST)) this.#cover([...found.values()], { keepsOthers: true });
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
    this.#revealed = new WeakSet();
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
      // A redrawn element takes over a cover, since somebody may be pressing it just now.
      const owner = this.#covers.has(secret.element) ? secret.element : gone.shift();
      const cover = (owner && this.#covers.get(owner)) ?? this.#create(secret);
      if (owner) this.#covers.delete(owner);
      this.#covers.set(secret.element, cover);
      apart(() => {
        Object.assign(cover, { secret, frames: framesAround(secret.element) });
        // Its place depends on its size, and only what is on the page has one.
        cover.layer.keepOnTop(secret.element);
        this.#update(cover);
      });
    }
    for (const element of gone) {
      this.#covers.get(element)?.layer.remove();
      this.#covers.delete(element);
    }
    this.#follow();
  }

  #create(secret: VisibleSecret): Cover {
    const layer = new Layer(this.#live, TAG, css);
    const button = createPart(this.#page, 'button', '');
    layer.content.append(button);
    const cover: Cover = { layer, button, isHidden: false, secret, frames: [], style: {} };
    layer.onPress(button, () => this.#toggle(cover.secret.element));
    return cover;
  }

  /** Hides only this secret, or shows it again. While any is hidden, a new one is hidden from the start. */
  #toggle(secret: Element): void {
    if (!this.#isHiding) for (const other of this.#covers.keys()) this.#revealed.add(other);
    this.#isHiding = true;
    if (this.#revealed.has(secret)) this.#revealed.delete(secret);
    else this.#revealed.add(secret);
    if ([...this.#covers.keys()].every((shown) => this.#revealed.has(shown))) this.#isHiding = false;
    this.#around = undefined;
    for (const cover of this.#covers.values()) apart(() => this.#update(cover));
    this.#follow();
  }

  #update(cover: Cover): void {
    const {
      layer: { host },
      button,
      secret,
    } = cover;
    const isHidden = this.#isHiding && !this.#revealed.has(secret.element);
    if (host.dataset.state === undefined || cover.isHidden !== isHidden) {
      cover.isHidden = isHidden;
      host.dataset.state = isHidden ? 'hidden' : 'shown';
      const words = createPart(this.#page, 'span', 'words', t(isHidden ? 'cover_hidden' : 'cover_hide'));
      button.replaceChildren(createIcon(this.#page, HIDE_ICON), words);
      button.setAttribute('aria-label', t(isHidden ? 'cover_hidden_label' : 'cover_hide_label'));
    }
    cover.placedAt = '';
    this.#place(cover);
  }

  /** Asks for controls only if the secret has moved: this runs for every frame, and a page may have thousands. */
  #place(cover: Cover): void {
    const { isHidden, secret, frames } = cover;
    // The page redraws it: until the next scan the cover stays where it was.
    if (!secret.element.isConnected) return;
    const isBehind = !isHidden && isBehindDialog(secret.element);
    // Badges come after covers, and move nothing when they do.
    const badges = this.#badges();
    const placedAt = JSON.stringify([
      isBehind,
      badges.length,
      badges[0]?.getAttribute('data-form'),
      [...(secret.range ?? secret.element).getClientRects()],
      frames.map((frame) => frame.getBoundingClientRect()),
    ]);
    if (cover.placedAt === placedAt) return;
    cover.placedAt = placedAt;
    this.#around ??= this.#readAround();
    setStyle(cover, styleOf(cover, { isBehind, around: this.#around }));
  }

  #badges(): HTMLCollectionOf<Element> {
    return this.#page.getElementsByTagName('key-expiry-badge');
  }

  #readAround(): Around {
    const secrets = [...this.#covers.values()].map(({ secret: { element, range } }) => ({
      element,
      box: (range ?? element).getBoundingClientRect(),
    }));
    const badges = [...this.#badges()].map((element) => ({
      element,
      box: element.getBoundingClientRect(),
    }));
    return {
      pressables: pressablesIn(this.#page, this.#live.snapshot()).filter(isOnTop),
      texts: [...secrets, ...badges].filter(isInWindow),
    };
  }

  /** Keeps covers at their secrets; while something is hidden, redrawn secrets are covered before they are painted. */
  #follow(): void {
    const view = this.#page.defaultView;
    if (this.#frame !== undefined) view?.cancelAnimationFrame(this.#frame);
    this.#frame =
      this.#covers.size > 0
        ? view?.requestAnimationFrame(() => {
            this.#around = undefined;
            for (const cover of this.#covers.values()) apart(() => this.#place(cover));
            this.#follow();
          })
        : undefined;
    if (!this.#isHiding) {
      this.#observer?.disconnect();
      this.#observer = undefined;
    } else if (!this.#observer && view) {
      this.#observer = new (view as Window & typeof globalThis).MutationObserver((changes) =>
        this.#coverRedrawn(changes),
      );
      this.#observer.observe(this.#page.documentElement, { subtree: true, childList: true, characterData: true });
    }
  }

  /** Covers a secret that a change shows, or redraws. All else waits for the next scan. */
  #coverRedrawn(changes: readonly MutationRecord[]): void {
    const redrawn = this.#secretsIn(changes);
    if (redrawn.length === 0) return;
    this.#cover(redrawn, { keepsOthers: true });
    this.#observer?.takeRecords();
  }

  #secretsIn(changes: readonly MutationRecord[]): VisibleSecret[] {
    const changed = changes
      .flatMap(({ target, addedNodes, type }) => (type === 'childList' ? [...addedNodes] : target))
      .map(elementOf);
    const places = new Set<Element>();
    for (const element of changed)
      if (element?.isConnected && !isOurElement(element)) places.add(this.#coveredAround(element));
    if (places.size === 0) return [];
    const secrets = new Map<Element, VisibleSecret>();
    const end = performance.now() + BURST;
    const known = this.#knownPage();
    for (const place of places) {
      const { found, steps } = searchVisible(known, place);
      const isThrough = runFor(steps, end - performance.now());
      for (const [element, secret] of found) secrets.set(element, secret);
      if (!isThrough) break;
    }
    return [...secrets.values()];
  }

  /** What has the cover that an element is under, if any: a part of a secret may look like none. */
  #coveredAround(element: Element): Element {
    const covered = [...this.#covers.keys()].find((other) => other.contains(element));
    return covered ?? element.closest(CODE) ?? element;
  }
}

/** Writes only what has changed: this runs for every frame. */
function setStyle({ layer: { host }, style }: Cover, wanted: Record<string, string>): void {
  for (const [name, value] of Object.entries(wanted)) {
    if (style[name] === value) continue;
    style[name] = value;
    host.style.setProperty(name, value);
  }
}
