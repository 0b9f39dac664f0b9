import type { Trainer } from './trainer';

/** Trainers, kept from one comparison to the next: starting a worker takes longer than many a training. */
export interface Crew {
  /** At most so many work on a comparison. */
  readonly most: number;
  /** One that is idle, or a new one. */
  hire(): Trainer;
  /** Ends all of them, at once. */
  end(): void;
}

/** @param start makes a trainer that is ready for `take` */
export function crewOf(most: number, start: () => Trainer): Crew {
  let trainers: Trainer[] = [];
  return {
    most,
    hire: () => {
      trainers = trainers.filter(({ state }) => state() !== 'ended');
      const free = trainers.find(({ state }) => state() === 'idle');
      if (free) return free;
      const fresh = start();
      trainers.push(fresh);
      return fresh;
    },
    end: () => {
      for (const trainer of trainers) trainer.end();
      trainers = [];
    },
  };
}
