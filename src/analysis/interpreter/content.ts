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
  /** Steps whose gradients it holds. */
  readonly gradients: readonly { applied: boolean }[];
}

export interface ReadExecution {
  /** Key of the read's place: its start offset. */
  readonly span: Span;
  readonly model: object;
  /** Terms at that time, or null. */
  readonly terms: number | null;
  /** Serial number of the innermost open step or loss evaluation at that time; 0 outside of all. */
  readonly window: number;
  /** Whether all of its terms are in the value, summed; one of them, or a slice, is a part. */
  readonly whole: boolean;
  /** The operation that divided the sum by the number of terms. */
  readonly averaged?: Span;
}

export interface Addition {
  readonly model: object;
  readonly by: 'compute_loss' | 'compiled_loss';
}

export const emptyContent: Content = {
  opaque: false,
  reads: [],
  additions: [],
  fromWeights: false,
  weightsOf: [],
  rawPrediction: false,
  gradients: [],
};
export const opaqueContent: Content = { ...emptyContent, opaque: true };

/** The window of a read whose value was taken out of the computation: it has no gradient in any step. */
const DETACHED = -1;

/** The same value without a gradient: `float(x)`, `x.numpy()`, `stop_gradient(x)`. */
export function detached(content: Content): Content {
  return { ...content, reads: content.reads.map((read) => ({ ...read, window: DETACHED })) };
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
  return {
    opaque: a.opaque || b.opaque,
    reads: union(a.reads, b.reads),
    additions: union(a.additions, b.additions),
    fromWeights: a.fromWeights || b.fromWeights,
    weightsOf: union(a.weightsOf, b.weightsOf),
    rawPrediction: a.rawPrediction || b.rawPrediction,
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
