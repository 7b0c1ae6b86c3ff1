import './page.css';

/* Shows the grid that the address names: /admin/api-keys?grid=mui. */

const GRIDS = import.meta.glob<{ mount(root: HTMLElement, isDark: boolean): void }>('./grids/*.{ts,tsx}');

const name = new URL(location.href).searchParams.get('grid');
const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
const load = GRIDS[`./grids/${name}.tsx`] ?? GRIDS[`./grids/${name}.ts`];
if (!load) throw new Error(`There is no grid called ${name}.`);
void load().then(({ mount }) => mount(document.getElementById('grid')!, isDark));
