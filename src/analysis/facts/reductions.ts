import type { Span } from '../text/span';
import type { ReductionEvent } from './advice-events';
import type { Event } from './events';
import type { LossesReadFact, ReductionFact } from './facts';
import { agreed, groupBySpan, spanKey } from './grouping';

/**
 * What is computed of whole lists of losses.
 * @param readIndex index of the read at a place, in a list of one, or none.
 */
export function foldReductions(
  events: readonly Event[],
  readIndex: (span: Span) => readonly number[],
): ReductionFact[] {
  const flows = flowsOfMeans(events);
  const found = events.flatMap((event) => (event.type === 'reduction' ? [event] : []));
  return groupBySpan(found, (event) => event.span).flatMap((group) => {
    const first = group[0] as ReductionEvent;
    const [read] = readIndex(first.read.span);
    if (read === undefined) return [];
    return [
      {
        span: first.span,
        kind: first.kind,
        symbol: first.symbol,
        argumentSpan: first.argumentSpan,
        read,
        terms: agreed(group.map((event) => event.terms)),
        whenEmpty: first.whenEmpty,
        guarded: group.some((event) => event.guarded),
        flowsTo: flows.get(spanKey(first.span)) ?? 'elsewhere',
      },
    ];
  });
}

/** Where the means go that the losses and gradients of the file hold, by their place. */
function flowsOfMeans(events: readonly Event[]): Map<string, LossesReadFact['flowsTo']> {
  const flows = new Map<string, LossesReadFact['flowsTo']>();
  for (const event of events) {
    const goal =
      event.type === 'training'
        ? event.targetSpan
          ? 'gradient'
          : 'compile'
        : event.type === 'loss-function'
          ? 'compile'
          : event.type === 'loss-arithmetic'
            ? 'loss-object'
            : null;
    if (goal === null || !('reads' in event)) continue;
    for (const { averaged } of event.reads) if (averaged) flows.set(spanKey(averaged), goal);
  }
  return flows;
}
