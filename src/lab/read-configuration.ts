import type { Message } from '../analysis/text/localized';
import { message } from '../analysis/text/localized';
import { activationName } from './architecture/activations';
import { layerKinds } from './architecture/index';
import { knowsInitializer } from './architecture/initializers';
import type { LayerKind } from './architecture/layer-kind';
import { innerArguments } from './architecture/wrappers';
import { harmlessArguments } from './planning/configuration';

/**
 * What is wrong with the configuration of a layer in a plan, apart from its shapes, or null. What a wrapper wraps is
 * checked in the same way.
 *
 * @param name how the reader knows the layer
 */
export function misfitOfConfiguration(
  name: string,
  className: string,
  config: Readonly<Record<string, unknown>>,
): Message | null {
  const kind = layerKinds[className] as LayerKind;
  const missing = kind.required.find((argument) => config[argument] === undefined);
  if (missing !== undefined) {
    return message(
      { en: '{name} needs {missing} in its config.', zh: '{name} 的 config 中缺少 {missing}。' },
      { name, missing },
    );
  }
  for (const [argument, value] of Object.entries(config)) {
    const inside = innerArguments.includes(argument) && value !== null;
    const misfit = inside
      ? misfitOfInner(`${name}.${argument}`, value)
      : fits(kind, argument, value)
        ? null
        : message(
            {
              en: '{name} cannot be built with {argument}: {value}.',
              zh: '无法构建 {argument}: {value} 的 {name}。',
            },
            { name, argument, value: JSON.stringify(value) },
          );
    if (misfit) return misfit;
  }
  const refused = kind.refuse?.(config);
  return refused ? message({ en: '{name}: {refused}', zh: '{name}：{refused}' }, { name, refused }) : null;
}

function fits(kind: LayerKind, argument: string, value: unknown): boolean {
  if (/(^|_)activation$/.test(argument)) return activationName(value) !== null;
  if (argument in kind.defaults || kind.required.includes(argument)) {
    return !argument.endsWith('_initializer') || knowsInitializer(value);
  }
  const allowed = kind.only?.[argument];
  if (allowed) return allowed.includes(value);
  // Penalties are in the arms, so that a regularizer here would be passed over.
  return value === null || harmlessArguments.includes(argument) || (kind.harmless ?? []).includes(argument);
}

function misfitOfInner(name: string, value: unknown): Message | null {
  const { className, config } = (isRecord(value) ? value : {}) as Record<string, unknown>;
  return typeof className === 'string' && Object.hasOwn(layerKinds, className) && isRecord(config)
    ? misfitOfConfiguration(name, className, config)
    : message(
        {
          en: '{name} has to be a layer that the lab knows: className and config.',
          zh: '{name} 必须是实验室认识的层：className 和 config。',
        },
        { name },
      );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
