import type { MechanismFact, ModelFact } from '../../facts/facts';
import { isActive } from './penalties';

/** What in a model puts terms into `losses` at a forward pass: activity penalties and calls of `add_loss`. */
export function passTerms(model: ModelFact): readonly MechanismFact[] {
  if (model.escaped) return [];
  const inactive = model.layers
    .flatMap(({ penalties }) => penalties)
    .filter((penalty) => penalty.on === 'activity' && (!isActive(penalty) || penalty.kind === 'unknown'));
  return model.mechanisms.filter(
    ({ kind, span }) =>
      (kind === 'activity-penalty' && !inactive.some((penalty) => penalty.span.start === span.start)) ||
      kind === 'add-loss',
  );
}
