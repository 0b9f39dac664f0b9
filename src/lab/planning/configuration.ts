import type { ArgumentFact, ConstantValue, LayerFact } from '../../analysis/facts/facts';
import type { Localized } from '../../analysis/text/localized';
import { activationName } from '../architecture/activations';
import { layerAliases, layerKinds } from '../architecture/index';
import { knowsInitializer } from '../architecture/initializers';
import { CannotBuild, type Initializer, type LayerKind } from '../architecture/layer-kind';
import { innerArguments, type InnerLayer } from '../architecture/wrappers';
import { cannotBuildLayer } from './nearest';
import { filled } from './words';

/** @throws CannotBuild where the lab does not know the layer */
export function kindOf(fact: LayerFact): { className: string; kind: LayerKind } {
  const className = layerAliases[fact.type] ?? fact.type;
  const kind = fact.symbol === null ? undefined : layerKinds[className];
  if (kind) return { className, kind };
  throw new CannotBuild(cannotBuildLayer(fact.type));
}

/** `RNN(LSTMCell(8))` is `LSTM(8)`. */
const cells: Readonly<Record<string, string>> = {
  SimpleRNNCell: 'SimpleRNN',
  GRUCell: 'GRU',
  LSTMCell: 'LSTM',
};

/** A layer under the name that the lab has for it. */
export function asKnown(fact: LayerFact): LayerFact {
  const cell = fact.inside?.find(({ parameter }) => parameter === 'cell')?.layer;
  const type = cells[cell?.type ?? ''];
  if (fact.type !== 'RNN' || !cell || type === undefined) return fact;
  const own = fact.arguments.filter(({ name }) => name !== 'cell');
  const ofCell = cell.arguments.filter(({ name }) => name !== 'name' && name !== 'trainable');
  return { ...fact, type, symbol: `keras.layers.${type}`, arguments: [...ofCell, ...own], inside: [] };
}

/** Keras 2 names of arguments that Keras 3 calls otherwise. */
const argumentAliases: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  LeakyReLU: { alpha: 'negative_slope' },
};

/** Arguments of any layer that change nothing that the lab computes: shapes and the like are read elsewhere. */
export const harmlessArguments: readonly string[] = [
  'name',
  'dtype',
  'autocast',
  'dynamic',
  'batch_size',
  'shape',
  'input_shape',
  'batch_shape',
  'batch_input_shape',
  'input_dim',
  'trainable',
];

/** Arguments that another part of the plan speaks of: penalties have their own notes. */
const elsewhere = /_regularizer$/;

/** Arguments that are left out with a note. */
export const notedArguments = /_constraint$|^weights$/;

/**
 * A layer's configuration, complete with Keras' defaults. No argument is passed over in silence: what the lab does
 * not do is noted, or refused.
 *
 * @param notes what was left out or replaced is added
 * @throws CannotBuild
 */
export function configurationOf(
  fact: LayerFact,
  kind: LayerKind,
  notes: Localized[],
): Record<string, unknown> {
  const config: Record<string, unknown> = { ...kind.defaults };
  for (const argument of fact.arguments) takeArgument(config, argument, fact, kind, notes);
  for (const { parameter, layer } of fact.inside ?? []) {
    if (innerArguments.includes(parameter)) config[parameter] = innerConfiguration(layer, notes);
  }
  for (const name of kind.required) {
    if (config[name] === undefined || config[name] === null) throw unreadArgument(name, fact.type);
  }
  for (const name of ['activation', 'recurrent_activation']) {
    if (name in config) config[name] = knownActivation(config[name], fact.type);
  }
  if (fact.trainable === 'no') config.trainable = false;
  const refused = kind.refuse?.(config);
  if (refused) throw cannotBuild(refused);
  return config;
}

function innerConfiguration(fact: LayerFact, notes: Localized[]): InnerLayer {
  const known = asKnown(fact);
  const { className, kind } = kindOf(known);
  return { className, config: configurationOf(known, kind, notes) };
}

function takeArgument(
  config: Record<string, unknown>,
  argument: ArgumentFact,
  fact: LayerFact,
  kind: LayerKind,
  notes: Localized[],
): void {
  const name = argumentAliases[fact.type]?.[argument.name] ?? argument.name;
  const layer = fact.type;
  const { value } = argument;
  if (innerArguments.includes(name) && kind.required.includes('layer')) return;
  if (name in kind.defaults || kind.required.includes(name)) {
    if (name.endsWith('_initializer')) {
      const initializer = writtenInitializer(argument);
      if (initializer) config[name] = initializer;
      else notes.push(unreadInitializer(name, layer, config[name]));
    } else if (value === undefined) throw unreadArgument(name, layer);
    else config[name] = value;
    return;
  }
  const allowed = kind.only?.[name];
  if (allowed) {
    if (value === undefined) throw unreadArgument(name, layer);
    if (!allowed.includes(value)) throw cannotBuildWith(name, value, layer);
    return;
  }
  if (harmlessArguments.includes(name) || kind.harmless?.includes(name) || elsewhere.test(name)) return;
  if (notedArguments.test(name)) {
    if (value !== null) notes.push(leftOut(name, layer));
    return;
  }
  throw cannotBuildWith(name, value, layer);
}

function writtenInitializer({ value, initializer }: ArgumentFact): Initializer | null {
  const written = initializer
    ? Object.keys(initializer.arguments).length > 0
      ? { class_name: initializer.name, config: initializer.arguments }
      : initializer.name
    : value;
  return knowsInitializer(written) ? written : null;
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

function cannotBuild(what: Localized): CannotBuild {
  return new CannotBuild(
    filled({ en: 'The lab cannot build {what}', zh: '实验室无法构建：{what}' }, { what }),
  );
}

function cannotBuildWith(argument: string, value: ConstantValue | undefined, layer: string): CannotBuild {
  const written = value === undefined ? '' : `=${inPython(value)}`;
  return cannotBuild({
    en: `${layer} with ${argument}${written}.`,
    zh: `${layer} 设置了 ${argument}${written}。`,
  });
}

function inPython(value: ConstantValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return `"${value}"`;
  return typeof value === 'number' ? String(value) : `(${value.map(inPython).join(', ')})`;
}

function leftOut(argument: string, layer: string): Localized {
  return filled(
    { en: '{argument} of {layer} is left out.', zh: '忽略了 {layer} 的 {argument}。' },
    { argument, layer },
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

function unreadInitializer(argument: string, layer: string, used: unknown): Localized {
  return filled(
    {
      en: '{argument} of {layer} could not be read; {used} is used.',
      zh: '无法读出 {layer} 的 {argument}；改用 {used}。',
    },
    { argument, layer, used: String(used) },
  );
}
