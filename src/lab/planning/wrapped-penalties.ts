import type { LayerFact, PenaltyFact } from '../../analysis/facts/facts';

/**
 * The penalties of a layer under the names that a plan has for them. Those of the layer in a wrapper are the
 * wrapper's; where it wraps two, as Bidirectional can, they are told apart as `forward_kernel` and `backward_kernel`.
 * Penalties on what a wrapped layer puts out are not among them: it is not what the wrapper puts out.
 */
export function writtenPenalties(layer: LayerFact): readonly PenaltyFact[] {
  const inside = layer.inside ?? [];
  if (inside.length === 0) return layer.penalties;
  const inner = inside.flatMap(({ parameter, layer: wrapped }) =>
    writtenPenalties(wrapped)
      .filter(({ on }) => on !== 'activity')
      .map((penalty) => ({ ...penalty, on: prefix(layer, parameter) + penalty.on })),
  );
  return [...ownPenalties(layer), ...inner];
}

/** Whether a layer in a wrapper has a penalty on what it puts out. */
export function penalizesActivityInside({ inside = [] }: LayerFact): boolean {
  return inside.some(({ layer }) => layer.penalties.some(({ on }) => on === 'activity'));
}

/** Without those of layers inside. */
function ownPenalties({ penalties, inside = [] }: LayerFact): readonly PenaltyFact[] {
  const inner = inside.flatMap(({ layer }) => layer.penalties);
  return penalties.filter(({ span }) =>
    inner.every((penalty) => penalty.span.start !== span.start || penalty.span.end !== span.end),
  );
}

/** The call whose argument gives a weight its penalty, and the weight's name there. @param on as in the plan */
export function ownerOf(layer: LayerFact, on: string): readonly [owner: LayerFact, on: string] {
  const inside = layer.inside ?? [];
  for (const { parameter, layer: wrapped } of on === 'activity' ? [] : inside) {
    const before = prefix(layer, parameter);
    if (on.startsWith(before)) return ownerOf(wrapped, on.slice(before.length));
  }
  return [layer, on];
}

function prefix({ inside = [] }: LayerFact, parameter: string): string {
  if (inside.length < 2) return '';
  return parameter === 'backward_layer' ? 'backward_' : 'forward_';
}
