import { expiryStatus, nextWordsChange, type Expiry, type ExpiryStatus } from '../keys/expiry';
import { badgeText, expiryDetail, shortBadgeText } from '../words';
import { FIRST_FORM, STYLES, type Form } from './badge-form';
import { showOnDemand } from './badge-tip';
import { copyPlace, createIcon, createOwnElement, createPart } from './own-elements';
import css from './styles/badge.css?inline';
import { STATUS_ICONS } from './status-icons';

const TAG = 'key-expiry-badge';
const PLACE_TAG = 'key-expiry-place';

/** A badge as it is seen. */
export interface Face {
  /** Stands in the page and holds the host. */
  place: HTMLElement;
  host: HTMLElement;
  root: ShadowRoot;
  form: Form;
  /** The status that its content shows. */
  status?: ExpiryStatus;
  content?: HTMLElement;
  /** All of its words. */
  text: string;
  /** The expiry that its words are about, and the instants (ms) between which they are right. */
  said?: { expiry: Expiry; from: number; until: number };
  /** Stops showing its words on demand. */
  endDemand?: () => void;
}

export function createFace(page: Document, form: Form): Face {
  const place = copyPlace(placeOf(form, page));
  const face: Face = { place, ...createOwnElement(page, TAG, css), form, text: '' };
  place.append(face.host);
  setForm(face, form);
  return face;
}

const places = new Map<string, HTMLElement>();

/** The place of badges of a form, which the browser copies in less time than it reads the style of one. */
function placeOf({ place }: Form, page: Document): HTMLElement {
  let found = places.get(place);
  if (!found) {
    found = page.createElement(PLACE_TAG);
    found.style.cssText = STYLES[place];
    places.set(place, found);
  }
  return found;
}

/** Makes a badge say what is right at `now` (ms). Writes only what has changed: most scans change nothing. */
export function say(face: Face, expiry: Expiry, now: number): void {
  const { host, root, said } = face;
  if (said?.expiry === expiry && now >= said.from && now < said.until) return;
  face.said = { expiry, from: now, until: nextWordsChange(expiry, now) };
  const status = expiryStatus(expiry, now);
  if (face.status !== status) {
    face.status = status;
    face.content?.remove();
    face.content = root.appendChild(contentOf(status, host.ownerDocument));
    updateDemand(face);
  }
  setAttribute(host, 'data-status', status);
  setAttribute(host, 'data-expires-at', expiry.kind === 'dated' ? new Date(expiry.earliest).toISOString() : null);
  // Not on the host: what the page copies or exports of its list has the attributes of that.
  setAttribute(face.content!, 'title', expiryDetail(expiry, now));
  face.text = badgeText(expiry, now);
  showText(face);
}

/** Gives a badge another form. */
export function reshape(face: Face, form: Form): void {
  if (face.form === form) return;
  const { wording } = face.form;
  setForm(face, form);
  if (wording === form.wording || !face.content) return;
  updateDemand(face);
  showText(face);
}

function setForm(face: Face, form: Form): void {
  if (face.form.place !== form.place) face.place.style.cssText = STYLES[form.place];
  face.form = form;
  setAttribute(face.host, 'data-form', form === FIRST_FORM ? null : `${form.wording} ${form.place}`);
}

/** A badge without visible words shows them on demand. */
function updateDemand(face: Face): void {
  const { content, form } = face;
  face.endDemand?.();
  delete face.endDemand;
  if (content && form.wording === 'none') face.endDemand = showOnDemand(face.host, content, () => face.text);
}

/** All words are there in each form, and are read out; the style shows those of the form. */
function showText({ content, form, text, said }: Face): void {
  if (!content || !said) return;
  const part = content.lastChild as HTMLElement;
  if (part.textContent !== text) part.textContent = text;
  setAttribute(content, 'aria-label', form.wording === 'none' ? text : null);
  setAttribute(part, 'data-short', form.wording === 'short' ? shortBadgeText(said.expiry, said.from) : null);
}

function setAttribute(element: HTMLElement, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return;
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

const contents = new Map<ExpiryStatus, HTMLElement>();

/** A badge's content without its text. A copy takes the browser a fraction of the time that building one takes. */
function contentOf(status: ExpiryStatus, page: Document): HTMLElement {
  let content = contents.get(status);
  if (!content) {
    content = createPart(page, 'span', 'badge');
    content.append(createIcon(page, STATUS_ICONS[status]), createPart(page, 'span', 'text'));
    contents.set(status, content);
  }
  return content.cloneNode(true) as HTMLElement;
}
