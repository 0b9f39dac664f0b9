import { type LayerNative, layerOf, nativeOf, plain } from '../frameworks/keras/natives';
import { isWrapper, partsInside } from '../frameworks/keras/penalties';
import {
  AUGMENTATION_LAYERS,
  CONSTRAINTS,
  DROPOUT_LAYERS,
  PATH_DROPPING_LAYERS,
} from '../frameworks/keras/symbols';
import type { ArgumentValue } from '../interpreter/values';
import type { MechanismFact } from './facts';

/** A mechanism before it is known what the loss makes of it. */
export type LayerMechanism = Pick<MechanismFact, 'kind' | 'span' | 'withoutEffect'>;

/** What a layer does against overfitting beside its penalties, wrapped layers and cells included. */
export function layerMechanisms(native: LayerNative): LayerMechanism[] {
  return [
    ...byClass(native),
    ...byArguments(native),
    ...(isWrapper(native) ? insideOf(native) : []),
    ...(native.hiddenArguments || native.state.value.changed
      ? [{ kind: 'unknown', span: native.span } as const]
      : []),
  ];
}

function insideOf(native: LayerNative): LayerMechanism[] {
  const parts = partsInside(native);
  if (parts === null) return [{ kind: 'unknown', span: native.span }];
  return parts.flatMap((part) => {
    const layer = layerOf(part);
    return layer ? layerMechanisms(layer) : [];
  });
}

function byClass({ className, span, arguments: given }: LayerNative): LayerMechanism[] {
  if (className === null) return [];
  const strength = (name: string) => withStrength(plain(given.get(name)?.value));
  if (DROPOUT_LAYERS.has(className)) return [{ kind: 'dropout', span, ...strength('rate') }];
  if (PATH_DROPPING_LAYERS.has(className)) return [{ kind: 'dropout', span }];
  if (className === 'GaussianNoise') return [{ kind: 'noise', span, ...strength('stddev') }];
  if (AUGMENTATION_LAYERS.has(className)) return [{ kind: 'augmentation', span }];
  if (className === 'ActivityRegularization') {
    const none = ['l1', 'l2'].every((name) => !given.has(name) || plain(given.get(name)?.value) === 0);
    return [{ kind: 'activity-penalty', span, ...(none ? { withoutEffect: true as const } : {}) }];
  }
  const normalizes = className.endsWith('Normalization') && className !== 'Normalization';
  return normalizes ? [{ kind: 'normalization', span }] : [];
}

function byArguments({ arguments: given }: LayerNative): LayerMechanism[] {
  return [...given].flatMap(([name, one]): LayerMechanism[] => {
    const value = plain(one.value);
    if (/^(recurrent_)?dropout$/.test(name)) return value === 0 ? [] : [{ kind: 'dropout', span: one.span }];
    if (name.endsWith('_constraint') && value !== null && isNormConstraint(one))
      return [{ kind: 'constraint', span: one.span }];
    return [];
  });
}

/** A strength of zero, written as a number, has no effect. */
function withStrength(value: unknown): { withoutEffect?: true } {
  return value === 0 ? { withoutEffect: true } : {};
}

function isNormConstraint(given: ArgumentValue): boolean {
  const native = nativeOf(given.value);
  if (native?.type === 'constraint') return CONSTRAINTS.has(native.name);
  const name = plain(given.value);
  return typeof name === 'string' ? CONSTRAINTS.has(name) : true;
}
