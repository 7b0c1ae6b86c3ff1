import { isOurElement } from '../../page-model/dom';
import { copiedThing } from '../../secrets/secret-labels';
import { textOf } from '../live-page';
import { controlName, copyControlsIn, DEPTH, placesAround } from './copy-controls';
import { MOST_BETWEEN } from './place-label';
import { CONTROL, DIALOG } from './selectors';
import { placeOf, type KnownPage, type SecretPlace } from './secret-places';
import { visibleSecrets, type VisibleSecret } from './visible-secrets';

/* What a control copies, as far as its name and its place say. */

/** The verdict of a control's place on the text that it copies. */
export function placeOfControl(page: KnownPage, control: Element): SecretPlace {
  const name = controlName(page.snapshot, control);
  const thing = copiedThing(name);
  if (thing === 'key') return 'secret';
  if (thing === 'else' || (thing !== 'sample' && placeOf(page, control) === 'else')) return 'else';
  if (thing === 'this') return placeOf(page, control);
  return name === '' && secretRightBefore(page, control) ? 'secret' : 'plain';
}

/**
 * The secret that a person sees beside a control: right before it, or in the smallest place around it that has one,
 * unless another Copy button is as near. If the control says "Copy", it probably copies that secret; only the page
 * knows.
 */
export function secretBeside(page: KnownPage, control: Element): VisibleSecret | undefined {
  for (const place of placesAround(control, DEPTH + 1)) {
    if (place.matches('body')) return undefined;
    const isShared = copyControlsIn(page.snapshot, place).some(
      (other) => other !== control && !other.contains(control) && !control.contains(other),
    );
    if (isShared) return secretRightBefore(page, control);
    const found = visibleSecrets(page, place)[0];
    if (found || place.matches(DIALOG)) return found;
  }
  return undefined;
}

/** The secret right before a control. A button without a name, such as a picture, belongs to it. */
export function secretRightBefore(page: KnownPage, control: Element): VisibleSecret | undefined {
  for (const place of placesAround(control)) {
    if (place.matches(`${DIALOG},tr,body`)) return undefined;
    for (const before of elementsBefore(place)) {
      if (before.matches(CONTROL) || isOurElement(before)) continue;
      const secret = visibleSecrets(page, before)[0];
      if (secret || textOf(page.snapshot, before)) return secret;
    }
  }
  return undefined;
}

function* elementsBefore(element: Element): Generator<Element, void> {
  let count = 0;
  for (
    let before = element.previousElementSibling;
    before && count < MOST_BETWEEN;
    before = before.previousElementSibling, count++
  )
    yield before;
}
