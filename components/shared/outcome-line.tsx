/** The outcome of an action: in the language of the moment, and whether it failed. */
export interface Outcome {
  words: () => string;
  isProblem: boolean;
}

/** Says the outcome of an action, and reads it out. Only a success has its colour. */
export function OutcomeLine({ outcome }: { outcome: Outcome | undefined }) {
  return (
    <p
      className={outcome?.isProblem ? 'outcome problem' : 'outcome'}
      role="status"
    >
      {outcome?.words()}
    </p>
  );
}
