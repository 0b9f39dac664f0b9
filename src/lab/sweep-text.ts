import { message, type Localized, type Message } from '../analysis/text/localized';
import type { Sweep } from './plan';

const chosenText: Localized = {
  en: 'λ {strength} has the lowest validation loss of {count} strengths; the verdict is about it, on test data that had no part in the choice.{edge}{diverged}',
  zh: '在 {count} 个强度中，λ {strength} 的验证损失最低；结论针对该强度，所用测试数据未参与选择。{edge}{diverged}',
};

const edges: Readonly<Record<NonNullable<Sweep['edge']>, Localized>> = {
  lowest: {
    en: ' It is the lowest of them: a lower one may be better still.',
    zh: '它是其中最低的：更低的强度也许更好。',
  },
  highest: {
    en: ' It is the highest of them: a higher one may be better still.',
    zh: '它是其中最高的：更高的强度也许更好。',
  },
};

const divergedText: Localized = {
  en: ' Left out because a training diverged: λ {strengths}.',
  zh: '因训练发散而未计入：λ {strengths}。',
};

const nothingChosen: Localized = {
  en: 'No strength is chosen: there is no seed that all of them have finished.',
  zh: '没有选出强度：没有任何种子在所有强度下都已完成。',
};

const nothing: Localized = { en: '', zh: '' };

/** Which strength was chosen, how, and what speaks against it. */
export function sweepText({ points, chosen, edge }: Sweep): Message {
  const point = chosen === null ? undefined : points[chosen];
  if (!point) return message(nothingChosen, {});
  const diverged = points.filter((one) => one.diverged).map(({ strength }) => strength);
  return message(chosenText, {
    strength: point.strength,
    count: points.length,
    edge: edge ? edges[edge] : nothing,
    diverged: diverged.length > 0 ? message(divergedText, { strengths: diverged.join(', ') }) : nothing,
  });
}
