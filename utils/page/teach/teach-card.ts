import type { Expiry } from '../../keys/expiry';
import type { DateOrder } from '../../keys/key';
import { dayText, expiryDateText, expiryText, sideBySide, t, tCount } from '../../words';
import type { Layer } from '../layer';
import { createIcon, createPart } from '../own-elements';

/* What the panel says and asks, step by step. */

const MOVE_ICON = 'M8 1.5v13M5 4.5l3-3 3 3M5 11.5l3 3 3-3M1.5 8h13';

/** What the panel's buttons and choices do. */
export interface CardActions {
  onNoDate(): void;
  onBack(): void;
  onCancel(): void;
  onMove(): void;
  onSave(): void;
  onAgain(): void;
  onOrder(order: DateOrder): void;
  onScope(choice: { isEverywhere: boolean }): void;
}

/** A key as it would be read. */
export interface FoundKey {
  name: string;
  expiry: Expiry;
  /** When (ms) it was created, if the page says so. */
  createdAt?: number | undefined;
}

/** What the last step shows. */
export interface Preview {
  keys: readonly FoundKey[];
  /** The chosen order and a date in both, if one could be read either way. */
  order?: { chosen: DateOrder; dayFirst: Expiry; monthFirst: Expiry };
  /** How many keys there are in this list and in all like it, if there are others. */
  scope?: { isEverywhere: boolean; here: number; everywhere: number };
}

/** The panel in the page: a card with a title, what can be done, and buttons. */
export class TeachCard {
  readonly card: HTMLElement;
  /** Moves through the texts of the page by keyboard, and shows the one that would be chosen. */
  readonly picker: HTMLElement;
  readonly #page: Document;
  readonly #layer: Layer;
  readonly #actions: CardActions;
  readonly #option: HTMLElement;
  readonly #problem: HTMLElement;
  readonly #body: HTMLElement;
  readonly #step: HTMLElement;

  constructor(page: Document, layer: Layer, actions: CardActions) {
    this.#page = page;
    this.#layer = layer;
    this.#actions = actions;
    this.card = createPart(page, 'section', 'card');
    setAttributes(this.card, { role: 'dialog', 'aria-label': t('teach_region') });
    this.#step = createPart(page, 'p', '');
    const move = this.#button('icon', '', actions.onMove);
    move.setAttribute('aria-label', t('teach_move'));
    move.title = t('teach_move');
    move.append(createIcon(page, MOVE_ICON));
    const top = createPart(page, 'div', 'top');
    top.append(this.#step, move);
    this.#body = createPart(page, 'div', '');
    this.#option = createPart(page, 'div', '');
    setAttributes(this.#option, { role: 'option', id: 'choice', 'aria-selected': 'true' });
    this.picker = createPart(page, 'div', 'picker');
    setAttributes(this.picker, {
      role: 'listbox',
      tabindex: '0',
      'aria-label': t('teach_texts'),
      'aria-activedescendant': 'choice',
    });
    this.picker.append(this.#option);
    this.#problem = createPart(page, 'p', 'problem');
    this.#problem.setAttribute('role', 'alert');
    this.card.append(top, this.#body);
  }

  showName(): void {
    this.#step.textContent = t('teach_step', 1);
    this.#show(
      t('teach_name_title'),
      createPart(this.#page, 'p', 'text', t('teach_name_text')),
      this.picker,
      this.#buttons(['', t('add_cancel'), this.#actions.onCancel]),
    );
  }

  showExpiry(name: string): void {
    this.#step.textContent = t('teach_step', 2);
    this.#show(
      t('teach_expiry_title', name),
      createPart(this.#page, 'p', 'text', t('teach_expiry_text')),
      this.picker,
      this.#buttons(
        ['', t('teach_no_date'), this.#actions.onNoDate],
        ['link', t('teach_back'), this.#actions.onBack],
        ['link', t('add_cancel'), this.#actions.onCancel],
      ),
    );
  }

  showPreview({ keys, order, scope }: Preview): void {
    this.#step.textContent = t('teach_region');
    const list = createPart(this.#page, 'ul', '');
    // Only what can have the focus can be scrolled by keyboard.
    setAttributes(list, { tabindex: '0', 'aria-label': tCount('teach_found', keys.length) });
    list.append(...keys.map((key) => this.#key(key)));
    const buttons = this.#buttons(
      ['main', t('teach_save'), this.#actions.onSave],
      ['', t('teach_again'), this.#actions.onAgain],
      ['link', t('add_cancel'), this.#actions.onCancel],
    );
    this.#show(
      tCount('teach_found', keys.length),
      list,
      ...(order ? [this.#orderChoice(order)] : []),
      ...(scope ? [this.#scopeChoice(scope)] : []),
      buttons,
    );
  }

  /** Shows the text that would be chosen now, and gets it read out. */
  showChoice(text: string | undefined): void {
    const shown = text ?? t('teach_none');
    if (this.#option.textContent !== shown) this.#option.textContent = shown;
    this.picker.classList.toggle('empty', text === undefined);
  }

  showProblem(text: string): void {
    this.#problem.textContent = text;
  }

  /** The focus goes to where the step goes on. */
  focus(): void {
    const place = this.picker.isConnected ? this.picker : this.card.querySelector<HTMLElement>('button.main');
    place?.focus({ preventScroll: true });
  }

  #show(title: string, ...parts: HTMLElement[]): void {
    this.#problem.textContent = '';
    const buttons = parts.at(-1)!;
    this.#body.replaceChildren(createPart(this.#page, 'h2', '', title), ...parts.slice(0, -1), this.#problem, buttons);
  }

  #key({ name, expiry, createdAt }: FoundKey): HTMLElement {
    const isUnread = expiry.kind === 'unknown';
    const item = createPart(this.#page, 'li', isUnread ? 'unread' : '');
    const dates = [dateText(expiry), ...(createdAt === undefined ? [] : [t('timeline_created', dayText(createdAt))])];
    item.append(createPart(this.#page, 'b', '', name), createPart(this.#page, 'span', '', sideBySide(dates)));
    return item;
  }

  #orderChoice({ chosen, dayFirst, monthFirst }: NonNullable<Preview['order']>): HTMLElement {
    return this.#choice(t('teach_order'), 'order', [
      [
        t('teach_order_day', expiryDateText(dayFirst)),
        chosen === 'day-first',
        () => this.#actions.onOrder('day-first'),
      ],
      [
        t('teach_order_month', expiryDateText(monthFirst)),
        chosen === 'month-first',
        () => this.#actions.onOrder('month-first'),
      ],
    ]);
  }

  #scopeChoice({ isEverywhere, here, everywhere }: NonNullable<Preview['scope']>): HTMLElement {
    return this.#choice(t('teach_scope'), 'scope', [
      [t('teach_scope_all', everywhere), isEverywhere, () => this.#actions.onScope({ isEverywhere: true })],
      [t('teach_scope_list', here), !isEverywhere, () => this.#actions.onScope({ isEverywhere: false })],
    ]);
  }

  #choice(title: string, name: string, choices: [text: string, isChosen: boolean, choose: () => void][]): HTMLElement {
    const group = createPart(this.#page, 'fieldset', '');
    group.append(createPart(this.#page, 'legend', '', title));
    for (const [text, isChosen, choose] of choices) {
      const label = createPart(this.#page, 'label', '');
      const radio = this.#page.createElement('input');
      Object.assign(radio, { type: 'radio', name, checked: isChosen });
      radio.addEventListener('change', choose);
      label.append(radio, createPart(this.#page, 'span', '', text));
      group.append(label);
    }
    return group;
  }

  #buttons(...buttons: [className: string, text: string, onPress: () => void][]): HTMLElement {
    const group = createPart(this.#page, 'div', 'buttons');
    group.append(...buttons.map(([className, text, onPress]) => this.#button(className, text, onPress)));
    return group;
  }

  #button(className: string, text: string, onPress: () => void): HTMLElement {
    const button = createPart(this.#page, 'button', className, text);
    this.#layer.onPress(button, onPress);
    return button;
  }
}

/** The date of a key in words, or why there is none. */
export function dateText(expiry: Expiry): string {
  if (expiry.kind === 'unknown') return expiry.text === '' ? t('teach_row_none') : t('teach_row_unread', expiry.text);
  return expiry.kind === 'dated' ? expiryDateText(expiry) : expiryText(expiry, 0);
}

function setAttributes(element: HTMLElement, attributes: Record<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}
