import type { LayerFact, ModelFact } from '../../analysis/facts/facts';
import type { Localized } from '../../analysis/text/localized';
import { activationName } from '../architecture/activations';
import { layerAliases, layerKinds } from '../architecture/index';
import { knowsInitializer } from '../architecture/initializers';
import { CannotBuild, type LayerKind } from '../architecture/layer-kind';
import type { PlanLayer } from '../plan';
import { filled } from './words';

/** A layer of the plan with the fact it comes from. */
export interface PlannedLayer {
  readonly fact: LayerFact;
  readonly plan: PlanLayer;
}

const inputTypes = ['InputLayer', 'Input'];

/**
 * The model's layers as plan layers, in order of computation.
 *
 * @throws CannotBuild when the model is of a kind, or holds a layer, that the lab cannot build
 */
export function planLayers(model: ModelFact): {
  layers: readonly PlannedLayer[];
  notes: readonly Localized[];
} {
  refuseKind(model);
  const notes: Localized[] = [];
  const names = layerNames(model);
  const isInput = (position: number): boolean =>
    position === -1 || inputTypes.includes(model.layers[position]?.type ?? '');
  if (model.layers.filter(({ type }) => inputTypes.includes(type)).length > 1) {
    throw new CannotBuild({
      en: 'The model has several inputs; the lab can compare models with one.',
      zh: '模型有多个输入；实验室只能比较单输入的模型。',
    });
  }
  const layers = model.layers.flatMap((fact, position): readonly PlannedLayer[] => {
    if (isInput(position)) return [];
    const inbound = inboundOf(model, position).map((source) =>
      isInput(source) ? 'input' : (names[source] as string),
    );
    const { className, kind } = kindOf(fact);
    if (inbound.length > 1 && !kind.merges) {
      throw new CannotBuild(
        filled(
          {
            en: '{layer} takes {count} inputs, which the lab cannot build.',
            zh: '{layer} 有 {count} 个输入，实验室无法构建。',
          },
          { layer: fact.type, count: inbound.length },
        ),
      );
    }
    const config = configurationOf(fact, kind, notes);
    return [{ fact, plan: { className, name: names[position] as string, config, inbound } }];
  });
  if (layers.length === 0) {
    throw new CannotBuild({ en: 'The model has no layers yet.', zh: '模型还没有任何层。' });
  }
  requireOneOutput(layers);
  return { layers, notes };
}

function refuseKind(model: ModelFact): void {
  if (model.kind === 'subclass') {
    throw new CannotBuild({
      en: 'The model is a class of its own; the lab can compare Sequential and functional models so far.',
      zh: '模型是自定义类；目前实验室只能比较 Sequential 和函数式模型。',
    });
  }
  if (model.kind !== 'sequential' && model.kind !== 'functional') {
    throw new CannotBuild({
      en: 'The layers of the model are not in this file.',
      zh: '模型的层不在此文件中。',
    });
  }
  if (!model.layersExact) {
    throw new CannotBuild({
      en: 'Not all layers of the model could be read from the code.',
      zh: '无法从代码中读出模型的全部层。',
    });
  }
}

/** Positions of the layers a layer takes its input from; a Sequential model is a chain. */
function inboundOf(model: ModelFact, position: number): readonly number[] {
  if (model.kind === 'sequential') return [position - 1];
  const inbound = model.layers[position]?.inbound;
  if (inbound && inbound.length > 0) return inbound;
  throw new CannotBuild(
    filled(
      {
        en: 'It could not be read from the code where {layer} takes its input from.',
        zh: '无法从代码中读出 {layer} 的输入来自哪里。',
      },
      { layer: model.layers[position]?.type ?? '' },
    ),
  );
}

function requireOneOutput(layers: readonly PlannedLayer[]): void {
  const used = new Set(layers.flatMap(({ plan }) => plan.inbound));
  const ends = layers.filter(({ plan }) => !used.has(plan.name));
  if (ends.length === 1 && ends[0] === layers.at(-1)) return;
  throw new CannotBuild({
    en: 'The model has several outputs; the lab can compare models with one.',
    zh: '模型有多个输出；实验室只能比较单输出的模型。',
  });
}

function kindOf(fact: LayerFact): { className: string; kind: LayerKind } {
  const className = layerAliases[fact.type] ?? fact.type;
  const kind = fact.symbol === null ? undefined : layerKinds[className];
  if (kind) return { className, kind };
  throw new CannotBuild(
    filled(
      fact.symbol === null
        ? {
            en: 'The layer {layer} is a class of its own, which the lab cannot build.',
            zh: '层 {layer} 是自定义类，实验室无法构建。',
          }
        : { en: 'The lab cannot build the layer {layer} yet.', zh: '实验室暂时无法构建层 {layer}。' },
      { layer: fact.type },
    ),
  );
}

/** Keras 2 names of arguments that Keras 3 calls otherwise. */
const argumentAliases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  LeakyReLU: { alpha: 'negative_slope' },
};

function configurationOf(fact: LayerFact, kind: LayerKind, notes: Localized[]): Record<string, unknown> {
  const config: Record<string, unknown> = { ...kind.defaults };
  const aliases = argumentAliases[fact.type] ?? {};
  for (const argument of fact.arguments) {
    const name = aliases[argument.name] ?? argument.name;
    if (name.endsWith('_constraint') && argument.value !== null) {
      notes.push(
        filled(
          { en: '{argument} of {layer} is left out.', zh: '忽略了 {layer} 的 {argument}。' },
          { argument: name, layer: fact.type },
        ),
      );
    }
    if (!(name in kind.defaults) && !kind.required.includes(name)) continue;
    if (name.endsWith('_initializer')) {
      if (knowsInitializer(argument.value)) config[name] = argument.value;
      else notes.push(unreadInitializer(name, fact.type, String(config[name])));
      continue;
    }
    if (argument.value === undefined) throw unreadArgument(name, fact.type);
    config[name] = argument.value;
  }
  for (const name of kind.required) {
    if (config[name] === undefined || config[name] === null) throw unreadArgument(name, fact.type);
  }
  for (const name of ['activation', 'recurrent_activation']) {
    if (name in config) config[name] = knownActivation(config[name], fact.type);
  }
  if (fact.trainable === 'no') config.trainable = false;
  const refused = kind.refuse?.(config);
  if (refused) {
    throw new CannotBuild(
      filled({ en: 'The lab cannot build {what}', zh: '实验室无法构建：{what}' }, { what: refused }),
    );
  }
  return config;
}

function knownActivation(written: unknown, layer: string): string {
  const name = activationName(written);
  if (name) return name;
  throw new CannotBuild(
    filled(
      {
        en: 'The lab does not know the activation {activation} of {layer}.',
        zh: '实验室不认识 {layer} 的激活函数 {activation}。',
      },
      { activation: String(written), layer },
    ),
  );
}

function unreadArgument(argument: string, layer: string): CannotBuild {
  return new CannotBuild(
    filled(
      {
        en: 'The value of {argument} of {layer} could not be read from the code.',
        zh: '无法从代码中读出 {layer} 的 {argument}。',
      },
      { argument, layer },
    ),
  );
}

function unreadInitializer(argument: string, layer: string, used: string): Localized {
  return filled(
    {
      en: '{argument} of {layer} could not be read; {used} is used.',
      zh: '无法读出 {layer} 的 {argument}；改用 {used}。',
    },
    { argument, layer, used },
  );
}

/** Keras' automatic names, `dense`, `dense_1`, … unless the code gives one. */
function layerNames(model: ModelFact): readonly string[] {
  const taken = new Set(['input']);
  return model.layers.map((fact) => {
    const written = fact.arguments.find(({ name }) => name === 'name')?.value;
    const base = typeof written === 'string' ? written : snakeCase(fact.type);
    let name = base;
    for (let number = 1; taken.has(name); number++) name = `${base}_${number}`;
    taken.add(name);
    return name;
  });
}

/** As Keras names layers: `BatchNormalization` → `batch_normalization`, `Conv2D` → `conv2d`. */
function snakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
