import type { Value } from '../../interpreter/values';
import { plain } from './natives';

/** Keras' name of the activation in an argument: a string, a function of Keras or TensorFlow, or None for `linear`. */
export function activationName(value: Value): string | null {
  const constant = plain(value);
  if (constant === null) return 'linear';
  if (typeof constant === 'string') return constant;
  // Other than the activation of that name it approximates.
  if (value.kind === 'symbol' && value.name.endsWith('.ops.gelu')) return 'approximate gelu';
  if (value.kind === 'symbol' && /(^|\.)(activations|nn|ops|keras)\.\w+$/.test(value.name))
    return value.name.slice(value.name.lastIndexOf('.') + 1);
  return null;
}
