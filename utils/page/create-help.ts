import type { PageNode } from '../page-model/page-node';
import { readCreateForm, type CreateForm } from '../site/create-form';
import type { ListedKeys } from '../site/key-list';
import type { KeyRow } from '../site/key-row';
import { createdKeys, type CreatedKey } from './created-keys';
import { LifespanNote } from './lifespan-note';

/**
 * Helps with the form that creates a key: a note in it says until when the new key works, and if the page does not
 * print that in its list, the list has it from here. Loaded once the tab may show such a form.
 */
export class CreateHelp {
  readonly #note = new LifespanNote();
  readonly #keys = createdKeys();

  /** The form, if the tab shows it at `now` (ms). */
  read(root: PageNode, now: number): CreateForm | undefined {
    return readCreateForm(root, now);
  }

  /** Shows the note in the form, or not; once the form is gone, returns the key that may have been created with it. */
  follow(form: CreateForm | undefined, { isNoteShown }: { isNoteShown: boolean }): CreatedKey | undefined {
    this.#note.show(isNoteShown ? form : undefined);
    return this.#keys.follow(form);
  }

  removeNote(): void {
    this.#note.show(undefined);
  }

  /** Keeps the expiry of a created key, since the page may not print it. */
  estimate(key: CreatedKey, account: string | undefined): void {
    this.#keys.estimate(key, account);
  }

  /** The list's rows; if the page prints no expiry, they have the estimated one. */
  withEstimates(list: ListedKeys): readonly KeyRow[] {
    return this.#keys.withEstimates(list);
  }
}
