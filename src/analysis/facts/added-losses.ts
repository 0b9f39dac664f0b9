import { layerOf, modelOf } from '../frameworks/keras/natives';
import type { InstanceValue, Value } from '../interpreter/values';
import type { Event } from './events';
import type { AddedLossFact } from './facts';
import { agreed, groupBySpan, unique } from './grouping';

/** Every call of `add_loss` on a known layer or model. */
export function foldAddedLosses(
  events: readonly Event[],
  modelId: (instance: InstanceValue) => number,
): AddedLossFact[] {
  const found = events.flatMap((event) => (event.type === 'add-loss' ? [event] : []));
  return groupBySpan(found, (event) => event.span).map((group) => {
    const [first] = group as [(typeof group)[number], ...typeof group];
    const model = agreed(group.map((event) => (event.receiver ? modelId(event.receiver) : null)));
    return {
      span: first.span,
      argumentSpan: first.argumentSpan,
      value: agreed(group.map((event) => kindOf(event.value))) ?? 'unknown',
      insideCall: group.some((event) => event.insideCall),
      receiver: agreed(group.map((event) => receiverOf(event.receiver))) ?? 'unknown',
      model: model === null || model < 0 ? null : model,
      lateBound: unique(group.flatMap((event) => event.lateBound)),
      reachedFromModule: group.every((event) => event.fromModule),
    };
  });
}

function receiverOf(receiver: InstanceValue | null): AddedLossFact['receiver'] {
  if (!receiver) return 'unknown';
  return layerOf(receiver) ? 'layer' : (modelOf(receiver)?.kind ?? 'unknown');
}

function kindOf(value: Value): AddedLossFact['value'] {
  switch (value.kind) {
    case 'function':
    case 'method':
    case 'partial':
      return 'function';
    case 'constant':
      return typeof value.value === 'number' ? 'number' : 'unknown';
    case 'tensor':
      return value.symbolic ? 'symbolic' : 'tensor';
    default:
      return 'unknown';
  }
}
