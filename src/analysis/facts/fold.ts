import { knownLoss } from '../frameworks/keras/losses';
import { nativeOf } from '../frameworks/keras/natives';
import type { ArgumentValue, InstanceValue } from '../interpreter/values';
import type { Run } from '../interpreter/run';
import type { Sources } from '../text/sources';
import { type Span, sameSpan } from '../text/span';
import type { Event, ReadEvent } from './events';
import type {
  Facts,
  FrameworkFact,
  LossArithmeticFact,
  LossFact,
  LossesReadFact,
  ModelFact,
  SettingsFact,
  TrainingFact,
} from './facts';
import { foldAddedLosses } from './added-losses';
import { foldApplications } from './applications';
import { foldCallbacks } from './callbacks';
import { foldDropouts } from './dropouts';
import { foldLegacyCollections } from './legacy';
import { foldReductions } from './reductions';
import { modelSites, spanKey, unique, joinCertainties, agreed, groupBySpan } from './grouping';
import { modelFact } from './model-facts';
import { foldOptimizers } from './optimizers';
import { foldRegularizerSettings } from './regularizer-settings';
import { foldRegularizerArguments, foldRegularizers } from './regularizers';
import { foldUnusedRegularizerParameters } from './unused-parameters';
import { foldTrainings } from './trainings';

/** Folds events into facts: several executions at one place become one fact that holds for all of them. */
export function foldFacts(
  { events, follow }: Pick<Run, 'events' | 'follow'>,
  framework: FrameworkFact,
  sources: Sources,
): Facts {
  const sites = modelSites(events, sources);
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
  const fits = events.flatMap((event) => (event.type === 'fit' ? [event] : []));
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
      follow,
      fits,
    }),
  );
  const isSet = (setting: keyof SettingsFact): boolean =>
    events.some((event) => event.type === 'setting' && event.setting === setting);
  const lossApplications = foldApplications(events, modelId, sites, lossFact);
  return {
    framework,
    models,
    lossesReads: withFlow(reads, models, lossArithmetic, trainings),
    lossArithmetic,
    lossApplications,
    trainings,
    reductions: foldReductions(events, readIndex),
    regularizerArguments: foldRegularizerArguments(events),
    regularizerSettings: foldRegularizerSettings(events, sites),
    regularizers: foldRegularizers(events),
    addedLosses: foldAddedLosses(events, modelId),
    optimizers: foldOptimizers(events),
    callbacks: foldCallbacks(events, modelId),
    dropouts: foldDropouts(events),
    legacyCollections: foldLegacyCollections(events),
    settings: { otherPrecision: isSet('otherPrecision'), excludesFromDecay: isSet('excludesFromDecay') },
    unusedRegularizerParameters: foldUnusedRegularizerParameters(events),
    complete: true,
  };
}

function foldReads(events: readonly Event[], modelId: (instance: InstanceValue) => number): LossesReadFact[] {
  const groups = groupBySpan(
    events.flatMap((event) => (event.type === 'read' ? [event] : [])),
    (event) => event.execution.span,
  );
  // At some of its executions a read may be one of something that is not known.
  const unresolved = new Set(
    events.flatMap((event) => (event.type === 'unresolved-read' ? [spanKey(event.span)] : [])),
  );
  return groups.map((executions) => {
    const first = executions[0] as ReadEvent;
    const open = unresolved.has(spanKey(first.execution.span));
    const ids = open ? [] : unique(executions.map((one) => modelId(one.model)));
    const weightTerms = open ? null : agreed(executions.map((one) => one.weightTerms));
    const otherTerms = open ? null : agreed(executions.map((one) => one.otherTerms));
    return {
      span: first.execution.span,
      model: ids.length === 1 && ids[0] !== undefined && ids[0] >= 0 ? ids[0] : null,
      modelText: first.modelText,
      built: open ? 'maybe' : joinCertainties(executions.map((one) => one.built)),
      called: open ? 'maybe' : joinCertainties(executions.map((one) => one.called)),
      terms: weightTerms === null || otherTerms === null ? null : weightTerms + otherTerms,
      weightTerms,
      otherTerms,
      waitingTerms: agreed(executions.map((one) => one.waiting)),
      lastPass: agreed(executions.map((one) => one.lastPass)) ?? 'unknown',
      passInStep: agreed(executions.map((one) => one.passInStep)),
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
