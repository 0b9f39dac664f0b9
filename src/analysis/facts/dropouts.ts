import type { Event } from './events';
import type { DropoutFact } from './facts';
import { agreed, groupBySpan } from './grouping';

/** Every dropout with its rate; where TensorFlow 1 may run the file, its ambiguous functions are left out. */
export function foldDropouts(events: readonly Event[]): DropoutFact[] {
  const graphMode = events.some((event) => event.type === 'graph-mode');
  const found = events.flatMap((event) => {
    if (event.type !== 'dropout') return [];
    const { type: _, ...fact } = event;
    return graphMode && fact.name === 'tensorflow.nn.dropout' ? [] : [fact];
  });
  const byArgument = groupBySpan(found, (fact) => fact.argument?.span ?? fact.span);
  return byArgument.map((group) => ({
    ...(group[0] as DropoutFact),
    rate: agreed(group.map((fact) => fact.rate)),
  }));
}
