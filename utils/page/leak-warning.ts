import type { Expiry } from '../keys/expiry';
import { expiryDateText, words } from '../words';
import { createIcon, createOwnElement, createPart } from './look';

const TAG = 'key-leak-warning';
const KEY_ICON = 'M10.5 2a3.5 3.5 0 1 1-1.7 6.55L4.6 12.75H2.75V11l.9-.1V9.6h1.3V8.3l1.6-1.2A3.5 3.5 0 0 1 10.5 2M11.4 4.6v.1';

const CSS = `
:host{all:initial;position:fixed;inset:auto;z-index:2147483647;margin:0;padding:0;border:0;background:none;overflow:visible;width:min(360px,calc(100vw - 32px));color-scheme:light dark}
:host([data-corner^=bottom]){bottom:16px}
:host([data-corner^=top]){top:16px}
:host([data-corner$=right]){right:16px}
:host([data-corner$=left]){left:16px}
.card{--ground:#fff;--text:#1d2939;--quiet:#475467;--line:#d0d5dd;--strong:#1d4f91;--on-strong:#fff;--mark:#8a5a00;--mark-ground:#fff3d6;
box-sizing:border-box;padding:16px;border:1px solid var(--line);border-radius:12px;color:var(--text);background:var(--ground);box-shadow:0 8px 28px rgb(16 24 40/.18);font:400 14px/20px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;text-align:start;overflow-wrap:anywhere}
@media (prefers-color-scheme:dark){.card{--ground:#1b2330;--text:#f2f4f7;--quiet:#c3cad5;--line:#48546a;--strong:#9cc2f5;--on-strong:#0d1b2e;--mark:#ffd27a;--mark-ground:#43351a}}
.head{display:flex;gap:10px;align-items:center;margin:0 0 8px}
.mark{display:grid;place-items:center;flex:none;width:32px;height:32px;border-radius:50%;color:var(--mark);background:var(--mark-ground)}
svg{width:18px;height:18px;fill:none;stroke:currentColor;stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}
.title{font-weight:600;font-size:15px}
.lines{margin:0;padding:0 0 0 18px;color:var(--quiet)}
.lines li+li{margin-top:4px}
.until{margin:8px 0 0;color:var(--quiet)}
.buttons{display:flex;flex-wrap:wrap;gap:8px;margin:14px 0 0}
button{all:unset;box-sizing:border-box;min-height:32px;padding:5px 14px;border:1px solid var(--strong);border-radius:8px;color:var(--strong);font-weight:600;cursor:pointer;text-align:center}
button.main{color:var(--on-strong);background:var(--strong)}
button:hover{text-decoration:underline;text-underline-offset:3px}
button:focus-visible{outline:3px solid var(--strong);outline-offset:2px}
.source{margin:12px 0 0;color:var(--quiet);font-size:12px;line-height:16px}
@media (forced-colors:active){.card{border-color:CanvasText}button{border-color:ButtonText}}
@media (prefers-reduced-motion:no-preference){.card{animation:rise .18s ease-out}@keyframes rise{from{opacity:0;transform:translateY(6px)}}}
@media print{:host{display:none}}
`;

/** What is known of the copied key. */
export interface CopiedKey {
  name?: string;
  expiry?: Expiry;
}

/** The leak warning of one page: at most one at a time. It takes no focus, and goes when it is answered. */
export class LeakWarning {
  readonly #page: Document;
  #host: HTMLElement | undefined;
  #end: AbortController | undefined;

  constructor(page: Document) {
    this.#page = page;
  }

  /** Shows the warning for a copied key; a warning that still shows is brought up to date instead. */
  show(key: CopiedKey): void {
    this.close();
    const { host, root } = createOwnElement(this.#page, TAG, CSS);
    root.append(this.#card(key));
    // React Aria hides all that is outside of its open dialog from screen readers, except for what says this of itself.
    host.dataset.reactAriaTopLayer = 'true';
    host.dataset.corner = freestCorner(this.#page);
    host.popover = 'manual';
    this.#host = host;
    this.#end = new AbortController();
    answerClicks(host, this.#page, this.#end.signal);
    // All that is outside of a native modal dialog is inert: there the warning has to be within.
    (this.#page.querySelector('dialog:modal') ?? this.#page.documentElement).append(host);
    host.showPopover?.();
  }

  /** Takes the warning off the page. */
  close(): void {
    this.#end?.abort();
    this.#host?.remove();
    this.#host = undefined;
  }

  #card({ name, expiry }: CopiedKey): HTMLElement {
    const page = this.#page;
    const card = createPart(page, 'section', 'card');
    card.setAttribute('aria-label', words('leak_region'));
    const mark = createPart(page, 'span', 'mark');
    mark.append(createIcon(page, KEY_ICON));
    const head = createPart(page, 'div', 'head');
    head.append(mark, createPart(page, 'div', 'title', name ? words('leak_title_named', name) : words('leak_title')));
    const lines = createPart(page, 'ul', 'lines');
    for (const line of ['leak_line_permissions', 'leak_line_sharing', 'leak_line_store'] as const) lines.append(createPart(page, 'li', '', words(line)));
    const message = createPart(page, 'div', 'message');
    message.setAttribute('role', 'alert');
    message.append(head, lines);
    const until = expiry && untilText(expiry);
    if (until) message.append(createPart(page, 'p', 'until', until));
    const buttons = createPart(page, 'div', 'buttons');
    const done = createPart(page, 'button', 'main', words('leak_got_it'));
    const clear = createPart(page, 'button', '', words('leak_clear'));
    done.addEventListener('click', (event) => event.isTrusted && this.close());
    clear.addEventListener('click', (event) => event.isTrusted && void this.#clearClipboard(message, clear));
    buttons.append(done, clear);
    card.append(message, buttons, createPart(page, 'p', 'source', words('leak_source')));
    return card;
  }

  async #clearClipboard(message: HTMLElement, button: HTMLElement): Promise<void> {
    const cleared = await navigator.clipboard.writeText('').then(() => true, () => false);
    message.replaceChildren(createPart(this.#page, 'div', 'title', words(cleared ? 'leak_cleared' : 'leak_not_cleared')), createPart(this.#page, 'p', 'until', words(cleared ? 'leak_cleared_note' : 'leak_not_cleared_note')));
    if (cleared) button.remove();
  }
}

function untilText(expiry: Expiry): string | undefined {
  if (expiry.kind === 'dated') return words('leak_until', expiryDateText(expiry));
  return expiry.kind === 'never' ? words('leak_until_deleted') : undefined;
}

const POINTER_AND_FOCUS = ['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'touchstart', 'touchend', 'focusin', 'focusout', 'keydown', 'keyup'] as const;

/**
 * Keeps a press on the warning from the page. A press outside of a dialog closes it in most component libraries, and
 * with it goes a key that is shown only once; a focus trap would take the focus back.
 */
function answerClicks(host: HTMLElement, page: Document, signal: AbortSignal): void {
  const view = page.defaultView;
  if (!view) return;
  for (const type of POINTER_AND_FOCUS) {
    view.addEventListener(type, (event) => {
      if (event.composedPath().includes(host)) event.stopImmediatePropagation();
    }, { capture: true, signal });
  }
  // Clicks must reach our own buttons: they end at the host.
  host.addEventListener('click', (event) => event.stopPropagation(), { signal });
}

const CORNERS = ['bottom-right', 'top-right', 'bottom-left', 'top-left'] as const;
/** About the room that the warning takes, in CSS px. */
const SIZE = { width: 376, height: 320 };

/** The corner in which the warning covers least of an open dialog and of its controls. */
function freestCorner(page: Document): string {
  const { clientWidth: width, clientHeight: height } = page.documentElement;
  const dialogs = [...page.querySelectorAll('dialog[open],[role="dialog"],[role="alertdialog"]')];
  const controls = dialogs.flatMap((dialog) => [...dialog.querySelectorAll('button,input,a[href],[role="button"]')]);
  const covered = (corner: string): number => {
    const left = corner.endsWith('right') ? width - SIZE.width : 0;
    const top = corner.startsWith('bottom') ? height - SIZE.height : 0;
    const overlap = (element: Element): number => {
      const box = element.getBoundingClientRect();
      const wide = Math.min(box.right, left + SIZE.width) - Math.max(box.left, left);
      const high = Math.min(box.bottom, top + SIZE.height) - Math.max(box.top, top);
      return Math.max(0, wide) * Math.max(0, high);
    };
    const sum = (elements: Element[]): number => elements.reduce((total, element) => total + overlap(element), 0);
    return sum(dialogs) + 1000 * sum(controls);
  };
  return CORNERS.reduce((best, corner) => (covered(corner) < covered(best) ? corner : best));
}
