import { message } from '../analysis/text/localized';
import type { Localized, Message } from '../analysis/text/localized';
import { uniformPenalty } from '../lab/penalized-arm';
import type { PlanArm } from '../lab/plan';
import { texts } from './messages';
import { short } from './numbers';

/** How the arm under comparison is called: `with L2 0.01`, `with dropout 0.5`. */
export function withLabel(arm: PlanArm): Message | Localized {
  const { penalties, dropout, weightDecay, patience, proximal } = arm;
  if (penalties.length > 0) {
    const uniform = uniformPenalty(penalties);
    if (!uniform) return texts.withAsFound;
    const kind = uniform.kind === 'l1l2' ? 'L1L2' : uniform.kind.toUpperCase();
    const penalty = `${kind} ${short(uniform.strength)}`;
    return message(proximal ? texts.withProximal : texts.withPenalty, { penalty });
  }
  if (dropout !== undefined) return message(texts.withDropout, { rate: short(dropout) });
  if (weightDecay !== undefined) return message(texts.withDecay, { decay: short(weightDecay) });
  if (patience !== undefined) return message(texts.withStopping, { patience });
  return texts.withAsFound;
}
