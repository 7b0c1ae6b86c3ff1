import { useId, useState } from 'react';

/** Something that a quiet button opens when someone wants it, such as a form. */
export interface Opener {
  isOpen: boolean;
  /** Its purpose is fulfilled or given up: the focus goes on at the button. */
  wasOpen: boolean;
  /** The id of the button. */
  id: string;
  open: () => void;
  close: () => void;
  /** Moves the focus to the button, from something that goes. */
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
