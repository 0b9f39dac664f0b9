import { detached, mergeContents } from '../../interpreter/content';
import type { Call } from '../../interpreter/machine';
import {
  type Given,
  type Shape,
  type Value,
  contentOf,
  shapeOf,
  summedContent,
  tensor,
  unknown,
  unknownShape,
} from '../../interpreter/values';
import { tensorsOf } from './layers';
import { plain } from './natives';

/** Shapes of the data sets that come with Keras: training inputs and test inputs. */
const DATASETS: Record<string, readonly [readonly (number | null)[], readonly (number | null)[]]> = {
  mnist: [
    [60000, 28, 28],
    [10000, 28, 28],
  ],
  fashion_mnist: [
    [60000, 28, 28],
    [10000, 28, 28],
  ],
  cifar10: [
    [50000, 32, 32, 3],
    [10000, 32, 32, 3],
  ],
  cifar100: [
    [50000, 32, 32, 3],
    [10000, 32, 32, 3],
  ],
  boston_housing: [
    [404, 13],
    [102, 13],
  ],
  california_housing: [
    [null, 8],
    [null, 8],
  ],
};

/** `keras.datasets.mnist.load_data()`: two pairs of arrays. */
export function loadDataset(name: string): Value | undefined {
  const shapes = DATASETS[name];
  if (!shapes) return undefined;
  return {
    kind: 'tuple',
    elements: shapes.map((dims): Value => ({
      kind: 'tuple',
      elements: [tensor({ shape: shapeOf(dims) }), tensor({ shape: shapeOf([dims[0] ?? null]) })],
    })),
  };
}

const SHAPED = new Set(['zeros', 'ones', 'empty', 'full', 'random_sample', 'standard_normal']);

/**
 * Functions of NumPy and TensorFlow on arrays: the shape where it is plain to see, and what the arguments carry.
 * @param name canonical, e.g. `numpy.random.rand` or `tensorflow.reduce_mean`.
 */
export function callArrayFunction(name: string, call: Call): Value {
  const member = name.slice(name.lastIndexOf('.') + 1);
  const given = [...call.positional, ...call.keywords.values()].map((one) => one.value);
  const reduces = REDUCES.test(member);
  const merged = mergeContents(given.map((one) => (reduces ? summedContent(one) : contentOf(one))));
  // An unresolved value that meets a raw prediction in an operation is its target or a mask.
  const whole = merged.rawPrediction ? { ...merged, opaque: false } : merged;
  const content = DETACHES.test(name) ? detached(whole, call.span) : whole;
  const symbolic = given.flatMap(tensorsOf).filter((one) => one.symbolic);
  if (symbolic.length > 0)
    return tensor({
      symbolic: true,
      content,
      producer: { by: member, inputs: symbolic, given: givenBy(name, call) },
      shape: KEEPS_SHAPE.test(member) ? (symbolic[0]?.shape ?? unknownShape) : unknownShape,
    });
  if (reduces)
    return tensor({
      content: { ...content, rawPrediction: false, opaque: merged.opaque && !merged.rawPrediction },
    });
  const first = call.positional[0]?.value;
  const producer =
    first?.kind === 'tensor' && ACTIVATIONS.has(member) ? { by: member, inputs: [first] } : null;
  return tensor({ content, shape: shapeFor(name, member, call), producer });
}

/** What a call was given, to compute it again of other inputs. */
export function givenBy(name: string | null, { positional, keywords, unknownSpread, span }: Call): Given {
  return {
    name: unknownSpread ? 'unknown' : name,
    positional: positional.map(({ value }) => asItIs(value)),
    keywords: new Map([...keywords].map(([key, { value }]) => [key, asItIs(value)])),
    span,
  };
}

/** A list may change after the call; what it held then does not. */
function asItIs(value: Value): Value {
  if (value.kind === 'dict') return unknown;
  if (value.kind === 'tuple') return { ...value, elements: value.elements.map(asItIs) };
  if (value.kind !== 'list') return value;
  const { elements, exact } = value.cell.value;
  return exact ? { kind: 'tuple', elements: elements.map(asItIs) } : unknown;
}

/** Functions whose result has no gradient: NumPy's, and those that stop it or make a number or a new variable of a tensor. */
const DETACHES =
  /^numpy\.|\.(stop_gradient|get_value|convert_to_numpy|get_static_value|device_get)$|^tensorflow\.(compat\.v1\.)?Variable$|^keras\.backend\.eval$/;

const ACTIVATIONS = new Set(['softmax', 'sigmoid', 'log_softmax', 'tanh', 'relu']);
const KEEPS_SHAPE =
  /^(relu|sigmoid|tanh|softmax|exp|log|sqrt|square|abs|negative|cast|identity|stop_gradient|gelu|elu|swish|silu|leaky_relu|dropout|clip_by_value)$/;
const REDUCES =
  /^(reduce_\w+|mean|sum|add_n|average|norm|l2_loss|compute_average_loss|mean_squared_error|scale_regularization_loss)$/;

function shapeFor(name: string, member: string, call: Call): Shape {
  const first =
    call.positional[0]?.value ?? call.keywords.get('shape')?.value ?? call.keywords.get('size')?.value;
  if (name === 'numpy.random.rand' || name === 'numpy.random.randn')
    return fromDims(call.positional.map((one) => plain(one.value)));
  if (
    name.startsWith('numpy.random.') ||
    name.startsWith('tensorflow.random.') ||
    name.startsWith('keras.random.')
  ) {
    const size = call.keywords.get('size')?.value ?? call.keywords.get('shape')?.value;
    const position = name.startsWith('numpy')
      ? member === 'normal' || member === 'uniform' || member === 'randint'
        ? 2
        : member === 'choice'
          ? 1
          : 0
      : 0;
    const dims = plain(size ?? call.positional[position]?.value);
    return Array.isArray(dims) ? fromDims(dims) : typeof dims === 'number' ? fromDims([dims]) : unknownShape;
  }
  if (SHAPED.has(member)) {
    const dims = plain(first);
    return Array.isArray(dims) ? fromDims(dims) : typeof dims === 'number' ? fromDims([dims]) : unknownShape;
  }
  if (member === 'expand_dims' && first?.kind === 'tensor' && first.shape.dims) {
    const axis = plain(call.positional[1]?.value ?? call.keywords.get('axis')?.value);
    if (axis === -1) return shapeOf([...first.shape.dims, 1]);
    if (typeof axis === 'number' && axis >= 0)
      return shapeOf([...first.shape.dims.slice(0, axis), 1, ...first.shape.dims.slice(axis)]);
    return unknownShape;
  }
  if (member === 'reshape') {
    const dims = plain(
      call.positional[1]?.value ?? call.keywords.get('shape')?.value ?? call.keywords.get('newshape')?.value,
    );
    return Array.isArray(dims) ? fromDims(dims) : unknownShape;
  }
  if (
    /^(zeros_like|ones_like|asarray|array|constant|convert_to_tensor|cast|float32|Variable)$/.test(member) ||
    KEEPS_SHAPE.test(member)
  ) {
    if (first?.kind === 'tensor') return first.shape;
    return first ? literalShape(plain(first)) : unknownShape;
  }
  return unknownShape;
}

/** The shape of nested lists of numbers. */
function literalShape(value: unknown): Shape {
  const dims: number[] = [];
  let current: unknown = value;
  while (Array.isArray(current)) {
    dims.push(current.length);
    current = current[0];
  }
  return dims.length > 0 ? shapeOf(dims) : unknownShape;
}

function fromDims(dims: readonly unknown[]): Shape {
  return shapeOf(dims.map((dim) => (typeof dim === 'number' && dim >= 0 ? dim : null)));
}
