import type { Event } from './events';
import type { LegacyCollectionFact } from './facts';
import { groupBySpan } from './grouping';

/** Reads of TensorFlow 1's collection of regularization losses. */
export function foldLegacyCollections(events: readonly Event[]): LegacyCollectionFact[] {
  const fillsCollection = events.some((event) => event.type === 'graph-mode');
  const found = events.flatMap((event) => (event.type === 'legacy-collection' ? [event] : []));
  return groupBySpan(found, (event) => event.span).flatMap(([first]) =>
    first ? [{ span: first.span, symbol: first.symbol, exists: first.exists, fillsCollection }] : [],
  );
}
