import { knownLoss } from '../frameworks/keras/losses';
import { knownOptimizer } from '../frameworks/keras/optimizers';
import { type LayerPenalty, infer, penaltiesOf } from '../frameworks/keras/layers';
import { leavesOf } from '../frameworks/keras/models';
import type { LayerNative, ModelNative } from '../frameworks/keras/natives';
import { layerOf, modelOf, nativeOf, plain } from '../frameworks/keras/natives';
import { AUGMENTATION_LAYERS, CONSTRAINTS, DROPOUT_LAYERS } from '../frameworks/keras/symbols';
import type { ArgumentValue, InstanceValue, Shape as InternalShape } from '../interpreter/values';
import type { Span } from '../text/span';
import type { Event, LossApplicationEvent, ReadEvent, TrainingEvent } from './events';
import type {
  Certainty,
  Facts,
  FrameworkFact,
  LayerFact,
  LossApplicationFact,
  LossArithmeticFact,
  LossFact,
  LossesReadFact,
  MechanismFact,
  ModelFact,
  PenaltyFact,
  ReachesLoss,
  Shape,
  TrainingFact,
  WeightFact,
} from './facts';

/** Folds events into facts: several executions at one place become one fact that holds for all of them. */
export function foldFacts(events: readonly Event[], framework: FrameworkFact, complete: boolean): Facts {
  const sites = modelSites(events);
  const ids = new Map(sites.flatMap((site, id) => site.instances.map((instance) => [instance, id])));
  const modelId = (instance: InstanceValue): number => ids.get(instance) ?? -1;
  const reads = foldReads(events, modelId);
  const indices = new Map(reads.map((read, index) => [spanKey(read.span), index]));
  const readIndex = (span: Span): number[] => {
    const index = indices.get(spanKey(span));
    return index === undefined ? [] : [index];
  };
  const added = new Map<number, number[]>();
  for (const event of events) {
    if (event.type !== 'loss-function') continue;
    const id = modelId(event.model);
    const found = event.reads.flatMap((read) => readIndex(read.span));
    added.set(id, unique([...(added.get(id) ?? []), ...found]));
  }
  const outside = events.flatMap((event) => (event.type === 'mechanism' ? [event] : []));
  const lossArithmetic = foldArithmetic(events, readIndex);
  const trainings = foldTrainings(events, modelId, readIndex);
  const lossFact = (given: ArgumentValue, added: readonly number[]): LossFact => {
    const known = knownLoss(given);
    const native = nativeOf(given.value);
    return {
      name: known?.name ?? null,
      fromLogits: known?.fromLogits ?? 'maybe',
      span: given.valueSpan,
      definitionSpan:
        known?.definitionSpan ??
        (native?.type === 'loss'
          ? native.span
          : given.value.kind === 'function'
            ? given.value.span
            : given.valueSpan),
      fromLogitsSpan: known?.fromLogitsSpan ?? null,
      addedReads: added,
    };
  };
  const models = sites.map((site, id) =>
    modelFact(site, id, {
      outside,
      trainings,
      lossFact,
      addedReads: added.get(id) ?? [],
      version: framework.version,
    }),
  );
  const lossApplications = foldApplications(events, modelId, sites, lossFact);
  return {
    framework,
    models,
    lossesReads: withFlow(reads, models, lossArithmetic, trainings),
    lossArithmetic,
    lossApplications,
    trainings,
    complete,
  };
}

interface Site {
  /** All models made at one place of the text. */
  readonly instances: InstanceValue[];
  readonly name: string;
  readonly nameSpan: Span;
}

function modelSites(events: readonly Event[]): Site[] {
  type Growing = { instances: InstanceValue[]; name: string; nameSpan: Span };
  const bySpan = new Map<string, Growing[]>();
  const byInstance = new Map<InstanceValue, Growing>();
  for (const event of events) {
    if (event.type === 'model') {
      const { site: span, class: owner } = event.model;
      const here = bySpan.get(spanKey(span)) ?? [];
      let site = here.find((one) => one.instances[0]?.class === owner);
      if (!site) {
        site = { instances: [], name: owner?.name ?? '', nameSpan: owner?.nameSpan ?? span };
        bySpan.set(spanKey(span), [...here, site]);
      }
      site.instances.push(event.model);
      byInstance.set(event.model, site);
    } else if (event.type === 'bound') {
      const site = byInstance.get(event.value);
      // The first binding names it; parameters and later aliases do not.
      if (
        site &&
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

function spanKey(span: Span): string {
  return `${span.start}-${span.end}`;
}

function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

function unique(numbers: readonly number[]): number[] {
  return [...new Set(numbers)];
}

function joinCertainties(all: readonly Certainty[]): Certainty {
  return all.every((one) => one === all[0]) ? (all[0] ?? 'maybe') : 'maybe';
}

/** The value all executions agree on, or null. */
function agreed<T>(values: readonly (T | null)[]): T | null {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : null;
}

function foldReads(events: readonly Event[], modelId: (instance: InstanceValue) => number): LossesReadFact[] {
  const groups = groupBySpan(
    events.flatMap((event) => (event.type === 'read' ? [event] : [])),
    (event) => event.execution.span,
  );
  return groups.map((executions) => {
    const first = executions[0] as ReadEvent;
    const ids = unique(executions.map((one) => modelId(one.model)));
    const weightTerms = agreed(executions.map((one) => one.weightTerms));
    const otherTerms = agreed(executions.map((one) => one.otherTerms));
    return {
      span: first.execution.span,
      model: ids.length === 1 ? (ids[0] as number) : null,
      modelText: first.modelText,
      built: joinCertainties(executions.map((one) => one.built)),
      called: joinCertainties(executions.map((one) => one.called)),
      terms: weightTerms === null || otherTerms === null ? null : weightTerms + otherTerms,
      weightTerms,
      otherTerms,
      onlyKeras3: executions.some((one) => one.onlyKeras3),
      use: executions.every((one) => one.inspection) ? 'inspection' : 'value',
      reachedFromModule: executions.every((one) => one.fromModule),
      termSpan: executions.every((one) => one.term && first.term && sameSpan(one.term, first.term))
        ? first.term
        : null,
      flowsTo: 'elsewhere',
    };
  });
}

function groupBySpan<T>(items: readonly T[], spanOf: (item: T) => Span): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = spanKey(spanOf(item));
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

function withFlow(
  reads: readonly LossesReadFact[],
  models: readonly ModelFact[],
  arithmetic: readonly LossArithmeticFact[],
  trainings: readonly TrainingFact[],
): LossesReadFact[] {
  const toObjects = new Set(arithmetic.flatMap((one) => one.reads));
  const toCompile = new Set(models.flatMap((model) => model.compile?.loss?.addedReads ?? []));
  const toGradients = new Set(trainings.flatMap((training) => (training.targetSpan ? training.reads : [])));
  return reads.map((read, index) => {
    if (toObjects.has(index)) return { ...read, flowsTo: 'loss-object' };
    if (toCompile.has(index)) return { ...read, flowsTo: 'compile' };
    return toGradients.has(index) ? { ...read, flowsTo: 'gradient' } : read;
  });
}

function foldArithmetic(events: readonly Event[], readIndex: (span: Span) => number[]): LossArithmeticFact[] {
  const found = events.flatMap((event) => (event.type === 'loss-arithmetic' ? [event] : []));
  const reads = events.flatMap((event) => (event.type === 'read' ? [event.execution.span] : []));
  return groupBySpan(found, (event) => event.span).map((group) => {
    const first = group[0] as (typeof found)[number];
    const native = nativeOf(first.loss);
    const loss = native?.type === 'loss' ? native : null;
    const inside = reads.filter(
      (span) => first.otherSpan.start <= span.start && span.end <= first.otherSpan.end,
    );
    return {
      span: first.span,
      operator: first.operator,
      lossSpan: first.lossSpan,
      otherSpan: first.otherSpan,
      definitionSpan: loss?.span ?? first.lossSpan,
      lossName: loss?.name ?? first.loss.class?.name ?? 'Loss',
      calledWithTensors: loss?.calledWithTensors ?? false,
      reads: unique([...first.reads.map((read) => read.span), ...inside].flatMap(readIndex)),
      // A class of the file may define operators through a base that is not seen.
      certain: loss?.name !== null && loss !== null,
    };
  });
}

function foldTrainings(
  events: readonly Event[],
  modelId: (instance: InstanceValue) => number,
  readIndex: (span: Span) => number[],
): TrainingFact[] {
  const found = events.flatMap((event) => (event.type === 'training' ? [event] : []));
  const byModel = new Map<number, TrainingEvent[]>();
  for (const event of found) {
    const id = modelId(event.model);
    const own = byModel.get(id);
    if (own) own.push(event);
    else byModel.set(id, [event]);
  }
  const facts: TrainingFact[] = [];
  for (const [model, own] of byModel) {
    if (model < 0) continue;
    for (const group of groupBySpan(own, (event) => event.span)) {
      // Gradients that nobody applies (a saliency map, a penalty on the gradient itself) are no training beside those that are.
      const applied = group.filter((event) => event.step.applied);
      const relevant = applied.length > 0 ? applied : group;
      const first = relevant[0] as TrainingEvent;
      facts.push({
        kind: first.kind,
        span: first.span,
        model,
        penaltyTimes: agreed(relevant.map((event) => event.penaltyTimes)),
        certain: relevant.every((event) => event.certain),
        targetSpan: first.targetSpan,
        additionPoint: first.additionPoint,
        reads: unique(relevant.flatMap((event) => event.reads.flatMap((read) => readIndex(read.span)))),
        versionDependent: relevant.find((event) => event.versionDependent)?.versionDependent ?? null,
        updatesWeights: applied.length > 0,
      });
    }
  }
  return facts.sort((a, b) => a.span.start - b.span.start);
}

function foldApplications(
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
    const leaves = leavesOf(first.model).layers;
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

function activationName(value: ArgumentValue['value']): string | null {
  const constant = plain(value);
  if (constant === null) return 'linear';
  if (typeof constant === 'string') return constant;
  if (value.kind === 'symbol' && /(^|\.)(activations|nn|ops|keras)\.\w+$/.test(value.name))
    return value.name.slice(value.name.lastIndexOf('.') + 1);
  return null;
}

interface FoldContext {
  /** Mechanisms that no layer holds. */
  readonly outside: readonly (Event & { type: 'mechanism' })[];
  readonly trainings: readonly TrainingFact[];
  readonly lossFact: (given: ArgumentValue, added: readonly number[]) => LossFact;
  readonly addedReads: readonly number[];
  readonly version: 2 | 3 | null;
}

function modelFact(site: Site, id: number, context: FoldContext): ModelFact {
  const instance = mostComplete(site.instances);
  const native = modelOf(instance) as ModelNative;
  const state = native.state.value;
  const leaves = leavesOf(instance);
  const trainings = context.trainings.flatMap((training, index) => (training.model === id ? [index] : []));
  const reaches = reachesLoss(trainings.map((index) => context.trainings[index] as TrainingFact));
  const inputs = inputsBeforeBuild(native);
  const layers = leaves.layers.map((leaf) =>
    layerFact(leaf, reaches, context.version, inboundOf(leaf, native, leaves.layers), inputs.get(leaf)),
  );
  const exact = leaves.exact && state.exact && !state.escaped;
  const parameters = layers
    .map((layer) => (layer.parameters === null ? atLeast(layer) : layer.parameters))
    .reduce((sum, one) => sum + one, 0);
  const sameEverywhere = site.instances.every((one) => sameLayers(one, instance));
  const compile = state.compile;
  const optimizer = compile?.optimizer ? knownOptimizer(compile.optimizer) : null;
  return {
    id,
    name: site.name,
    nameSpan: site.nameSpan,
    span: instance.site,
    kind: native.kind,
    layers,
    layersExact: exact && sameEverywhere,
    inputShape: withoutBatch(state.input),
    outputShape: withoutBatch(state.output),
    parameters,
    parametersExact: exact && sameEverywhere && layers.every((layer) => layer.parameters !== null),
    mechanisms: mechanismsOf(site, layers, leaves.layers, trainings, reaches, context),
    compile: compile
      ? {
          span: compile.span,
          optimizer: compile.optimizer
            ? {
                name: optimizer?.name ?? null,
                learningRate: optimizer?.learningRate ?? null,
                weightDecay: optimizer?.weightDecay ?? null,
                span: compile.optimizer.valueSpan,
              }
            : null,
          loss: compile.loss ? context.lossFact(compile.loss, context.addedReads) : null,
        }
      : null,
    trainings,
    penaltyReachesLoss: reaches,
    escaped: state.escaped,
  };
}

/** Of the models made at one place the one that most is known of: built, with the most layers. */
function mostComplete(instances: readonly InstanceValue[]): InstanceValue {
  const rank = (one: InstanceValue) =>
    (modelOf(one)?.state.value.built === 'yes' ? 1000 : 0) + leavesOf(one).layers.length;
  return instances.reduce((best, one) => (rank(one) > rank(best) ? one : best));
}

function sameLayers(a: InstanceValue, b: InstanceValue): boolean {
  if (a === b) return true;
  const [left, right] = [leavesOf(a).layers, leavesOf(b).layers];
  return (
    left.length === right.length &&
    left.every((layer, index) => parameterCount(layer) === parameterCount(right[index] as InstanceValue))
  );
}

function parameterCount(leaf: InstanceValue): number | null {
  return layerFact(leaf, 'unknown', null, null).parameters;
}

function reachesLoss(trainings: readonly TrainingFact[]): ReachesLoss {
  const relevant = trainings.filter((training) => training.updatesWeights);
  const times = agreed(relevant.map((training) => training.penaltyTimes));
  return times === 0 ? 'no' : times === 1 ? 'yes' : times === 2 ? 'twice' : 'unknown';
}

function inboundOf(
  leaf: InstanceValue,
  model: ModelNative,
  leaves: readonly InstanceValue[],
): readonly number[] | null {
  const { nodes } = model.state.value;
  const node = nodes.find((one) => one.layer === leaf);
  if (!node?.inbound) return null;
  // Positions among the nodes are positions among the leaves only where no model is nested before them.
  const mapped = node.inbound.map((index) =>
    index < 0 ? -1 : leaves.indexOf((nodes[index] as (typeof nodes)[number]).layer),
  );
  return mapped.every((index, position) => index >= 0 || node.inbound?.[position] === -1) ? mapped : null;
}

/** What the layers of a Sequential without an input shape are still known to receive: `Dense(32)` after `Dense(64)` takes 64 features. */
function inputsBeforeBuild(model: ModelNative): ReadonlyMap<InstanceValue, InternalShape> {
  const inputs = new Map<InstanceValue, InternalShape>();
  if (model.kind !== 'sequential' || model.state.value.built === 'yes') return inputs;
  let shape: InternalShape = { dims: null, last: null };
  for (const { layer } of model.state.value.nodes) {
    inputs.set(layer, shape);
    const native = layerOf(layer);
    shape = native ? infer(native, shape).output : { dims: null, last: null };
  }
  return inputs;
}

function layerFact(
  leaf: InstanceValue,
  reaches: ReachesLoss,
  version: 2 | 3 | null,
  inbound: readonly number[] | null,
  expected?: InternalShape,
): LayerFact {
  const native = layerOf(leaf) as LayerNative;
  const state = native.state.value;
  const inferred =
    native.className === null
      ? null
      : infer(native, state.built === 'yes' ? state.input : (expected ?? state.input));
  const weights: WeightFact[] =
    native.className === null
      ? native.declared.value.map((one) => ({ role: one.role, shape: one.shape, trainable: one.trainable }))
      : (inferred?.weights ?? []).map((one) => ({
          role: one.role,
          shape: one.dims.every((dim) => dim !== null) ? one.dims : null,
          trainable: one.trainable,
        }));
  const known = native.className === null ? false : inferred?.weights !== null && !native.hiddenArguments;
  return {
    type: native.className ?? leaf.class?.name ?? 'Layer',
    symbol: native.className === null ? null : `keras.layers.${native.className}`,
    span: native.className === null ? leaf.site : native.span,
    argumentsSpan: native.argumentsSpan,
    inputShape: withoutBatch(state.input),
    outputShape: withoutBatch(state.output),
    parameters:
      known && weights.every((one) => one.shape !== null)
        ? weights.reduce((sum, one) => sum + count(one.shape), 0)
        : native.className === null && customIsEmpty(leaf, native)
          ? 0
          : null,
    weights,
    penalties: penaltiesOf(native, version).map((one) => penaltyFact(one, reaches)),
    arguments: [...native.arguments].map(([name, one]) => ({
      name,
      span: one.span,
      valueSpan: one.valueSpan,
      keyword: one.keyword,
      value: plain(one.value),
    })),
    inbound,
    trainable: state.trainable,
  };
}

/** A class of the file that declares no weights of its own, once it has been built by running it. */
function customIsEmpty(leaf: InstanceValue, native: LayerNative): boolean {
  return native.declared.value.length === 0 && native.state.value.built === 'yes' && leaf.class !== null;
}

function count(shape: Shape | null): number {
  return (shape ?? []).reduce<number>((product, dim) => product * (dim ?? 0), 1);
}

/** Weights whose shapes are known while others are not. */
function atLeast(layer: LayerFact): number {
  return layer.weights.reduce((sum, weight) => sum + (weight.shape ? count(weight.shape) : 0), 0);
}

function withoutBatch(shape: InternalShape): Shape | null {
  return shape.dims && shape.dims.length > 0 ? shape.dims.slice(1) : null;
}

function penaltyFact(penalty: LayerPenalty, reaches: ReachesLoss): PenaltyFact {
  const { regularizer, present } = penalty.resolved;
  return {
    on: penalty.on,
    kind: present === 'maybe' && regularizer.kind === 'custom' ? 'unknown' : regularizer.kind,
    l1: regularizer.l1,
    l2: regularizer.l2,
    span: penalty.argument.span,
    definitionSpan: regularizer.span,
    strengthSpan: regularizer.strengthSpan,
    reachesLoss: reaches,
  };
}

function mechanismsOf(
  site: Site,
  layers: readonly LayerFact[],
  leaves: readonly InstanceValue[],
  trainings: readonly number[],
  reaches: ReachesLoss,
  context: FoldContext,
): MechanismFact[] {
  const found: MechanismFact[] = [];
  const add = (kind: MechanismFact['kind'], span: Span, reachesLossAs: ReachesLoss = 'unknown') =>
    found.push({ kind, span, reachesLoss: reachesLossAs });
  layers.forEach((layer, index) => {
    const native = layerOf(leaves[index]) as LayerNative;
    for (const penalty of layer.penalties)
      add(
        penalty.on === 'activity' ? 'activity-penalty' : penalty.kind === 'unknown' ? 'unknown' : 'penalty',
        penalty.span,
        reaches,
      );
    if (native.className === null) {
      if (native.declared.value.some((one) => one.regularizer)) add('penalty', layer.span, reaches);
      else if (layer.parameters === null) add('unknown', layer.span);
    }
    if (native.state.value.addsLoss) add('add-loss', layer.span, reaches);
    if (native.hiddenArguments || native.state.value.changed) add('unknown', layer.span);
    if (DROPOUT_LAYERS.has(layer.type)) add('dropout', layer.span);
    if (layer.type === 'GaussianNoise') add('noise', layer.span);
    if (layer.type === 'ActivityRegularization') add('activity-penalty', layer.span, reaches);
    if (AUGMENTATION_LAYERS.has(layer.type)) add('augmentation', layer.span);
    if (/Normalization$/.test(layer.type) && layer.type !== 'Normalization') add('normalization', layer.span);
    for (const given of layer.arguments) {
      if (/^(recurrent_)?dropout$/.test(given.name) && given.value !== 0) add('dropout', given.span);
      if (
        given.name.endsWith('_constraint') &&
        given.value !== null &&
        isNormConstraint(native.arguments.get(given.name) as ArgumentValue)
      )
        add('constraint', given.span);
    }
  });
  for (const instance of site.instances) {
    const state = (modelOf(instance) as ModelNative).state.value;
    if (state.addsLoss) add('add-loss', instance.site, reaches);
    const { optimizer, loss } = state.compile ?? { optimizer: null, loss: null };
    if (optimizer) {
      const known = knownOptimizer(optimizer);
      if (!known || known.decays === 'maybe') add('unknown', optimizer.span);
      else if (known.decays === 'yes') add('weight-decay', optimizer.span);
    }
    if (loss) {
      const known = knownLoss(loss);
      if (!known || known.labelSmoothing === 'maybe') add('unknown', loss.span);
      else if (known.labelSmoothing === 'yes') add('label-smoothing', loss.span);
    }
  }
  for (const event of context.outside) {
    if (event.model === null || site.instances.includes(event.model)) add(event.kind, event.span);
  }
  // A step whose loss is not understood may hold a penalty written by hand.
  for (const index of trainings) {
    const training = context.trainings[index] as TrainingFact;
    if (training.kind !== 'fit' && training.kind !== 'train_on_batch' && training.penaltyTimes === null)
      add('unknown', training.span);
  }
  return dedupe(found);
}

function isNormConstraint(given: ArgumentValue): boolean {
  const native = nativeOf(given.value);
  if (native?.type === 'constraint') return CONSTRAINTS.has(native.name);
  const name = plain(given.value);
  return typeof name === 'string' ? CONSTRAINTS.has(name) : true;
}

function dedupe(mechanisms: readonly MechanismFact[]): MechanismFact[] {
  const seen = new Set<string>();
  return mechanisms.filter((one) => {
    const key = `${one.kind} ${one.span.start} ${one.span.end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
