import type { InstanceValue } from '../interpreter/values';
import type { Sources } from '../text/sources';
import { type Span, sameSpan } from '../text/span';
import type { Event } from './events';
import type { Certainty } from './facts';

export interface Site {
  /** All models made at one place of the text. */
  readonly instances: InstanceValue[];
  readonly name: string;
  readonly nameSpan: Span;
}

export function modelSites(events: readonly Event[], sources: Sources): Site[] {
  type Growing = { instances: InstanceValue[]; name: string; nameSpan: Span };
  const named = namesHere(events, sources);
  const bySpan = new Map<string, Growing[]>();
  const byInstance = new Map<InstanceValue, Growing>();
  for (const event of events) {
    if (event.type === 'model') {
      const { class: owner } = event.model;
      // Models that an imported function makes are told apart by what this file calls them.
      const here = named.get(event.model);
      const span = here ?? event.model.site;
      const together = bySpan.get(spanKey(span)) ?? [];
      let site = together.find((one) => one.instances[0]?.class === owner);
      if (!site) {
        site = { instances: [], name: owner?.name ?? '', nameSpan: owner?.nameSpan ?? span };
        bySpan.set(spanKey(span), [...together, site]);
      }
      site.instances.push(event.model);
      byInstance.set(event.model, site);
    } else if (event.type === 'bound') {
      const site = byInstance.get(event.value);
      const here = named.get(event.value);
      // The first binding names it; parameters and later aliases do not.
      if (
        site &&
        (!here || here === event.span) &&
        (site.name === '' ||
          (site.instances[0]?.class && sameSpan(site.nameSpan, site.instances[0].class.nameSpan)))
      ) {
        site.name = event.name;
        site.nameSpan = event.span;
      }
    }
  }
  const sites = [...bySpan.values()].flat();
  for (const site of sites) if (site.name === '') site.name = 'model';
  return sites;
}

/** Where this file first binds a model that is made in another one. */
function namesHere(events: readonly Event[], sources: Sources): ReadonlyMap<InstanceValue, Span> {
  const named = new Map<InstanceValue, Span>();
  for (const event of events) {
    if (
      event.type === 'bound' &&
      sources.isOwn(event.span) &&
      !sources.isOwn(event.value.site) &&
      !named.has(event.value)
    )
      named.set(event.value, event.span);
  }
  return named;
}

export function spanKey(span: Span): string {
  return `${span.start}-${span.end}`;
}

export function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

export function joinCertainties(all: readonly Certainty[]): Certainty {
  return all.every((one) => one === all[0]) ? (all[0] ?? 'maybe') : 'maybe';
}

/** The value all executions agree on, or null. */
export function agreed<T>(values: readonly (T | null)[]): T | null {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : null;
}

/** Items at the same place, in order of the first of each place. */
export function groupBySpan<T>(items: readonly T[], spanOf: (item: T) => Span): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = spanKey(spanOf(item));
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}
