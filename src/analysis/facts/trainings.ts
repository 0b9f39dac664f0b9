import type { InstanceValue } from '../interpreter/values';
import type { Span } from '../text/span';
import type { Event, TrainingEvent } from './events';
import type { TrainingFact } from './facts';
import { agreed, groupBySpan, unique } from './grouping';

/** What every training step minimises: all executions of a step of one model are one fact. */
export function foldTrainings(
  events: readonly Event[],
  modelId: (instance: InstanceValue) => number,
  readIndex: (span: Span) => number[],
): TrainingFact[] {
  const found = events.flatMap((event) => (event.type === 'training' ? [event] : []));
  const byModel = new Map<number, TrainingEvent[]>();
  for (const event of found) {
    const id = modelId(event.model);
    const own = byModel.get(id);
    if (own) own.push(event);
    else byModel.set(id, [event]);
  }
  const facts: TrainingFact[] = [];
  for (const [model, own] of byModel) {
    if (model < 0) continue;
    for (const group of groupBySpan(own, (event) => event.span)) {
      // Gradients that nobody applies (a saliency map, a penalty on the gradient itself) are no training beside those that are.
      const applied = group.filter((event) => event.step.applied);
      const relevant = applied.length > 0 ? applied : group;
      const first = relevant[0] as TrainingEvent;
      facts.push({
        kind: first.kind,
        span: first.span,
        model,
        penaltyTimes: agreed(relevant.map((event) => event.penaltyTimes)),
        certain: relevant.every((event) => event.certain),
        targetSpan: first.targetSpan,
        additionPoint: first.additionPoint,
        reads: unique(relevant.flatMap((event) => event.reads.flatMap((read) => readIndex(read.span)))),
        versionDependent: relevant.find((event) => event.versionDependent)?.versionDependent ?? null,
        updatesWeights: applied.length > 0,
        withoutGradient: [],
        unusedReads: [],
        addedAfterTape: null,
        addedAfterScaling: null,
        unscaledReplicaReads: [],
        forwardPasses: [],
        norms: [],
      });
    }
  }
  return facts.sort((a, b) => a.span.start - b.span.start);
}
