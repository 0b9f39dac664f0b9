import type { WeightHistogram } from './plan';
import type { Final, LayerWeights } from './crew/trainer';
import type { Network } from './engine/network';

/** Below this a weight counts as near zero. L1 by its subgradient leaves small weights, not exact zeros. */
const nearZero = 0.01;
const binCount = 40;
/** Kernels of every kind, also those of parts such as `query_kernel` and `forward_recurrent`. */
const shownRoles = /(^|_)(kernel|recurrent|embeddings|depthwise|pointwise)$/;

/** The kernels and embeddings of one variant, copied. @param weights by slot */
export function shownWeights(network: Network, weights: readonly Float32Array[]): readonly LayerWeights[] {
  return network.slots
    .filter(({ role }) => shownRoles.test(role))
    .map(({ role, layer, index }) => ({
      layer: role === 'kernel' || role === 'embeddings' ? layer : `${layer}/${role}`,
      values: (weights[index] as Float32Array).slice(),
    }));
}

/** Histograms of the weights of some arms, with the same edges for every arm. */
export function weightHistograms(finals: readonly Final[]): readonly WeightHistogram[] {
  const layers = finals[0]?.weights.map(({ layer }) => layer) ?? [];
  return layers.flatMap((layer, place) => {
    const ofArms = finals.map(({ weights }) => (weights[place] as LayerWeights).values);
    const edges = edgesFor(ofArms);
    return finals.map(({ arm }, index) => ({
      arm,
      layer,
      edges,
      nearZero,
      ...describe(ofArms[index] as Float32Array, edges),
    }));
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
  let small = 0;
  for (const weight of weights) {
    if (!Number.isFinite(weight)) continue;
    if (Math.abs(weight) < nearZero) small += 1;
    const bin = Math.min(binCount - 1, Math.floor(((weight - low) / width) * binCount));
    counts[bin] = (counts[bin] as number) + 1;
    squares += weight * weight;
  }
  return { counts, norm: Math.sqrt(squares), shareNearZero: small / weights.length };
}
