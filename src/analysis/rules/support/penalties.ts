import type { Confidence, Facts, LayerFact, ModelFact, PenaltyFact } from '../../facts/facts';

export interface LayerPenalty {
  readonly layer: LayerFact;
  readonly penalty: PenaltyFact;
}

/** Whether a penalty changes anything: a strength of zero does not. */
export function isActive(penalty: PenaltyFact): boolean {
  switch (penalty.kind) {
    case 'l1':
      return penalty.l1 !== 0;
    case 'l2':
      return penalty.l2 !== 0;
    case 'l1l2':
      return penalty.l1 !== 0 || penalty.l2 !== 0;
    default:
      return true;
  }
}

/** The penalties on weights that training may change, with their layers. */
export function weightPenalties(model: ModelFact): LayerPenalty[] {
  return model.layers
    .filter((layer) => layer.trainable !== 'no')
    .flatMap((layer) => layer.penalties.map((penalty) => ({ layer, penalty })))
    .filter(({ penalty }) => penalty.on !== 'activity' && isActive(penalty));
}

/** Whether a model has weight penalties: `possible` where layers or regularizers are unknown. */
export function weightPenaltyPresence(model: ModelFact): 'known' | 'possible' | 'none' {
  const penalties = weightPenalties(model);
  if (penalties.some(({ penalty }) => penalty.kind !== 'unknown')) return 'known';
  return penalties.length > 0 || !model.layersExact || model.escaped ? 'possible' : 'none';
}

/** Whether something in the model puts terms into `losses` beside weight penalties. */
export function hasOtherTerms(model: ModelFact): boolean {
  return (
    model.mechanisms.some(({ kind }) => kind === 'activity-penalty' || kind === 'add-loss') ||
    model.layers.some(({ penalties }) =>
      penalties.some((penalty) => penalty.on === 'activity' && isActive(penalty)),
    )
  );
}

/** Whether `losses` of the model is empty whatever state it is in: nothing in it can put a term there. */
export function isWithoutTerms(model: ModelFact): boolean {
  const kinds = ['penalty', 'activity-penalty', 'add-loss', 'unknown'];
  return (
    weightPenaltyPresence(model) === 'none' &&
    ['sequential', 'functional', 'subclass'].includes(model.kind) &&
    !model.mechanisms.some(({ kind }) => kinds.includes(kind))
  );
}

/** Whether the file trains the model only by its own steps, where nothing adds the penalty by itself. */
export function trainedByOwnSteps(facts: Facts, model: ModelFact): boolean {
  const kinds = model.trainings.flatMap((index) => facts.trainings[index]?.kind ?? []);
  const own = ['tape', 'backward', 'grad-function'] as const;
  return (
    own.some((kind) => kinds.includes(kind)) &&
    !kinds.some((kind) => kind === 'fit' || kind === 'train_on_batch')
  );
}

const order: readonly Confidence[] = ['certain', 'likely', 'possible'];

/** The less sure of two. */
export function weaker(a: Confidence, b: Confidence): Confidence {
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}
