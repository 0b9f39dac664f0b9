import type { Facts, LossesReadFact, ModelFact } from '../facts/facts';
import { passTerms } from '../rules/support/pass-terms';
import { isActive } from '../rules/support/penalties';
import { message, type Localized, type Message } from '../text/localized';

/** What a read of `.losses` gives, as `→ 2 penalties`; null when that is not known. */
export function lossesHint(facts: Facts, read: LossesReadFact): Message | null {
  if (read.terms === 0 && read.built === 'no') return message({ en: '→ []  not built', zh: '→ []  未构建' });
  const model = facts.models[read.model ?? -1];
  const weights = read.weightTerms;
  // What the first pass will add is shown in place of what Keras 2 keeps of symbolic calls until then.
  const waiting = read.waitingTerms ?? 0;
  const others = waiting > 0 ? waiting : read.otherTerms;
  if (weights === null || others === null) return null;
  if (weights + others === 0) return message(model && isFrozen(model) ? frozen : noPenalties);
  const parts: Message[] = [];
  if (weights > 0) parts.push(message(plural(weights, penalties), { n: weights }));
  if (others > 0) parts.push(message(plural(others, namesOf(model)), { n: others }));
  const values = { first: parts[0] as Message, second: parts[1] ?? '', others };
  return message(parts.length === 2 ? pairs[stateOf(read)] : singles[stateOf(read)], values);
}

type State = 'usable' | 'waiting' | 'graph';

function stateOf({ waitingTerms, otherTerms, lastPass }: LossesReadFact): State {
  if ((waitingTerms ?? 0) > 0) return 'waiting';
  return lastPass === 'graph' && otherTerms !== 0 ? 'graph' : 'usable';
}

const singles: Readonly<Record<State, Localized>> = {
  usable: { en: '→ {first}', zh: '→ {first}' },
  waiting: { en: '→ {first} (needs a forward pass)', zh: '→ {first}（需要前向传播）' },
  graph: { en: '→ {first} (tensors of a graph)', zh: '→ {first}（图张量）' },
};
const pairs: Readonly<Record<State, Localized>> = {
  usable: { en: '→ {first} + {second}', zh: '→ {first} + {second}' },
  waiting: {
    // VS Code cuts hints after 43 characters.
    en: '→ {first}, {others} more after a forward pass',
    zh: '→ {first}，前向传播后再加 {others} 项',
  },
  graph: { en: '→ {first} + {second} (tensors of a graph)', zh: '→ {first} + {second}（图张量）' },
};
const noPenalties: Localized = { en: '→ []  no penalties', zh: '→ []  没有惩罚项' };
const frozen: Localized = { en: '→ []  all frozen', zh: '→ []  已全部冻结' };

const penalties = { one: '{n} penalty', many: '{n} penalties', zh: '{n} 项惩罚' };
const activityTerms = { one: '{n} activity term', many: '{n} activity terms', zh: '{n} 项激活惩罚' };
const addedTerms = { one: '{n} add_loss term', many: '{n} add_loss terms', zh: '{n} 项 add_loss' };
const passedTerms = {
  one: '{n} term of the forward pass',
  many: '{n} terms of the forward pass',
  zh: '{n} 项前向传播的损失',
};

function namesOf(model: ModelFact | undefined): typeof penalties {
  const kinds = new Set(model ? passTerms(model).map(({ kind }) => kind) : []);
  if (kinds.size !== 1) return passedTerms;
  return kinds.has('add-loss') ? addedTerms : activityTerms;
}

function plural(n: number, forms: typeof penalties): Localized {
  return { en: n === 1 ? forms.one : forms.many, zh: forms.zh };
}

/** Whether penalties are there that only a frozen layer keeps out. */
function isFrozen({ layers }: ModelFact): boolean {
  return layers.some(
    ({ trainable, penalties: own }) =>
      trainable === 'no' && own.some((penalty) => penalty.on !== 'activity' && isActive(penalty)),
  );
}
