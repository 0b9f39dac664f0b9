import { knownLoss } from '../frameworks/keras/losses';
import {
  type LayerNative,
  type ModelNative,
  layerOf,
  modelOf,
  nativeOf,
  plain,
} from '../frameworks/keras/natives';
import { knownOptimizer } from '../frameworks/keras/optimizers';
import { AUGMENTATION_LAYERS, CONSTRAINTS, DROPOUT_LAYERS } from '../frameworks/keras/symbols';
import type { ArgumentValue, InstanceValue } from '../interpreter/values';
import type { Span } from '../text/span';
import type { LayerFact, MechanismFact, ReachesLoss, TrainingFact } from './facts';
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
  const add = (kind: MechanismFact['kind'], span: Span, reachesLossAs: ReachesLoss = 'unknown') =>
    found.push({ kind, span, reachesLoss: reachesLossAs });
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
      else if (layer.parameters === null) add('unknown', layer.span);
    }
    if (native.state.value.addsLoss) add('add-loss', layer.span, reaches);
    if (native.hiddenArguments || native.state.value.changed) add('unknown', layer.span);
    if (DROPOUT_LAYERS.has(layer.type)) add('dropout', layer.span);
    if (layer.type === 'GaussianNoise') add('noise', layer.span);
    if (layer.type === 'ActivityRegularization') add('activity-penalty', layer.span, reaches);
    if (AUGMENTATION_LAYERS.has(layer.type)) add('augmentation', layer.span);
    if (/Normalization$/.test(layer.type) && layer.type !== 'Normalization') add('normalization', layer.span);
    for (const given of layer.arguments) {
      if (/^(recurrent_)?dropout$/.test(given.name) && given.value !== 0) add('dropout', given.span);
      if (
        given.name.endsWith('_constraint') &&
        given.value !== null &&
        isNormConstraint(native.arguments.get(given.name) as ArgumentValue)
      )
        add('constraint', given.span);
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
    if (loss) {
      const known = knownLoss(loss);
      if (!known || known.labelSmoothing === 'maybe') add('unknown', loss.span);
      else if (known.labelSmoothing === 'yes') add('label-smoothing', loss.span);
    }
  }
  for (const event of context.outside) {
    if (event.model === null || site.instances.includes(event.model)) add(event.kind, event.span);
  }
  // A step whose loss is not understood may hold a penalty written by hand.
  for (const index of trainings) {
    const training = context.trainings[index] as TrainingFact;
    if (training.kind !== 'fit' && training.kind !== 'train_on_batch' && training.penaltyTimes === null)
      add('unknown', training.span);
  }
  return dedupe(found);
}

function isNormConstraint(given: ArgumentValue): boolean {
  const native = nativeOf(given.value);
  if (native?.type === 'constraint') return CONSTRAINTS.has(native.name);
  const name = plain(given.value);
  return typeof name === 'string' ? CONSTRAINTS.has(name) : true;
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
