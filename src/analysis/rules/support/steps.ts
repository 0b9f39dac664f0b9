import type { Confidence, LostReadFact, ModelFact, TrainingFact } from '../../facts/facts';
import { hasOtherTerms, weightPenaltyPresence } from './penalties';

/** Whether a training minimises the compiled loss, to which Keras adds the penalties by itself. */
export function minimisesCompiledLoss({ kind, targetSpan }: TrainingFact): boolean {
  return (kind === 'fit' || kind === 'train_on_batch') && targetSpan === null;
}

/**
 * How sure a finding can be about a model whose losses a step reads, or null where it has none.
 * @param model undefined for one that a function of the file is given.
 */
export function presenceLimit(model: ModelFact | undefined): Confidence | null {
  if (model === undefined) return 'likely';
  const presence = weightPenaltyPresence(model);
  if (presence === 'known' || hasOtherTerms(model)) return 'certain';
  // Who reads `model.losses` means to have penalties, even where the layers cannot be seen.
  return presence === 'possible' ? 'likely' : null;
}

/** What is wrong with the penalties in a step of the program's own. One mistake is one rule's. */
export type Mistake = 'captured-once' | 'outside-tape' | 'detached' | 'grad-function' | 'unused' | 'ignored';

/** The mistake in a training's loss; null when the penalty acts, or when it is not known. */
export function mistakeOf(training: TrainingFact): Mistake | null {
  if (training.addedAfterTape) return 'outside-tape';
  const [lost] = lostReads(training);
  if (lost) return mistakeBehind(lost, training);
  if (training.penaltyTimes !== 0) return null;
  if (training.unusedReturnedLosses) return 'grad-function';
  return training.unusedReads.length > 0 ? 'unused' : 'ignored';
}

/** Reads whose value is in a step's loss without a gradient, where no other read makes up for them. */
export function lostReads(training: TrainingFact): readonly LostReadFact[] {
  const { withoutGradient, reads, penaltyTimes } = training;
  const lost = new Set(withoutGradient.map(({ read }) => read));
  if (reads.some((read) => !lost.has(read))) return [];
  return minimisesCompiledLoss(training) || penaltyTimes === 0 || penaltyTimes === null
    ? withoutGradient
    : [];
}

function mistakeBehind({ why }: LostReadFact, { kind }: TrainingFact): Mistake {
  if (why === 'captured-once' || why === 'detached') return why;
  return why === 'not-traced' || kind === 'grad-function' ? 'grad-function' : 'outside-tape';
}

/** How sure a finding about a step is: `certain` where everything in its loss is resolved and its gradients are applied. */
export function stepConfidence({ penaltyTimes, certain, updatesWeights }: TrainingFact): Confidence {
  return penaltyTimes !== null && certain && updatesWeights ? 'certain' : 'likely';
}

/** The model for "compare with and without"; null where the file does not make it. */
export function modelIndex({ model }: TrainingFact): number | null {
  return model < 0 ? null : model;
}
