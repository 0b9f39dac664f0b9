import type { EmptyOutcome, EmptyOutcomes, ReductionFact } from '../../facts/facts';
import { elementsOf } from '../../interpreter/assignment';
import type { ReadExecution } from '../../interpreter/content';
import type { BinaryOperands, Call, Machine } from '../../interpreter/machine';
import { foldBinary } from '../../interpreter/operators';
import { type Value, contentOf } from '../../interpreter/values';
import type { Span } from '../../text/span';

/** A list of losses as a whole, or a vector made of it. */
interface Losses {
  readonly read: ReadExecution;
  /** Its length, or null. */
  readonly terms: number | null;
  /** The list as written. */
  readonly span: Span;
}

/** Vectors made of a list of losses, and numbers that count one, by the value that holds them. */
const vectors = new WeakMap<Value, Losses>();
const counts = new WeakMap<Value, Losses>();

interface Operation {
  readonly kind: ReductionFact['kind'];
  readonly whenEmpty: EmptyOutcomes;
}

const everywhere = (outcome: EmptyOutcome): EmptyOutcomes => ({
  tensorflow: outcome,
  jax: outcome,
  torch: outcome,
});

const harmless = everywhere('harmless');
const raises = everywhere('raises');
const notANumber = everywhere('not-a-number');

/** Operations on a list, with what was measured for an empty one. */
const OPERATIONS = new Map<string, Operation>([
  ['builtins.sum', { kind: 'sum', whenEmpty: harmless }],
  ['math.fsum', { kind: 'sum', whenEmpty: harmless }],
  ['tensorflow.reduce_sum', { kind: 'sum', whenEmpty: harmless }],
  ['numpy.sum', { kind: 'sum', whenEmpty: harmless }],
  ['keras.backend.sum', { kind: 'sum', whenEmpty: harmless }],
  ['keras.ops.sum', { kind: 'sum', whenEmpty: { ...harmless, torch: 'raises' } }],
  ['tensorflow.add_n', { kind: 'add-n', whenEmpty: raises }],
  ['tensorflow.accumulate_n', { kind: 'add-n', whenEmpty: raises }],
  ['tensorflow.reduce_mean', { kind: 'mean', whenEmpty: notANumber }],
  ['numpy.mean', { kind: 'mean', whenEmpty: notANumber }],
  ['numpy.average', { kind: 'mean', whenEmpty: notANumber }],
  ['keras.ops.mean', { kind: 'mean', whenEmpty: { ...notANumber, torch: 'raises' } }],
  // Fails on any list, but not on a vector made of one.
  ['keras.backend.mean', { kind: 'mean', whenEmpty: raises }],
  ['keras.ops.average', { kind: 'mean', whenEmpty: notANumber }],
  ['statistics.mean', { kind: 'mean', whenEmpty: raises }],
  ['statistics.fmean', { kind: 'mean', whenEmpty: raises }],
  ['tensorflow.stack', { kind: 'stack', whenEmpty: harmless }],
  ['keras.backend.stack', { kind: 'stack', whenEmpty: harmless }],
  ['keras.ops.stack', { kind: 'stack', whenEmpty: { ...raises, tensorflow: 'harmless' } }],
  ['numpy.stack', { kind: 'stack', whenEmpty: raises }],
  ['jax.numpy.stack', { kind: 'stack', whenEmpty: raises }],
  ['torch.stack', { kind: 'stack', whenEmpty: raises }],
]);

/** Functions that make a vector of a list, beside those that stack it. */
const CONVERSIONS = new Set([
  'tensorflow.convert_to_tensor',
  'tensorflow.constant',
  'numpy.array',
  'numpy.asarray',
  'keras.ops.convert_to_tensor',
  'keras.ops.array',
  'jax.numpy.array',
  'jax.numpy.asarray',
]);

/** Functions that leave a number what it is. */
const CASTS = new Set(['builtins.float', 'builtins.int', 'tensorflow.cast', 'tensorflow.constant', 'numpy.float32', 'keras.ops.cast']); // prettier-ignore

const FOLD = 'functools.reduce';

/** Whether a function makes something of a list of losses, or counts it. @param name canonical */
export function isReduction(name: string): boolean {
  return (
    OPERATIONS.has(name) ||
    CONVERSIONS.has(name) ||
    CASTS.has(name) ||
    name === 'builtins.len' ||
    name === FOLD
  );
}

/** Notes what a call computes of a list of losses, and marks the terms that a mean makes smaller. */
export function observeReduction(machine: Machine, name: string, call: Call, value: Value): Value {
  if (name === FOLD) {
    tellFold(machine, call);
    return value;
  }
  const given = call.positional[0] ?? call.keywords.get('input_tensor') ?? call.keywords.get('inputs');
  if (!given) return value;
  const operation = OPERATIONS.get(name);
  if (operation || CONVERSIONS.has(name)) {
    const vector = vectors.get(given.value);
    const losses = vector ?? lossesIn(given.value, given.valueSpan);
    if (!losses) return value;
    if (!operation) {
      vectors.set(value, losses);
      return value;
    }
    const { kind } = operation;
    // A vector of no elements has a sum and a mean everywhere.
    const whenEmpty = !vector ? operation.whenEmpty : kind === 'mean' ? notANumber : harmless;
    tell(machine, losses, { span: call.span, kind, symbol: name, whenEmpty, argumentSpan: losses.span });
    if (kind === 'stack') vectors.set(value, losses);
    return kind === 'mean' ? averaged(value, losses, call.span) : value;
  }
  if (name === 'builtins.len') {
    const losses = lossesIn(given.value, given.valueSpan);
    if (losses && value.kind === 'constant') return mark({ ...value }, losses);
    return losses ? mark(value, losses) : value;
  }
  const counted = CASTS.has(name) ? counts.get(given.value) : undefined;
  return counted ? mark({ ...value }, counted) : value;
}

/** `functools.reduce(operator.add, model.losses)` fails on an empty list, unless it is given where to begin. */
function tellFold(machine: Machine, call: Call): void {
  const [, given, initial] = call.positional;
  const losses = given ? lossesIn(given.value, given.valueSpan) : null;
  if (!losses) return;
  const whenEmpty = initial ? harmless : raises;
  tell(machine, losses, { span: call.span, kind: 'sum', symbol: FOLD, whenEmpty, argumentSpan: losses.span });
}

function mark(value: Value, losses: Losses): Value {
  counts.set(value, losses);
  return value;
}

/** `sum(model.losses) / len(model.losses)`; undefined for any other operation. */
export function observeDivision(
  machine: Machine,
  operator: string,
  operands: BinaryOperands,
): Value | undefined {
  const losses = operator === '/' ? counts.get(operands.right) : undefined;
  if (!losses) return undefined;
  // The sum of an empty list carries nothing any more.
  const ofLosses = contentOf(operands.left).reads.some((read) => read.model === losses.read.model);
  if (!ofLosses && losses.terms !== 0) return undefined;
  tell(machine, losses, {
    span: operands.span,
    kind: 'divided-by-count',
    symbol: '/',
    whenEmpty: operands.left.kind === 'constant' ? raises : notANumber,
    argumentSpan: operands.leftSpan,
  });
  const { left, right, content } = operands;
  return averaged(foldBinary(machine.store, '/', left, right, content, operands.span), losses, operands.span);
}

function tell(
  machine: Machine,
  losses: Losses,
  operation: Operation & { readonly span: Span; readonly symbol: string; readonly argumentSpan: Span },
): void {
  machine.events.push({
    type: 'reduction',
    ...operation,
    read: losses.read,
    terms: losses.terms,
    guarded: machine.trying > 0,
  });
}

/** The losses in a list that holds nothing else. */
function lossesIn(value: Value, span: Span): Losses | null {
  if (value.kind !== 'list' && value.kind !== 'tuple') return null;
  const { elements, exact } = elementsOf(value);
  const reads = elements.map((one) => (one.kind === 'tensor' ? one.content.reads : []));
  const origin = value.kind === 'list' ? value.origin : undefined;
  const read = origin ?? reads[0]?.[0];
  if (!read || !reads.every((some) => some.length === 1 && some[0]?.span === read.span)) return null;
  return { read, terms: exact ? elements.length : null, span };
}

/** A value whose terms of these losses are divided by their number. */
function averaged(value: Value, { read }: Losses, span: Span): Value {
  if (value.kind !== 'tensor' && value.kind !== 'unknown') return value;
  const reads = value.content.reads.map((one) =>
    one.model === read.model ? { ...one, averaged: span } : one,
  );
  return { ...value, content: { ...value.content, reads } };
}
