import type { Machine } from '../../interpreter/machine';
import type { InstanceValue, Value } from '../../interpreter/values';
import type { Span } from '../../text/span';
import { updateLayer } from './layers';
import type { BoundArgument, LayerNative } from './natives';
import { layerOf, modelOf } from './natives';
import { partsOf } from './parts';

/** Layers that hand their regularizers to a cell or to inner layers, and have no attribute for them that can be set. */
const READ_ONLY =
  /^(SimpleRNN|LSTM|GRU|CuDNNLSTM|CuDNNGRU|ConvLSTM[123]D|MultiHeadAttention|GroupQueryAttention)$/;

/**
 * `layer.kernel_regularizer = value`: what `build` will read. Once the layer is built it is in the configuration only,
 * but for the activity regularizer, which every call reads.
 */
export function setRegularizer(
  machine: Machine,
  layer: InstanceValue,
  native: LayerNative,
  name: string,
  value: Value,
  span: Span,
): void {
  const { built, overrides, configured } = native.state.value;
  const given: BoundArgument = { value, valueSpan: span, span, keyword: true };
  tell(machine, layer, name, value, span, built);
  if (isAnyLayer(native)) {
    updateLayer(
      machine,
      native,
      name === 'activity_regularizer'
        ? { changed: true }
        : { configured: including(configured, name, given) },
    );
  } else if (name === 'activity_regularizer' || (built === 'no' && !READ_ONLY.test(native.className ?? '')))
    updateLayer(machine, native, { overrides: including(overrides, name, given) });
  else if (built === 'yes') updateLayer(machine, native, { configured: including(configured, name, given) });
  else updateLayer(machine, native, { changed: true });
}

/** `layer.kernel.regularizer = value`: Keras 3 asks the variable, Keras 2 has long made its function. */
export function setVariableRegularizer(
  machine: Machine,
  layer: InstanceValue,
  native: LayerNative,
  role: string,
  value: Value,
  span: Span,
): void {
  const { version } = machine.framework;
  tell(machine, layer, `${role}.regularizer`, value, span, native.state.value.built);
  if (version === 2) return;
  const name = `${role.replace(/_kernel$/, '')}_regularizer`;
  const given: BoundArgument = { value, valueSpan: span, span, keyword: true };
  if (version === 3 && !isAnyLayer(native))
    updateLayer(machine, native, { overrides: including(native.state.value.overrides, name, given) });
  else updateLayer(machine, native, { changed: true });
}

function including(
  before: ReadonlyMap<string, BoundArgument>,
  name: string,
  given: BoundArgument,
): ReadonlyMap<string, BoundArgument> {
  return new Map([...before, [name, given]]);
}

function tell(
  machine: Machine,
  layer: InstanceValue,
  name: string,
  value: Value,
  span: Span,
  built: LayerNative['state']['value']['built'],
): void {
  if (value.kind === 'constant' && value.value === null) return;
  machine.events.push({ type: 'regularizer-setting', layer, name, span, built });
}

/** A model's configuration is taken, or it is handed to code that cannot be seen: what was set may take effect after all. */
export function tellCopy(machine: Machine, root: InstanceValue): void {
  const layers = partsOf(root).all.flatMap((part) => [part, ...anyLayerOf(part)]);
  const set = layers.filter((part) => (layerOf(part)?.state.value.configured.size ?? 0) > 0);
  if (set.length > 0) machine.events.push({ type: 'configuration-copied', layers: set });
}

function anyLayerOf(part: InstanceValue): InstanceValue[] {
  const any = modelOf(part)?.state.value.anyLayer;
  return any ? [any] : [];
}

/** Whether it stands for any of the layers of a model that is not made in this file. */
export function isAnyLayer(native: LayerNative): boolean {
  return native.className === 'Layer';
}
