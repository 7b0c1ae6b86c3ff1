import type { Page } from '@playwright/test';

/** A page of either driver: Playwright's of Chromium, Puppeteer's of Firefox. */
interface AnyPage {
  evaluate<Result>(read: () => Result): Promise<Result>;
}

/** The faults of a badge for a person who looks at the page, one sentence each. */
export function faultsOfBadges(page: AnyPage): Promise<string[]> {
  return page.evaluate(() => {
    const badges = [...document.querySelectorAll<HTMLElement>('key-expiry-badge')];
    const faults: string[] = badges.length === 0 ? ['there is no badge'] : [];
    for (const badge of badges) {
      const name = badge.shadowRoot?.querySelector('[title]')?.getAttribute('title')?.split('\n')[0];
      badge.scrollIntoView({ block: 'nearest', inline: 'center' });
      const { left, right, top, bottom } = badge.getBoundingClientRect();
      const inset = 3;
      const points = [
        [left + inset, (top + bottom) / 2],
        [right - inset, (top + bottom) / 2],
        [(left + right) / 2, top + inset],
        [(left + right) / 2, bottom - inset],
      ] as const;
      if (!points.every(([x, y]) => document.elementFromPoint(x, y) === badge)) faults.push(`“${name}” is cut off`);
      const range = document.createRange();
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        range.selectNodeContents(texts.currentNode);
        const isUnder = [...range.getClientRects()].some(
          (box) => box.left < right - 1 && box.right > left + 1 && box.top < bottom - 2 && box.bottom > top + 2,
        );
        if (isUnder && texts.currentNode.nodeValue!.trim() !== '')
          faults.push(`“${name}” lies over “${texts.currentNode.nodeValue}”`);
      }
    }
    return faults;
  });
}

/** The forms that the badges of a page have. */
export function formOf(page: Page): Promise<string> {
  return page
    .locator('key-expiry-badge')
    .evaluateAll((badges) =>
      [...new Set(badges.map((badge) => badge.getAttribute('data-form') ?? 'full beside'))].join(),
    );
}

/** The controls of a page that no pointer reaches, by their text. */
export function unreachable(page: Page, selector = 'button'): Promise<string[]> {
  return page.evaluate(
    (wanted) =>
      [...document.querySelectorAll(wanted)]
        .filter((control) => {
          const { left, right, top, bottom } = control.getBoundingClientRect();
          const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
          return hit !== control && !control.contains(hit);
        })
        .map(({ textContent }) => textContent ?? ''),
    selector,
  );
}

/** A rectangle of a picture, in its pixels. */
interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The part of two pictures of one size in which they differ outside of some areas; `undefined` if they do not. */
export function differenceOutside(
  page: Page,
  [before, after]: readonly [Buffer, Buffer],
  areas: readonly Area[],
): Promise<Area | undefined> {
  return page.evaluate(
    async ({ pictures, areas }) => {
      const [one, other] = await Promise.all(
        pictures.map(async (picture) => {
          const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
          const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
          const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
          context.drawImage(image, 0, 0);
          return { width: image.width, data: context.getImageData(0, 0, image.width, image.height).data };
        }),
      );
      let found: Area | undefined;
      for (let index = 0; index < one!.data.length; index += 4) {
        const differs = [0, 1, 2].some((part) => Math.abs(one!.data[index + part]! - other!.data[index + part]!) > 8);
        if (!differs) continue;
        const [x, y] = [(index / 4) % one!.width, Math.floor(index / 4 / one!.width)];
        if (areas.some((area) => x >= area.left && x <= area.right && y >= area.top && y <= area.bottom)) continue;
        found ??= { left: x, top: y, right: x, bottom: y };
        found = {
          left: Math.min(found.left, x),
          top: found.top,
          right: Math.max(found.right, x),
          bottom: Math.max(found.bottom, y),
        };
      }
      return found;
    },
    { pictures: [before.toString('base64'), after.toString('base64')], areas: [...areas] },
  );
}
