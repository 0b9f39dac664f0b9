import type { Facts, LossesReadFact, ModelFact } from '../facts/facts';
import { isActive } from '../rules/support/penalties';
import { message, type Localized, type Message } from '../text/localized';

/** What a read of `.losses` gives, as `→ 2 penalties`; null when that is not known. */
export function lossesHint(facts: Facts, read: LossesReadFact): Message | null {
  if (read.terms === 0 && read.built === 'no') return message({ en: '→ []  not built', zh: '→ []  未构建' });
  const model = facts.models[read.model ?? -1];
  const weights = read.weightTerms;
  if (weights === null || model === undefined) return null;
  const waiting = read.called === 'yes' ? 0 : activityTerms(model);
  if (read.otherTerms === null && (waiting === 0 || !model.layersExact)) return null;
  const others = Math.max(read.otherTerms ?? 0, waiting);
  if (weights + others === 0) return message({ en: '→ []  no penalties', zh: '→ []  没有惩罚项' });
  const parts: Message[] = [];
  if (weights > 0) parts.push(message(plural(weights, penalties), { n: weights }));
  if (others > 0) parts.push(message(plural(others, terms), { n: others }));
  const sum = parts.length === 2 ? '{first} + {second}' : '{first}';
  const values = { first: parts[0] as Message, second: parts[1] ?? '' };
  return waiting > (read.otherTerms ?? 0)
    ? message({ en: `→ ${sum} (needs a forward pass)`, zh: `→ ${sum}（需要前向传播）` }, values)
    : message({ en: `→ ${sum}`, zh: `→ ${sum}` }, values);
}

const penalties = { one: '{n} penalty', many: '{n} penalties', zh: '{n} 项惩罚' };
const terms = { one: '{n} activity term', many: '{n} activity terms', zh: '{n} 项激活惩罚' };

function plural(n: number, forms: typeof penalties): Localized {
  return { en: n === 1 ? forms.one : forms.many, zh: forms.zh };
}

/** How many terms a forward pass would add. */
function activityTerms(model: ModelFact): number {
  return model.layers
    .flatMap((layer) => layer.penalties)
    .filter((penalty) => penalty.on === 'activity' && isActive(penalty)).length;
}
