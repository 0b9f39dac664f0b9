import type { Plan } from '../plan';

/** One training: an arm at a seed, by their indices in the plan. */
export interface Cell {
  readonly arm: number;
  /** Index into `Plan.seeds`. */
  readonly seed: number;
}

/** So many seeds come first, with both main arms: enough for a first look at the spread. */
const firstSeeds = 3;
/** The arms that the verdict is about as long as nothing is chosen: *without* and *with*. */
const mainArms = 2;

/** What waits to be trained, in the order of the plan's questions. */
export interface Schedule {
  /** Trainings that nobody has taken. */
  waiting(): number;
  /**
   * Takes the next trainings that belong together: both main arms of a seed always, and never more than one
   * phase of the schedule.
   *
   * @param most how many are worth training side by side
   * @param sharers how many trainers take from this schedule; each gets its share
   * @returns null when nothing is waiting
   */
  take(most: number, sharers: number): readonly Cell[] | null;
}

/**
 * Both main arms on the first seeds, so that their first curves come first; then both on the other seeds;
 * then the further arms and the points of the sweep, seed by seed, so that whatever is reached compares them
 * all on the same seeds.
 */
export function scheduleOf(plan: Plan): Schedule {
  const arms = [...plan.arms.keys()];
  const seeds = [...plan.seeds.keys()];
  const pairs = seeds.map((seed) => arms.slice(0, mainArms).map((arm) => ({ arm, seed })));
  const singles = seeds.flatMap((seed) => arms.slice(mainArms).map((arm) => [{ arm, seed }]));
  /** Each phase holds what is inseparable. */
  const phases: (readonly Cell[])[][] = [pairs.slice(0, firstSeeds), pairs.slice(firstSeeds), singles];

  return {
    waiting: () => phases.flat(2).length,
    take: (most, sharers) => {
      const phase = phases.find(({ length }) => length > 0);
      if (!phase) return null;
      const share = Math.min(most, Math.ceil(phase.flat().length / sharers));
      const taken: Cell[] = [];
      do taken.push(...(phase.shift() as readonly Cell[]));
      while (taken.length + (phase[0]?.length ?? Infinity) <= share);
      return taken;
    },
  };
}
