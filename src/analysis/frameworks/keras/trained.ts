import type { Machine } from '../../interpreter/machine';
import type { InstanceValue } from '../../interpreter/values';
import { updateLayer } from './layers';
import { layerOf } from './natives';
import { partsOf } from './parts';

/** Notes which layers of a model a training changes: some may be frozen later. */
export function noteTrained(machine: Machine, model: InstanceValue): void {
  for (const part of partsOf(model).all) {
    const layer = layerOf(part);
    if (layer && layer.state.value.trainable !== 'no' && !layer.state.value.trained)
      updateLayer(machine, layer, { trained: true });
  }
}
