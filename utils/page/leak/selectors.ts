/* The kinds of elements that the leak guard goes by. */

export const CONTROL = 'button,[role="button"],[role="menuitem"],a,summary,input[type="button"],[tabindex]';
export const FIELD = 'input,textarea';
export const CODE = 'code,pre,samp,kbd';
/** Layers above the page, and the questions and messages in them. */
export const DIALOG = 'dialog,[role="dialog"],[role="alertdialog"]';
