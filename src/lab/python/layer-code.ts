import { layerKinds } from '../architecture/index';
import { innerArguments, innerLayers, type InnerLayer } from '../architecture/wrappers';
import type { PlanLayer, PlanPenalty } from '../plan';
import { pythonLiteral, pythonText } from './literal';

/** Arguments that the plan keeps beside a layer's own, and Keras takes when the layer is called. */
const callArguments: readonly string[] = ['use_causal_mask'];

/**
 * The arguments that make a layer, Keras' defaults left out, with `penalty(layer, weight)` for every weight that an
 * arm penalizes; a wrapper's are those of the layers in it.
 *
 * @param name of the layer in Python
 */
export function layerArguments(
  { className, config, name: planName }: PlanLayer,
  penalties: readonly PlanPenalty[],
  name: string,
): readonly string[] {
  const weights = new Set(penalties.filter(({ layer }) => layer === planName).map(({ on }) => on));
  return [...argumentsOf({ className, config }, name, [...weights], ''), `name=${pythonText(name)}`];
}

/** How a layer is called: `(x)`, `([x, y])`, or `(query, value)` for attention. */
export function layerCall({ className, config }: PlanLayer, inputs: readonly string[]): string {
  const given =
    inputs.length === 1 || className === 'MultiHeadAttention' ? inputs : [`[${inputs.join(', ')}]`];
  const further = callArguments.filter((name) => config[name]).map((name) => `${name}=True`);
  return `(${[...given, ...further].join(', ')})`;
}

/** @param prefix what the plan puts before the names of this layer's weights */
function argumentsOf(
  { className, config }: InnerLayer,
  name: string,
  weights: readonly string[],
  prefix: string,
): readonly string[] {
  const kind = layerKinds[className];
  const inner = innerLayers(config);
  const own = (argument: string): boolean =>
    !innerArguments.includes(argument) && !callArguments.includes(argument);
  const required = (kind?.required ?? []).filter(own).map((argument) => pythonLiteral(config[argument]));
  const changed = Object.entries(config)
    .filter(
      ([argument, value]) =>
        own(argument) && !kind?.required.includes(argument) && !same(value, kind?.defaults[argument]),
    )
    .map(
      ([argument, value]) =>
        `${argument}=${argument.endsWith('_initializer') ? initializerCode(value) : pythonLiteral(value)}`,
    );
  const inside = inner.map(([argument, layer]) => {
    const before = inner.length < 2 ? '' : argument === 'backward_layer' ? 'backward_' : 'forward_';
    const made = argumentsOf(
      layer,
      name,
      weights.filter((on) => on !== 'activity' && on.startsWith(before)),
      before,
    );
    const code = `keras.layers.${layer.className}(${made.join(', ')})`;
    return argument === 'layer' ? code : `${argument}=${code}`;
  });
  const regularizers = weights
    .filter((on) => inner.length === 0 || on === 'activity')
    .map((on) => `${on.slice(prefix.length)}_regularizer=penalty(${pythonText(name)}, ${pythonText(on)})`);
  return [...inside, ...required, ...changed, ...regularizers];
}

function initializerCode(value: unknown): string {
  if (typeof value === 'string') return pythonText(value);
  const { class_name, config } = value as { class_name: string; config: Record<string, unknown> };
  const given = Object.entries(config).map(([name, part]) => `${name}=${pythonLiteral(part)}`);
  return `keras.initializers.${class_name}(${given.join(', ')})`;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
