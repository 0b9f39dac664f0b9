import { layerEntry } from './symbols';

/** What a layer does with an argument. */
export type ArgumentOutcome = 'penalises' | 'ignores' | 'raises';

/**
 * What a layer of Keras does with an argument whose name ends in `regularizer`, in one version of Keras.
 * @param className main name of a layer of the table. A layer that one version lacks is told as in the other.
 */
export function argumentOutcome(className: string, name: string, version: 2 | 3): ArgumentOutcome {
  const entry = layerEntry(className)?.entry;
  if (!entry) return 'penalises';
  const ignored = version === 3 ? entry.ineffective : entry.ineffectiveInKeras2;
  if (ignored?.includes(name)) return 'ignores';
  if (entry.regularizers.includes(name)) return 'penalises';
  if (name !== 'activity_regularizer') return 'raises';
  // In Keras 2 the base class takes it, whatever the layer's own parameters are.
  const takes = entry.activity ?? (version === 2 && !ALWAYS_REFUSES_ACTIVITY.has(className));
  return takes ? 'penalises' : 'raises';
}

const ALWAYS_REFUSES_ACTIVITY = new Set(['ActivityRegularization', 'InputLayer']);

/** Names of the regularizer arguments that a layer takes, those of weights first. */
export function acceptedArguments(className: string): readonly string[] {
  const entry = layerEntry(className)?.entry;
  if (!entry) return [];
  const takesActivity = entry.activity === true && !entry.regularizers.includes('activity_regularizer');
  return takesActivity ? [...entry.regularizers, 'activity_regularizer'] : entry.regularizers;
}
