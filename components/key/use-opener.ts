import { useId, useState } from 'react';

/** What is behind a quiet button until someone wants it, such as a form. */
export interface Opener {
  isOpen: boolean;
  /** What it was opened for is done or given up: the focus goes on at the button. */
  wasOpen: boolean;
  /** The id of the button. */
  id: string;
  open: () => void;
  close: () => void;
  /** Moves the focus to the button from what goes. */
  focus: () => void;
}

export function useOpener(): Opener {
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const id = useId();
  return {
    isOpen,
    wasOpen,
    id,
    open: () => setIsOpen(true),
    close: () => {
      setIsOpen(false);
      setWasOpen(true);
    },
    focus: () => {
      document.getElementById(id)?.focus();
      // A button that is not there yet takes the focus when it comes.
      setWasOpen(true);
    },
  };
}
