import type { InstanceValue } from '../../interpreter/values';
import { layerOf, modelOf } from './natives';
import { isAnyLayer } from './settings';
import { canonical, layerEntry } from './symbols';

/** `hasattr(layer, 'kernel_regularizer')`; null where it is not known. */
export function hasAttribute(instance: InstanceValue, name: string): boolean | null {
  const native = layerOf(instance);
  if (!native || native.className === null || isAnyLayer(native)) return null;
  const entry = layerEntry(native.className)?.entry;
  if (!entry || !name.endsWith('_regularizer')) return null;
  if (name === 'activity_regularizer' || entry.regularizers.includes(name)) return true;
  // Other layers may have inherited it from a class that uses it.
  return entry.regularizers.length === 0 && !native.arguments.has('layer') ? false : null;
}

/** The name of the class that `type(x)` gives; null where it is a class of the file, or not known. */
export function typeOf(instance: InstanceValue): string | null {
  if (instance.class !== null) return null;
  const kind = modelOf(instance)?.kind;
  if (kind === 'sequential') return 'keras.Sequential';
  if (kind === 'functional') return 'keras.Model';
  const layer = layerOf(instance);
  return layer?.className && !isAnyLayer(layer) ? `keras.layers.${layer.className}` : null;
}

/** Classes that others of any name derive from. */
const BASES = /^(Layer|Wrapper|RNN|AbstractRNNCell|LSTM|GRU)$/;
/** Classes that others derive from which are named like them. */
const FAMILIES = /^(Conv[123]D|Dropout|BatchNormalization|Embedding|Dense)$/;

/** `isinstance(layer, keras.layers.Dense)`; null where it is not known. */
export function isInstance(instance: InstanceValue, symbol: string): boolean | null {
  const name = canonical(symbol);
  const model = modelOf(instance);
  if (model && name === 'keras.Sequential')
    return model.kind === 'loaded' ? null : model.kind === 'sequential';
  if (model)
    return name === 'keras.Model' || name === 'keras.layers.Layer'
      ? true
      : name.startsWith('keras.layers.')
        ? false
        : null;
  const native = layerOf(instance);
  if (!native || native.className === null || isAnyLayer(native)) return null;
  const wanted = /^keras\.layers\.(\w+)$/.exec(name)?.[1];
  if (name === 'keras.Model' || name === 'keras.Sequential') return false;
  if (wanted === undefined || !layerEntry(native.className)) return null;
  if (wanted === 'Layer' || wanted === native.className) return true;
  if (!layerEntry(wanted)) return null;
  if (BASES.test(wanted)) return null;
  return FAMILIES.test(wanted) && native.className.includes(wanted.replace(/\dD$/, '')) ? null : false;
}
