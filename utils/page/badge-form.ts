/** How much a badge says by itself; the rest comes on demand. */
export type Wording = 'full' | 'short' | 'none';

/**
 * Where a badge stands.
 * - `beside`: after the date, in room that is free anyway. It takes none, so that nothing on the page moves.
 * - `over`: the same, where there is no such room.
 * - `ahead`: before the date, in room that is free anyway, as in a column whose texts end at its edge.
 * - `inline`: after the date, in room that the line makes for it.
 * - `below`: under the date, in room that is free anyway.
 * - `line`: on a line of its own, in room that the row has or makes for it.
 * - `nowhere`: not drawn.
 */
export type Place = 'beside' | 'over' | 'ahead' | 'inline' | 'below' | 'line' | 'nowhere';

/** How a badge looks, and what of its row it may change. All badges of a page have the same form. */
export interface Form {
  wording: Wording;
  place: Place;
  /** Whether what is pressed in the row may move sideways, as far as it stays in sight. */
  mayMove?: true;
  /** Whether the row may become higher. */
  mayGrow?: true;
}

/**
 * From the one that says most to the one that needs least; before those that move what is pressed come all that do not,
 * and those that make rows grow come last. The first one that fits is taken.
 */
export const FORMS: readonly Form[] = [
  { wording: 'full', place: 'beside' },
  { wording: 'full', place: 'ahead' },
  { wording: 'full', place: 'inline' },
  { wording: 'short', place: 'beside' },
  { wording: 'short', place: 'ahead' },
  { wording: 'short', place: 'inline' },
  { wording: 'none', place: 'beside' },
  { wording: 'none', place: 'ahead' },
  { wording: 'full', place: 'inline', mayMove: true },
  { wording: 'short', place: 'inline', mayMove: true },
  { wording: 'full', place: 'line', mayMove: true },
  { wording: 'short', place: 'line', mayMove: true },
  { wording: 'full', place: 'below' },
  { wording: 'short', place: 'below' },
  { wording: 'none', place: 'below' },
  { wording: 'full', place: 'line', mayMove: true, mayGrow: true },
  { wording: 'short', place: 'line', mayMove: true, mayGrow: true },
  { wording: 'none', place: 'line', mayMove: true, mayGrow: true },
];

/** The same for long lists, whose layout takes the browser so long that those which change it are tried last. */
export const FORMS_OF_MANY: readonly Form[] = [
  ...FORMS.filter(({ place }) => place === 'beside'),
  ...FORMS.filter(({ place }) => place !== 'beside'),
];

/** The form that a badge has while nothing is known of its list; it leaves the page as it is without any badge. */
export const FIRST_FORM = FORMS[0]!;

/** Keeps a badge off the page while the page is measured without it. */
export const HIDDEN: Form = { wording: 'none', place: 'nowhere' };

/**
 * A box without any size, over whose edges the badge hangs. It follows the page in where a line ends and begins, and in
 * nothing else. (`all` would be stored as hundreds of properties for each badge.)
 */
const NO_ROOM =
  'display:inline-flex;position:static;float:none;flex:none;box-sizing:border-box;width:0;height:0;min-width:0;' +
  'min-height:0;margin:0;padding:0;border:0;vertical-align:middle;align-self:center;line-height:0;text-indent:0;' +
  'transform:none;opacity:1;overflow:visible;background:none;';
const BESIDE = `${NO_ROOM}align-items:center;justify-content:flex-start`;

/** The style of what holds a badge: a page's rules for all elements do not change it. */
export const STYLES: Readonly<Record<Place, string>> = {
  beside: important(BESIDE),
  over: important(BESIDE),
  ahead: important(`${NO_ROOM}align-items:center;justify-content:flex-end`),
  below: important(`${NO_ROOM}align-items:flex-start;justify-content:flex-end`),
  inline: important('display:contents'),
  line: important(
    'display:block;float:none;position:static;width:auto;height:auto;margin:0;padding:0;border:0;line-height:0',
  ),
  nowhere: important('display:none'),
};

function important(style: string): string {
  return style.replaceAll(/;|$/g, '!important;');
}

/** Whether a form leaves all that the page shows where it is. */
export function takesNoRoom({ place }: Form): boolean {
  return place !== 'inline' && place !== 'line';
}
