import type { Expiry } from '../../keys/expiry';
import type { LeakPolicy } from '../../policy';
import type { Settings } from '../../settings';
import { queryAll } from '../../site/digest';
import { isOwn, isVisible } from '../../site/dom';
import { controlOf, copyControlsIn, DIALOG } from '../../site/secret-place';
import { expiryDateText, words } from '../../words';
import { Layer } from '../layer';
import { createIcon, createPart } from '../own-elements';
import css from '../styles/warning.css?inline';
import { CONTROL_WEIGHT, coveredBy, freestPlace, ROW_BUTTON_WEIGHT, type Box, type Obstacle } from '../place';

const TAG = 'key-leak-warning';
const KEY_ICON =
  'M10.5 2a3.5 3.5 0 1 1-1.7 6.55L4.6 12.75H2.75V11l.9-.1V9.6h1.3V8.3l1.6-1.2A3.5 3.5 0 0 1 10.5 2M11.4 4.6v.1';

/** What is known of the copied key. */
export interface CopiedKey {
  name?: string;
  expiry?: Expiry;
}

/** What a warning is about. */
export interface Warned {
  key: CopiedKey;
  mode: WarningMode;
  /** Where the key was copied. */
  near: Element | undefined;
  /** The agency's own rule on keys, shown in the whole warning. */
  policy: LeakPolicy | undefined;
}

/** How a warning shows: whole, or as one line that goes by itself. */
export type WarningMode = Exclude<Settings['leakWarning'], 'off'>;

/** The warning that is on the page. */
interface Shown extends Warned {
  layer: Layer;
  /** Says again what was copied, since more is known of the key; absent once the warning says what came of clearing the clipboard. */
  retell?: () => void;
}

/** The quiet line goes after this time (ms), unless the pointer or the focus is in it. */
const QUIET_TIME = 8_000;

/** The leak warning of one page: at most one at a time. It takes no focus, and goes when it is answered. */
export class LeakWarning {
  readonly #page: Document;
  readonly #onAnswered: (key: CopiedKey, isForToday: boolean) => void;
  #shown: Shown | undefined;
  #end: AbortController | undefined;

  /** `onAnswered` is told when a person answers, and whether they want none for this key again today. */
  constructor(page: Document, onAnswered: (key: CopiedKey, isForToday: boolean) => void) {
    this.#page = page;
    this.#onAnswered = onAnswered;
  }

  /** What a person pressed in last: about which key, and when (ms of the page's clock). */
  pressed: { key: CopiedKey; at: number } | undefined;

  get layer(): Layer | undefined {
    return this.#shown?.layer;
  }

  /**
   * Shows the warning. Copies in quick succession fold into one, which then names the latest key. One that says that the
   * clipboard was cleared is wrong by then.
   */
  show(warned: Warned): void {
    const { key, mode, near } = warned;
    const before = this.#shown;
    if (before?.retell && before.mode === mode && (key.name === undefined || key.name === before.key.name)) return;
    this.close();
    const layer = new Layer(this.#page, TAG, css, () => this.#answer(false));
    layer.host.dataset.mode = mode;
    this.#shown = { ...warned, layer };
    layer.content.append(mode === 'quiet' ? this.#line(this.#shown) : this.#card(this.#shown));
    this.#end = new AbortController();
    const { signal } = this.#end;
    layer.keepOnTop(near);
    this.#place();
    // What scrolls or moves under the warning may be the very button that it must not cover.
    for (const type of ['scroll', 'resize'])
      this.#page.defaultView?.addEventListener(type, () => this.refresh(), { capture: true, passive: true, signal });
    if (mode === 'quiet') this.#goByItself(layer.host, signal);
  }

  /** Tells more of what the warning is about. Its buttons stay, and it moves only if it has to: one of them may have the focus, or be just pressed. */
  tell(more: Partial<Pick<Warned, 'key' | 'policy'>>): void {
    if (!this.#shown) return;
    Object.assign(this.#shown, more).retell?.();
    this.refresh();
  }

  /** Keeps the warning on top and off the page's controls when the page has changed. */
  refresh(): void {
    if (!this.#shown) return;
    const { layer, near } = this.#shown;
    layer.keepOnTop(near);
    const { left, top, right, bottom } = layer.host.getBoundingClientRect();
    const { clientWidth, clientHeight } = this.#page.documentElement;
    const isWithin = left >= 0 && top >= 0 && right <= clientWidth && bottom <= clientHeight;
    if (!isWithin || coveredBy(layer.host.getBoundingClientRect(), controlsOf(this.#page, near)) > 0) this.#place();
  }

  /** Takes the warning off the page. */
  close(): void {
    this.#end?.abort();
    this.#shown?.layer.remove();
    this.#shown = undefined;
  }

  #answer(isForToday: boolean): void {
    const key = this.#shown?.key ?? {};
    this.pressed = { key, at: performance.now() };
    this.close();
    this.#onAnswered(key, isForToday);
  }

  /** Where it covers least, and small where it would cover a control even there. */
  #place(): void {
    const {
      layer: { host },
      near,
    } = this.#shown!;
    const { clientWidth: width, clientHeight: height } = this.#page.documentElement;
    const controls = controlsOf(this.#page, near);
    const dialogs = dialogsOf(this.#page);
    // Behind a dialog nobody presses the buttons of a list.
    const obstacles = [
      ...controls,
      ...(dialogs.length > 0 ? dialogs.map((dialog) => obstacle(dialog, 1)) : rowButtonsOf(this.#page)),
    ];
    const placed = (): Box => freestPlace(sizeOf(host), { width, height }, obstacles);
    delete host.dataset.size;
    let box = placed();
    if (coveredBy(box, controls) > 0) {
      host.dataset.size = 'small';
      box = placed();
    }
    host.style.left = `${box.left}px`;
    host.style.top = `${box.top}px`;
  }

  #goByItself(host: HTMLElement, signal: AbortSignal): void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => (host.matches(':hover,:focus-within') ? wait() : this.close()), QUIET_TIME);
    };
    signal.addEventListener('abort', () => clearTimeout(timer));
    wait();
  }

  #card(shown: Shown): HTMLElement {
    const page = this.#page;
    const card = this.#section();
    const message = createPart(page, 'div', 'message');
    message.setAttribute('role', 'alert');
    const buttons = createPart(page, 'div', 'buttons');
    const clear = this.#button(
      shown.layer,
      '',
      words('leak_clear'),
      () => void this.#clearClipboard(shown, message, clear),
    );
    buttons.append(
      this.#button(shown.layer, 'main', words('leak_got_it'), () => this.#answer(false)),
      clear,
    );
    shown.retell = () => {
      message.replaceChildren(...this.#message(shown));
      if (shown.key.name !== undefined && !buttons.querySelector('.link'))
        buttons.append(this.#button(shown.layer, 'link', words('leak_not_today'), () => this.#answer(true)));
    };
    shown.retell();
    card.append(message, buttons, createPart(page, 'p', 'source', words('leak_source')));
    return card;
  }

  #message({ key, policy }: Shown): HTMLElement[] {
    const page = this.#page;
    const mark = createPart(page, 'span', 'mark');
    mark.append(createIcon(page, KEY_ICON));
    const head = createPart(page, 'div', 'head');
    head.append(mark, createPart(page, 'div', 'title', titleText(key)));
    const lines = createPart(page, 'ul', 'lines');
    for (const line of ['leak_line_permissions', 'leak_line_sharing', 'leak_line_store'] as const)
      lines.append(createPart(page, 'li', '', words(line)));
    const until = key.expiry && untilText(key.expiry);
    return [
      head,
      lines,
      ...(until ? [createPart(page, 'p', 'until', until)] : []),
      ...(policy ? [this.#policy(policy)] : []),
    ];
  }

  #policy({ text, url }: LeakPolicy): HTMLElement {
    const part = createPart(this.#page, 'p', 'policy', text);
    if (url === undefined) return part;
    const link = createPart(this.#page, 'a', '', words('locked_leak_link'));
    for (const [name, value] of Object.entries({ href: url, target: '_blank', rel: 'noopener noreferrer' }))
      link.setAttribute(name, value);
    part.append(' ', link);
    return part;
  }

  #line(shown: Shown): HTMLElement {
    const card = this.#section();
    const message = createPart(this.#page, 'div', 'head');
    message.setAttribute('role', 'status');
    const buttons = createPart(this.#page, 'div', 'buttons');
    buttons.append(this.#button(shown.layer, '', words('leak_got_it'), () => this.#answer(false)));
    card.append(message, buttons);
    shown.retell = () => {
      const { name } = shown.key;
      message.replaceChildren(
        createPart(
          this.#page,
          'div',
          'title',
          name === undefined ? words('leak_quiet') : words('leak_quiet_named', name),
        ),
      );
    };
    shown.retell();
    return card;
  }

  #section(): HTMLElement {
    const card = createPart(this.#page, 'section', 'card');
    card.setAttribute('aria-label', words('leak_region'));
    return card;
  }

  #button(layer: Layer, className: string, text: string, onPress: () => void): HTMLElement {
    const button = createPart(this.#page, 'button', className, text);
    layer.onPress(button, onPress);
    return button;
  }

  async #clearClipboard(shown: Shown, message: HTMLElement, button: HTMLElement): Promise<void> {
    this.pressed = { key: shown.key, at: performance.now() };
    const cleared = await navigator.clipboard.writeText('').then(
      () => true,
      () => false,
    );
    const [title, note] = cleared
      ? (['leak_cleared', 'leak_cleared_note'] as const)
      : (['leak_not_cleared', 'leak_not_cleared_note'] as const);
    delete shown.retell;
    message.replaceChildren(
      createPart(this.#page, 'div', 'title', words(title)),
      createPart(this.#page, 'p', 'until', words(note)),
    );
    if (cleared) {
      if (shown.layer.root.activeElement === button) (button.previousElementSibling as HTMLElement).focus();
      button.remove();
    }
    if (this.#shown) this.#place();
  }
}

function titleText({ name }: CopiedKey): string {
  return name === undefined ? words('leak_title') : words('leak_title_named', name);
}

function untilText(expiry: Expiry): string | undefined {
  if (expiry.kind === 'dated') return words('leak_until', expiryDateText(expiry));
  return expiry.kind === 'never' ? words('leak_until_deleted') : undefined;
}

function sizeOf(host: HTMLElement): { width: number; height: number } {
  const { width, height } = host.getBoundingClientRect();
  return { width, height };
}

function dialogsOf(page: Document): Element[] {
  return queryAll(page.documentElement, `${DIALOG},[popover]:popover-open`).filter(
    (dialog) => !isOwn(dialog) && isVisible(dialog),
  );
}

/** The page's controls that must not be covered: those of its dialogs, every Copy button, and the one that was pressed. */
function controlsOf(page: Document, near: Element | undefined): Obstacle[] {
  const controls = dialogsOf(page).flatMap((dialog) =>
    queryAll(dialog, 'button,input,select,textarea,a[href],[role="button"],[role="combobox"]'),
  );
  const pressed = near?.isConnected ? controlOf(near) : undefined;
  const kept = new Set([...controls, ...copyControlsIn(page.body), ...(pressed ? [pressed] : [])]);
  return [...kept].filter((control) => !isOwn(control)).map((control) => obstacle(control, CONTROL_WEIGHT));
}

/** The buttons in the rows of a list: an icon without a name may copy too. */
function rowButtonsOf(page: Document): Obstacle[] {
  return queryAll(page.body, ':is(tr,li,[role="row"],[role="listitem"],article) :is(button,[role="button"])').map(
    (button) => obstacle(button, ROW_BUTTON_WEIGHT),
  );
}

function obstacle(element: Element, weight: number): Obstacle {
  return { box: element.getBoundingClientRect(), weight };
}
