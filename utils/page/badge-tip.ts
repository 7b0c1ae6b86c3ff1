import { createPart } from './own-elements';

/** How far (px) a tip stays from the edges of the window, and from its badge. Chosen, not measured. */
const MARGIN = 8;
const GAP = 4;

/**
 * Shows the words of a badge that has none of its own while the mouse is over it, or it has the focus, which a touch
 * gives it too. They come in the browser's top layer, where nothing of the page cuts them off, and go with Escape
 * (https://www.w3.org/TR/WCAG22/#content-on-hover-or-focus). Returns what takes all of this back.
 */
export function showOnDemand(host: HTMLElement, badge: HTMLElement, text: () => string): () => void {
  const life = new AbortController();
  const { signal } = life;
  let close: (() => void) | undefined;
  const show = (): void => void (close ??= openTip(badge, text(), hide));
  const hide = (): void => {
    close?.();
    close = undefined;
  };
  badge.setAttribute('tabindex', '0');
  badge.setAttribute('role', 'note');
  badge.addEventListener('focus', show, { signal });
  badge.addEventListener('blur', hide, { signal });
  host.addEventListener('pointerenter', show, { signal });
  // A finger leaves it as soon as it is lifted; a press elsewhere takes the focus away.
  host.addEventListener('pointerleave', ({ pointerType }) => pointerType !== 'touch' && hide(), { signal });
  badge.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !close) return;
      // The page would close its dialog.
      event.stopPropagation();
      hide();
    },
    { signal },
  );
  // A person who presses it wants to know what it says, not to open the row.
  host.addEventListener(
    'click',
    (event) => {
      event.stopPropagation();
      show();
    },
    { signal },
  );
  return () => {
    life.abort();
    hide();
    badge.removeAttribute('tabindex');
    badge.removeAttribute('role');
  };
}

/** Opens a tip with the words of a badge and the facts of its tooltip, which it replaces until it is closed. */
function openTip(badge: HTMLElement, text: string, hide: () => void): () => void {
  const page = badge.ownerDocument;
  const life = new AbortController();
  const detail = badge.title;
  const tip = createPart(page, 'span', 'tip');
  tip.append(createPart(page, 'strong', '', text), detail);
  tip.popover = 'manual';
  badge.removeAttribute('title');
  badge.after(tip);
  tip.showPopover();
  placeNear(tip, badge);
  const close = (): void => {
    life.abort();
    tip.remove();
    if (!badge.hasAttribute('title')) badge.title = detail;
  };
  // The tip would stay while its badge moves away.
  page.addEventListener('scroll', hide, { capture: true, signal: life.signal });
  return close;
}

/** Above its badge, or below if there is no room above. */
function placeNear(tip: HTMLElement, badge: HTMLElement): void {
  const { clientWidth } = badge.ownerDocument.documentElement;
  const around = badge.getBoundingClientRect();
  const { width, height } = tip.getBoundingClientRect();
  const above = around.top - GAP - height;
  const left = Math.min(around.left, clientWidth - MARGIN - width);
  tip.style.top = `${above >= MARGIN ? above : around.bottom + GAP}px`;
  tip.style.left = `${Math.max(MARGIN, left)}px`;
}
