import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * The findings of axe against WCAG 2.2 AA and best practice. Its script is evaluated, because the page's policy stops a
 * script element.
 */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  // A name that people read has to be within the one that they may say: https://www.w3.org/TR/WCAG22/#label-in-name
  return run(page, {
    rules: { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } },
  });
}

/** Its findings in light and in dark, where only the colours differ. The page stays dark. */
export async function violationsInBothSchemes(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const found = await violations(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  return [
    ...found,
    ...(await run(page, { runOnly: ['color-contrast', 'link-in-text-block'] })).map(
      (violation) => `dark: ${violation}`,
    ),
  ];
}

function run(page: Page, options: object): Promise<string[]> {
  return page.evaluate(async (options) => {
    const { violations } = await (globalThis as any).axe.run(options);
    return violations.map(({ id, nodes }: any) => `${id}: ${nodes.map((node: any) => node.html).join(' ')}`);
  }, options);
}
