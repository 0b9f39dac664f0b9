import { layerKinds } from './index';
import { CannotBuild, type MaskFate } from './layer-kind';
import type { PlanLayer } from '../plan';

/** What a layer does to the mask that comes with its input. @param masked whether one comes */
export function maskFate(
  { className, config }: Pick<PlanLayer, 'className' | 'config'>,
  masked: boolean,
): MaskFate {
  const fate = layerKinds[className]?.mask?.(config) ?? 'refuses';
  return fate === 'makes' || masked ? fate : 'stops';
}

/** @throws CannotBuild when a mask comes to a layer that cannot take it, or to the output, where it would leave steps out of the loss */
export function refuseMasks(layers: readonly PlanLayer[]): void {
  const masked = new Set<string>();
  for (const layer of layers) {
    const fate = maskFate(
      layer,
      layer.inbound.some((name) => masked.has(name)),
    );
    if (fate === 'refuses') throw cannotTake(layer.name);
    if (fate !== 'stops') masked.add(layer.name);
  }
  const last = layers.at(-1)?.name;
  if (last === undefined || !masked.has(last)) return;
  throw new CannotBuild({
    en: 'A mask (mask_zero=True or Masking) reaches the output, so that Keras leaves steps out of the loss, which the lab cannot; the nearest it can is the model without the mask.',
    zh: '掩码（mask_zero=True 或 Masking）到达输出，Keras 会把一些时间步排除在损失之外，实验室做不到；最接近的可用选择是不带掩码的模型。',
  });
}

function cannotTake(layer: string): CannotBuild {
  return new CannotBuild({
    en: `A mask (mask_zero=True or Masking) comes to ${layer}, which the lab cannot build with one; the nearest it can is the model without the mask.`,
    zh: `掩码（mask_zero=True 或 Masking）到达 ${layer}，实验室无法构建带掩码的这一层；最接近的可用选择是不带掩码的模型。`,
  });
}
