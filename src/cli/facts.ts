import path from 'node:path';
import { type Analysis, analyzeText } from '../analysis/analyze';
import type { Facts, LayerFact, LossesReadFact, ModelFact, Shape } from '../analysis/facts/facts';
import type { Surroundings } from '../analysis/surroundings';
import type { Place } from '../analysis/text/sources';
import type { Span } from '../analysis/text/span';
import { isAnalysed } from './files';
import { readOptions } from './options';
import { Problem } from './problem';
import { placesFor, type Range } from './report';
import { SettingsReader } from './settings';
import { decode, readSource } from './source';
import { SurroundingsReader } from './surroundings';
import { exit, type World } from './world';

/** `reglens facts`: what the analysis knows of one file, as JSON. */
export async function facts(command: readonly string[], world: World): Promise<number> {
  const { positional, values } = readOptions(command, { flags: [], values: ['stdin-filename'] });
  const [name] = positional;
  if (name === undefined || positional.length > 1) {
    throw new Problem({ en: 'facts takes one file.', zh: 'facts 需要且只需要一个文件。' });
  }
  const shown = name === '-' ? (values.get('stdin-filename')?.at(-1) ?? 'stdin.py') : name;
  const file = path.resolve(world.cwd, shown);
  const bytes = name === '-' ? await world.readInput() : await readSource(file, shown);
  if (!isAnalysed(file)) {
    throw new Problem(
      {
        en: '{file} cannot be analysed: only Python files (.py) are in this version.',
        zh: '无法分析 {file}：此版本只分析 Python 文件（.py）。',
      },
      { file: shown },
    );
  }
  let failed = false;
  const reader = new SettingsReader(world.cwd, (problem) => {
    failed = true;
    world.error(`reglens: ${problem.message}\n`);
  });
  const { analysis } = await reader.for(path.dirname(file));
  const { text } = decode(bytes);
  const around = new SurroundingsReader(world.cwd).of(file);
  const json = factsJson(analyzeText(text, analysis, around), around, (place) => {
    const { path: other, range } = placesFor({ path: shown, text }, world.cwd)(place);
    return place.source === null ? { range } : { range, path: other };
  });
  world.out(`${JSON.stringify(json, null, 2)}\n`);
  return failed ? exit.failed : exit.clean;
}

/** A range, and the file where that is an imported one. */
type Located = (span: Span) => { readonly range: Range; readonly path?: string };

function factsJson(
  { facts: found, place }: Analysis,
  { dependencies }: Surroundings,
  locate: (place: Place) => ReturnType<Located>,
) {
  const { name, version, evidence } = found.framework;
  const located: Located = (span) => locate(place(span));
  const isOwn = (span: Span) => place(span).source === null;
  return {
    version: 1,
    framework: { name, version, evidence, ...(evidence === 'dependency' && { file: dependencies?.file }) },
    models: found.models
      .filter((model) => isOwn(model.span) || isOwn(model.nameSpan))
      .map((model) => modelJson(found, model, located)),
    lossesReads: found.lossesReads
      .filter((read) => isOwn(read.span))
      .map((read) => readJson(found, read, located)),
  };
}

function modelJson(found: Facts, model: ModelFact, located: Located) {
  const training = found.trainings[model.trainings[0] ?? -1];
  return {
    name: model.name,
    kind: model.kind,
    ...located(model.span),
    parameters: model.parameters,
    parametersExact: model.parametersExact,
    layers: model.layers.map((layer) => layerJson(layer, located)),
    mechanisms: model.mechanisms.map(({ kind, span, reachesLoss }) => ({
      kind,
      ...located(span),
      reachesLoss,
    })),
    training: training === undefined ? null : { kind: training.kind, ...located(training.span) },
  };
}

function layerJson(layer: LayerFact, located: Located) {
  return {
    type: layer.type,
    ...located(layer.span),
    inputShape: withBatch(layer.inputShape),
    outputShape: withBatch(layer.outputShape),
    parameters: layer.parameters,
    penalties: layer.penalties.map(({ on, kind, l1, l2, reachesLoss }) => ({
      on,
      kind,
      l1,
      l2,
      reachesLoss,
    })),
  };
}

function readJson(found: Facts, read: LossesReadFact, located: Located) {
  return {
    ...located(read.span),
    model: found.models[read.model ?? -1]?.name ?? null,
    built: read.built,
    called: read.called,
    terms: read.terms,
    weightTerms: read.weightTerms,
    otherTerms: read.otherTerms,
  };
}

/** Shapes as the frameworks print them, the open batch first. */
function withBatch(shape: Shape | null): Shape | null {
  return shape === null ? null : [null, ...shape];
}
