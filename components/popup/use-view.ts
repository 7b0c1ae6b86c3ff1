import { useEffect, useRef, useState } from 'react';
import type { Removal } from '../key/undo';
import { isFocusFree, keyButton } from '../shared/focus';

/** A part of the page of a key that is open from the start. */
export type KeyPart = 'replace-by';

/**
 * The view in the popup: the list, which may ask which key leaked, the timeline, the page of a key, the form for
 * another key, or the guide for stopped uploads, which may be about one key.
 */
export type View =
  | { name: 'keys'; asksForLeaked?: true }
  | { name: 'timeline' | 'add' }
  | { name: 'key'; id: string; part?: KeyPart }
  | { name: 'stopped'; id?: string };

interface ViewState {
  view: View;
  /** What the user removed last, while it may be undone. */
  removal: Removal | undefined;
  show: (view: View) => void;
  /** Goes back to the list, which offers to undo the removal. */
  noteRemoval: (removal: Removal) => void;
}

/** The view that the user has chosen. Back in the list, the focus is where it was. */
export function useView(): ViewState {
  const [view, show] = useState<View>(viewOfAddress);
  const [removal, setRemoval] = useState<Removal>();
  useFocusOnReturn(view);
  const noteRemoval = (latest: Removal): void => {
    setRemoval(latest);
    show({ name: 'keys' });
  };
  return { view, removal, show, noteRemoval };
}

/** The worker opens the popup in a tab with what it wants to show (utils/hosts/open-own-page.ts). */
function viewOfAddress(): View {
  const { view, key: id } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  if (view === 'leaked') return { name: 'keys', asksForLeaked: true };
  if (view === 'stopped') return { name: 'stopped', ...(id !== undefined && { id }) };
  return view === 'key' && id !== undefined ? { name: 'key', id } : { name: 'keys' };
}

function useFocusOnReturn(view: View): void {
  const opened = useRef<string>(undefined);
  useEffect(() => {
    // The focus may be elsewhere already: on the button that undoes what was done there.
    const isBack = isFocusFree() && view.name === 'keys' && opened.current !== undefined;
    const button = isBack ? keyButton(opened.current) : null;
    const fold = button?.closest('details');
    if (fold) fold.open = true;
    button?.focus();
    opened.current = view.name === 'key' ? view.id : undefined;
  }, [view]);
}
