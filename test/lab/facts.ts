import {
  type ConstantValue,
  type Facts,
  type GraphFact,
  type LayerFact,
  type LossFact,
  type ModelFact,
  type PenaltyFact,
  type Shape,
  noFacts as emptyFacts,
} from '../../src/analysis/facts/facts';

const span = { start: 0, end: 0 };

/** What a hand-made layer says; everything else is as the analysis leaves it when nothing is known. */
export interface LayerSketch {
  readonly type: string;
  readonly arguments?: Readonly<Record<string, ConstantValue | undefined>>;
  readonly penalties?: readonly (Pick<PenaltyFact, 'on' | 'kind'> & Partial<PenaltyFact>)[];
  readonly inbound?: readonly number[];
  readonly trainable?: LayerFact['trainable'];
}

function layerFact(sketch: LayerSketch): LayerFact {
  return {
    type: sketch.type,
    symbol: `keras.layers.${sketch.type}`,
    span,
    argumentsSpan: span,
    inputShape: null,
    outputShape: null,
    parameters: null,
    weights: [],
    penalties: (sketch.penalties ?? []).map((penalty) => ({
      l1: null,
      l2: null,
      span,
      definitionSpan: span,
      strengthSpan: null,
      reachesLoss: 'yes',
      atStart: null,
      ...penalty,
    })),
    arguments: Object.entries(sketch.arguments ?? {}).map(([name, value]) => ({
      name,
      span,
      valueSpan: span,
      keyword: true,
      spread: false,
      value,
    })),
    inbound: sketch.inbound ?? null,
    trainable: sketch.trainable ?? 'yes',
  };
}

export function modelFact(layers: readonly LayerSketch[], rest: Partial<ModelFact> = {}): ModelFact {
  return {
    id: 0,
    name: 'model',
    nameSpan: span,
    span,
    kind: 'sequential',
    layers: layers.map(layerFact),
    layersExact: true,
    inputShape: null,
    outputShape: null,
    parameters: 0,
    parametersExact: false,
    mechanisms: [],
    compile: null,
    fitted: null,
    trainings: [],
    penaltyReachesLoss: 'unknown',
    escaped: false,
    graph: () => chainOf(layers.map(layerFact), rest.inputShape ?? null),
    ...rest,
  };
}

/** A forward pass through all layers, in order or as their `inbound` says. */
function chainOf(layers: readonly LayerFact[], inputShape: Shape | null = null): GraphFact {
  const steps = layers.map(({ type, inbound }, layer) => ({
    layer,
    type,
    given: {},
    inbound: inbound ?? [layer - 1],
    path: [],
    span,
  }));
  const used = new Set(steps.flatMap(({ inbound }) => inbound));
  return { inputs: [inputShape], steps, outputs: [...steps.keys()].filter((step) => !used.has(step)) };
}

export function lossFact(name: string | null, fromLogits: LossFact['fromLogits'] = 'no'): LossFact {
  return { name, fromLogits, span, definitionSpan: span, fromLogitsSpan: null, addedReads: [] };
}

export function compiled(loss: LossFact | null, optimizer: string | null = 'Adam'): ModelFact['compile'] {
  const learningRate = optimizer === null ? null : optimizer === 'SGD' ? 0.01 : 0.001;
  return {
    span,
    argumentsExact: true,
    optimizer: {
      name: optimizer,
      learningRate,
      momentum: 0,
      weightDecay: null,
      schedule: null,
      arguments: {},
      learningRateDecaySpan: null,
      legacy: false,
      span,
      definitionSpan: span,
    },
    loss,
  };
}

export const noFacts: Facts = emptyFacts({
  name: 'keras',
  version: null,
  backend: null,
  evidence: 'import',
  span: null,
  spelling: null,
});

/** The model of examples/seed.py. */
export const seedModel = modelFact(
  [
    {
      type: 'Dense',
      arguments: { units: 64, activation: 'relu', kernel_regularizer: undefined },
      penalties: [{ on: 'kernel', kind: 'l2', l1: 0, l2: 0.01 }],
    },
    {
      type: 'Dense',
      arguments: { units: 32, activation: 'relu', kernel_regularizer: undefined },
      penalties: [{ on: 'kernel', kind: 'l2', l1: 0, l2: 0.01 }],
    },
    { type: 'Dense', arguments: { units: 10, activation: 'softmax' } },
  ],
  { compile: compiled(lossFact('SparseCategoricalCrossentropy', 'yes')) },
);
