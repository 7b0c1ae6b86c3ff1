import { isExact, type Expiry } from '../../keys/expiry';
import type { LeakPolicy } from '../../policy';
import type { Settings } from '../../settings';
import { expiryDateText, t } from '../../words';
import { Layer } from '../layer';
import type { LivePage } from '../live-page';
import { createIcon, createPart } from '../own-elements';
import css from '../styles/warning.css?inline';
import { later } from '../tasks';
import { onTopLayerChange } from '../top-layer';
import { keepFree, placeFreely } from './warning-place';

const TAG = 'key-leak-warning';
const KEY_ICON =
  'M10.5 2a3.5 3.5 0 1 1-1.7 6.55L4.6 12.75H2.75V11l.9-.1V9.6h1.3V8.3l1.6-1.2A3.5 3.5 0 0 1 10.5 2M11.4 4.6v.1';

/** What is known of the copied key. */
export interface CopiedKey {
  name?: string;
  expiry?: Expiry;
}

export interface Warning {
  key: CopiedKey;
  mode: WarningMode;
  /** Where the key was copied. */
  near: Element | undefined;
  /** The agency's own rule on keys, shown in the whole warning. */
  policy: LeakPolicy | undefined;
}

/** A warning shows whole, or as one line that closes itself. */
export type WarningMode = Exclude<Settings['leakWarning'], 'off'>;

interface Shown extends Warning {
  layer: Layer;
  /**
   * Updates what was copied, once more is known of the key; absent once the warning says whether it cleared the
   * clipboard.
   */
  refreshText?: () => void;
}

/**
 * How a person dismisses a warning: it warns again as often as the key is copied, or not before tomorrow, or the key
 * was pasted somewhere wrong.
 */
export type Dismissal = 'once' | 'today' | 'leaked';

/** A warning that asks for nothing closes after this time (ms), unless it is held. Chosen, not measured. */
const QUIET_TIME = 8_000;
/** Pointer and focus hold the quiet line; one that was answered with the keyboard has the focus by that. */
const HOLDS = { quiet: ':hover,:focus-within', answered: ':hover' } as const;

/** The leak warning of one page: at most one at a time. It takes no focus, and closes when a person dismisses it. */
export class LeakWarning {
  readonly #live: LivePage;
  readonly #page: Document;
  readonly #onDismissed: (key: CopiedKey, dismissal: Dismissal) => void;
  readonly #onClosed: () => void;
  #shown: Shown | undefined;
  #end: AbortController | undefined;
  #isRefreshDue = false;

  /** `onClosed` is called whenever a warning goes, by itself too; `onDismissed` after that, if a person wanted it. */
  constructor(live: LivePage, onDismissed: (key: CopiedKey, dismissal: Dismissal) => void, onClosed: () => void) {
    this.#live = live;
    this.#page = live.page;
    this.#onDismissed = onDismissed;
    this.#onClosed = onClosed;
  }

  /** The key whose warning a person last pressed in, and when (ms of the page's clock). */
  pressed: { key: CopiedKey; at: number } | undefined;

  get layer(): Layer | undefined {
    return this.#shown?.layer;
  }

  /** Whether a warning shows that does not say which key was copied. */
  get isUnnamed(): boolean {
    return this.#shown !== undefined && this.#shown.key.name === undefined;
  }

  /**
   * Copies in quick succession share one warning, which names the latest key. A warning that says that the clipboard
   * was cleared is replaced, because that is wrong by now.
   */
  show(warning: Warning): void {
    const { key, mode, near } = warning;
    const before = this.#shown;
    if (before?.refreshText && before.mode === mode && (key.name === undefined || key.name === before.key.name)) return;
    this.close();
    const layer = new Layer(this.#live, TAG, css, () => this.#dismiss('once'));
    layer.host.dataset.mode = mode;
    this.#shown = { ...warning, layer };
    layer.content.append(mode === 'quiet' ? this.#line(this.#shown) : this.#card(this.#shown));
    this.#end = new AbortController();
    const { signal } = this.#end;
    layer.keepOnTop(near);
    placeFreely(this.#live, layer);
    // What scrolls or moves under the warning may be the very button that it must not cover.
    const options = { capture: true, passive: true, signal };
    for (const type of ['scroll', 'resize'])
      this.#page.defaultView?.addEventListener(type, () => this.#refreshSoon(), options);
    onTopLayerChange(this.#page.defaultView!, () => this.refresh(), signal);
    layer.host.addEventListener('pointerleave', () => this.#refreshSoon(), options);
    if (mode === 'quiet') this.#autoDismiss(layer.host, 'quiet', signal);
  }

  /** Its buttons stay, and it moves only if it has to: one of them may have the focus, or be just pressed. */
  addDetails(more: Partial<Pick<Warning, 'key' | 'policy'>>): void {
    if (!this.#shown) return;
    Object.assign(this.#shown, more).refreshText?.();
    this.refresh();
  }

  /** Keeps the warning on top, and off what can be pressed, when the page has changed. */
  refresh(): void {
    if (!this.#shown) return;
    const { layer, near } = this.#shown;
    layer.keepOnTop(near);
    keepFree(this.#live, layer);
  }

  /** Pages scroll many times a frame. */
  #refreshSoon(): void {
    if (this.#isRefreshDue) return;
    this.#isRefreshDue = true;
    this.#page.defaultView?.requestAnimationFrame(() => {
      this.#isRefreshDue = false;
      this.refresh();
    });
  }

  close(): void {
    if (!this.#shown) return;
    this.#end?.abort();
    this.#shown.layer.remove();
    this.#shown = undefined;
    this.#onClosed();
  }

  #dismiss(dismissal: Dismissal): void {
    const key = this.#shown?.key ?? {};
    this.pressed = { key, at: performance.now() };
    this.close();
    this.#onDismissed(key, dismissal);
  }

  #autoDismiss(host: HTMLElement, held: keyof typeof HOLDS, signal: AbortSignal): void {
    const closeIfLeft = (): void => (host.matches(HOLDS[held]) ? this.#autoDismiss(host, held, signal) : this.close());
    later(closeIfLeft, QUIET_TIME, signal);
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
      t('leak_clear'),
      () => void this.#clearClipboard(shown, message, clear),
    );
    buttons.append(
      this.#button(shown.layer, 'main', t('leak_got_it'), () => this.#dismiss('once')),
      clear,
    );
    const links = createPart(page, 'div', 'links');
    links.append(this.#button(shown.layer, 'link', t('leak_pasted_wrong'), () => this.#dismiss('leaked')));
    shown.refreshText = () => {
      message.replaceChildren(...this.#message(shown));
      if (shown.key.name !== undefined && links.childElementCount === 1)
        links.append(this.#button(shown.layer, 'link', t('leak_not_today'), () => this.#dismiss('today')));
    };
    shown.refreshText();
    card.append(message, buttons, links, createPart(page, 'p', 'source', t('leak_source')));
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
      lines.append(createPart(page, 'li', '', t(line)));
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
    const link = createPart(this.#page, 'a', '', t('locked_leak_link'));
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
    buttons.append(this.#button(shown.layer, '', t('leak_got_it'), () => this.#dismiss('once')));
    card.append(message, buttons);
    shown.refreshText = () => {
      const { name } = shown.key;
      message.replaceChildren(
        createPart(this.#page, 'div', 'title', name === undefined ? t('leak_quiet') : t('leak_quiet_named', name)),
      );
    };
    shown.refreshText();
    return card;
  }

  #section(): HTMLElement {
    const card = createPart(this.#page, 'section', 'card');
    card.setAttribute('aria-label', t('leak_region'));
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
    delete shown.refreshText;
    message.replaceChildren(
      createPart(this.#page, 'div', 'title', t(title)),
      createPart(this.#page, 'p', 'until', t(note)),
    );
    if (cleared) {
      if (shown.layer.root.activeElement === button) (button.previousElementSibling as HTMLElement).focus();
      button.remove();
    }
    if (this.#shown !== shown) return;
    placeFreely(this.#live, shown.layer);
    if (cleared) this.#autoDismiss(shown.layer.host, 'answered', this.#end!.signal);
  }
}

function titleText({ name }: CopiedKey): string {
  return name === undefined ? t('leak_title') : t('leak_title_named', name);
}

function untilText(expiry: Expiry): string | undefined {
  if (expiry.kind === 'dated') return t(isExact(expiry) ? 'leak_until_at' : 'leak_until_on', expiryDateText(expiry));
  return expiry.kind === 'never' ? t('leak_until_deleted') : undefined;
}
