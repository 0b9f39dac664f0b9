import { classMember } from '../../interpreter/classes';
import type { Machine } from '../../interpreter/machine';
import { type InstanceValue, type Value, unknownShape } from '../../interpreter/values';
import { loseCallbacks } from './callbacks';
import { forgetHeld } from './held';
import { runLayer, updateLayer } from './layers';
import { runModel, updateModel } from './models';
import { partsOf } from './parts';
import { withOwnPass } from './passes';
import { type KerasNative, type LayerNative, type ModelNative, layerOf, modelOf, nativeOf } from './natives';
import { tellCopy } from './settings';
import { evaluateUntrained, runTrainStep } from './training';

/** Unseen code may build, call and change what it is given. */
export function escape(machine: Machine, value: Value, depth: number): void {
  if (depth > 3) return;
  if (depth === 0) loseCallbacks(machine, value);
  if (value.kind === 'instance') {
    const native = value.native as KerasNative | null;
    if (native?.type === 'model') {
      const state = native.state.value;
      updateModel(machine, native, {
        escaped: true,
        built: state.built === 'yes' ? 'yes' : 'maybe',
        called: state.called === 'yes' ? 'yes' : 'maybe',
        lastPass: 'unknown',
        lastPassTime: null,
      });
      const parts = partsOf(value);
      tellCopy(machine, value);
      forgetHeld(machine, parts.all);
      for (const leaf of parts.layers) loosen(machine, layerOf(leaf));
    } else if (native?.type === 'layer') {
      updateLayer(machine, native, { changed: true });
      loosen(machine, native);
    }
  } else if (value.kind === 'list')
    for (const one of value.cell.value.elements) escape(machine, one, depth + 1);
  else if (value.kind === 'tuple') for (const one of value.elements) escape(machine, one, depth + 1);
  else if (value.kind === 'dict')
    for (const one of value.cell.value.entries.values()) escape(machine, one, depth + 1);
  else if (value.kind === 'join') for (const one of value.alternatives) escape(machine, one, depth + 1);
}

function loosen(machine: Machine, layer: LayerNative | null): void {
  if (layer && layer.state.value.built === 'no') updateLayer(machine, layer, { built: 'maybe' });
}

function loosenModel(machine: Machine, instance: InstanceValue): void {
  const native = modelOf(instance) as ModelNative;
  const state = native.state.value;
  updateModel(machine, native, {
    built: state.built === 'yes' ? 'yes' : 'maybe',
    called: state.called === 'yes' ? 'yes' : 'maybe',
    lastPass: 'unknown',
    lastPassTime: null,
  });
  const parts = partsOf(instance);
  forgetHeld(machine, parts.all);
  for (const leaf of parts.layers) loosen(machine, layerOf(leaf));
}

/** Before functions that nobody calls: they may run at any time, so what was not built may be by then. */
export function beforeUncalled(machine: Machine): void {
  const models = machine.events.flatMap((event) => (event.type === 'model' ? [event.model] : []));
  for (const instance of models) evaluateUntrained(machine, instance);
  for (const instance of models) {
    if (instance.class && !machine.entered.has(trainStepBody(instance))) {
      machine.fromModule = false;
      loosenModel(machine, instance);
      runTrainStep(machine, instance, null);
    }
  }
  machine.fromModule = false;
  for (const instance of models) loosenModel(machine, instance);
}

function trainStepBody(instance: InstanceValue): unknown {
  const step = instance.class ? classMember(instance.class, 'train_step') : undefined;
  return step?.kind === 'function' ? step.body : undefined;
}

/** Runs a class of the file the way Keras would: its forward pass, then its training step. */
export function exercise(machine: Machine, instance: InstanceValue): void {
  const native = nativeOf(instance);
  if (native?.type === 'model' && native.kind === 'subclass') {
    runTrainStep(machine, instance, null);
    evaluateUntrained(machine, instance);
    withOwnPass(machine, instance, 'unknown', () => runModel(machine, instance, unknownShape));
  } else if (native?.type === 'layer')
    withOwnPass(machine, instance, 'unknown', () => runLayer(machine, instance, unknownShape));
}
