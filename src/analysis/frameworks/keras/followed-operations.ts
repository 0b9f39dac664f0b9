import type { ConstantValue } from '../../facts/facts';
import type { FollowedPass } from '../../interpreter/followed';
import { type BinaryOperands, type Call, argument } from '../../interpreter/machine';
import { type Shape, type TensorValue, type Value, shapeOf, unknownShape } from '../../interpreter/values';
import { blocked, emit, lose } from './following';
import { plain } from './natives';

/** The layer that does what an operation does, for one or more tensors. */
interface Equivalent {
  readonly type: string;
  readonly given: Readonly<Record<string, ConstantValue>>;
  readonly inputs: readonly TensorValue[];
  readonly shape: Shape;
}

/** `left operator right` where one of them is a known tensor of a pass; undefined where none is. */
export function followOperator(
  pass: FollowedPass,
  operator: string,
  { left, right, span }: Pick<BinaryOperands, 'left' | 'right' | 'span'>,
): Value | undefined {
  if (![left, right].some((one) => isKnown(pass, one))) return undefined;
  const found = operatorAsLayer(pass, operator, left, right);
  if (found) return follow(pass, found, span);
  const open = [left, right].some((one) => one.kind !== 'constant' && !isKnown(pass, one));
  return open ? blocked(pass, operator, span) : lose(pass, 'operation', operator, span);
}

function follow(pass: FollowedPass, { type, given, inputs, shape }: Equivalent, span: Call['span']): Value {
  return emit(pass, { layer: null, type, given }, inputs, shape, span);
}

function isKnown(pass: FollowedPass, value: Value | undefined): value is TensorValue {
  return value?.kind === 'tensor' && pass.made.has(value);
}

const OPERATORS: Readonly<Record<string, string>> = { '+': 'Add', '-': 'Subtract', '*': 'Multiply' };

function operatorAsLayer(pass: FollowedPass, operator: string, left: Value, right: Value): Equivalent | null {
  const merged = OPERATORS[operator];
  if (isKnown(pass, left) && isKnown(pass, right)) return merged ? merge(merged, [left, right]) : null;
  const tensor = isKnown(pass, left) ? left : isKnown(pass, right) ? right : null;
  const number = plain(tensor === left ? right : left);
  if (!tensor || typeof number !== 'number') return null;
  if (operator === '**' && tensor === left && number === 2) return merge('Multiply', [tensor, tensor]);
  const scaled = scaling(operator, number, tensor === left);
  return scaled && { type: 'Rescaling', given: scaled, inputs: [tensor], shape: tensor.shape };
}

/** `x * scale + offset` for a number on one side of an operator. */
function scaling(
  operator: string,
  number: number,
  tensorFirst: boolean,
): { scale: number; offset: number } | null {
  switch (operator) {
    case '+':
      return { scale: 1, offset: number };
    case '-':
      return tensorFirst ? { scale: 1, offset: -number } : { scale: -1, offset: number };
    case '*':
      return { scale: number, offset: 0 };
    case '/':
      return tensorFirst && number !== 0 ? { scale: 1 / number, offset: 0 } : null;
    default:
      return null;
  }
}

function merge(type: string, inputs: readonly TensorValue[]): Equivalent {
  const [first] = inputs as [TensorValue];
  return {
    type,
    given: {},
    inputs,
    shape: inputs.every((one) => one === first) ? first.shape : rankOnly(inputs),
  };
}

/** Of tensors that may be stretched along an axis only equal dimensions are known. */
function rankOnly(inputs: readonly TensorValue[]): Shape {
  const [first, ...rest] = inputs.map(({ shape }) => shape.dims);
  if (!first || rest.some((dims) => dims?.length !== first.length)) return unknownShape;
  return shapeOf(first.map((dim, axis) => (rest.every((dims) => dims?.[axis] === dim) ? dim : null)));
}

const FUNCTIONS =
  /^(tensorflow(\.math|\.nn|\.compat\.v[12](\.math|\.nn)?)?|keras\.(ops|ops\.nn|ops\.numpy|backend|activations|random))\.(\w+)$/;

const RANDOM = /\brandom\.\w+$/;

/** A function on a known tensor of a pass; undefined for functions of something else. */
export function followOperation(pass: FollowedPass, name: string, call: Call): Value | undefined {
  const given = [...call.positional, ...call.keywords.values()].flatMap(({ value }) => tensorsIn(value));
  if (!given.some((one) => isKnown(pass, one))) {
    if (RANDOM.test(name)) lose(pass, 'operation', name, call.span);
    return undefined;
  }
  const member = FUNCTIONS.exec(name)?.at(-1);
  if (member === undefined)
    return name.startsWith('keras.layers.') ? undefined : lose(pass, 'operation', name, call.span);
  const found = call.unknownSpread ? null : functionAsLayer(pass, name, member, call);
  if (found === 'training') return lose(pass, 'training', name, call.span);
  if (found === null) return lose(pass, 'operation', name, call.span);
  return 'kind' in found ? found : follow(pass, found, call.span);
}

function tensorsIn(value: Value): readonly Value[] {
  if (value.kind === 'tuple') return value.elements;
  return value.kind === 'list' && value.cell.value.exact ? value.cell.value.elements : [value];
}

function functionAsLayer(
  pass: FollowedPass,
  name: string,
  member: string,
  call: Call,
): Equivalent | TensorValue | 'training' | null {
  const first = call.positional[0]?.value ?? [...call.keywords.values()][0]?.value;
  if (!first) return null;
  const several = tensorsIn(first);
  const merged = MERGES[member];
  if (merged && several.length > 1 && several.every((one) => isKnown(pass, one)))
    return onlyGiven(call, 1) ? merge(merged, several) : null;
  if (/^concat(enate)?$/.test(member) && several.every((one) => isKnown(pass, one)))
    return concatenation(call, several, name.startsWith('keras'));
  if (!isKnown(pass, first)) return null;
  const second = call.positional[1]?.value;
  const operator = TWO_OPERANDS[member];
  if (operator && second && onlyGiven(call, 2)) return operatorAsLayer(pass, operator, first, second);
  if (merged && second && isKnown(pass, second) && onlyGiven(call, 2)) return merge(merged, [first, second]);
  // `keras.ops.gelu` approximates unless it is told not to.
  if (member === 'gelu') {
    const approximate =
      plain((call.positional[1] ?? call.keywords.get('approximate'))?.value) ?? name.includes('.ops.');
    const given = { activation: 'gelu' };
    return approximate === false ? { type: 'Activation', given, inputs: [first], shape: first.shape } : null;
  }
  const activation = ACTIVATIONS.has(member) ? (SAME_ACTIVATION[member] ?? member) : null;
  if (activation !== null)
    return onlyGiven(call, 1, /^(axis|dim|name)$/) && lastAxis(call)
      ? { type: 'Activation', given: { activation }, inputs: [first], shape: first.shape }
      : null;
  switch (member) {
    case 'identity':
    case 'convert_to_tensor':
    case 'cast':
      return isFloat(second ?? call.keywords.get('dtype')?.value) ? first : null;
    case 'leaky_relu':
      return leakyRelu(call, first);
    case 'square':
      return merge('Multiply', [first, first]);
    case 'negative':
      return { type: 'Rescaling', given: { scale: -1, offset: 0 }, inputs: [first], shape: first.shape };
    case 'batch_flatten':
      return { type: 'Flatten', given: {}, inputs: [first], shape: unknownShape };
    case 'reshape':
      return reshaped(first, second ?? (call.keywords.get('shape') ?? call.keywords.get('newshape'))?.value);
    case 'expand_dims':
    case 'squeeze':
      return withAxis(member, first, plain(second ?? call.keywords.get('axis')?.value));
    case 'transpose':
    case 'permute_dimensions':
      return permuted(
        first,
        plain(
          second ??
            (call.keywords.get('perm') ?? call.keywords.get('axes') ?? call.keywords.get('pattern'))?.value,
        ),
      );
    case 'reduce_mean':
    case 'mean':
      return pooled('Average', call, first);
    case 'reduce_max':
    case 'max':
      return pooled('Max', call, first);
    case 'dropout':
      return dropout(pass, call, first);
    default:
      return null;
  }
}

const MERGES: Readonly<Record<string, string>> = { add_n: 'Add', maximum: 'Maximum', minimum: 'Minimum' };
const TWO_OPERANDS: Readonly<Record<string, string>> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  divide: '/',
  truediv: '/',
  pow: '**',
};
const ACTIVATIONS = new Set(
  'relu relu6 sigmoid tanh softmax log_softmax elu selu softplus softsign silu swish exp exponential hard_sigmoid hard_tanh mish'.split(
    ' ',
  ),
);
const SAME_ACTIVATION: Readonly<Record<string, string>> = { exp: 'exponential' };

/** Whether nothing beside so many positional arguments is given, a name for the operation left out. */
function onlyGiven(call: Call, positional: number, keywords = /^name$/): boolean {
  return (
    call.positional.length <= positional && [...call.keywords.keys()].every((name) => keywords.test(name))
  );
}

function lastAxis(call: Call): boolean {
  const axis = call.keywords.get('axis') ?? call.keywords.get('dim');
  return !axis || plain(axis.value) === -1;
}

function isFloat(type: Value | undefined): boolean {
  if (type === undefined) return true;
  const name = type.kind === 'symbol' ? type.name : plain(type);
  return typeof name === 'string' && /(^|\.)float(16|32|64|x)?$/.test(name);
}

function concatenation(call: Call, inputs: readonly TensorValue[], byKeras: boolean): Equivalent | null {
  const axis = plain(argument(call, 1, 'axis')?.value) ?? (byKeras ? -1 : undefined);
  if (typeof axis !== 'number' || axis === 0) return null;
  return { type: 'Concatenate', given: { axis }, inputs, shape: joined(inputs, axis) };
}

function joined(inputs: readonly TensorValue[], axis: number): Shape {
  const all = inputs.map(({ shape }) => shape.dims);
  const [first] = all;
  if (!first) return unknownShape;
  const place = axis < 0 ? first.length + axis : axis;
  const sum = all.reduce<number | null>((total, dims) => {
    const dim = dims?.[place] ?? null;
    return total === null || dim === null ? null : total + dim;
  }, 0);
  return shapeOf(first.map((dim, index) => (index === place ? sum : dim)));
}

function leakyRelu(call: Call, first: TensorValue): Equivalent | null {
  const slope =
    plain((call.positional[1] ?? call.keywords.get('alpha') ?? call.keywords.get('negative_slope'))?.value) ??
    0.2;
  if (typeof slope !== 'number') return null;
  return { type: 'LeakyReLU', given: { negative_slope: slope }, inputs: [first], shape: first.shape };
}

/** The batch stays as it is: its place holds -1, or a number that is not known, such as `tf.shape(x)[0]`. */
function reshaped(first: TensorValue, target: Value | undefined): Equivalent | null {
  const elements =
    target?.kind === 'tuple'
      ? target.elements
      : target?.kind === 'list' && target.cell.value.exact
        ? target.cell.value.elements
        : null;
  if (!elements || elements.length < 2) return null;
  const [batch, ...rest] = elements.map(plain);
  if (!rest.every((one): one is number => typeof one === 'number')) return null;
  // Beside a -1 of its own, an unknown batch could be any number.
  if (typeof batch === 'number' ? batch !== -1 : batch === null ? false : rest.includes(-1)) return null;
  return reshapeTo(first, rest);
}

function reshapeTo(first: TensorValue, target: readonly number[]): Equivalent {
  const dims = target.map((dim) => (dim === -1 ? null : dim));
  return {
    type: 'Reshape',
    given: { target_shape: target },
    inputs: [first],
    shape: shapeOf([null, ...dims]),
  };
}

function withAxis(member: string, first: TensorValue, axis: unknown): Equivalent | null {
  const dims = first.shape.dims?.slice(1);
  if (typeof axis !== 'number' || !dims?.every((dim) => dim !== null)) return null;
  const size = dims.length + (member === 'expand_dims' ? 1 : 0);
  const place = axis < 0 ? size + axis : axis - 1;
  if (place < 0 || place >= size) return null;
  if (member === 'expand_dims') return reshapeTo(first, [...dims.slice(0, place), 1, ...dims.slice(place)]);
  return dims[place] === 1 ? reshapeTo(first, [...dims.slice(0, place), ...dims.slice(place + 1)]) : null;
}

function permuted(first: TensorValue, axes: unknown): Equivalent | null {
  if (!Array.isArray(axes) || axes[0] !== 0 || !axes.every((axis) => typeof axis === 'number')) return null;
  const dims = axes.slice(1) as number[];
  const from = first.shape.dims;
  const shape = from ? shapeOf(axes.map((axis: number) => from[axis] ?? null)) : unknownShape;
  return { type: 'Permute', given: { dims }, inputs: [first], shape };
}

/** A mean or maximum over all places of a sequence or an image. */
function pooled(kind: 'Average' | 'Max', call: Call, first: TensorValue): Equivalent | null {
  const axis = plain((call.positional[1] ?? call.keywords.get('axis'))?.value);
  const keeps = plain((call.positional[2] ?? call.keywords.get('keepdims'))?.value) ?? false;
  const { dims } = first.shape;
  const axes = JSON.stringify(Array.isArray(axis) ? axis : [axis]);
  const sides =
    dims?.length === 3 && ['[1]', '[-2]'].includes(axes) ? 1 : dims?.length === 4 && axes === '[1,2]' ? 2 : 0;
  if (!dims || sides === 0 || typeof keeps !== 'boolean') return null;
  const places = keeps ? dims.slice(1, -1).map(() => 1) : [];
  return {
    type: `Global${kind}Pooling${sides}D`,
    given: { keepdims: keeps },
    inputs: [first],
    shape: shapeOf([dims[0] ?? null, ...places, dims.at(-1) ?? null]),
  };
}

/** Dropout by hand drops always; only where it is left out of the pass in use is it what the layer does. */
function dropout(pass: FollowedPass, call: Call, first: TensorValue): Equivalent | 'training' | null {
  const rate = plain((call.positional[1] ?? call.keywords.get('rate') ?? call.keywords.get('level'))?.value);
  if (typeof rate !== 'number') return null;
  if (!pass.training) return 'training';
  return { type: 'Dropout', given: { rate }, inputs: [first], shape: first.shape };
}
