import { isOurElement } from '../../page-model/dom';
import {
  CODE,
  toItsEnd,
  visibleSecrets,
  visibleSecretsInSteps,
  type InSteps,
  type IsName,
  type VisibleSecret,
} from '../../site/secret-place';
import { t } from '../../words';
import { Layer } from '../layer';
import { framesAround, isBehindDialog, styleOf, type PlacedCover } from './cover-place';
import { createIcon, createPart } from '../own-elements';
import css from '../styles/cover.css?inline';
import { elementOf } from './selection';
import { apart } from '../tasks';

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

type WithCache = <Result>(run: () => Result) => Result;

/**
 * A "Hide on screen" button at each visible secret, for people who share their screen. When pressed, it becomes a cover
 * over the secret until it is pressed again. The page's own elements stay as they are, so copying still works.
 */
export class SecretCovers {
  readonly #page: Document;
  readonly #isName: IsName;
  readonly #withCache: WithCache;
  #covers = new Map<Element, Cover>();
  /** The secrets that stay visible while hiding is on. All others are covered, even if the page redraws them. */
  #revealed = new WeakSet<Element>();
  #isHiding = false;
  #observer: MutationObserver | undefined;
  #frame: number | undefined;
  /** Whether the page changed before the last scan was complete. */
  #isIncomplete = false;

  constructor(page: Document, isName: IsName, withCache: WithCache) {
    this.#page = page;
    this.#isName = isName;
    this.#withCache = withCache;
  }

  get layers(): Layer[] {
    return [...this.#covers.values()].map(({ layer }) => layer);
  }

  /**
   * Finds the visible secrets, step by step, or at once after a page has changed too soon: it may change all the time.
   */
  *scan(): InSteps<VisibleSecret[]> {
    const isOverdue = this.#isIncomplete;
    this.#isIncomplete = true;
    const steps = visibleSecretsInSteps(this.#page.body, this.#isName);
    const secrets = isOverdue ? toItsEnd(steps) : yield* steps;
    this.#isIncomplete = false;
    return secrets;
  }

  /** Gives each visible secret its button or its cover, and removes all others. */
  show(secrets = this.#withCache(() => visibleSecrets(this.#page.body, this.#isName))): void {
    const before = this.#covers;
    this.#covers = new Map();
    const shown = new Set(secrets.map(({ element }) => element));
    // A redrawn element takes over a cover, since somebody may be pressing it just now.
    const left = [...before.keys()].filter((element) => !shown.has(element));
    for (const secret of secrets) {
      const owner = before.has(secret.element) ? secret.element : left.shift();
      const cover = (owner && before.get(owner)) ?? this.#create(secret);
      if (owner) before.delete(owner);
      this.#covers.set(secret.element, cover);
      apart(() => {
        Object.assign(cover, { secret, frames: framesAround(secret.element) });
        this.#update(cover);
        cover.layer.keepOnTop(secret.element);
      });
    }
    for (const { layer } of before.values()) layer.remove();
    this.#follow();
  }

  /** Removes everything, and forgets what was hidden. */
  clear(): void {
    for (const { layer } of this.#covers.values()) layer.remove();
    this.#covers.clear();
    this.#isHiding = false;
    this.#revealed = new WeakSet();
    this.#follow();
  }

  #create(secret: VisibleSecret): Cover {
    const layer = new Layer(this.#page, TAG, css);
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
    this.show();
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
      button.replaceChildren(createIcon(this.#page, HIDE_ICON), t(isHidden ? 'cover_hidden' : 'cover_hide'));
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
    const placedAt = JSON.stringify([
      isBehind,
      [...(secret.range ?? secret.element).getClientRects()],
      frames.map((frame) => frame.getBoundingClientRect()),
    ]);
    if (cover.placedAt === placedAt) return;
    cover.placedAt = placedAt;
    setStyle(cover, styleOf(cover, { isBehind }));
  }

  /** Keeps covers at their secrets; while something is hidden, redrawn secrets are covered before they are painted. */
  #follow(): void {
    const view = this.#page.defaultView;
    if (this.#frame !== undefined) view?.cancelAnimationFrame(this.#frame);
    this.#frame =
      this.#covers.size > 0
        ? view?.requestAnimationFrame(() => {
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

  #coverRedrawn(changes: readonly MutationRecord[]): void {
    if (!this.#withCache(() => this.#mayConcern(changes))) return;
    this.show();
    this.#observer?.takeRecords();
  }

  /** Whether a change shows a secret, or redraws one. All else waits for the next scan. */
  #mayConcern(changes: readonly MutationRecord[]): boolean {
    const changed = changes
      .flatMap(({ target, addedNodes, type }) => (type === 'childList' ? [...addedNodes] : target))
      .map(elementOf);
    return changed.some(
      (element) =>
        element && !isOurElement(element) && visibleSecrets(element.closest(CODE) ?? element, this.#isName).length > 0,
    );
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
