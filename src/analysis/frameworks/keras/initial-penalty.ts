import type { Value } from '../../interpreter/values';
import type { LayerPenalty } from './penalties';
import { type InitializerNative, type LayerNative, layerOf, nativeOf, plain, plainNumber } from './natives';
import { type InferredWeight } from './shapes';
import { canonical, layerEntry } from './symbols';

/** What an initializer makes of one weight: the expected sums of `|w|` and `w²` over all of its elements. */
export interface Moments {
  readonly absolute: number;
  readonly square: number;
}

/**
 * The penalty's expected value before training; null where the initializer, a shape or the strength is not known.
 * @param weights the layer's, as its shape inference finds them.
 */
export function expectedPenalty(
  penalty: LayerPenalty,
  native: LayerNative,
  weights: readonly InferredWeight[] | null,
): number | null {
  const { kind, l1, l2 } = penalty.resolved.regularizer;
  const { on } = penalty;
  if (!weights || on === 'activity' || l1 === null || l2 === null || !['l1', 'l2', 'l1l2'].includes(kind))
    return null;
  const inner = layerOf(native.arguments.get('layer')?.value) ?? native;
  // Versions of Keras disagree about the fans of these kernels.
  if (inner.hiddenArguments || /Attention$/.test(inner.className ?? '')) return null;
  let total = 0;
  for (const weight of weights.filter((one) => one.penalized === on)) {
    if (!weight.dims.every((dim) => dim !== null)) return null;
    const initializer = initializerOf(inner, on);
    const moments = initializer && momentsOf(initializer, weight.dims, inner, on);
    if (!moments) return null;
    total += l1 * moments.absolute + l2 * moments.square;
  }
  return total;
}

interface Initializer {
  /** In lower case without underscores: `glorotuniform`. */
  readonly name: string;
  /** A parameter's value; undefined where it is not given, null where it is no constant. */
  option(name: string, position: number): number | string | null | undefined;
}

/** The initializer of a layer's weight: the one given, or Keras' default. */
function initializerOf(native: LayerNative, on: string): Initializer | null {
  const given = native.arguments.get(`${on}_initializer`);
  if (given) return initializerIn(given.value);
  const name = defaultInitializer(native.className ?? '', on);
  return name === null ? null : withDefaults(name);
}

const defaultInitializers = new Map<string, string | null>();

/** The name in the layer's own signature. */
function defaultInitializer(className: string, on: string): string | null {
  const key = `${className} ${on}`;
  let name = defaultInitializers.get(key);
  if (name === undefined) {
    const parameters = layerEntry(className)?.entry.parameters ?? '';
    name = new RegExp(`\\b${on}_initializer='(\\w+)'`).exec(parameters)?.[1] ?? null;
    defaultInitializers.set(key, name);
  }
  return name;
}

function initializerIn(value: Value): Initializer | null {
  const name = plain(value);
  if (typeof name === 'string') return withDefaults(name);
  if (value.kind === 'symbol') {
    const known = /^keras\.initializers\.(\w+)$/.exec(canonical(value.name));
    return known ? withDefaults(known[1] as string) : null;
  }
  const native = nativeOf(value);
  return native?.type === 'initializer' && !native.call.unknownSpread ? made(native) : null;
}

function withDefaults(name: string): Initializer {
  return { name: simplified(name), option: () => undefined };
}

function made({ name, call }: InitializerNative): Initializer {
  return {
    name: simplified(name),
    option: (parameter, position) => {
      const given = call.keywords.get(parameter) ?? call.positional[position];
      if (!given) return undefined;
      const value = plain(given.value);
      return typeof value === 'string' ? value : plainNumber(given.value);
    },
  };
}

function simplified(name: string): string {
  return name.replace(/_/g, '').toLowerCase();
}

type Distribution = 'uniform' | 'truncated_normal' | 'untruncated_normal' | 'normal';
interface Scaling {
  readonly scale: number;
  readonly mode: string;
  readonly distribution: Distribution;
}

const SCALINGS: Record<string, Scaling> = {
  glorotuniform: { scale: 1, mode: 'fan_avg', distribution: 'uniform' },
  glorotnormal: { scale: 1, mode: 'fan_avg', distribution: 'truncated_normal' },
  heuniform: { scale: 2, mode: 'fan_in', distribution: 'uniform' },
  henormal: { scale: 2, mode: 'fan_in', distribution: 'truncated_normal' },
  lecununiform: { scale: 1, mode: 'fan_in', distribution: 'uniform' },
  lecunnormal: { scale: 1, mode: 'fan_in', distribution: 'truncated_normal' },
};

/** E|w| of a normal distribution cut at two deviations, in deviations; and its deviation, likewise. */
const CUT_ABSOLUTE = 0.72281;
const CUT_DEVIATION = 0.87962566;

function momentsOf(
  initializer: Initializer,
  dims: readonly number[],
  native: LayerNative,
  on: string,
): Moments | null {
  const size = dims.reduce((product, dim) => product * dim, 1);
  const times = (absolute: number, square: number): Moments => ({
    absolute: absolute * size,
    square: square * size,
  });
  /** A number that the initializer is given, or its default; NaN makes the result unknown. */
  const number = (name: string, position: number, fallback: number): number => {
    const given = initializer.option(name, position);
    return given === undefined ? fallback : typeof given === 'number' ? given : NaN;
  };
  const known = (moments: Moments): Moments | null =>
    Number.isFinite(moments.absolute + moments.square) ? moments : null;
  const scaled = SCALINGS[initializer.name];
  if (scaled) return known(scaledMoments(scaled, dims, times));
  switch (initializer.name) {
    case 'zeros':
    case 'zero':
      return on === 'bias' && isLstm(native) ? forgetBias(native, size) : times(0, 0);
    case 'ones':
    case 'one':
      return times(1, 1);
    case 'constant': {
      const value = number('value', 0, 0);
      return known(times(Math.abs(value), value * value));
    }
    case 'normal':
    case 'randomnormal': {
      const [mean, deviation] = [number('mean', 0, 0), number('stddev', 1, 0.05)];
      return known(times(foldedMean(mean, deviation), mean * mean + deviation * deviation));
    }
    case 'truncatednormal': {
      const [mean, deviation] = [number('mean', 0, 0), number('stddev', 1, 0.05)];
      return mean === 0 ? known(times(CUT_ABSOLUTE * deviation, (CUT_DEVIATION * deviation) ** 2)) : null;
    }
    case 'uniform':
    case 'randomuniform': {
      const [low, high] = [number('minval', 0, -0.05), number('maxval', 1, 0.05)];
      const absolute =
        low < 0 && high > 0 ? (low * low + high * high) / (2 * (high - low)) : Math.abs(low + high) / 2;
      return known(times(absolute, (low * low + low * high + high * high) / 3));
    }
    case 'orthogonal':
      return known(orthogonalMoments(number('gain', 0, 1), dims, size));
    case 'variancescaling': {
      const [mode, distribution] = [initializer.option('mode', 1), initializer.option('distribution', 2)];
      if (mode === null || distribution === null) return null;
      const scaling = {
        scale: number('scale', 0, 1),
        mode: String(mode ?? 'fan_in'),
        distribution: String(distribution ?? 'truncated_normal') as Distribution,
      };
      return known(scaledMoments(scaling, dims, times));
    }
    default:
      return null;
  }
}

function scaledMoments(
  { scale, mode, distribution }: Scaling,
  dims: readonly number[],
  times: (absolute: number, square: number) => Moments,
): Moments {
  const [fanIn, fanOut] = fans(dims);
  const fan = mode === 'fan_in' ? fanIn : mode === 'fan_out' ? fanOut : (fanIn + fanOut) / 2;
  const variance = scale / Math.max(1, fan);
  const deviation = Math.sqrt(variance);
  if (distribution === 'uniform') return times((deviation * Math.sqrt(3)) / 2, variance);
  if (distribution === 'untruncated_normal') return times(deviation * Math.sqrt(2 / Math.PI), variance);
  return times((deviation * CUT_ABSOLUTE) / CUT_DEVIATION, variance);
}

/** What a weight takes and gives, as Keras counts it: a kernel's window multiplies both. */
function fans(dims: readonly number[]): [number, number] {
  if (dims.length < 2) return [dims[0] ?? 1, dims[0] ?? 1];
  const window = dims.slice(0, -2).reduce((product, dim) => product * dim, 1);
  return [(dims.at(-2) as number) * window, (dims.at(-1) as number) * window];
}

/** Rows or columns of length 1, whichever are fewer. */
function orthogonalMoments(gain: number, dims: readonly number[], size: number): Moments {
  const columns = dims.at(-1) ?? 1;
  const rows = size / columns;
  const longer = Math.max(rows, columns);
  const square = gain * gain * Math.min(rows, columns);
  // One coordinate of a unit vector in many dimensions is nearly normal.
  const absolute = Math.abs(gain) * size * Math.sqrt(2 / (Math.PI * longer)) * (1 + 1 / (4 * longer));
  return { absolute, square };
}

/** The mean of |x| for a normal distribution. */
function foldedMean(mean: number, deviation: number): number {
  if (mean === 0 || deviation === 0) return Math.abs(mean) + deviation * Math.sqrt(2 / Math.PI);
  const ratio = mean / deviation;
  return (
    deviation * Math.sqrt(2 / Math.PI) * Math.exp((-ratio * ratio) / 2) +
    mean * errorFunction(ratio / Math.SQRT2)
  );
}

/** Abramowitz and Stegun 7.1.26: to seven digits. */
function errorFunction(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const polynomial =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(x) * (1 - polynomial * Math.exp(-x * x));
}

function isLstm({ className }: LayerNative): boolean {
  return /LSTM/.test(className ?? '');
}

/** An LSTM begins with ones in the forget gate's quarter of its biases. */
function forgetBias(native: LayerNative, size: number): Moments | null {
  const given = plain(native.arguments.get('unit_forget_bias')?.value);
  const isOn = native.arguments.has('unit_forget_bias') ? given : true;
  if (typeof isOn !== 'boolean') return null;
  const ones = isOn ? size / 4 : 0;
  return { absolute: ones, square: ones };
}
