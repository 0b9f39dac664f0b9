import type { ModelFact, Shape } from '../../analysis/facts/facts';
import type { Localized } from '../../analysis/text/localized';
import { layerKinds } from '../architecture/index';
import { CannotBuild, type Dimensions } from '../architecture/layer-kind';
import type { PlanLayer } from '../plan';
import type { PlannedLayer } from './layers';
import { filled } from './words';

/** Shapes of a model: what each layer gives, by name; `input` for the model's input. */
export type ShapesByName = ReadonlyMap<string, Dimensions>;

/**
 * The model's input shape, from the code, the data or assumed, with the shapes that follow from it.
 *
 * @param given by the data, where those are the reader's
 * @throws CannotBuild when no input shape fits the layers
 */
export function findShapes(
  model: ModelFact,
  layers: readonly PlannedLayer[],
  given: Dimensions | null,
): { inputShape: Dimensions; shapes: ShapesByName; notes: readonly Localized[] } {
  const coded = writtenInputShape(model, layers);
  const written = completed(coded, given);
  const plans = layers.map(({ plan }) => plan);
  let failure: unknown;
  for (const inputShape of candidates(written, layers[0] as PlannedLayer)) {
    try {
      const shapes = inferShapes(plans, inputShape);
      return { inputShape, shapes, notes: notesOn(coded, written, inputShape) };
    } catch (error) {
      if (!(error instanceof CannotBuild)) throw error;
      failure ??= error;
    }
  }
  throw failure;
}

/** @throws CannotBuild when a layer does not take its input's shape, or weights of another shape than it shares */
export function inferShapes(layers: readonly PlanLayer[], inputShape: Dimensions): ShapesByName {
  const shapes = new Map<string, Dimensions>([['input', inputShape]]);
  const weights = new Map<string, string>();
  for (const { className, name, config, inbound, shares } of layers) {
    const kind = layerKinds[className];
    if (!kind) continue;
    const inputs = inbound.map((source) => shapes.get(source) as Dimensions);
    const output = kind.outputShape(inputs, config);
    shapes.set(name, output);
    const ofWeights = kind.weights?.(inputs, config).map(({ shape }) => shape) ?? [];
    for (const shape of [output, ...ofWeights]) if (!isSize(shape)) throw sizeless(name, shape);
    const wanted = JSON.stringify(ofWeights);
    if (shares === undefined) weights.set(name, wanted);
    else if (weights.get(shares) !== wanted) throw sharedMisfit(shares);
  }
  return shapes;
}

function isSize(shape: Dimensions): boolean {
  return shape.every((dimension) => Number.isInteger(dimension) && dimension > 0);
}

function sizeless(layer: string, shape: Dimensions): CannotBuild {
  return new CannotBuild(
    filled(
      {
        en: 'The layer {layer} has no usable size: ({shape}).',
        zh: '层 {layer} 的大小无法使用：({shape})。',
      },
      { layer, shape: shape.join(', ') },
    ),
  );
}

function sharedMisfit(layer: string): CannotBuild {
  return new CannotBuild(
    filled(
      {
        en: 'The layer {layer} is called on inputs of different sizes, for which its weights do not fit.',
        zh: '层 {layer} 被用于不同大小的输入，它的权重无法同时适用。',
      },
      { layer },
    ),
  );
}

/** The written shape, its gaps filled by the given one where that has as many dimensions. */
function completed(written: Shape | null, given: Dimensions | null): Shape | null {
  if (given === null || written === null) return written ?? given;
  return given.length === written.length
    ? written.map((dimension, axis) => dimension ?? given[axis] ?? null)
    : written;
}

function writtenInputShape(model: ModelFact, layers: readonly PlannedLayer[]): Shape | null {
  const graph = model.graph();
  const [traced = null] = 'what' in graph ? [] : graph.inputs;
  return traced ?? model.inputShape ?? layers[0]?.fact.inputShape ?? null;
}

/** Sizes tried for an unknown image side, until every pooling and convolution fits. */
const imageSides = [16, 32, 64, 128];
const assumedFeatures = 20;
const assumedSteps = 20;

/** Shapes to try: the written one with its gaps filled, or one that suits the first layer. */
function candidates(written: Shape | null, { plan }: PlannedLayer): readonly Dimensions[] {
  const wanted = written ?? unknownShape(plan);
  const rank = wanted.length;
  if (rank < 3) {
    return [
      wanted.map(
        (dimension, axis) => dimension ?? (axis === 0 && rank === 2 ? assumedSteps : assumedFeatures),
      ),
    ];
  }
  return imageSides.map((side) =>
    wanted.map((dimension, axis) => dimension ?? (axis === rank - 1 ? 3 : side)),
  );
}

const sequenceLayers = ['SimpleRNN', 'GRU', 'LSTM', 'Bidirectional', 'MultiHeadAttention', 'Masking'];

/** How many dimensions the first layer wants. */
function unknownShape({ className }: PlanLayer): Shape {
  if (/2D(Transpose)?$/.test(className)) return [null, null, 1];
  if (/1D(Transpose)?$/.test(className) || sequenceLayers.includes(className)) return [null, 8];
  if (className === 'Flatten') return [8, 8];
  return [null];
}

/** What is said of an input shape that is not all in the code. */
function notesOn(coded: Shape | null, written: Shape | null, inputShape: Dimensions): readonly Localized[] {
  if (isWhole(coded)) return [];
  const shape = `(${inputShape.join(', ')}${inputShape.length === 1 ? ',' : ''})`;
  if (isWhole(written)) {
    const fromData = {
      en: 'The code leaves the input shape open; {shape} is taken from the data file.',
      zh: '代码没有完全给出输入形状；{shape} 取自数据文件。',
    };
    return [filled(fromData, { shape })];
  }
  const assumed =
    written === null
      ? {
          en: 'The code does not say the input shape; {shape} is assumed.',
          zh: '代码没有给出输入形状；这里假定为 {shape}。',
        }
      : {
          en: 'The code leaves a part of the input shape open; {shape} is assumed.',
          zh: '代码没有完全给出输入形状；这里假定为 {shape}。',
        };
  return [filled(assumed, { shape })];
}

function isWhole(shape: Shape | null): boolean {
  return shape !== null && shape.every((dimension) => dimension !== null);
}
