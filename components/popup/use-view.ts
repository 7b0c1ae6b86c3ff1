import { useEffect, useRef, useState } from 'react';
import type { Removal } from '../key/undo';
import { focusKey, isFocusFree } from '../shared/focus';

/** A part of the page of a key that is open from the start. */
export type KeyPart = 'replace-by';

/**
 * The view in the popup: the list, which may ask which key leaked or have a new key of a name, the timeline, the page
 * of a key, the form for another key, or the guide for stopped uploads, which may be about one key.
 */
export type View =
  | { name: 'keys'; asksForLeaked?: true; added?: string }
  | { name: 'timeline' | 'add' }
  | { name: 'key'; id: string; part?: KeyPart }
  | { name: 'stopped'; id?: string };

interface ViewState {
  view: View;
  /** The last removal, while it may be undone. */
  removal: Removal | undefined;
  /** The text that the user searches for. It outlives the list, which goes while a key is shown. */
  search: string;
  setSearch: (text: string) => void;
  show: (view: View) => void;
  /** Goes back to the list or the timeline, whichever was there before. */
  showHome: () => void;
  /** Goes back to the list, which offers to undo the removal. */
  noteRemoval: (removal: Removal) => void;
}

/** The view that the user has chosen. Back in the list, the focus is where it was. */
export function useView(): ViewState {
  const [view, setView] = useState<View>(viewOfAddress);
  const [home, setHome] = useState<'keys' | 'timeline'>('keys');
  const [search, setSearch] = useState('');
  const [removal, setRemoval] = useState<Removal>();
  useFocusOnReturn(view);
  const show = (next: View): void => {
    if (next.name === 'keys' || next.name === 'timeline') setHome(next.name);
    // A new key is shown, whatever was searched for before.
    if (next.name === 'keys' && next.added !== undefined) setSearch('');
    setView(next);
  };
  const noteRemoval = (latest: Removal): void => {
    setRemoval(latest);
    show({ name: 'keys' });
  };
  return { view, removal, search, setSearch, show, showHome: () => show({ name: home }), noteRemoval };
}

/** The worker opens the popup in a tab with what it wants to show (utils/hosts/open-own-page.ts). */
function viewOfAddress(): View {
  const { view, key: id } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
  if (view === 'leaked') return { name: 'keys', asksForLeaked: true };
  if (view === 'stopped') return { name: 'stopped', ...(id !== undefined && { id }) };
  return view === 'key' && id !== undefined ? { name: 'key', id } : { name: 'keys' };
}

function useFocusOnReturn(view: View): void {
  const left = useRef<View>(undefined);
  useEffect(() => {
    const before = left.current;
    left.current = view;
    // The focus may be elsewhere already: on the button that undoes what was done there.
    if (!before || !isFocusFree()) return;
    // A key that was added just now takes the focus once it is listed.
    if (view.name === 'timeline' || (view.name === 'keys' && view.added === undefined)) focusOpenerOf(before);
  }, [view]);
}

/** The focus goes on at what opened a view: a key in the list, or a button of the footer. */
function focusOpenerOf(view: View): void {
  if (view.name === 'key') focusKey(view.id);
  else document.querySelector<HTMLElement>(`[data-opens="${view.name}"]`)?.focus();
}
