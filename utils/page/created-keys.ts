import type { Expiry } from '../keys/expiry';
import type { CreateForm } from '../site/create-form';
import type { ListedKeys } from '../site/key-list';
import type { KeyRow } from '../site/key-row';

/** A key that may have been created, and how long it works, if its form said so. */
export interface CreatedKey {
  name: string;
  expiry?: Expiry;
}

/** The keys that were created in this document, with the lifespans that were chosen for them. */
export interface CreatedKeys {
  /** Once a form is gone its key may have been created: then the lifespan chosen last says when it ends. */
  follow(form: CreateForm | undefined): CreatedKey | undefined;
  /** Keeps the expiry of a created key, because the page may not print it. */
  estimate(key: CreatedKey, account: string | undefined): void;
  /**
   * The list's rows; if the page prints no expiry, they have the estimated one. Of two keys of one name it is not known
   * which one is new.
   */
  withEstimates(list: ListedKeys): readonly KeyRow[];
}

export function createdKeys(): CreatedKeys {
  let last: CreateForm | undefined;
  const estimates = new Map<string, Expiry>();
  return {
    follow(current) {
      const form = last;
      last = current;
      const name = form?.nameInput?.value.trim() || form?.name;
      return current || !form || !name ? undefined : { name, ...(form.expiry && { expiry: form.expiry }) };
    },
    estimate({ name, expiry }, account) {
      if (expiry) estimates.set(estimateId(account, name), expiry);
    },
    withEstimates({ rows, account }) {
      if (estimates.size === 0) return rows;
      return rows.map((row) => {
        const estimate = row.expiry.kind === 'unknown' ? estimates.get(estimateId(account, row.name)) : undefined;
        const isOnly = estimate !== undefined && rows.every((other) => other === row || other.name !== row.name);
        return isOnly ? { ...row, expiry: estimate } : row;
      });
    },
  };
}

function estimateId(account: string | undefined, name: string): string {
  return JSON.stringify([account, name]);
}
