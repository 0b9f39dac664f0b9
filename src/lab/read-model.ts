import type { Message } from '../analysis/text/localized';
import { message } from '../analysis/text/localized';
import { CannotBuild, type Dimensions } from './architecture/layer-kind';
import type { Plan, PlanLayer } from './plan';
import { weightsOf } from './planning/penalties';
import { misfitOfConfiguration } from './read-configuration';
import { inferShapes, type ShapesByName } from './planning/shapes';

/**
 * Why the layers of a plan do not make a model with its penalties, or null.
 *
 * @param plan with every field of the right type
 */
export function misfitOfModel({ model, arms }: Plan): Message | null {
  const { layers, inputShape, outputShape } = model;
  const connections = misfitOfConnections(layers);
  if (connections) return connections;
  const shapes = shapesOf(layers, inputShape);
  if (!(shapes instanceof Map)) return shapes as Message;
  const last = (shapes as ShapesByName).get(layers.at(-1)?.name ?? 'input') as Dimensions;
  if (last.join() !== outputShape.join()) {
    return message(
      {
        en: 'model.outputShape is ({written}), and the layers give ({given}).',
        zh: 'model.outputShape 是 ({written})，而各层给出 ({given})。',
      },
      { written: outputShape.join(', '), given: last.join(', ') },
    );
  }
  for (const { layer, on, orthogonal } of arms.flatMap(({ penalties }) => penalties)) {
    const known = layers.find(({ name }) => name === layer);
    const weights = known ? weightsOf(known, shapes as ShapesByName) : [];
    const reached = weights.filter(({ role, penalized = role }) => penalized === on);
    if (orthogonal && !(reached.length > 0 && reached.every(({ shape }) => shape.length === 2))) {
      return message(
        {
          en: '{on} of {layer} is no matrix, which the orthogonal regularizer needs.',
          zh: '{layer} 的 {on} 不是矩阵，而正交正则化需要矩阵。',
        },
        { on, layer },
      );
    }
    if (known && (on === 'activity' || reached.length > 0)) continue;
    return message(
      { en: 'there is no {on} in the layer {layer} to penalise.', zh: '层 {layer} 中没有可惩罚的 {on}。' },
      { on, layer },
    );
  }
  return null;
}

function misfitOfConnections(layers: readonly PlanLayer[]): Message | null {
  const earlier = new Map<string, PlanLayer | null>([['input', null]]);
  for (const layer of layers) {
    const { name, inbound, shares } = layer;
    if (earlier.has(name)) {
      return message({ en: 'two layers have the name {name}.', zh: '有两个层都叫 {name}。' }, { name });
    }
    const missing = inbound.find((source) => !earlier.has(source));
    if (missing !== undefined) {
      return message(
        {
          en: '{name} takes its input from {missing}, which is no earlier layer.',
          zh: '{name} 的输入来自 {missing}，而它不是更早的层。',
        },
        { name, missing },
      );
    }
    const source = shares === undefined ? null : (earlier.get(shares) ?? undefined);
    if (
      source === undefined ||
      (source && (source.className !== layer.className || source.shares !== undefined))
    ) {
      return message(
        {
          en: '{name} shares the weights of {shares}, which is no earlier layer of its class with weights of its own.',
          zh: '{name} 共享 {shares} 的权重，而它不是更早的、拥有自己权重的同类层。',
        },
        { name, shares: shares ?? '' },
      );
    }
    earlier.set(name, layer);
  }
  return null;
}

/** The shapes that the layers give, or which layer cannot be built. */
function shapesOf(layers: readonly PlanLayer[], inputShape: Dimensions): ShapesByName | Message {
  for (const [index, { name, className, config }] of layers.entries()) {
    const misfit = misfitOfConfiguration(name, className, config);
    if (misfit) return misfit;
    const fits = shapeAfter(layers.slice(0, index + 1), inputShape);
    if (fits !== true) return message({ en: '{name}: {why}', zh: '{name}：{why}' }, { name, why: fits });
  }
  return inferShapes(layers, inputShape);
}

function shapeAfter(layers: readonly PlanLayer[], inputShape: Dimensions): true | CannotBuild['reason'] {
  const unusable = { en: 'its config cannot be used.', zh: '它的 config 无法使用。' };
  try {
    inferShapes(layers, inputShape);
    return true;
  } catch (error) {
    if (error instanceof CannotBuild) return error.reason;
    if (error instanceof TypeError) return unusable;
    throw error;
  }
}
