/** One thing that is measured in each round, or in the first few. */
export interface Step {
  name: string;
  /** In so many rounds at most. */
  rounds?: number;
  run(round: number): Promise<void>;
}

/** How a run went. */
export interface Course {
  rounds: number;
  /** What could not be measured, and why. */
  failures: string[];
}

/**
 * Runs all steps in turn, again and again until `deadline`, on `clock` (both ms). Every second round goes backwards, so
 * that none is always measured after the same other. A step that fails is left out of its round. All ends before a step
 * that would not be over by the deadline if it took as long as last time.
 */
export async function runRounds(steps: readonly Step[], deadline: number, clock: () => number): Promise<Course> {
  const course: Course = { rounds: 0, failures: [] };
  const costs = new Map<Step, number>();
  for (let round = 0; ; round++) {
    const due = steps.filter(({ rounds = Infinity }) => round < rounds);
    for (const step of round % 2 === 0 ? due : due.reverse()) {
      const start = clock();
      if (start + (costs.get(step) ?? 0) >= deadline) return course;
      try {
        await step.run(round);
      } catch (error) {
        course.failures.push(
          `${step.name}, round ${round + 1}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
        );
      }
      costs.set(step, clock() - start);
    }
    course.rounds++;
  }
}
