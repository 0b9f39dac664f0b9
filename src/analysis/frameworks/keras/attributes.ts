import { type ReadExecution, emptyContent } from '../../interpreter/content';
import { type Machine, tick } from '../../interpreter/machine';
import { type InstanceValue, type Value, constant, list, tensor, unknown } from '../../interpreter/values';
import type { Span } from '../../text/span';
import { updateLayer } from './layers';
import { leavesOf, termsOf, updateModel, hasUnknownParts } from './models';
import { type KerasNative, type ModelNative, layerOf, plain } from './natives';
import { replicaCount } from './strategies';

const WEIGHTS =
  /^(trainable_variables|trainable_weights|weights|variables|non_trainable_variables|non_trainable_weights|kernel|bias|embeddings|gamma|beta)$/;

/** An attribute that Keras provides. Reading `losses` is an event. */
export function attribute(
  machine: Machine,
  instance: InstanceValue,
  name: string,
  span: Span,
  version: 2 | 3 | null,
): Value | undefined {
  const native = instance.native as KerasNative;
  if (native.type === 'model') {
    const state = native.state.value;
    if (name === 'losses') return readLosses(machine, instance, native, span, version);
    if (WEIGHTS.test(name))
      return tensor({ content: { ...emptyContent, fromWeights: true, weightsOf: [instance] } });
    switch (name) {
      case 'layers':
        return list(
          machine.store,
          state.nodes.map((node) => node.layer),
          state.exact && native.kind !== 'subclass',
        );
      case 'built':
        return state.built === 'maybe' ? unknown : constant(state.built === 'yes');
      case 'output':
        return (
          state.result ??
          tensor({ symbolic: true, shape: state.output, producer: { by: instance, inputs: [] } })
        );
      case 'input':
      case 'inputs':
        return tensor({ symbolic: true, shape: state.input });
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
    if (name === 'losses') return tensor({ content: { ...emptyContent, fromWeights: true } });
    if (WEIGHTS.test(name)) return tensor({ content: { ...emptyContent, fromWeights: true } });
    if (name === 'output')
      return tensor({
        symbolic: true,
        shape: native.state.value.output,
        producer: { by: instance, inputs: [] },
      });
  }
  return undefined;
}

function readLosses(
  machine: Machine,
  instance: InstanceValue,
  native: ModelNative,
  span: Span,
  version: 2 | 3 | null,
): Value {
  const state = native.state.value;
  const terms = termsOf(instance, version);
  const total = terms.weight === null || terms.other === null ? null : terms.weight + terms.other;
  // Without the caller's state the present one is only one of those in which the function may run.
  const known = machine.fromModule;
  const execution: ReadExecution = {
    span,
    model: instance,
    terms: known ? total : null,
    time: tick(machine),
    whole: false,
    detachedBy: machine.tracing.disabledBy,
    untraced: machine.tracing.untraced,
    perReplica: false,
  };
  machine.events.push({
    type: 'read',
    execution,
    modelText: machine.sources.text.slice(span.start, span.end).replace(/\s*\.\s*losses$/, ''),
    model: instance,
    built: state.built === 'no' && hasUnknownParts(instance) ? 'maybe' : state.built,
    called: state.called,
    weightTerms: known ? terms.weight : null,
    otherTerms: known ? terms.other : null,
    onlyKeras3: state.builtInKeras2,
    inspection: machine.inspecting > 0,
    fromModule: known,
    term: machine.term,
  });
  const element = tensor({ content: { ...emptyContent, reads: [execution] } });
  const origin = { ...execution, whole: true };
  if (execution.terms === null) return { ...list(machine.store, [element], false), origin };
  const elements = Array.from({ length: Math.min(execution.terms, 256) }, () => element);
  return { ...list(machine.store, elements, execution.terms <= 256), origin };
}

/** What setting an attribute changes: `trainable`, or a regularizer set after construction. */
export function setAttribute(machine: Machine, instance: InstanceValue, name: string, value: Value): void {
  const native = instance.native as KerasNative;
  if (native.type === 'model' && name === 'trainable') {
    const trainable = plain(value);
    const certainty = trainable === true ? 'yes' : trainable === false ? 'no' : 'maybe';
    updateModel(machine, native, { trainable: certainty });
    for (const leaf of leavesOf(instance).layers) {
      const layer = layerOf(leaf);
      if (layer) updateLayer(machine, layer, { trainable: certainty });
    }
    updateModel(machine, native, { trainable: 'yes' });
  } else if (native.type === 'layer') {
    if (name === 'trainable') {
      const trainable = plain(value);
      updateLayer(machine, native, {
        trainable: trainable === true ? 'yes' : trainable === false ? 'no' : 'maybe',
      });
    } else if (native.className !== null && name.endsWith('_regularizer'))
      updateLayer(machine, native, { changed: true });
    else if (native.className !== null && name === '_losses') updateLayer(machine, native, { changed: true });
  }
}
