import type { Certainty } from '../../facts/facts';
import type { Machine } from '../../interpreter/machine';
import type { InstanceValue, Value } from '../../interpreter/values';
import { updateLayer } from './layers';
import { updateModel } from './models';
import { layerOf, modelOf, plain } from './natives';
import { directParts, partsOf } from './parts';

/** `trainable` of a layer or model is that of everything below. */
export function freeze(machine: Machine, instance: InstanceValue, value: Value): void {
  const given = plain(value);
  const trainable = given === true ? 'yes' : given === false ? 'no' : 'maybe';
  setTrainable(machine, instance, trainable, new Set());
}

function setTrainable(
  machine: Machine,
  instance: InstanceValue,
  trainable: Certainty,
  seen: Set<InstanceValue>,
): void {
  if (seen.has(instance)) return;
  seen.add(instance);
  const { version, backend } = machine.framework;
  // With TensorFlow, Keras 3 does nothing where the value is that which was there.
  if (version !== 2 && trainable !== 'maybe' && trainableOf(instance) === trainable) {
    if (backend === 'tensorflow') return;
    if (backend === null) {
      for (const part of partsOf(instance).all)
        if (trainableOf(part) !== trainable) writeTrainable(machine, part, 'maybe');
      return;
    }
  }
  writeTrainable(machine, instance, trainable);
  for (const part of directParts(instance)) setTrainable(machine, part, trainable, seen);
}

function trainableOf(instance: InstanceValue): Certainty | undefined {
  return (layerOf(instance) ?? modelOf(instance))?.state.value.trainable;
}

function writeTrainable(machine: Machine, instance: InstanceValue, trainable: Certainty): void {
  const native = layerOf(instance) ?? modelOf(instance);
  if (native?.type === 'layer') updateLayer(machine, native, { trainable });
  else if (native) updateModel(machine, native, { trainable });
}
