import { callValue } from '../../interpreter/calls';
import { type Content, emptyContent, marked } from '../../interpreter/content';
import { type Call, type Machine, argument, traced } from '../../interpreter/machine';
import { type InstanceValue, type Value, contentOf, none, tensor, unknown } from '../../interpreter/values';
import type { StrategyNative } from './natives';

/** `tf.distribute.MirroredStrategy()` and its relatives. */
export function newStrategy(call: Call): InstanceValue {
  const native: StrategyNative = { type: 'strategy' };
  return { kind: 'instance', class: null, site: call.span, attributes: new Map(), native };
}

/** Methods of a strategy; what it does with models and data changes neither. */
export function callStrategyMethod(machine: Machine, name: string, call: Call): Value {
  if (name === 'run' || name === 'experimental_run_v2') {
    const target = argument(call, 0, 'fn')?.value;
    const given = argument(call, 1, 'args')?.value;
    const positional =
      given?.kind === 'tuple'
        ? given.elements.map((value) => ({ value, valueSpan: call.span, span: call.span }))
        : [];
    const unknownSpread = given !== undefined && given.kind !== 'tuple';
    if (!target) return unknown;
    return runOnReplicas(machine, target, { ...call, positional, keywords: new Map(), unknownSpread });
  }
  if (name === 'reduce') {
    const reduced = argument(call, 1, 'value')?.value;
    return reduced ? tensor({ content: contentOf(reduced) }) : unknown;
  }
  if (name.startsWith('experimental_distribute')) return call.positional[0]?.value ?? unknown;
  return name === 'scope' ? none : tensor();
}

/** Runs a step as every replica of a strategy does. */
export function runOnReplicas(machine: Machine, target: Value, call: Call): Value {
  return traced(machine, { replica: true }, () => callValue(machine, target, call));
}

/** `strategy.num_replicas_in_sync`. */
export function replicaCount(span: InstanceValue['site']): Value {
  return tensor({ content: marked(emptyContent, { kind: 'per-replica', span }) });
}

/** `tf.nn.scale_regularization_loss(x)`: divided by the number of replicas. */
export function perReplica(content: Content): Content {
  return { ...content, reads: content.reads.map((read) => ({ ...read, perReplica: true })) };
}
