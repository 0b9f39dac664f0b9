import { randomFrom } from '../../test/fuzz/random';

/** Decisions that look random and are the same for the same seed. */
export class Choices {
  private readonly random: () => number;

  constructor(seed: number) {
    // Neighbouring seeds must not begin alike.
    this.random = randomFrom(Math.imul(seed + 1, 2654435761));
  }

  /** A whole number from 0, below the limit. */
  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  pick<T>(options: readonly T[]): T {
    return options[this.below(options.length)] as T;
  }

  /** One of the options, each as often as its weight says. */
  weighted<T>(options: readonly (readonly [weight: number, option: T])[]): T {
    let rest = this.random() * options.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, option] of options) {
      rest -= weight;
      if (rest < 0) return option;
    }
    return (options.at(-1) as readonly [number, T])[1];
  }
}
