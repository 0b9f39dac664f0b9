import type { MechanismFact, ModelFact, PenaltyFact } from '../facts/facts';
import { isActive } from '../rules/support/penalties';
import { sameSpan } from '../text/span';
import { message, type Localized, type Message } from '../text/localized';

/** What each mechanism is called in a lens or table. */
export const mechanismNames: Readonly<Record<Exclude<MechanismFact['kind'], 'unknown'>, Localized>> = {
  penalty: { en: 'penalty', zh: '惩罚项' },
  'activity-penalty': { en: 'activity penalty', zh: '激活惩罚' },
  'add-loss': { en: 'add_loss', zh: 'add_loss' },
  dropout: { en: 'dropout', zh: 'dropout' },
  noise: { en: 'noise', zh: '噪声' },
  augmentation: { en: 'augmentation', zh: '数据增强' },
  'weight-decay': { en: 'weight decay', zh: '权重衰减' },
  'early-stopping': { en: 'early stopping', zh: '早停' },
  'label-smoothing': { en: 'label smoothing', zh: '标签平滑' },
  constraint: { en: 'norm constraint', zh: '范数约束' },
  normalization: { en: 'normalization', zh: '归一化' },
  'hand-written-penalty': { en: 'hand-written penalty', zh: '手写惩罚' },
};

/** Whether a mechanism is one of the penalties that are listed with their layers. */
export function isListed(model: ModelFact, { kind, span }: MechanismFact): boolean {
  return (
    (kind === 'penalty' || kind === 'activity-penalty') &&
    model.layers.some(({ penalties }) => penalties.some((penalty) => sameSpan(penalty.span, span)))
  );
}

const kindNames: Readonly<Record<PenaltyFact['kind'], Localized>> = {
  l1: { en: 'L1', zh: 'L1' },
  l2: { en: 'L2', zh: 'L2' },
  l1l2: { en: 'L1+L2', zh: 'L1+L2' },
  orthogonal: { en: 'orthogonal penalty', zh: '正交惩罚' },
  custom: { en: 'custom penalty', zh: '自定义惩罚' },
  unknown: { en: 'penalty', zh: '惩罚' },
};

/** `L2`, `L1+L2`, …: an `L1L2` with one strength of zero is named by the other. */
export function penaltyName(penalty: PenaltyFact): Localized {
  if (penalty.kind === 'l1l2' && isActive(penalty)) {
    if (penalty.l1 === 0) return kindNames.l2;
    if (penalty.l2 === 0) return kindNames.l1;
  }
  return kindNames[penalty.kind];
}

/** Parts with a dot between them. */
export function joined(parts: readonly (Message | Localized)[]): Message {
  const places = parts.map((_, index) => `{part${index}}`).join(' · ');
  return message(
    { en: places, zh: places },
    Object.fromEntries(parts.map((part, index) => [`part${index}`, part])),
  );
}
