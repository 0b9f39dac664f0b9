import { emptyContent } from '../../interpreter/content';
import type { Machine } from '../../interpreter/machine';
import { type InstanceValue, type Value, constant, list, tensor, unknown } from '../../interpreter/values';
import type { Span } from '../../text/span';
import { updateLayer } from './layers';
import { freeze } from './freezing';
import { layerList } from './layer-list';
import { readLosses } from './reads';
import { setRegularizer, setVariableRegularizer } from './settings';
import type { KerasNative } from './natives';
import { replicaCount } from './strategies';

const WEIGHTS =
  /^(trainable_variables|trainable_weights|weights|variables|non_trainable_variables|non_trainable_weights|kernel|bias|embeddings|gamma|beta)$/;

/** An attribute that Keras provides. Reading `losses` is an event. */
export function attribute(
  machine: Machine,
  instance: InstanceValue,
  name: string,
  span: Span,
): Value | undefined {
  const native = instance.native as KerasNative;
  if (native.type === 'model') {
    const state = native.state.value;
    if (name === 'losses') return readLosses(machine, instance, native, span);
    if (WEIGHTS.test(name))
      return tensor({ content: { ...emptyContent, fromWeights: true, weightsOf: [instance] } });
    switch (name) {
      case 'layers':
        return layerList(machine, instance, native);
      case 'built':
        return state.built === 'maybe' ? unknown : constant(state.built === 'yes');
      case 'output':
        return (
          state.result ??
          tensor({ symbolic: true, shape: state.output, producer: { by: instance, inputs: [] } })
        );
      case 'input':
        return state.inputs.length === 1
          ? (state.inputs[0] as Value)
          : tensor({ symbolic: true, shape: state.input });
      case 'inputs':
        return state.inputs.length > 0
          ? list(machine.store, state.inputs)
          : tensor({ symbolic: true, shape: state.input });
      case 'outputs':
        return state.result ? list(machine.store, [state.result]) : undefined;
      case 'optimizer':
        return state.compile?.optimizer?.value.kind === 'instance'
          ? state.compile.optimizer.value
          : { kind: 'unknown', content: emptyContent };
      case 'loss':
        return state.compile?.loss?.value ?? unknown;
      case 'compiled_loss':
        return { kind: 'method', receiver: instance, name, function: null };
      case 'trainable':
        return state.trainable === 'maybe' ? unknown : constant(state.trainable === 'yes');
      default:
        return undefined;
    }
  }
  if (native.type === 'strategy') return name === 'num_replicas_in_sync' ? replicaCount(span) : undefined;
  if (native.type === 'layer') {
    if (name === 'losses') return readLosses(machine, instance, native, span);
    if (WEIGHTS.test(name))
      return tensor({ content: { ...emptyContent, fromWeights: true }, variable: { owner: instance, name } });
    if (name === 'input') return native.state.value.result?.producer?.inputs[0];
    if (name === 'output')
      return (
        native.state.value.result ??
        tensor({
          symbolic: true,
          shape: native.state.value.output,
          producer: { by: 'unknown', inputs: [] },
        })
      );
  }
  return undefined;
}

/** What setting an attribute changes: `trainable`, or a regularizer set after construction. */
export function setAttribute(
  machine: Machine,
  instance: InstanceValue,
  name: string,
  value: Value,
  span: Span,
): void {
  const native = instance.native as KerasNative;
  if (native.type !== 'model' && native.type !== 'layer') return;
  if (name === 'trainable') freeze(machine, instance, value);
  else if (native.type === 'layer' && native.className !== null) {
    const role = /^(\w+)\.regularizer$/.exec(name)?.[1];
    if (role !== undefined) setVariableRegularizer(machine, instance, native, role, value, span);
    else if (/^[a-z]\w*_regularizer$/.test(name))
      setRegularizer(machine, instance, native, name, value, span);
    else if (name === '_losses') updateLayer(machine, native, { changed: true });
  }
}
