import { visibleSecrets } from '../site/secret-place';
import { words } from '../words';
import { Layer } from './layer';
import { createIcon, createPart } from './look';
import { CONTROL_WEIGHT, coveredBy, type Box, type Obstacle } from './place';

const TAG = 'key-secret-cover';
const HIDE_ICON = 'M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4M6.6 8a1.4 1.4 0 1 0 2.8 0 1.4 1.4 0 1 0-2.8 0M3 13 13 3';

const CSS = `
:host{all:initial;position:fixed;inset:auto;z-index:2147483646;margin:0;padding:0;border:0;background:none;overflow:visible;color-scheme:light dark}
button{--ground:#fff;--text:#344054;--line:#98a2b3;--strong:#1d4f91;all:unset;box-sizing:border-box;display:inline-flex;align-items:center;justify-content:center;gap:6px;min-height:26px;padding:2px 10px 2px 8px;border:1px solid var(--line);border-radius:999px;color:var(--text);background:var(--ground);box-shadow:0 1px 3px rgb(16 24 40/.16);font:500 12px/18px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;white-space:nowrap;cursor:pointer}
@media (prefers-color-scheme:dark){button{--ground:#1b2330;--text:#e4e7ec;--line:#667085;--strong:#9cc2f5}}
svg{flex:none;width:14px;height:14px;fill:none;stroke:currentColor;stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}
button:hover{text-decoration:underline;text-underline-offset:3px}
button:focus-visible{outline:3px solid var(--strong);outline-offset:1px}
:host([data-state=hidden]) button{width:100%;height:100%;min-height:0;overflow:hidden;padding:0 8px;border-radius:4px;box-shadow:none}
@media (forced-colors:active){button{border-color:ButtonText;color:ButtonText;background:ButtonFace;forced-color-adjust:none}}
@media print{:host([data-state=shown]){display:none}}
`;

/** The gap between a secret and its button, in CSS px. */
const GAP = 4;
/** The cover is a little larger than what it covers, in CSS px. */
const OVERLAP = 2;

interface Cover {
  layer: Layer;
  button: HTMLElement;
  isHidden: boolean;
}

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

  constructor(page: Document) {
    this.#page = page;
  }

  get layers(): Layer[] {
    return [...this.#covers.values()].map(({ layer }) => layer);
  }

  /** Gives each secret that shows its button or its cover, and takes away all others. */
  show(): void {
    const before = this.#covers;
    this.#covers = new Map();
    for (const secret of visibleSecrets(this.#page.body)) {
      const cover = before.get(secret) ?? this.#create(secret);
      before.delete(secret);
      this.#covers.set(secret, cover);
      this.#update(secret, cover);
      cover.layer.keepOnTop();
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

  #create(secret: Element): Cover {
    const layer = new Layer(this.#page, TAG, CSS);
    const button = createPart(this.#page, 'button', '');
    button.addEventListener('click', (event) => event.isTrusted && this.#toggle(secret));
    layer.root.append(button);
    return { layer, button, isHidden: false };
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

  #update(secret: Element, cover: Cover): void {
    const { layer: { host }, button } = cover;
    const isHidden = this.#isHiding && !this.#revealed.has(secret);
    if (host.dataset.state === undefined || cover.isHidden !== isHidden) {
      cover.isHidden = isHidden;
      host.dataset.state = isHidden ? 'hidden' : 'shown';
      button.replaceChildren(createIcon(this.#page, HIDE_ICON), words(isHidden ? 'cover_hidden' : 'cover_hide'));
      button.setAttribute('aria-label', words(isHidden ? 'cover_hidden_label' : 'cover_hide_label'));
    }
    this.#place(secret, cover);
  }

  #place(secret: Element, { layer: { host }, isHidden }: Cover): void {
    const box = isHidden ? grown(boxOfSecret(secret)) : placeOfButton(secret, host);
    const style = { left: `${box.left}px`, top: `${box.top}px`, width: isHidden ? `${box.width}px` : 'auto', height: isHidden ? `${box.height}px` : 'auto' };
    for (const [name, value] of Object.entries(style)) if (host.style.getPropertyValue(name) !== value) host.style.setProperty(name, value);
  }

  /** While something shows, it stays where its secret is; while something is hidden, what is drawn anew is covered before it is painted. */
  #follow(): void {
    const view = this.#page.defaultView;
    if (this.#frame !== undefined) view?.cancelAnimationFrame(this.#frame);
    this.#frame = this.#covers.size > 0 ? view?.requestAnimationFrame(() => {
      for (const [secret, cover] of this.#covers) this.#place(secret, cover);
      this.#follow();
    }) : undefined;
    if (!this.#isHiding) {
      this.#observer?.disconnect();
      this.#observer = undefined;
    } else if (!this.#observer && view) {
      this.#observer = new (view as Window & typeof globalThis).MutationObserver(() => this.#coverAnew());
      this.#observer.observe(this.#page.documentElement, { subtree: true, childList: true, characterData: true });
    }
  }

  #coverAnew(): void {
    this.show();
    this.#observer?.takeRecords();
  }
}

/** Where the secret itself shows: its text, or its field without the controls that stand in it. */
function boxOfSecret(secret: Element): Box {
  const box = secret.getBoundingClientRect();
  if (!secret.matches('input,textarea')) return box;
  const covered = controlsNear(secret).filter((control) => control.top < box.bottom && control.bottom > box.top && control.left > box.left && control.left < box.right);
  const right = Math.min(box.right, ...covered.map(({ left }) => left - OVERLAP));
  return { left: box.left, top: box.top, width: Math.max(24, right - box.left), height: box.height };
}

function grown({ left, top, width, height }: Box): Box {
  return { left: left - OVERLAP, top: top - OVERLAP, width: width + 2 * OVERLAP, height: height + 2 * OVERLAP };
}

/** Beside the secret where it covers no control: above it at its end, else below, else at its start. */
function placeOfButton(secret: Element, host: HTMLElement): Box {
  const box = secret.getBoundingClientRect();
  const { width, height } = host.getBoundingClientRect();
  const places = [box.right - width, box.left].flatMap((left) => [box.top - height - GAP, box.bottom + GAP].map((top): Box => ({ left, top, width, height })));
  const obstacles = controlsNear(secret).map((control): Obstacle => ({ box: control, weight: CONTROL_WEIGHT }));
  return places.reduce((best, place) => (coveredBy(place, obstacles) < coveredBy(best, obstacles) ? place : best));
}

function controlsNear(secret: Element): DOMRect[] {
  const scope = secret.closest('dialog,[role="dialog"],[role="alertdialog"],tr,[role="row"],form') ?? secret.parentElement?.parentElement ?? secret.parentElement;
  return [...(scope?.querySelectorAll('button,input,textarea,select,a[href],[role="button"]') ?? [])].filter((control) => control !== secret).map((control) => control.getBoundingClientRect());
}
