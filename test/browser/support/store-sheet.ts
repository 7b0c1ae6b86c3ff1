import { readFileSync } from 'node:fs';

/* The look of the stores' pictures: sheets in the extension's own type and colours, around photographs of it. */

/** The words on a sheet. */
export interface SheetText {
  headline: string;
  detail?: string;
  /** Said at the edge, quietly, in sentences: what in the picture is not real. */
  notes?: readonly string[];
}

/**
 * The site across the sheet, the popup or something wider beside the words, the same low and wide, only the words, only
 * the icon.
 */
export type Layout = 'page' | 'popup' | 'wide' | 'marquee' | 'tile' | 'logo';

const ICON = `data:image/svg+xml;base64,${readFileSync('public/icon.svg').toString('base64')}`;
const TOKENS = ['utils/page/styles/tokens.css', 'components/look.css']
  .map((file) => readFileSync(file, 'utf8').replace(/^@import.*$/m, ''))
  .join('\n');

const STYLE = `
  html { color-scheme: light; }
  html.dark { color-scheme: dark; }
  body { position: relative; width: 100vw; height: 100vh; overflow: hidden; overflow-wrap: normal; text-wrap: balance;
    background: light-dark(linear-gradient(160deg, #f8fafd, #e3ebf5), linear-gradient(160deg, #1d2a3b, #0c121b)); }
  .brand { display: flex; align-items: center; gap: 12px; font-size: 20px; line-height: 28px; font-weight: 650; color: var(--strong); }
  .brand img { width: 36px; }
  h1 { color: var(--text); letter-spacing: -0.02em; font-weight: 700; }
  .detail { color: var(--quiet); }
  .note { color: var(--quiet); font-size: 15px; line-height: 20px; }
  .note span { display: inline-block; }
  .shot { display: block; background: var(--ground); border-radius: 14px;
    box-shadow: 0 0 0 1px light-dark(#17406d1f, #ffffff24), 0 2px 6px #0e1c2d14, 0 24px 64px light-dark(#17406d33, #00000080); }

  .page { padding: 44px 64px 0; }
  .page .note { position: absolute; top: 52px; right: 64px; }
  .page h1 { margin: 26px 0 34px; font-size: 46px; line-height: 54px; }
  .page .shot { width: 1152px; border-radius: 14px 14px 0 0; }

  :is(.popup, .wide, .marquee) { display: grid; grid-template: 100vh / 1fr auto; }
  .words { display: grid; grid-template-rows: auto 1fr auto; padding: 44px 0 44px 64px; }
  .text { align-self: center; display: grid; gap: 22px; max-width: 590px; padding-bottom: 24px; }
  .words h1 { font-size: 60px; line-height: 68px; }
  .words .detail { font-size: 25px; line-height: 36px; }
  :is(.popup, .wide) .shot { align-self: center; margin: 0 72px 0 48px; max-height: 708px; }
  .popup .shot { max-width: 448px; }

  .marquee .words { padding: 44px 0 36px 96px; }
  .marquee .words h1 { font-size: 56px; line-height: 64px; }
  .marquee .shot { margin: 64px 130px 0 40px; width: 500px; }

  .tile { display: grid; align-content: center; gap: 14px; padding: 0 34px; }
  .tile .brand { font-size: 22px; gap: 14px; }
  .tile .brand img { width: 56px; }
  .tile h1 { font-size: 31px; line-height: 38px; }
  .tile .note { font-size: 14px; }

  .logo { background: none; }
  .logo img { display: block; width: 100vw; }
`;

/** The page of a sheet. Nothing on it is loaded from elsewhere. */
export function sheet(layout: Layout, text: SheetText, shot: Buffer | undefined, isDark: boolean): string {
  const picture = shot ? `<img class="shot" alt="" src="data:image/png;base64,${shot.toString('base64')}">` : '';
  return `<!doctype html><html class="${isDark ? 'dark' : ''}"><meta charset="utf-8"><style>${TOKENS}${STYLE}</style>
    <body class="${layout}">${content(layout, text, picture)}</body></html>`;
}

function content(layout: Layout, { headline, detail, notes = [] }: SheetText, picture: string): string {
  const brand = `<div class="brand"><img alt="" src="${ICON}">Key Companion</div>`;
  const words = `<h1>${headline}</h1>${detail ? `<p class="detail">${detail}</p>` : ''}`;
  const note = `<p class="note">${notes.map((sentence) => `<span>${sentence}</span>`).join(' ')}</p>`;
  switch (layout) {
    case 'logo':
      return `<img alt="" src="${ICON}">`;
    case 'tile':
      return `${brand}${words}${note}`;
    case 'page':
      return `${brand}${note}${words}${picture}`;
    default:
      return `<div class="words">${brand}<div class="text">${words}</div>${note}</div>${picture}`;
  }
}

/** The size that the header of a PNG file gives, and whether its pixels can be transparent. */
export function pngHeader(file: Buffer): { width: number; height: number; hasAlpha: boolean } {
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20), hasAlpha: [4, 6].includes(file[25]!) };
}
