import { knownLoss } from '../frameworks/keras/losses';
import { type LayerNative, type ModelNative, layerOf, modelOf, plain } from '../frameworks/keras/natives';
import { childrenOf } from '../frameworks/keras/parts';
import { knownOptimizer } from '../frameworks/keras/optimizers';
import { classMember } from '../interpreter/classes';
import type { InstanceValue } from '../interpreter/values';
import type { Span } from '../text/span';
import type { LayerFact, MechanismFact, ReachesLoss, TrainingFact } from './facts';
import { layerMechanisms } from './layer-mechanisms';
import type { Site } from './grouping';
import type { FoldContext } from './model-facts';

/** Everything in and around a model that works against overfitting, or may. */
export function mechanismsOf(
  site: Site,
  layers: readonly LayerFact[],
  leaves: readonly InstanceValue[],
  trainings: readonly number[],
  reaches: ReachesLoss,
  context: FoldContext,
): MechanismFact[] {
  const found: MechanismFact[] = [];
  const add = (
    kind: MechanismFact['kind'],
    span: Span,
    reachesLossAs: ReachesLoss = 'unknown',
    withoutEffect = false,
  ) => found.push({ kind, span, reachesLoss: reachesLossAs, ...(withoutEffect ? { withoutEffect } : {}) });
  const own = trainings.map((index) => context.trainings[index] as TrainingFact);
  const inactive = inactiveLayers(own.filter(({ updatesWeights }) => updatesWeights));
  layers.forEach((layer, index) => {
    const native = layerOf(leaves[index]) as LayerNative;
    for (const penalty of layer.penalties)
      add(
        penalty.on === 'activity' ? 'activity-penalty' : penalty.kind === 'unknown' ? 'unknown' : 'penalty',
        penalty.span,
        reaches,
      );
    if (native.className === null) {
      if (native.declared.value.some((one) => one.regularizer)) add('penalty', layer.span, reaches);
      else if (layer.parameters === null || actsInTraining(leaves[index] as InstanceValue))
        add('unknown', layer.span);
    }
    if (native.state.value.addsLoss) add('add-loss', layer.span, reaches);
    for (const { kind, span, withoutEffect } of layerMechanisms(native)) {
      const idle = withoutEffect ?? (NEEDS_TRAINING.has(kind) && inactive.has(index));
      add(kind, span, kind === 'activity-penalty' ? reaches : 'unknown', idle);
    }
  });
  for (const instance of site.instances) {
    const state = (modelOf(instance) as ModelNative).state.value;
    if (state.addsLoss) add('add-loss', instance.site, reaches);
    const { optimizer, loss } = state.compile ?? { optimizer: null, loss: null };
    if (optimizer) {
      const known = knownOptimizer(optimizer);
      if (!known || known.decays === 'maybe') add('unknown', optimizer.span);
      else if (known.decays === 'yes') add('weight-decay', optimizer.span);
    }
    if (loss && plain(loss.value) !== null) {
      const known = knownLoss(loss);
      if (!known || known.labelSmoothing === 'maybe') add('unknown', loss.span);
      else if (known.labelSmoothing === 'yes') add('label-smoothing', loss.span);
    }
  }
  for (const event of context.outside) {
    if (event.model === null || site.instances.includes(event.model))
      add(event.kind, event.span, 'unknown', event.withoutEffect);
  }
  // A step whose loss is not understood may hold a penalty written by hand.
  for (const training of own) {
    if (training.handWrittenPenalty) add('hand-written-penalty', training.targetSpan ?? training.span, 'yes');
    else if (training.kind !== 'fit' && training.kind !== 'train_on_batch' && training.penaltyTimes === null)
      add('unknown', training.span);
  }
  return dedupe(found);
}

/** Whether a layer of the file without layers of its own asks if it trains: stochastic depth, noise, masks. */
function actsInTraining(leaf: InstanceValue): boolean {
  const forward = leaf.class ? classMember(leaf.class, 'call') : undefined;
  const asks = forward?.kind === 'function' && forward.parameters.some(({ name }) => name === 'training');
  return asks && childrenOf(leaf).layers.length === 0;
}

/** Mechanisms that act only where a model is told that it trains. */
const NEEDS_TRAINING = new Set<MechanismFact['kind']>(['dropout', 'noise', 'augmentation', 'normalization']);

/** Layers that no training of the model ever tells that they train. */
function inactiveLayers(trainings: readonly TrainingFact[]): ReadonlySet<number> {
  const passes = trainings.map(({ forwardPasses }) => forwardPasses);
  const never = passes.every(
    (some) => some.length > 0 && some.every(({ training }) => training === 'absent' || training === 'no'),
  );
  return new Set(never ? passes.flat().flatMap(({ layers }) => layers) : []);
}

function dedupe(mechanisms: readonly MechanismFact[]): MechanismFact[] {
  const seen = new Set<string>();
  return mechanisms.filter((one) => {
    const key = `${one.kind} ${one.span.start} ${one.span.end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
