import type { InstanceValue } from '../interpreter/values';
import { type Span, sameSpan } from '../text/span';
import type { Event, TrainingEvent } from './events';
import type { LostReadFact, OptimizerFact, TrainingFact } from './facts';
import { forwardPassesOf } from './forward-passes';
import { agreed, groupBySpan, unique } from './grouping';
import { compiledOptimizer } from './optimizers';

type IndexOfRead = (span: Span) => number[];

/** What every training step minimises: all executions of a step of one model are one fact. */
export function foldTrainings(
  events: readonly Event[],
  modelId: (instance: InstanceValue) => number,
  readIndex: IndexOfRead,
): TrainingFact[] {
  const found = events.flatMap((event) => (event.type === 'training' ? [event] : []));
  // A model that a function is given has no number; it is itself.
  const keyOf = (model: InstanceValue) => (modelId(model) < 0 ? model : modelId(model));
  const byModel = new Map<number | InstanceValue, TrainingEvent[]>();
  for (const event of found) {
    const key = keyOf(event.model);
    const own = byModel.get(key);
    if (own) own.push(event);
    else byModel.set(key, [event]);
  }
  const made = found.length > 0 ? madeReads(events) : [];
  const passes = forwardPassesOf(events);
  const facts: TrainingFact[] = [];
  for (const [key, own] of byModel) {
    for (const group of groupBySpan(own, (event) => event.span)) {
      // Gradients that nobody applies (a saliency map, a penalty on the gradient itself) are no training beside those that are.
      const applied = group.filter((event) => event.step.applied);
      const relevant = applied.length > 0 ? applied : group;
      const first = relevant[0] as TrainingEvent;
      const penaltyTimes = timesApplied(relevant);
      const unused = made.filter((one) => keyOf(one.model) === key && mayServe(one, relevant));
      facts.push({
        kind: first.kind,
        span: first.span,
        model: typeof key === 'number' ? key : -1,
        penaltyTimes,
        certain: penaltyTimes !== null && relevant.every((event) => event.certain),
        targetSpan: first.targetSpan,
        additionPoint: first.additionPoint,
        reads: unique(relevant.flatMap((event) => event.reads.flatMap((read) => readIndex(read.span)))),
        versionDependent: relevant.find((event) => event.versionDependent)?.versionDependent ?? null,
        updatesWeights: applied.length > 0,
        withoutGradient: lostReads(relevant, readIndex),
        unusedReads: unique(unused.flatMap((one) => (one.returned ? [] : readIndex(one.span)))),
        unusedReturnedLosses: unused.find((one) => one.returned)?.span ?? null,
        addedAfterTape: agreedSpan(relevant.map((event) => event.addedAfterTape)),
        addedAfterScaling: relevant.find((event) => event.addedAfterScaling)?.addedAfterScaling ?? null,
        unscaledReplicaReads: unique(
          relevant.flatMap((event) =>
            event.replica ? event.unscaledReplicaReads.flatMap((read) => readIndex(read.span)) : [],
          ),
        ),
        forwardPasses: passes(relevant),
        handWrittenPenalty: relevant.some((event) => event.fromWeights),
        optimizer: optimizerOf(relevant),
        norms: groupBySpan(
          relevant.flatMap((event) => event.norms),
          (span) => span,
        ).map(([first]) => first as Span),
      });
    }
  }
  return facts.sort((a, b) => a.span.start - b.span.start);
}

/** The optimizer that applies the gradients of a step, where it is always the same. */
function optimizerOf(events: readonly TrainingEvent[]): OptimizerFact | null {
  const optimizer = agreed(events.map((event) => event.step.by?.optimizer ?? null));
  if (!optimizer) return null;
  const { site } = optimizer;
  return compiledOptimizer({ value: optimizer, valueSpan: site, span: site });
}

/** How often each application of gradients has the penalty in it, where all agree. */
function timesApplied(events: readonly TrainingEvent[]): TrainingFact['penaltyTimes'] {
  const applications = new Map<unknown, TrainingEvent[]>();
  for (const event of events) {
    const key = event.step.by ?? event;
    applications.set(key, [...(applications.get(key) ?? []), event]);
  }
  return agreed(
    [...applications.values()].map((application) => {
      // The same target more than once is several batches whose gradients are accumulated.
      const targets = groupBySpan(application, (event) => event.targetSpan ?? event.span);
      const times = targets.map((target) => agreed(target.map((event) => event.penaltyTimes)));
      if (times.length === 1) return times[0] ?? null;
      const known = times.flatMap((one) => (one === null ? [] : [one]));
      return known.length < times.length ? null : atMostTwice(known.reduce<number>((a, b) => a + b, 0));
    }),
  );
}

function atMostTwice(times: number): 0 | 1 | 2 {
  return times === 0 ? 0 : times === 1 ? 1 : 2;
}

/** Reads in a step's target that have no gradient there, at no execution. */
function lostReads(events: readonly TrainingEvent[], readIndex: IndexOfRead): LostReadFact[] {
  const lost = events.flatMap((event) => event.lost);
  const constants = new Set(lost.map(({ read }) => read));
  const acting = new Set(
    events.flatMap((event) => event.reads.flatMap((read) => (constants.has(read) ? [] : [read.span.start]))),
  );
  const facts = new Map<string, LostReadFact>();
  for (const { read, why } of lost) {
    const [index] = readIndex(read.span);
    if (index === undefined || acting.has(read.span.start)) continue;
    facts.set(`${index} ${why}`, {
      read: index,
      why,
      span: why === 'detached' && read.detachedBy ? read.detachedBy : read.span,
    });
  }
  return [...facts.values()];
}

/** One execution of a read of losses that reaches no loss. */
interface MadeRead {
  readonly span: Span;
  readonly model: InstanceValue;
  readonly time: number;
  /** Whether `stateless_call` returned them. */
  readonly returned: boolean;
}

/** Reads whose value is in no loss that is differentiated or compiled, in order of time. */
function madeReads(events: readonly Event[]): MadeRead[] {
  const used = new Set(
    events.flatMap((event) =>
      event.type === 'training' || event.type === 'loss-function'
        ? event.reads.map((read) => read.span.start)
        : [],
    ),
  );
  return events.flatMap((event): MadeRead[] => {
    if (event.type !== 'read' && event.type !== 'returned-losses') return [];
    const { span, model, time, terms } = event.execution;
    const inspected = event.type === 'read' && event.inspection;
    if (inspected || terms === 0 || used.has(span.start)) return [];
    return [{ span, model: model as InstanceValue, time, returned: event.type === 'returned-losses' }];
  });
}

function mayServe({ time }: MadeRead, steps: readonly TrainingEvent[]): boolean {
  return steps.some((step) => step.since < time && time < step.until);
}

function agreedSpan(spans: readonly (Span | null)[]): Span | null {
  const [first] = spans;
  return first && spans.every((span) => span && sameSpan(span, first)) ? first : null;
}
