import type { GraphFact, GraphStepFact, LayerFact, ModelFact } from '../../analysis/facts/facts';
import type { Localized } from '../../analysis/text/localized';
import { CannotBuild, type LayerKind } from '../architecture/layer-kind';
import { refuseMasks } from '../architecture/masks';
import type { PlanLayer } from '../plan';
import { asKnown, configurationOf, kindOf } from './configuration';
import { layersElsewhere, lostWords, severalInputs, severalOutputs } from './lost';
import { filled } from './words';

/** A layer of the plan with the fact it comes from; an operation such as `x + y` has one of its own, without penalties. */
export interface PlannedLayer {
  readonly fact: LayerFact;
  readonly plan: PlanLayer;
}

/**
 * The model's layers as plan layers, in order of computation: nested models, layer classes of the file and operations
 * resolved, and one plan layer for every call of a layer.
 *
 * @throws CannotBuild when the model is of a kind, or holds a layer, that the lab cannot build
 */
export function planLayers(model: ModelFact): {
  layers: readonly PlannedLayer[];
  notes: readonly Localized[];
} {
  const graph = followedGraph(model);
  const notes: Localized[] = [];
  const names = stepNames(model, graph);
  const first = new Map<number, string>();
  const layers = graph.steps.map((step, position): PlannedLayer => {
    const name = names[position] as string;
    const inbound = step.inbound.map((source) => (source < 0 ? 'input' : (names[source] as string)));
    const written = factOf(step, model);
    const fact = asKnown(written);
    const { className, kind } = kindOf(fact);
    if (inbound.length > 1 && !kind.merges) {
      throw new CannotBuild(
        filled(
          {
            en: '{layer} takes {count} inputs, which the lab cannot build.',
            zh: '{layer} 有 {count} 个输入，实验室无法构建。',
          },
          { layer: fact.type, count: inbound.length },
        ),
      );
    }
    const shared = step.layer === null ? undefined : first.get(step.layer);
    // Said once is enough.
    const config = configurationOf(fact, kind, shared === undefined ? notes : []);
    if (step.layer === null) refuseNewWeights(fact, kind);
    else {
      if (shared === undefined) first.set(step.layer, name);
      takeCallArguments(config, step, fact, kind);
    }
    const shares = shared !== undefined && kind.weights ? { shares: shared } : {};
    return {
      fact: shared === undefined ? written : againFact(written),
      plan: { className, name, config, inbound, ...shares },
    };
  });
  if (layers.length === 0) {
    throw new CannotBuild({ en: 'The model has no layers yet.', zh: '模型还没有任何层。' });
  }
  refuseMasks(layers.map(({ plan }) => plan));
  return { layers, notes: [...notes, ...penaltiesOfClasses(model)] };
}

/** What a layer class of the file is penalised by itself is on no layer of the plan. */
function penaltiesOfClasses({ layers }: ModelFact): readonly Localized[] {
  const penalized = layers.filter(({ symbol, penalties }) => symbol === null && penalties.length > 0);
  return [...new Set(penalized.map(({ type }) => type))].map((layer) =>
    filled(
      {
        en: 'The penalty of the layer class {layer} itself is left out.',
        zh: '忽略了层类 {layer} 自身的惩罚。',
      },
      { layer },
    ),
  );
}

/** @throws CannotBuild where the forward pass is not known, or has several inputs or outputs */
function followedGraph(model: ModelFact): GraphFact {
  const { kind } = model;
  if (kind === 'loaded' || kind === 'application' || kind === 'unknown')
    throw new CannotBuild(layersElsewhere(kind));
  const graph = model.graph();
  if ('what' in graph) throw new CannotBuild(lostWords(graph));
  if (!model.layersExact) {
    throw new CannotBuild({
      en: 'Not all layers of the model could be read from the code.',
      zh: '无法从代码中读出模型的全部层。',
    });
  }
  if (graph.inputs.length > 1) throw new CannotBuild(severalInputs(graph.inputs.length));
  if (graph.outputs.length > 1) throw new CannotBuild(severalOutputs(graph.outputs.length));
  return graph;
}

/** The layer of a step; for an operation what the analysis would say of the layer that does the same. */
function factOf({ layer, type, given, span }: GraphStepFact, model: ModelFact): LayerFact {
  const known = layer === null ? undefined : model.layers[layer];
  if (known) return known;
  return {
    type,
    symbol: `keras.layers.${type}`,
    span,
    argumentsSpan: span,
    inputShape: null,
    outputShape: null,
    parameters: 0,
    weights: [],
    penalties: [],
    arguments: Object.entries(given).map(([name, value]) => ({
      name,
      value,
      span,
      valueSpan: span,
      keyword: true,
      spread: false,
    })),
    inbound: null,
    trainable: 'yes',
  };
}

/** A layer that is called again: its weights are penalised once, what it gives each time. */
function againFact(fact: LayerFact): LayerFact {
  return { ...fact, penalties: fact.penalties.filter(({ on }) => on === 'activity'), inside: [] };
}

function refuseNewWeights({ type }: LayerFact, kind: LayerKind): void {
  if (!kind.weights) return;
  throw new CannotBuild(
    filled(
      {
        en: '{layer} is made anew in every call, so that its weights are never trained.',
        zh: '{layer} 在每次调用时都重新创建，它的权重得不到训练。',
      },
      { layer: type },
    ),
  );
}

/** What the call itself was given, such as `use_causal_mask=True` of attention. */
function takeCallArguments(
  config: Record<string, unknown>,
  { given }: GraphStepFact,
  { type }: LayerFact,
  kind: LayerKind,
): void {
  for (const [name, value] of Object.entries(given)) {
    if (name in kind.defaults) config[name] = value;
    else if (value !== false) {
      throw new CannotBuild(
        filled(
          {
            en: 'The lab cannot build {layer} called with {argument}.',
            zh: '实验室无法构建以 {argument} 调用的 {layer}。',
          },
          { layer: type, argument: name },
        ),
      );
    }
  }
}

/**
 * A name for every step, as Keras names layers: `dense`, `dense_1`, … unless the code gives one, behind the names of
 * what it is a part of. Further calls of the same layer are `dense@2`, `dense@3`, ….
 */
function stepNames(model: ModelFact, { steps }: GraphFact): readonly string[] {
  const taken = new Set(['input']);
  const calls = new Map<number, { readonly name: string; count: number }>();
  return steps.map((step) => {
    const earlier = step.layer === null ? undefined : calls.get(step.layer);
    if (earlier) return `${earlier.name}@${++earlier.count}`;
    const fact = factOf(step, model);
    const written = fact.arguments.find(({ name }) => name === 'name')?.value;
    const base = [...step.path, typeof written === 'string' ? written : snakeCase(fact.type)].join('/');
    let name = base;
    for (let number = 1; taken.has(name); number++) name = `${base}_${number}`;
    taken.add(name);
    if (step.layer !== null) calls.set(step.layer, { name, count: 1 });
    return name;
  });
}

/** As Keras names layers: `BatchNormalization` → `batch_normalization`, `Conv2D` → `conv2d`. */
function snakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
