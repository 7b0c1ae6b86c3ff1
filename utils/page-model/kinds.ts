/** Kinds of elements that the reader searches a whole page for, one bit each. An element can be of several kinds. */
export const KIND = {
  table: 1,
  row: 2,
  heading: 4,
  /** A possible title of the tab: a heading, or the selected tab or link. */
  title: 8,
  /** A tab that is not selected. */
  otherTab: 16,
  form: 32,
  control: 64,
  /** Outside of the page's main content: a dialog, an aside, a footer, an alert. */
  notContent: 128,
  /** A shadow root or a frame, which needs a mutation observer of its own. */
  nestedRoot: 256,
  banner: 512,
  breadcrumb: 1024,
  code: 2048,
  paragraph: 4096,
  /** Says that it is still loading. */
  busy: 8192,
  /** Has a name that its text does not say. */
  named: 16384,
} as const;
export const ANY_KIND = -1;

/** The kinds of elements by their tag and by their role. */
const KINDS_OF_TAG = new Map<string, number>([
  ['table', KIND.table],
  ['tr', KIND.row],
  ['tfoot', KIND.notContent],
  ['form', KIND.form],
  ['dialog', KIND.form | KIND.notContent],
  ...['h1', 'h2', 'h3', 'h4'].map((tag) => [tag, KIND.heading | KIND.title] as const),
  ...['button', 'a'].map((tag) => [tag, KIND.control] as const),
  ...['aside', 'footer', 'label', 'fieldset'].map((tag) => [tag, KIND.notContent] as const),
  ['nav', KIND.banner | KIND.notContent],
  ['header', KIND.banner],
  ['pre', KIND.code | KIND.notContent],
  ...['code', 'samp', 'kbd'].map((tag) => [tag, KIND.code] as const),
  ['p', KIND.paragraph],
]);
const KINDS_OF_ROLE = new Map<string, number>([
  ...['table', 'grid', 'treegrid'].map((role) => [role, KIND.table] as const),
  ['row', KIND.row],
  ['heading', KIND.heading | KIND.title],
  ...['button', 'link'].map((role) => [role, KIND.control] as const),
  ['form', KIND.form],
  ['dialog', KIND.form | KIND.notContent],
  ...['alertdialog', 'complementary', 'radiogroup', 'menu', 'tooltip', 'alert', 'log', 'contentinfo', 'status'].map(
    (role) => [role, KIND.notContent] as const,
  ),
  ...['navigation', 'banner'].map((role) => [role, KIND.banner | KIND.notContent] as const),
]);

export function kindsOf(element: Element): number {
  const { localName } = element;
  return (KINDS_OF_TAG.get(localName) ?? 0) | (element.hasAttributes() ? kindsByAttributes(element) : 0);
}

function kindsByAttributes(element: Element): number {
  const role = element.getAttribute('role');
  let kinds = KINDS_OF_ROLE.get(role ?? '') ?? 0;
  if (role === 'tab') kinds |= KINDS_OF_TAB.get(element.getAttribute('aria-selected') ?? '') ?? 0;
  if (isCurrent(element)) kinds |= KIND.title;
  if (isBusy(element, role)) kinds |= KIND.busy;
  const label = element.getAttribute('aria-label');
  if (label !== null) kinds |= /^breadcrumbs?$/i.test(label) ? KIND.breadcrumb : KIND.named;
  return kinds;
}

/** The kinds of a tab, by whether it is selected. */
const KINDS_OF_TAB = new Map<string, number>([
  ['true', KIND.title],
  ['false', KIND.otherTab],
]);

function isCurrent(element: Element): boolean {
  return (element.getAttribute('aria-current') ?? 'false') !== 'false';
}

function isBusy(element: Element, role: string | null): boolean {
  return (
    element.getAttribute('aria-busy') === 'true' || (role === 'progressbar' && !element.hasAttribute('aria-valuenow'))
  );
}
