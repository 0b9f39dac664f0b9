import type { Localized } from '../../analysis/text/localized';

/** Dimensions without the batch. */
export type Dimensions = readonly number[];

/** Arguments of a layer by Keras' names, completed with Keras' defaults. */
export type Configuration = Readonly<Record<string, unknown>>;

/** Keras' name of an initializer, or its name and arguments as `keras.initializers.serialize` gives them. */
export type Initializer =
  string | { readonly class_name: string; readonly config: Readonly<Record<string, unknown>> };

/** One weight of a layer. */
export interface WeightSpecification {
  /** `kernel`, `bias`, `recurrent`, `embeddings`, …; unlike any other of its layer. */
  readonly role: string;
  /**
   * Which penalty reaches it, as in `PlanPenalty.on`; the role itself when absent. All kernels of an attention
   * have one penalty, and so have both copies that Bidirectional makes.
   */
  readonly penalized?: string;
  readonly shape: Dimensions;
  readonly initializer: Initializer;
  readonly trainable: boolean;
  /** Added after initialization to a part of the weight: LSTM's forget bias. */
  readonly offset?: { readonly from: number; readonly to: number; readonly value: number };
}

/**
 * Masks say which steps of a sequence count. A layer makes one, hands on the one it was given, or ends it, which
 * Keras does too where it warns that "the mask will be destroyed".
 */
export type MaskFate = 'makes' | 'passes' | 'stops' | 'refuses';

/** What the lab knows about one Keras layer, apart from how to run it. */
export interface LayerKind {
  /** Keras' defaults; their keys are the arguments that matter here. */
  readonly defaults: Configuration;
  /** Arguments without a default that give the layer its size. */
  readonly required: readonly string[];
  /** Input has several tensors (a merging layer, an attention). */
  readonly merges?: boolean;
  /** Arguments that change nothing that the lab computes, apart from those every layer has. */
  readonly harmless?: readonly string[];
  /** Arguments of which the lab builds these values only. */
  readonly only?: Readonly<Record<string, readonly unknown[]>>;
  /**
   * @param inputs one shape, or several for a merging layer
   * @throws CannotBuild when the shapes do not fit
   */
  outputShape(inputs: readonly Dimensions[], configuration: Configuration): Dimensions;
  weights?(inputs: readonly Dimensions[], configuration: Configuration): readonly WeightSpecification[];
  /** How often each kernel element is used for one example; 1 when absent. For estimates of time. */
  kernelUses?(inputs: readonly Dimensions[], configuration: Configuration): number;
  /** Steps that run one after another; 1 when absent. For estimates of time. */
  sequentialSteps?(inputs: readonly Dimensions[], configuration: Configuration): number;
  /** What becomes of a mask that comes with the input; it cannot be taken when absent. */
  mask?(configuration: Configuration): MaskFate;
  /** Whether what it computes depends on the mask. */
  readonly usesMask?: boolean;
  /** Why a configuration cannot be built, or null. */
  refuse?(configuration: Configuration): Localized | null;
}

/** Why a model cannot be compared, in words for its reader. */
export class CannotBuild extends Error {
  constructor(readonly reason: Localized) {
    super(reason.en);
  }
}

/** A weight that is trained. @param initializer as the configuration holds it */
export function weight(
  role: string,
  shape: Dimensions,
  initializer: unknown,
  penalized?: string,
): WeightSpecification {
  const common = { role, shape, initializer: initializer as Initializer, trainable: true };
  return penalized === undefined ? common : { ...common, penalized };
}

/** The product of the dimensions. */
export function elementsIn(shape: Dimensions): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}

/** @throws CannotBuild unless the shape has so many dimensions. */
export function requireRank(shape: Dimensions | undefined, rank: number, layer: string): Dimensions {
  if (shape?.length === rank) return shape;
  const found = `(${(shape ?? []).join(', ')})`;
  throw new CannotBuild({
    en: `${layer} needs inputs of ${rank} dimensions beside the batch; here they are ${found}.`,
    zh: `${layer} 的输入除批次外需要 ${rank} 个维度；这里是 ${found}。`,
  });
}

/** Axes by Keras' numbers, where the batch is axis 0, as places in a shape without the batch, in order. */
export function axesOf(written: unknown, rank: number, layer: string): readonly number[] {
  const axes = (Array.isArray(written) ? written : [written]).map((axis) =>
    Number(axis) < 0 ? rank + Number(axis) : Number(axis) - 1,
  );
  if (axes.every((axis) => Number.isInteger(axis) && axis >= 0 && axis < rank)) {
    return [...axes].sort((left, right) => left - right);
  }
  throw new CannotBuild({
    en: `${layer}: axis ${String(written)} is none of an input with ${rank} dimensions beside the batch.`,
    zh: `${layer}：除批次外有 ${rank} 个维度的输入没有轴 ${String(written)}。`,
  });
}

/** A number given once or per axis, as Keras allows: `3` or `[3, 5]`. */
export function perAxis(value: unknown, axes: number): readonly number[] {
  if (Array.isArray(value)) {
    return Array.from({ length: axes }, (_, axis) => Number(value[axis] ?? value[0]));
  }
  return Array.from({ length: axes }, () => Number(value));
}

/** The only input shape of a layer that does not merge. */
export function onlyInput(inputs: readonly Dimensions[]): Dimensions {
  return inputs[0] ?? [];
}
