import { mean } from '../statistics';
import type { WeightHistogram } from '../plan';
import type { Network } from './network';

/** Below this a weight counts as near zero. L1 by its subgradient leaves small weights, not exact zeros. */
const nearZero = 0.01;
const binCount = 40;
const shownRoles = ['kernel', 'recurrent', 'embeddings'];

/**
 * Histograms of kernels, recurrent kernels and embeddings, with the same edges for every arm.
 *
 * @param arms the weights of each arm, by slot
 */
export function weightHistograms(
  network: Network,
  arms: readonly (readonly Float32Array[])[],
): readonly WeightHistogram[] {
  return network.slots
    .filter(({ role }) => shownRoles.includes(role))
    .flatMap((slot) => {
      const ofArms = arms.map((weights) => weights[slot.index] as Float32Array);
      const layer = slot.role === 'recurrent' ? `${slot.layer}/recurrent` : slot.layer;
      const edges = edgesFor(ofArms);
      return ofArms.map((weights, arm) => ({ arm, layer, edges, nearZero, ...describe(weights, edges) }));
    });
}

/** Equally wide bins around zero that hold every finite weight. */
function edgesFor(arms: readonly Float32Array[]): readonly number[] {
  let reach = 0;
  for (const weights of arms) {
    for (const weight of weights) if (Number.isFinite(weight)) reach = Math.max(reach, Math.abs(weight));
  }
  const half = reach || 1;
  return Array.from({ length: binCount + 1 }, (_, edge) => half * ((2 * edge) / binCount - 1));
}

function describe(weights: Float32Array, edges: readonly number[]) {
  const counts = Array.from({ length: binCount }, () => 0);
  const low = edges[0] as number;
  const width = (edges[binCount] as number) - low;
  let squares = 0;
  for (const weight of weights) {
    if (!Number.isFinite(weight)) continue;
    const bin = Math.min(binCount - 1, Math.floor(((weight - low) / width) * binCount));
    counts[bin] = (counts[bin] as number) + 1;
    squares += weight * weight;
  }
  const small = Array.from(weights, (weight) => Number(Math.abs(weight) < nearZero));
  return { counts, norm: Math.sqrt(squares), shareNearZero: mean(small) };
}
