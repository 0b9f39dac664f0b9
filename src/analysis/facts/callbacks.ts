import { plain } from '../frameworks/keras/natives';
import type { InstanceValue } from '../interpreter/values';
import type { CallbackEvent, FitEvent } from './advice-events';
import type { Event } from './events';
import type { CallbackFact, FitFact } from './facts';
import { agreed, groupBySpan, joinCertainties } from './grouping';

/** Callbacks of Keras with the trainings that get them. */
export function foldCallbacks(
  events: readonly Event[],
  modelId: (instance: InstanceValue) => number,
): CallbackFact[] {
  const made = events.flatMap((event) => (event.type === 'callback' ? [event] : []));
  if (made.length === 0) return [];
  const fits = events.flatMap((event) => (event.type === 'fit' ? [event] : []));
  const used = new Set(events.flatMap((event) => (event.type === 'callback-used' ? [event.callback] : [])));
  const last = events.findLastIndex((event) => event.type === 'fit');
  return groupBySpan(made, (event) => event.callback.site).map((group) => {
    const first = group[0] as CallbackEvent;
    const own = fits.filter((fit) => group.some(({ callback }) => fit.callbacks.includes(callback)));
    // It is lost only where every training after it is seen, and nothing else takes it.
    const lost =
      events.indexOf(group.at(-1) as CallbackEvent) < last &&
      fits.every((fit) => fit.callbacksExact) &&
      group.every((event) => !used.has(event.callback));
    return {
      name: first.name,
      span: first.callback.site,
      argumentsSpan: first.argumentsSpan,
      arguments: [...first.arguments].map(([name, one]) => ({
        name,
        span: one.span,
        valueSpan: one.valueSpan,
        keyword: one.keyword,
        spread: one.spread === true,
        value: group.length === 1 ? plain(one.value) : undefined,
      })),
      argumentsExact: group.every((event) => event.argumentsExact),
      fits: own.length > 0 ? foldFits(own, modelId) : lost ? [] : null,
    };
  });
}

function foldFits(fits: readonly FitEvent[], modelId: (instance: InstanceValue) => number): FitFact[] {
  return groupBySpan(fits, (fit) => fit.span).map((group) => {
    const first = group[0] as FitEvent;
    const model = agreed(group.map((fit) => modelId(fit.model)));
    const metrics = group.map((fit) => fit.metrics);
    return {
      span: first.span,
      model: model === null || model < 0 ? null : model,
      validation: joinCertainties(group.map((fit) => fit.validation)),
      metrics: metrics.every((one) => one?.join() === metrics[0]?.join()) ? (metrics[0] ?? null) : null,
    };
  });
}
