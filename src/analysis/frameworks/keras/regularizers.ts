import { classMember } from '../../interpreter/classes';
import { type Call, type Machine, argument } from '../../interpreter/machine';
import { type ArgumentValue, type InstanceValue, type Value, unknown } from '../../interpreter/values';
import type { Span } from '../../text/span';
import type { OrthogonalSetting, RegularizerNative } from './natives';
import { nativeOf, plain, plainNumber } from './natives';
import { canonical } from './symbols';

/** Keras' default strength of L1 and L2, and of the orthogonal regularizer. */
const DEFAULT_STRENGTH = 0.01;

interface Regularization {
  readonly kind: RegularizerNative['kind'] | 'unknown';
  readonly l1: number | null;
  readonly l2: number | null;
  readonly orthogonal?: OrthogonalSetting;
  readonly span: Span;
  readonly strengthSpan: Span | null;
}

/** What an argument such as `kernel_regularizer=…` gives a layer. */
export type Resolved =
  { readonly present: 'yes' | 'maybe'; readonly regularizer: Regularization } | { readonly present: 'no' };

/**
 * The instance that `keras.regularizers.L2(0.01)` makes, or what `keras.regularizers.get(…)` is given.
 * @param member the name as spelled, without module. Undefined for anything that makes no regularizer.
 */
export function callRegularizers(
  machine: Machine,
  member: string,
  call: Call,
  version: 2 | 3 | null,
): Value | undefined {
  if (member === 'get') return argument(call, 0, 'identifier')?.value ?? unknown;
  const native = regularizerFrom(member, call, version);
  if (!native) return undefined;
  const regularizer: InstanceValue = {
    kind: 'instance',
    class: null,
    site: call.span,
    attributes: new Map(),
    native,
  };
  machine.events.push({ type: 'regularizer', name: member, call, regularizer });
  return regularizer;
}

function regularizerFrom(member: string, call: Call, version: 2 | 3 | null): RegularizerNative | null {
  const strength = (position: number, name: string, fallback: number | null) => {
    const given =
      argument(call, position, name) ??
      (name !== 'l' && !member.includes('_') ? call.keywords.get('l') : undefined);
    if (!given) return { value: call.unknownSpread ? null : fallback, span: null };
    if (given.value.kind === 'constant' && given.value.value === null) return { value: fallback, span: null };
    return {
      value: plainNumber(given.value),
      span: given.value.kind === 'constant' ? given.value.span : null,
    };
  };
  const make = (
    kind: RegularizerNative['kind'],
    l1: number | null,
    l2: number | null,
    strengthSpan: Span | null,
  ): RegularizerNative => ({ type: 'regularizer', kind, l1, l2, span: call.span, strengthSpan });
  switch (member) {
    case 'l1':
    case 'L1': {
      const l1 = strength(0, 'l1', DEFAULT_STRENGTH);
      return make('l1', l1.value, 0, l1.span);
    }
    case 'l2':
    case 'L2': {
      const l2 = strength(0, 'l2', DEFAULT_STRENGTH);
      return make('l2', 0, l2.value, l2.span);
    }
    case 'l1_l2':
    case 'l1l2':
    case 'L1L2': {
      // The lower-case function defaults to 0.01 in Keras 2 and to 0 in Keras 3.
      const fallback = member === 'L1L2' || version === 3 ? 0 : version === 2 ? DEFAULT_STRENGTH : null;
      const [l1, l2] = [strength(0, 'l1', fallback), strength(1, 'l2', fallback)];
      return make('l1l2', l1.value, l2.value, l2.value === 0 ? l1.span : l2.span);
    }
    case 'OrthogonalRegularizer':
    case 'orthogonal_regularizer':
      return {
        ...make('orthogonal', null, null, null),
        orthogonal: {
          factor: strength(0, 'factor', DEFAULT_STRENGTH).value,
          mode: orthogonalMode(argument(call, 1, 'mode'), call.unknownSpread),
        },
      };
    default:
      return null;
  }
}

function orthogonalMode(given: ArgumentValue | undefined, open: boolean): OrthogonalSetting['mode'] {
  if (!given) return open ? null : 'rows';
  const mode = plain(given.value);
  return mode === 'rows' || mode === 'columns' ? mode : null;
}

function withoutStrength({ orthogonal: _, ...regularizer }: Regularization): Regularization {
  return { ...regularizer, l1: null, l2: null };
}

/** Resolves the value of a regularizer argument: an object, a string, a class, a function of the file, or None. */
export function resolveRegularizer(given: ArgumentValue | undefined, version: 2 | 3 | null): Resolved {
  if (!given) return { present: 'no' };
  return resolveValue(given.value, given, version);
}

function resolveValue(value: Value, given: ArgumentValue, version: 2 | 3 | null): Resolved {
  const found = (
    kind: Regularization['kind'],
    l1: number | null = null,
    l2: number | null = null,
    present: 'yes' | 'maybe' = 'yes',
  ): Resolved => ({
    present,
    regularizer: { kind, l1, l2, span: given.valueSpan, strengthSpan: null },
  });
  if (value.kind === 'constant') {
    if (value.value === null || value.value === false) return { present: 'no' };
    switch (value.value) {
      case 'l1':
      case 'L1':
        return found('l1', DEFAULT_STRENGTH, 0);
      case 'l2':
      case 'L2':
        return found('l2', 0, DEFAULT_STRENGTH);
      case 'L1L2':
      case 'l1l2':
        return found('l1l2', 0, 0);
      // Keras 3 refuses it.
      case 'l1_l2':
        return found('l1l2', DEFAULT_STRENGTH, DEFAULT_STRENGTH);
      case 'OrthogonalRegularizer':
      case 'orthogonal_regularizer':
        return {
          present: 'yes',
          regularizer: {
            kind: 'orthogonal',
            l1: null,
            l2: null,
            orthogonal: { factor: DEFAULT_STRENGTH, mode: 'rows' },
            span: given.valueSpan,
            strengthSpan: null,
          },
        };
      default:
        return found('unknown', null, null, 'maybe');
    }
  }
  const native = nativeOf(value);
  if (native?.type === 'regularizer')
    return {
      present: 'yes',
      regularizer: {
        kind: native.kind,
        l1: native.l1,
        l2: native.l2,
        ...(native.orthogonal ? { orthogonal: native.orthogonal } : {}),
        span: native.span,
        strengthSpan: native.strengthSpan,
      },
    };
  if (value.kind === 'function' || (value.kind === 'method' && value.function !== null))
    return found('custom');
  // Anything with `__call__`, and a class of it, which is made into an object.
  const owner = value.kind === 'class' ? value : value.kind === 'instance' ? value.class : null;
  if (owner && classMember(owner, '__call__')?.kind === 'function') return found('custom');
  // A configuration: `{'class_name': 'L2', 'config': {…}}`.
  if (value.kind === 'dict' && value.cell.value.entries.has('class_name')) return found('custom');
  if (value.kind === 'symbol') {
    const member = canonical(value.name).replace(/^keras\.regularizers\./, '');
    // Keras 3 makes an object of the class; Keras 2 fails when it builds the layer.
    if (member === 'l1' || member === 'L1') return found('l1', DEFAULT_STRENGTH, 0);
    if (member === 'l2' || member === 'L2') return found('l2', 0, DEFAULT_STRENGTH);
    if (member === 'L1L2' || member === 'l1_l2') return found('l1l2', 0, 0);
  }
  if (value.kind === 'join') {
    const all = value.alternatives.map((one) => resolveValue(one, given, version));
    const [first] = all.flatMap((one) => (one.present === 'no' ? [] : [one]));
    if (!first) return { present: 'no' };
    if (all.every((one) => one.present === 'yes'))
      return { present: 'yes', regularizer: withoutStrength(first.regularizer) };
    return { present: 'maybe', regularizer: { ...first.regularizer } };
  }
  return found('unknown', null, null, 'maybe');
}
