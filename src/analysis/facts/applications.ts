import { activationName } from '../frameworks/keras/activations';
import { partsOf } from '../frameworks/keras/parts';
import { layerOf, modelOf } from '../frameworks/keras/natives';
import type { ArgumentValue, InstanceValue } from '../interpreter/values';
import type { Span } from '../text/span';
import type { Event, LossApplicationEvent } from './events';
import type { LossApplicationFact, LossFact } from './facts';
import { type Site, groupBySpan } from './grouping';

/** Where losses meet model outputs, with the activation that made the output. */
export function foldApplications(
  events: readonly Event[],
  modelId: (instance: InstanceValue) => number,
  sites: readonly Site[],
  lossFact: (given: ArgumentValue, added: readonly number[]) => LossFact,
): LossApplicationFact[] {
  const found = events.flatMap((event) => (event.type === 'loss-application' ? [event] : []));
  return groupBySpan(found, (event) => event.span).flatMap((group) => {
    const first = group[0] as LossApplicationEvent;
    const model = modelId(first.model);
    const site = sites[model];
    if (!site || group.some((one) => modelId(one.model) !== model)) return [];
    const output =
      first.activation === null
        ? outputActivation(first.model)
        : { activation: first.activation, span: null, layer: null };
    const leaves = partsOf(first.model).layers;
    const agree = group.every(
      (one) => one.activation === first.activation && one.loss.value === first.loss.value,
    );
    return [
      {
        span: first.span,
        via: first.via,
        model,
        loss: lossFact(first.loss, []),
        activation: output?.activation ?? null,
        activationSpan: output?.span ?? null,
        layer: output?.layer ? leaves.indexOf(output.layer) : null,
        certain: agree && site.instances.length === 1,
      },
    ];
  });
}

/** The activation that makes a model's output, where its last layer shows it. */
function outputActivation(
  model: InstanceValue,
): { activation: string; span: Span | null; layer: InstanceValue } | null {
  const native = modelOf(model);
  const state = native?.state.value;
  if (!native || !state || state.escaped) return null;
  let last: InstanceValue | null = null;
  if (native.kind === 'sequential') {
    // A model whose layers may not all be listed ends nobody knows where.
    last = state.exact ? (state.nodes.at(-1)?.layer ?? null) : null;
  } else if (native.kind === 'functional' || native.kind === 'subclass') {
    const by = state.result?.producer?.by;
    last = by && typeof by !== 'string' ? by : null;
    if (typeof by === 'string') return null;
  }
  if (!last) return null;
  if (modelOf(last)) return outputActivation(last);
  const layer = layerOf(last);
  if (!layer) return null;
  const given = layer.arguments.get('activation');
  if (layer.className === 'Softmax') return { activation: 'softmax', span: null, layer: last };
  if (
    layer.className !== 'Activation' &&
    layer.className !== 'Dense' &&
    !/^Conv\dD$/.test(layer.className ?? '')
  )
    return null;
  if (layer.hiddenArguments) return null;
  if (!given)
    return layer.className === 'Activation' ? null : { activation: 'linear', span: null, layer: last };
  const activation = activationName(given.value);
  return activation === null ? null : { activation, span: given.span, layer: last };
}
