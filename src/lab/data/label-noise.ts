import type { Random } from '../random';
import type { Task } from '../task';
import type { Samples } from './samples';

/**
 * Examples of which a share has a wrong class or label, in every part alike: a class becomes another one at
 * random, a yes a no. Inputs and numbers to predict stay as they are.
 *
 * @param share from 0 to below 1, of the decisions
 */
export function withLabelNoise(
  samples: Samples,
  share: number,
  { kind, width }: Task,
  random: Random,
): Samples {
  if (share === 0 || kind === 'numbers') return samples;
  const classes = kind === 'labels' ? 2 : width;
  const targets = samples.targets.map((label) =>
    random.uniform() < share ? (label + 1 + random.integer(classes - 1)) % classes : label,
  );
  return { ...samples, targets };
}
