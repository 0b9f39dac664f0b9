import { elementsIn } from '../architecture/layer-kind';
import type { Plan, PlanArm } from '../plan';
import type { Random } from '../random';
import { penalizesActivity } from './activity';
import { armNetworks } from './arm-networks';
import type { Examples, Variant } from './engine';
import { initialWeights, layerStreams, type Network } from './network';
import { hasOwnKernel } from './own-kernels/index';
import { penalizedDescent } from './own-kernels/penalized-descent';
import { bindPenalties, type BoundPenalty } from './penalty';
import { plainDescent, type PlainDescent } from './plain-descent';
import { part } from './side-by-side';
import { weightStep, type WeightStep } from './weight-step';

/** What belongs to one variant alone. */
export interface VariantState {
  readonly arm: PlanArm;
  readonly network: Network;
  readonly weights: readonly Float32Array[];
  readonly streams: ReadonlyMap<string, Random>;
  readonly penalties: readonly BoundPenalty[];
  readonly takeStep: WeightStep;
  /** Where a kernel of ours can take the step for all stacked variants. */
  readonly descent: PlainDescent | null;
  /** Variants of different kinds do not go through one pass. */
  readonly kind: string;
}

/** Variants at their starting weights. */
export interface VariantStates {
  readonly states: readonly VariantState[];
  /** The weights: one array a slot for all variants, one after another, so that they reach a backend in one piece. */
  readonly together: readonly Float32Array[];
}

export function startStates(plan: Plan, network: Network, variants: readonly Variant[]): VariantStates {
  const { slots } = network;
  const together = slots.map(({ shape }) => new Float32Array(variants.length * elementsIn(shape)));
  const networks = armNetworks(plan, network);
  const states = variants.map(({ arm: index, seed }, place): VariantState => {
    const arm = plan.arms[index] as PlanArm;
    const own = networks[index] as Network;
    const weights = together.map((all) => part(all, place, variants.length));
    initialWeights(network, seed).forEach((values, slot) => weights[slot]?.set(values));
    const descent = hasOwnKernel(penalizedDescent.name) ? plainDescent(plan, arm, slots) : null;
    const alike = own === network && !penalizesActivity(arm);
    return {
      arm,
      network: own,
      weights,
      streams: layerStreams(own, seed),
      penalties: bindPenalties(arm, slots),
      takeStep: weightStep(plan, arm, slots),
      descent,
      kind: `${alike ? 'plan' : index}/${descent !== null}`,
    };
  });
  return { states, together };
}

/** Variants that go through the network in one pass, each with its batch. */
export interface Group {
  readonly places: readonly number[];
  readonly states: readonly VariantState[];
  readonly batches: readonly Examples[];
}

/**
 * The passes for some batches.
 *
 * @param stacked batches of one size and variants of one kind go together; otherwise each by itself
 */
export function groupsOf(
  batches: readonly (Examples | null)[],
  all: readonly VariantState[],
  stacked: boolean,
): readonly Group[] {
  const groups = new Map<string, { places: number[]; states: VariantState[]; batches: Examples[] }>();
  batches.forEach((batch, place) => {
    if (!batch) return;
    const state = all[place] as VariantState;
    const key = stacked ? `${batch.examples.length}/${state.kind}` : String(place);
    const group = groups.get(key) ?? { places: [], states: [], batches: [] };
    groups.set(key, group);
    group.places.push(place);
    group.states.push(state);
    group.batches.push(batch);
  });
  return [...groups.values()];
}
