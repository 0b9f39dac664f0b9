import { partsOf } from '../frameworks/keras/parts';
import { layerOf, plain } from '../frameworks/keras/natives';
import { AUGMENTATION_LAYERS, DROPOUT_LAYERS } from '../frameworks/keras/symbols';
import type { InstanceValue } from '../interpreter/values';
import type { ForwardPassEvent } from './advice-events';
import type { Event, TrainingEvent } from './events';
import type { ForwardPassFact } from './facts';
import { groupBySpan } from './grouping';

/** A function that gives the calls of a model inside the executions of one step. */
export function forwardPassesOf(
  events: readonly Event[],
): (steps: readonly TrainingEvent[]) => ForwardPassFact[] {
  const passes = new Map<InstanceValue, ForwardPassEvent[]>();
  const fixed = new Map<InstanceValue, 'yes' | 'no'>();
  let phase = false;
  for (const event of events) {
    if (event.type === 'forward-pass') {
      const own = passes.get(event.model);
      if (own) own.push(event);
      else passes.set(event.model, [event]);
    } else if (event.type === 'layer-training' && !event.inherited) fixed.set(event.layer, event.training);
    else if (event.type === 'learning-phase') phase = true;
  }
  return (steps) => {
    const found = steps.flatMap(({ model, recorded }) =>
      (passes.get(model) ?? []).filter(({ time }) => recorded.from <= time && time <= recorded.to),
    );
    return groupBySpan([...new Set(found)], (pass) => pass.span).map((group) => {
      const [first] = group as [ForwardPassEvent];
      const same = group.every((pass) => pass.training === first.training);
      const { layers, alwaysOn } = layersThatTrain(first.model, fixed);
      const hidden = first.training === 'absent' && (phase || alwaysOn);
      return {
        span: first.span,
        argumentsSpan: first.argumentsSpan,
        training: same && !hidden ? first.training : 'unknown',
        layers,
      };
    });
  };
}

/** Positions of the layers that do something else in training; `alwaysOn` where one of them is made to do it always. */
function layersThatTrain(
  model: InstanceValue,
  fixed: ReadonlyMap<InstanceValue, 'yes' | 'no'>,
): { layers: number[]; alwaysOn: boolean } {
  const leaves = partsOf(model).layers;
  const decided = new Map<InstanceValue, 'yes' | 'no'>();
  for (const [layer, training] of fixed) {
    if (layer === model) continue;
    for (const leaf of partsOf(layer).layers) decided.set(leaf, training);
  }
  return {
    layers: leaves.flatMap((leaf, index) => (!decided.has(leaf) && trains(leaf) ? [index] : [])),
    alwaysOn: leaves.some((leaf) => decided.get(leaf) === 'yes'),
  };
}

/** Whether a layer does something else in training than otherwise. */
function trains(leaf: InstanceValue): boolean {
  const layer = layerOf(leaf);
  if (!layer?.className || layer.hiddenArguments) return false;
  const { className } = layer;
  const given = (name: string) => layer.arguments.get(name);
  if (DROPOUT_LAYERS.has(className)) return plain(given('rate')?.value) !== 0;
  if (className === 'GaussianNoise') return plain(given('stddev')?.value) !== 0;
  if (className === 'BatchNormalization') return layer.state.value.trainable === 'yes';
  if (AUGMENTATION_LAYERS.has(className)) return true;
  return ['dropout', 'recurrent_dropout'].some((name) => {
    const rate = plain(given(name)?.value);
    return typeof rate === 'number' && rate > 0;
  });
}
