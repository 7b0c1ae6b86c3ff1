/** What came of an action: in the language of the moment, and whether nothing came of it. */
export interface Outcome {
  words: () => string;
  isProblem: boolean;
}

/** Says what came of an action, and reads it out. Only what was done has the colour of it. */
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
