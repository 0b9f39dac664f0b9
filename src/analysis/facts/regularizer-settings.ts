import { layerOf, modelOf } from '../frameworks/keras/natives';
import { partsOf } from '../frameworks/keras/parts';
import { isAnyLayer } from '../frameworks/keras/settings';
import type { InstanceValue } from '../interpreter/values';
import type { Event, RegularizerSettingEvent } from './events';
import type { RegularizerSettingFact } from './facts';
import { type Site, groupBySpan, joinCertainties } from './grouping';

/** Regularizers set after construction, and whether a model is made anew from the configuration later. */
export function foldRegularizerSettings(
  events: readonly Event[],
  sites: readonly Site[],
): RegularizerSettingFact[] {
  const settings = events.flatMap((event, index) =>
    event.type === 'regularizer-setting' ? [{ ...event, index }] : [],
  );
  if (settings.length === 0) return [];
  const copies = events.flatMap((event, index) =>
    event.type === 'configuration-copied' ? [{ layers: event.layers, index }] : [],
  );
  return groupBySpan(settings, (event) => event.span).map((group) => {
    const first = group[0] as RegularizerSettingEvent;
    const classes = new Set(group.map((one) => layerOf(one.layer)?.className ?? null));
    const [className] = classes;
    const any = group.some((one) => isAny(one.layer));
    return {
      span: first.span,
      name: first.name,
      layer: classes.size === 1 && !any ? (className ?? null) : null,
      model: modelHolding(first.layer, sites),
      built: joinCertainties(group.map((one) => one.built)),
      copiedLater: group.some((one) =>
        copies.some((copy) => copy.index > one.index && copy.layers.includes(one.layer)),
      ),
    };
  });
}

function isAny(layer: InstanceValue): boolean {
  const native = layerOf(layer);
  return native !== null && isAnyLayer(native);
}

/** The first model that has the layer. */
function modelHolding(layer: InstanceValue, sites: readonly Site[]): number | null {
  const found = sites.findIndex(({ instances }) =>
    instances.some((instance) =>
      partsOf(instance).all.some((part) => part === layer || modelOf(part)?.state.value.anyLayer === layer),
    ),
  );
  return found < 0 ? null : found;
}
