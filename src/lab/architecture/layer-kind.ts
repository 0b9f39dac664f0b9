import type { Localized } from '../../analysis/text/localized';

/** Dimensions without the batch. */
export type Dimensions = readonly number[];

/** Arguments of a layer by Keras' names, completed with Keras' defaults. */
export type Configuration = Readonly<Record<string, unknown>>;

/** One weight of a layer. */
export interface WeightSpecification {
  /** As in `PlanPenalty.on`: `kernel`, `bias`, `recurrent`, `embeddings`, … */
  readonly role: string;
  readonly shape: Dimensions;
  readonly initializer: string;
  readonly trainable: boolean;
  /** Added after initialization to a part of the weight: LSTM's forget bias. */
  readonly offset?: { readonly from: number; readonly to: number; readonly value: number };
}

/** What the lab knows about one Keras layer, apart from how to run it. */
export interface LayerKind {
  /** Keras' defaults; their keys are the arguments that matter here. */
  readonly defaults: Configuration;
  /** Arguments without a default that give the layer its size. */
  readonly required: readonly string[];
  /** Input has several tensors (a merging layer). */
  readonly merges?: boolean;
  /**
   * @param inputs one shape, or several for a merging layer
   * @throws CannotBuild when the shapes do not fit
   */
  outputShape(inputs: readonly Dimensions[], configuration: Configuration): Dimensions;
  weights?(inputs: readonly Dimensions[], configuration: Configuration): readonly WeightSpecification[];
  /** How often each kernel element is used for one example; 1 when absent. For estimates of time. */
  kernelUses?(inputs: readonly Dimensions[], configuration: Configuration): number;
  /** Steps that run one after another; 1 when absent. For estimates of time. */
  sequentialSteps?(inputs: readonly Dimensions[]): number;
  /** Why a configuration cannot be built, or null. */
  refuse?(configuration: Configuration): Localized | null;
}

/** Why a model cannot be compared, in words for its reader. */
export class CannotBuild extends Error {
  constructor(readonly reason: Localized) {
    super(reason.en);
  }
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
