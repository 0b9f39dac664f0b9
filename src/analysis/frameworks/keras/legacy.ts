import type { Call, Machine } from '../../interpreter/machine';
import { plain } from './natives';

/** `tensorflow.compat.v1.losses.x` and `tensorflow.losses.x` name the same function of TensorFlow 1. */
const V1 = /^tensorflow\.(?:compat\.v1\.)?(.+)$/;
const COLLECTED = /^losses\.(get_regularization_loss|get_regularization_losses|get_total_loss)$/;
/** What fills the collection, or runs a graph that something else may have filled. */
const GRAPH_MODE =
  /^(Session|InteractiveSession|placeholder|global_variables_initializer|disable_eager_execution|disable_v2_behavior|add_to_collection|get_variable|variable_scope|layers\.\w+|contrib\..+|losses\.(add_loss|compute_weighted_loss)|train\.\w*Optimizer|train\.Supervisor|estimator\..+|app\.run|enable_eager_execution)$/;

/** Whether a name is one of TensorFlow 1's manner. @param name as imports resolve it */
export function isLegacy(name: string): boolean {
  const member = memberOf(name);
  return member === 'get_collection' || COLLECTED.test(member) || isGraphMode(name, member);
}

/** Notes reads of TensorFlow 1's collection of regularization losses, and signs of a program in its manner. */
export function observeLegacy(machine: Machine, name: string, call: Call): void {
  const member = memberOf(name);
  if (isGraphMode(name, member)) machine.events.push({ type: 'graph-mode' });
  else if (COLLECTED.test(member) || isRegularization(call)) {
    const exists = name.startsWith('tensorflow.compat.v1.');
    machine.events.push({ type: 'legacy-collection', span: call.span, symbol: name, exists });
  }
}

function memberOf(name: string): string {
  return V1.exec(name)?.[1] ?? '';
}

function isGraphMode(name: string, member: string): boolean {
  return GRAPH_MODE.test(member) || /^(tf_slim|slim)\b/.test(name);
}

/** Whether the collection asked for is that of the regularization losses. */
function isRegularization(call: Call): boolean {
  const key = (call.positional[0] ?? call.keywords.get('key'))?.value;
  return key?.kind === 'symbol'
    ? key.name.endsWith('.GraphKeys.REGULARIZATION_LOSSES')
    : plain(key) === 'regularization_losses';
}
