import { type BinaryOperands, type Call, type Machine, argument } from '../../interpreter/machine';
import { type Content, type Mark, marked } from '../../interpreter/content';
import { foldBinary } from '../../interpreter/operators';
import { type Value, contentOf } from '../../interpreter/values';
import type { Span } from '../../text/span';
import { plain, plainNumber } from './natives';

/** Euclidean norms of a whole tensor, with the names of what they measure by default and may be told to. */
const NORMS = new Map<string, readonly unknown[]>([
  ['tensorflow.norm', ['euclidean', 'fro', 2]],
  ['tensorflow.linalg.norm', ['euclidean', 'fro', 2]],
  ['keras.ops.norm', [null, 'fro']],
  ['keras.ops.linalg.norm', [null, 'fro']],
  ['numpy.linalg.norm', [null, 'fro']],
  ['jax.numpy.linalg.norm', [null, 'fro']],
]);
const SQUARES = new Set(['tensorflow.square', 'tensorflow.math.square', 'keras.ops.square', 'keras.backend.square', 'numpy.square', 'jax.numpy.square']); // prettier-ignore
const POWERS = new Set(['tensorflow.pow', 'tensorflow.math.pow', 'keras.ops.power', 'keras.backend.pow', 'numpy.power']); // prettier-ignore

/** @param name canonical */
export function isNormOrSquare(name: string): boolean {
  return NORMS.has(name) || SQUARES.has(name) || POWERS.has(name);
}

/** Marks the norm of weights, until it is squared. @param name canonical */
export function observeNorm(_: Machine, name: string, call: Call, value: Value): Value {
  const orders = NORMS.get(name);
  if (orders) {
    const given = call.positional[0] ?? call.keywords.get('x') ?? call.keywords.get('tensor');
    const order = argument(call, 1, 'ord');
    const axis = call.positional[2] ?? call.keywords.get('axis');
    const whole = !axis || plain(axis.value) === null;
    const euclidean = !order || orders.includes(plain(order.value));
    if (!given || !whole || !euclidean || call.unknownSpread || !isOfWeights(contentOf(given.value)))
      return value;
    return withContent(value, (content) => marked(content, normAt(call.span)));
  }
  const squares = SQUARES.has(name) || (POWERS.has(name) && plainNumber(call.positional[1]?.value) === 2);
  return squares ? withContent(value, squared) : value;
}

const norms = new WeakMap<Span, Mark>();

/** One mark for all executions of a call, so that a loop's passes give the same value. */
function normAt(span: Span): Mark {
  const known = norms.get(span) ?? { kind: 'norm', span };
  norms.set(span, known);
  return known;
}

/** `norm ** 2` and `norm * norm`; undefined for any other operation. */
export function observeSquare(
  machine: Machine,
  operator: string,
  operands: BinaryOperands,
): Value | undefined {
  const { left, right, content } = operands;
  if (!hasNorm(contentOf(left))) return undefined;
  const isSquare =
    (operator === '**' && plainNumber(right) === 2) || (operator === '*' && hasNorm(contentOf(right)));
  return isSquare
    ? foldBinary(machine.store, operator, left, right, squared(content), operands.span)
    : undefined;
}

function hasNorm({ marks }: Content): boolean {
  return marks.some(({ kind }) => kind === 'norm');
}

function squared(content: Content): Content {
  return hasNorm(content)
    ? { ...content, marks: content.marks.filter(({ kind }) => kind !== 'norm') }
    : content;
}

/** Weights and nothing else: no outputs, no gradients. */
function isOfWeights({ fromWeights, opaque, rawPrediction, predictions, gradients }: Content): boolean {
  return fromWeights && !opaque && !rawPrediction && predictions.length === 0 && gradients.length === 0;
}

function withContent(value: Value, change: (content: Content) => Content): Value {
  return value.kind === 'tensor' || value.kind === 'unknown'
    ? { ...value, content: change(value.content) }
    : value;
}
