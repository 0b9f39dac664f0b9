import type { Span } from '../text/span';

/**
 * What a value carries that may matter to a loss. Frameworks fill it; the interpreter only merges it.
 * The objects inside are compared by identity.
 */
export interface Content {
  /** True when something unresolved is in it, which might hold a penalty. */
  readonly opaque: boolean;
  /** Executions of reads of `.losses` whose terms are in it. */
  readonly reads: readonly ReadExecution[];
  /** Penalties that a framework function added by itself (`compute_loss`). */
  readonly additions: readonly Addition[];
  /** Computed from weights directly, as a hand-written penalty is. */
  readonly fromWeights: boolean;
  /** Holds the weights of these models: what gradients are taken with respect to. */
  readonly weightsOf: readonly object[];
  /** An output of a model, not yet reduced to a loss: an unresolved value it meets is a target, no penalty. */
  readonly rawPrediction: boolean;
  /** Models whose outputs it is computed from. */
  readonly predictions: readonly object[];
  readonly marks: readonly Mark[];
  /** Steps whose gradients it holds. */
  readonly gradients: readonly { applied: boolean; by?: object }[];
}

/**
 * What happened to a loss on its way: `scaled` for mixed precision; `added-after-scaling` where a penalty joined it later;
 * `averaged` over the global batch of a distribution
 * strategy; `per-replica` where the number of its replicas is in it; `norm` where it holds a norm of weights, not squared; `noise` for random numbers, `noisy` for data with such on them.
 */
export interface Mark {
  readonly kind: 'scaled' | 'added-after-scaling' | 'averaged' | 'per-replica' | 'norm' | 'noise' | 'noisy';
  readonly span: Span;
}

export interface ReadExecution {
  /** Key of the read's place: its start offset. */
  readonly span: Span;
  readonly model: object;
  /** Terms at that time, or null. */
  readonly terms: number | null;
  /** When it ran, by the machine's clock. */
  readonly time: number;
  /** Whether all of its terms are in the value, summed; one of them, or a slice, is a part. */
  readonly whole: boolean;
  /** The operation that divided the sum by the number of terms. */
  readonly averaged?: Span;
  /** What took its value out of the computation, so that it has no gradient in any step; null otherwise. */
  readonly detachedBy: Span | null;
  /** Read where a framework differentiates with respect to other tensors than the stored weights. */
  readonly untraced: boolean;
  /** Divided by the number of replicas of a distribution strategy. */
  readonly perReplica: boolean;
  /** One of all its terms, which a loop adds one after the other. */
  readonly share?: boolean;
  /** Multiplied or divided by something. */
  readonly scaled?: boolean;
  /** Whether the value holds it twice; `maybe` where it is more, or less by a scale. */
  readonly repeated?: 'yes' | 'maybe';
}

export interface Addition {
  readonly model: object;
  readonly by: 'compute_loss' | 'compiled_loss' | 'stateless_call';
  /** The call that adds it. */
  readonly span: Span;
}

export const emptyContent: Content = {
  opaque: false,
  reads: [],
  additions: [],
  fromWeights: false,
  weightsOf: [],
  rawPrediction: false,
  predictions: [],
  marks: [],
  gradients: [],
};
export const opaqueContent: Content = { ...emptyContent, opaque: true };

/** The same value without a gradient: `float(x)`, `x.numpy()`, `stop_gradient(x)` at a place. */
export function detached(content: Content, by: Span): Content {
  const { reads, additions, predictions } = content;
  if (reads.length === 0 && additions.length === 0 && predictions.length === 0) return content;
  return {
    ...content,
    predictions: [],
    additions: [],
    opaque: content.opaque || additions.length > 0,
    reads: reads.map((read) => ({ ...read, detachedBy: read.detachedBy ?? by })),
  };
}

/** The same value with one more thing that happened to it. */
export function marked(content: Content, mark: Mark): Content {
  return { ...content, marks: [...content.marks, mark] };
}

/**
 * What the result of an operation on two values carries.
 * @param repeatedSince when the innermost loop began: what was read before it may be added any number of times.
 */
export function operandContents(
  operator: string,
  left: Content,
  right: Content,
  span: Span,
  repeatedSince: number,
): Content {
  const merged = mergeTwo(left, right);
  if (operator === '*' || operator === '/')
    return merged.reads.some((read) => read.whole && !read.scaled)
      ? { ...merged, reads: merged.reads.map((read) => ({ ...read, scaled: true })) }
      : merged;
  if (operator !== '+') return merged;
  const [scaled, other] = isScaled(left) ? [left, right] : [right, left];
  const sum = { ...merged, reads: addedReads(left.reads, right.reads, repeatedSince) };
  return isScaled(scaled) && !isScaled(other) && other.reads.length > 0
    ? marked(sum, { kind: 'added-after-scaling', span })
    : sum;
}

/** The reads in a sum; one that is in both operands is in it twice. */
function addedReads(
  left: Content['reads'],
  right: Content['reads'],
  repeatedSince: number,
): Content['reads'] {
  // A loop over the terms adds one after the other: each has the same read.
  const twin = (read: ReadExecution, others: Content['reads']): ReadExecution | undefined =>
    read.whole || read.time >= repeatedSince
      ? others.find((one) => one.time === read.time && one.span === read.span)
      : undefined;
  if (!left.some((read) => twin(read, right))) return union(left, right);
  const added = left.map((read): ReadExecution => {
    const other = twin(read, right);
    if (!other) return read;
    const plain = ![read, other].some(
      (one) => !(one.whole || one.share) || one.scaled || one.repeated || one.time < repeatedSince,
    );
    return { ...read, repeated: plain ? 'yes' : 'maybe' };
  });
  return union(
    added,
    right.filter((read) => !twin(read, left)),
  );
}

function isScaled({ marks }: Content): boolean {
  return marks.some((one) => one.kind === 'scaled');
}

/** Everything that is in any of them. */
export function mergeContents(contents: readonly Content[]): Content {
  let result = emptyContent;
  for (const content of contents)
    result = result === emptyContent || result === content ? content : mergeTwo(result, content);
  return result;
}

function mergeTwo(a: Content, b: Content): Content {
  if (b === emptyContent) return a;
  if (a === emptyContent) return b;
  return {
    opaque: a.opaque || b.opaque,
    reads: union(a.reads, b.reads),
    additions: union(a.additions, b.additions),
    fromWeights: a.fromWeights || b.fromWeights,
    weightsOf: union(a.weightsOf, b.weightsOf),
    rawPrediction: a.rawPrediction || b.rawPrediction,
    predictions: union(a.predictions, b.predictions),
    marks: union(a.marks, b.marks),
    gradients: union(a.gradients, b.gradients),
  };
}

/** Past this many entries a content says nothing useful any more, and merging would cost too much. */
const MOST_ENTRIES = 32;

function union<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  if (b.length === 0 || a === b) return a;
  if (a.length === 0) return b;
  const added = b.filter((one) => !a.includes(one));
  return added.length === 0 ? a : [...a, ...added].slice(0, MOST_ENTRIES);
}
