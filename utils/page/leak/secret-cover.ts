import { closestShown, isOwn, outwards } from '../../site/dom';
import {
  CODE,
  DIALOG,
  toItsEnd,
  visibleSecrets,
  visibleSecretsInSteps,
  type InSteps,
  type IsName,
  type VisibleSecret,
} from '../../site/secret-place';
import { words } from '../../words';
import { Layer } from '../layer';
import { createIcon, createPart } from '../own-elements';
import css from '../styles/cover.css?inline';
import { CONTROL_WEIGHT, coveredBy, type Box, type Obstacle } from '../place';
import { elementOf } from './selection';
import { apart } from '../tasks';

const TAG = 'key-secret-cover';
const HIDE_ICON = 'M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4M6.6 8a1.4 1.4 0 1 0 2.8 0 1.4 1.4 0 1 0-2.8 0M3 13 13 3';

/** The gap between a secret and its button, in CSS px. */
const GAP = 4;

interface Cover {
  layer: Layer;
  button: HTMLElement;
  isHidden: boolean;
  secret: VisibleSecret;
  /** The elements around the secret that cut off what does not fit. */
  frames: Element[];
  /** The style that the host has. */
  style: Record<string, string>;
  /** Where it all was when its place was found. */
  placedAt?: string;
}

type WithMemory = <Result>(run: () => Result) => Result;

/**
 * A "Hide on screen" button at each secret that shows, for people who share their screen; pressed, it becomes a cover
 * over the secret until it is pressed again. The page's own elements stay as they are, so copying still works.
 */
export class SecretCovers {
  readonly #page: Document;
  #covers = new Map<Element, Cover>();
  /** The secrets that are to be seen though hiding is on. What is not in here is covered, even if the page draws it anew. */
  #revealed = new WeakSet<Element>();
  #isHiding = false;
  #observer: MutationObserver | undefined;
  #frame: number | undefined;

  /** Whether the page has changed before the last look was through. */
  #isLate = false;

  readonly #isName: IsName;
  readonly #withMemory: WithMemory;

  /** What `isName` knows as the name of a key is no secret. */
  constructor(page: Document, isName: IsName, withMemory: WithMemory) {
    this.#page = page;
    this.#isName = isName;
    this.#withMemory = withMemory;
  }

  get layers(): Layer[] {
    return [...this.#covers.values()].map(({ layer }) => layer);
  }

  /** Looks for the secrets that show, piece by piece. On a page that changes all the time that would never be through: then it is done at once. */
  *look(): InSteps<VisibleSecret[]> {
    const isLate = this.#isLate;
    this.#isLate = true;
    const steps = visibleSecretsInSteps(this.#page.body, this.#isName);
    const secrets = isLate ? toItsEnd(steps) : yield* steps;
    this.#isLate = false;
    return secrets;
  }

  /** Gives each secret that shows its button or its cover, and takes away all others. */
  show(secrets = this.#withMemory(() => visibleSecrets(this.#page.body, this.#isName))): void {
    const before = this.#covers;
    this.#covers = new Map();
    const shown = new Set(secrets.map(({ element }) => element));
    // An element that was drawn anew takes over its cover: somebody may be pressing it just now.
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

  /** Takes everything off the page, and forgets what was hidden. */
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

  /** Hides this secret alone, or shows it again. What comes up while any is hidden comes up hidden. */
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
      button.replaceChildren(createIcon(this.#page, HIDE_ICON), words(isHidden ? 'cover_hidden' : 'cover_hide'));
      button.setAttribute('aria-label', words(isHidden ? 'cover_hidden_label' : 'cover_hide_label'));
    }
    cover.placedAt = '';
    this.#place(cover);
  }

  /** Controls are looked at only where the secret has moved: this runs for every frame, and a page may have thousands. */
  #place(cover: Cover): void {
    const {
      layer: { host },
      isHidden,
      secret,
      frames,
    } = cover;
    // The page draws it anew: until that is seen, the cover stays where it was.
    if (!secret.element.isConnected) return;
    const isBehind = !isHidden && isBehindDialog(secret.element);
    const placedAt = JSON.stringify([
      isBehind,
      [...(secret.range ?? secret.element).getClientRects()],
      frames.map((frame) => frame.getBoundingClientRect()),
    ]);
    if (cover.placedAt === placedAt) return;
    cover.placedAt = placedAt;
    const boxes = boxesOf(secret, frames);
    const box = around(boxes);
    // What is shown above the page is above the secret too; a dimmed page behind it can still be read.
    const isOutOfSight = !box || isBehind;
    const { left, top, width, height } = !box
      ? { left: 0, top: 0, width: 0, height: 0 }
      : isHidden
        ? box
        : placeOfButton(box, secret.element, host);
    const shape = boxes
      .map((part) => `M${part.left - left} ${part.top - top}h${part.width}v${part.height}h${-part.width}z`)
      .join('');
    setStyle(cover, {
      visibility: isOutOfSight ? 'hidden' : 'visible',
      left: `${left}px`,
      top: `${top}px`,
      width: isHidden ? `${width}px` : 'auto',
      height: isHidden ? `${height}px` : 'auto',
      // A text that goes over several lines leaves room for others in its box.
      'clip-path': isHidden && boxes.length > 1 ? `path("${shape}")` : 'none',
    });
  }

  /** While something shows, it stays where its secret is; while something is hidden, what is drawn anew is covered before it is painted. */
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
      this.#observer = new (view as Window & typeof globalThis).MutationObserver((changes) => this.#coverAnew(changes));
      this.#observer.observe(this.#page.documentElement, { subtree: true, childList: true, characterData: true });
    }
  }

  #coverAnew(changes: readonly MutationRecord[]): void {
    if (!this.#withMemory(() => this.#mayConcern(changes))) return;
    this.show();
    this.#observer?.takeRecords();
  }

  /** Whether a change brings up a secret, or draws one anew. All else waits for the next look. */
  #mayConcern(changes: readonly MutationRecord[]): boolean {
    const changed = changes
      .flatMap(({ target, addedNodes, type }) => (type === 'childList' ? [...addedNodes] : target))
      .map(elementOf);
    return changed.some(
      (element) =>
        element && !isOwn(element) && visibleSecrets(element.closest(CODE) ?? element, this.#isName).length > 0,
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

/** The elements around a secret that cut off what does not fit into them. */
function framesAround(secret: Element): Element[] {
  const frames: Element[] = [];
  for (const at of outwards(secret)) {
    if (at.localName === 'body') break;
    const { overflowX, overflowY } = getComputedStyle(at);
    if (!at.matches('input,textarea') && (overflowX !== 'visible' || overflowY !== 'visible')) frames.push(at);
  }
  return frames;
}

/** Where the secret itself shows: the lines of its text, or its field without the controls that stand in it. */
function boxesOf({ element, range }: VisibleSecret, frames: readonly Element[]): Box[] {
  const boxes = range ? [...range.getClientRects()] : [fieldBox(element)];
  return boxes
    .map((box) => frames.reduce((rest, frame) => common(rest, frame.getBoundingClientRect()), box as Box))
    .filter(({ width, height }) => width > 0 && height > 0);
}

function fieldBox(field: Element): Box {
  const { left, top, right, bottom, height } = field.getBoundingClientRect();
  const within = controlsNear(field).filter(
    (control) => control.top < bottom && control.bottom > top && control.left > left && control.left < right,
  );
  return { left, top, width: Math.max(24, Math.min(right, ...within.map((control) => control.left)) - left), height };
}

/** What two boxes have in common. */
function common(one: Box, other: Box): Box {
  const left = Math.max(one.left, other.left);
  const top = Math.max(one.top, other.top);
  return {
    left,
    top,
    width: Math.min(one.left + one.width, other.left + other.width) - left,
    height: Math.min(one.top + one.height, other.top + other.height) - top,
  };
}

/** The smallest box around others. */
function around(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  return {
    left,
    top,
    width: Math.max(...boxes.map((box) => box.left + box.width)) - left,
    height: Math.max(...boxes.map((box) => box.top + box.height)) - top,
  };
}

/** Whether a dialog shows that the secret is not in. */
function isBehindDialog(secret: Element): boolean {
  if (closestShown(secret, DIALOG)) return false;
  return [...secret.ownerDocument.querySelectorAll('dialog[open],[role="dialog"],[role="alertdialog"]')].some(
    (dialog) => dialog.checkVisibility(),
  );
}

/** Where it covers no control: above the secret at its end, else below, at its start, or beside it. */
function placeOfButton(box: Box, secret: Element, host: HTMLElement): Box {
  const { width, height } = host.getBoundingClientRect();
  const beside = [box.left + box.width + GAP, box.left - width - GAP].map((left): Box => ({
    left,
    top: box.top + (box.height - height) / 2,
    width,
    height,
  }));
  const places = [
    ...[box.left + box.width - width, box.left].flatMap((left) =>
      [box.top - height - GAP, box.top + box.height + GAP].map((top): Box => ({ left, top, width, height })),
    ),
    ...beside,
  ];
  const obstacles = controlsNear(secret).map((control): Obstacle => ({ box: control, weight: CONTROL_WEIGHT }));
  return places.reduce((best, place) => (coveredBy(place, obstacles) < coveredBy(best, obstacles) ? place : best));
}

function controlsNear(secret: Element): DOMRect[] {
  const scope = closestShown(secret, `${DIALOG},tr,[role="row"],form,section,main`) ?? secret.ownerDocument.body;
  return [...scope.querySelectorAll('button,input,textarea,select,a[href],[role="button"]')]
    .filter((control) => control !== secret && !control.contains(secret))
    .map((control) => control.getBoundingClientRect());
}
