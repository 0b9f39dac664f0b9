import type { Facts, MechanismFact, ModelFact, PenaltyFact } from '../facts/facts';
import { isActive } from '../rules/support/penalties';
import { message, type Localized, type Message } from '../text/localized';
import { isListed, joined, mechanismNames, penaltyName } from './phrases';

/** One line about a model: `55,050 parameters · L2 on 2 of 3 kernels · counted once`. */
export function modelLens(facts: Facts, model: ModelFact): Message {
  if (isOpaque(model)) return message({ en: 'layers not known', zh: '层未知' });
  return joined([parameters(model), ...penalties(model), ...others(model), ...closing(facts, model)]);
}

/** Nothing about it can be said: what it is made of is not in this file. */
function isOpaque(model: ModelFact): boolean {
  const { layers, layersExact, mechanisms, parameters: n } = model;
  return !layersExact && layers.length === 0 && n === 0 && mechanisms.every(({ kind }) => kind === 'unknown');
}

function parameters(model: ModelFact): Message {
  if (model.parameters === 0 && !model.parametersExact) {
    return message({ en: 'parameters not known', zh: '参数量未知' });
  }
  const one = model.parameters === 1;
  const text = model.parametersExact
    ? { en: one ? '{n} parameter' : '{n} parameters', zh: '{n} 个参数' }
    : { en: one ? 'at least {n} parameter' : 'at least {n} parameters', zh: '至少 {n} 个参数' };
  return message(text, { n: model.parameters });
}

/** One part for each kind of penalty and kind of weight. */
function penalties(model: ModelFact): Message[] {
  const groups = new Map<string, PenaltyFact[]>();
  for (const penalty of model.layers.flatMap((layer) => layer.penalties).filter(isActive)) {
    const key = `${penalty.on} ${penaltyName(penalty).en}`;
    groups.set(key, [...(groups.get(key) ?? []), penalty]);
  }
  return [...groups.values()].map((group) => groupPart(model, group));
}

function groupPart(model: ModelFact, group: readonly PenaltyFact[]): Message {
  const [{ on, ...penalty }] = group as [PenaltyFact];
  const name = penaltyName({ on, ...penalty });
  const n = group.length;
  if (on === 'activity') {
    return message(
      {
        en: n === 1 ? '{name} on the output of {n} layer' : '{name} on the outputs of {n} layers',
        zh: '{n} 层的输出有 {name}',
      },
      { name, n },
    );
  }
  const weights = model.layers
    .flatMap((layer) => layer.weights)
    .filter(({ role }) => role === weightRole(on)).length;
  const values = { name, n, total: weights, role: weightRole(on) };
  if (model.layersExact && weights >= n) {
    return message(
      {
        en: weights === 1 ? '{name} on {n} of {total} {role}' : '{name} on {n} of {total} {role}s',
        zh: '{total} 个 {role} 中 {n} 个有 {name}',
      },
      { ...values, role: plainRole(on) },
    );
  }
  return message(
    { en: n === 1 ? '{name} on {n} {role}' : '{name} on {n} {role}s', zh: '{n} 个 {role} 有 {name}' },
    { ...values, role: plainRole(on) },
  );
}

const roles: Readonly<Record<string, string>> = {
  recurrent: 'recurrent_kernel',
  depthwise: 'depthwise_kernel',
  pointwise: 'pointwise_kernel',
};

/** The weight a regularizer argument stands for: `recurrent` → `recurrent_kernel`. */
function weightRole(on: string): string {
  return roles[on] ?? on;
}

function plainRole(on: string): string {
  return weightRole(on)
    .replace('_', ' ')
    .replace(/^embeddings$/, 'embedding')
    .replace(/^bias$/, 'bias vector');
}

/** Mechanisms that are not penalties of a layer, each named once. */
function others(model: ModelFact): (Localized | Message)[] {
  const named = new Map<MechanismFact['kind'], MechanismFact[]>();
  for (const mechanism of model.mechanisms)
    if (mechanism.kind !== 'unknown' && !isListed(model, mechanism))
      named.set(mechanism.kind, [...(named.get(mechanism.kind) ?? []), mechanism]);
  return [...named].map(([kind, all]) => {
    const name = mechanismNames[kind as keyof typeof mechanismNames];
    return all.every(({ withoutEffect }) => withoutEffect)
      ? message({ en: '{name} without effect', zh: '{name}不起作用' }, { name })
      : name;
  });
}

function closing(facts: Facts, model: ModelFact): Localized[] {
  const hasPenalty = model.layers.some((layer) =>
    layer.penalties.some((penalty) => penalty.on !== 'activity' && isActive(penalty)),
  );
  if (hasPenalty) return reach(facts, model);
  if (model.mechanisms.some(({ kind }) => kind !== 'unknown')) return [];
  // What has no weights cannot learn anything by heart.
  if (model.parameters === 0 && model.parametersExact) return [];
  return model.layersExact && model.mechanisms.length === 0
    ? [{ en: 'no regularization', zh: '没有正则化' }]
    : [{ en: 'no regularization found', zh: '未发现正则化' }];
}

function reach(facts: Facts, model: ModelFact): Localized[] {
  switch (model.penaltyReachesLoss) {
    case 'yes':
      return [{ en: 'counted once', zh: '计入一次' }];
    case 'twice':
      return [{ en: 'counted twice', zh: '计入两次' }];
    case 'no':
      return [{ en: 'ignored by the training step', zh: '训练步骤未计入' }];
    case 'unknown':
      return model.trainings.some((index) => facts.trainings[index] !== undefined)
        ? []
        : [{ en: 'not trained here', zh: '未在此处训练' }];
  }
}
