import { activationName } from '../frameworks/keras/activations';
import { expectedPenalty } from '../frameworks/keras/initial-penalty';
import { initializerFact } from '../frameworks/keras/initializers';
import { infer } from '../frameworks/keras/layers';
import { INSIDE, type LayerPenalty, penaltiesOf } from '../frameworks/keras/penalties';
import { type LayerNative, type ModelNative, layerOf, plain } from '../frameworks/keras/natives';
import type { InstanceValue, Shape as InternalShape, Value } from '../interpreter/values';
import type {
  ArgumentFact,
  ConstantValue,
  InsideFact,
  LayerFact,
  PenaltyFact,
  ReachesLoss,
  Shape,
  WeightFact,
} from './facts';

/** What the layers of a Sequential without an input shape are still known to receive: `Dense(32)` after `Dense(64)` takes 64 features. */
export function inputsBeforeBuild(model: ModelNative): ReadonlyMap<InstanceValue, InternalShape> {
  const inputs = new Map<InstanceValue, InternalShape>();
  if (model.kind !== 'sequential' || model.state.value.built === 'yes') return inputs;
  let shape: InternalShape = { dims: null, last: null };
  for (const { layer } of model.state.value.nodes) {
    inputs.set(layer, shape);
    const native = layerOf(layer);
    shape = native ? infer(native, shape).output : { dims: null, last: null };
  }
  return inputs;
}

/**
 * One layer as facts tell it.
 * @param expected the input it will receive, where it is not built yet.
 */
export function layerFact(
  leaf: InstanceValue,
  reaches: ReachesLoss,
  version: 2 | 3 | null,
  inbound: readonly number[] | null,
  expected?: InternalShape,
): LayerFact {
  const native = layerOf(leaf) as LayerNative;
  const state = native.state.value;
  const inferred =
    native.className === null
      ? null
      : infer(native, state.built === 'yes' ? state.input : (expected ?? state.input));
  const weights: WeightFact[] =
    native.className === null
      ? native.declared.value.map((one) => ({ role: one.role, shape: one.shape, trainable: one.trainable }))
      : (inferred?.weights ?? []).map((one) => ({
          role: one.role,
          shape: one.dims.every((dim) => dim !== null) ? one.dims : null,
          trainable: one.trainable,
        }));
  const known = native.className === null ? false : inferred?.weights !== null && !native.hiddenArguments;
  return {
    type: native.className ?? leaf.class?.name ?? 'Layer',
    symbol: native.className === null ? null : `keras.layers.${native.className}`,
    span: native.className === null ? leaf.site : native.span,
    argumentsSpan: native.argumentsSpan,
    inputShape: withoutBatch(state.input),
    outputShape: withoutBatch(state.output),
    parameters:
      known && weights.every((one) => one.shape !== null)
        ? weights.reduce((sum, one) => sum + count(one.shape), 0)
        : native.className === null && customIsEmpty(leaf, native)
          ? 0
          : null,
    weights,
    penalties: penaltiesOf(native, version).map((one) =>
      penaltyFact(one, reaches, expectedPenalty(one, native, inferred?.weights ?? null)),
    ),
    arguments: [...native.arguments].map(([name, one]) => ({
      name,
      span: one.span,
      valueSpan: one.valueSpan,
      keyword: one.keyword,
      spread: one.spread === true,
      value: argumentValue(name, one.value),
      ...madeInitializer(name, one.value),
    })),
    inbound,
    // Frozen after a training, it was not frozen in it.
    trainable: state.trainable === 'no' && state.trained ? 'maybe' : state.trainable,
    ...insideFacts(native, reaches, version),
  };
}

/** The layers in the arguments of a wrapper, where all of them are known with all of their arguments. */
function insideFacts(
  native: LayerNative,
  reaches: ReachesLoss,
  version: 2 | 3 | null,
): Pick<LayerFact, 'inside'> {
  const inside: InsideFact[] = [];
  for (const parameter of INSIDE) {
    const value = native.arguments.get(parameter)?.value;
    if (value === undefined || plain(value) === null) continue;
    const inner = layerOf(value);
    if (value.kind !== 'instance' || inner === null || inner.hiddenArguments) return {};
    inside.push({ parameter, layer: layerFact(value, reaches, version, null) });
  }
  return inside.length > 0 ? { inside } : {};
}

/** The arguments of `keras.initializers.HeNormal(seed=1)`, `RandomNormal(0, 0.1)`, or none of the bare class. */
function madeInitializer(name: string, value: Value): Pick<ArgumentFact, 'initializer'> {
  if (!name.endsWith('_initializer')) return {};
  const made = initializerFact(value);
  return made ? { initializer: made } : {};
}

/** The constant that an argument of a layer is; an activation by its name. */
export function argumentValue(name: string, value: Value): ConstantValue | undefined {
  return name === 'activation' ? (activationName(value) ?? plain(value)) : plain(value);
}

/** A class of the file that declares no weights of its own, once it has been built by running it. */
function customIsEmpty(leaf: InstanceValue, native: LayerNative): boolean {
  const { built, unseen } = native.state.value;
  return native.declared.value.length === 0 && built === 'yes' && !unseen && leaf.class !== null;
}

function count(shape: Shape | null): number {
  return (shape ?? []).reduce<number>((product, dim) => product * (dim ?? 0), 1);
}

/** Weights whose shapes are known while others are not. */
export function atLeast(layer: LayerFact): number {
  return layer.weights.reduce((sum, weight) => sum + (weight.shape ? count(weight.shape) : 0), 0);
}

export function withoutBatch(shape: InternalShape): Shape | null {
  return shape.dims && shape.dims.length > 0 ? shape.dims.slice(1) : null;
}

function penaltyFact(penalty: LayerPenalty, reaches: ReachesLoss, atStart: number | null): PenaltyFact {
  const { regularizer, present } = penalty.resolved;
  return {
    on: penalty.on,
    kind: present === 'maybe' && regularizer.kind === 'custom' ? 'unknown' : regularizer.kind,
    l1: regularizer.l1,
    l2: regularizer.l2,
    ...(regularizer.orthogonal ? { orthogonal: regularizer.orthogonal } : {}),
    span: penalty.argument.span,
    definitionSpan: regularizer.span,
    strengthSpan: regularizer.strengthSpan,
    reachesLoss: reaches,
    atStart,
  };
}
