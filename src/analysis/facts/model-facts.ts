import { partsOf } from '../frameworks/keras/parts';
import { type ModelNative, modelOf, nativeOf, plain } from '../frameworks/keras/natives';
import type { ArgumentValue, InstanceValue } from '../interpreter/values';
import type { FitEvent } from './advice-events';
import type { Event } from './events';
import type { FittedFact, LossFact, ModelFact, ReachesLoss, TrainingFact } from './facts';
import { type Site, agreed, unique } from './grouping';
import { graphFact } from './graphs';
import type { Run } from '../interpreter/run';
import { inputsBeforeBuild, layerFact, atLeast, withoutBatch } from './layer-facts';
import { mechanismsOf } from './mechanisms';
import { compiledOptimizer } from './optimizers';

export interface FoldContext {
  /** Mechanisms that no layer holds. */
  readonly outside: readonly (Event & { type: 'mechanism' })[];
  readonly trainings: readonly TrainingFact[];
  readonly lossFact: (given: ArgumentValue, added: readonly number[]) => LossFact;
  readonly addedReads: readonly number[];
  readonly version: 2 | 3 | null;
  readonly follow: Run['follow'];
  readonly fits: readonly FitEvent[];
}

/** The models made at one place as one fact: what holds for all of them. */
export function modelFact(site: Site, id: number, context: FoldContext): ModelFact {
  const instance = mostComplete(site.instances);
  const native = modelOf(instance) as ModelNative;
  const state = native.state.value;
  const leaves = partsOf(instance);
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
  return {
    id,
    name: site.name,
    nameSpan: site.nameSpan,
    span: instance.site,
    kind: native.kind,
    layers,
    layersExact: exact && site.instances.every((one) => mayHaveSameLayers(one, instance)),
    inputShape: withoutBatch(state.input),
    outputShape: withoutBatch(state.output),
    parameters,
    parametersExact: exact && sameEverywhere && layers.every((layer) => layer.parameters !== null),
    mechanisms: mechanismsOf(site, layers, leaves.layers, trainings, reaches, context),
    compile: compile
      ? {
          span: compile.span,
          argumentsExact: compile.argumentsExact,
          optimizer: compile.optimizer ? compiledOptimizer(compile.optimizer) : null,
          loss:
            compile.loss && plain(compile.loss.value) !== null
              ? context.lossFact(compile.loss, context.addedReads)
              : null,
        }
      : null,
    fitted: fittedFact(context.fits.filter((fit) => site.instances.includes(fit.model))),
    trainings,
    penaltyReachesLoss: reaches,
    escaped: state.escaped,
    graph: once(() => graphFact(context.follow(instance), leaves.layers)),
  };
}

function once<T extends object>(compute: () => T): () => T {
  let known: T | null = null;
  return () => (known ??= compute());
}

function fittedFact(fits: readonly FitEvent[]): FittedFact | null {
  if (fits.length === 0) return null;
  const callbacks = fits.flatMap((fit) => fit.callbacks.map(nativeOf));
  return {
    batchSize: agreed(fits.map((fit) => fit.batchSize)),
    epochs: agreed(fits.map((fit) => fit.epochs)),
    weighted: fits.some((fit) => fit.weighted),
    callbacks: unique(callbacks.flatMap((one) => (one?.type === 'callback' ? [one.name] : []))),
  };
}

/** Of the models made at one place the one that most is known of: built, with the most layers. */
function mostComplete(instances: readonly InstanceValue[]): InstanceValue {
  const rank = (one: InstanceValue) =>
    (modelOf(one)?.state.value.built === 'yes' ? 1000 : 0) + partsOf(one).layers.length;
  return instances.reduce((best, one) => (rank(one) > rank(best) ? one : best));
}

/** Whether two models have as many layers, of the same sizes where both are known: one may not be built. */
function mayHaveSameLayers(a: InstanceValue, b: InstanceValue): boolean {
  return compareLayers(a, b, (left, right) => left === null || right === null || left === right);
}

function sameLayers(a: InstanceValue, b: InstanceValue): boolean {
  return compareLayers(a, b, (left, right) => left === right);
}

function compareLayers(
  a: InstanceValue,
  b: InstanceValue,
  agree: (left: number | null, right: number | null) => boolean,
): boolean {
  if (a === b) return true;
  const [left, right] = [partsOf(a).layers, partsOf(b).layers];
  return (
    left.length === right.length &&
    left.every((layer, index) => agree(parameterCount(layer), parameterCount(right[index] as InstanceValue)))
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
