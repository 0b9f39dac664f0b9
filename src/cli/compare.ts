import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { analyzeText } from '../analysis/analyze';
import type { Facts, ModelFact } from '../analysis/facts/facts';
import { type Localized, render } from '../analysis/text/localized';
import { isReal } from '../lab/data/data-set';
import { dataSets, fittingDataSets, planDataOf } from '../lab/data/index';
import { requireFit } from '../lab/data/own/fit';
import { type OwnData, ownData, ownPlanData } from '../lab/data/own/own-data';
import { isDataFile } from '../lab/data/own/file-names';
import type { ComparisonResult, Plan } from '../lab/plan';
import { planFor, type PlanFromModel } from '../lab/plan-from-model';
import { sizesNote } from '../lab/planning/size';
import { filled } from '../lab/planning/words';
import { count, positive } from '../lab/plan-checks';
import { planWith, settingsOf, type PenaltyKind } from '../lab/plan-settings';
import { readPlan } from '../lab/read-plan';
import { taskOf } from '../lab/task';
import { train } from '../lab/train';
import { later, nodeCrew } from './crew';
import { readDataFile, refusing } from './data-file';
import { comparisonJson, comparisonText } from './formats/comparison';
import { isAnalysed } from './files';
import { withFurther } from './further';
import { number, oneOf, readOptions, type Options } from './options';
import { Problem } from './problem';
import { SettingsReader } from './settings';
import { decode, readSource } from './source';
import { SurroundingsReader } from './surroundings';
import { exit, type World } from './world';

const valued = [
  'model',
  'penalty',
  'lambda',
  'seeds',
  'epochs',
  'data',
  'target',
  'format',
  'arms',
  'budget',
];
const kinds: readonly PenaltyKind[] = ['as-found', 'l1', 'l2', 'l1l2'];

/** `reglens compare`: trains a model of a file, or a plan kept in one, with and without its penalty. */
export async function compare(command: readonly string[], world: World): Promise<number> {
  const options = readOptions(command, { flags: ['sweep', 'scale'], values: valued });
  const [name] = options.positional;
  if (name === undefined || options.positional.length > 1) {
    throw new Problem({ en: 'compare takes one file.', zh: 'compare 需要且只需要一个文件。' });
  }
  const format = oneOf(options, 'format', ['text', 'json'] as const, 'text');
  const { plan, notes, own } = await planOf(name, options, world);
  const crew = nodeCrew(plan, await wasmBytes());
  const host = { crew, later, ...(own && { ownData: own }) };
  const result = await train(plan, progress(world), world.interrupt, host).finally(crew.end);
  if (world.progress) world.error('\r\u001b[K');
  world.out(format === 'json' ? comparisonJson(result) : comparisonText(result, notes, world));
  if (result.ended === 'failed') throw failed(result.failure ?? '');
  return exit.clean;
}

function failed(failure: string): Problem {
  return failure === ''
    ? new Problem({ en: 'The training ended by itself.', zh: '训练自行终止了。' })
    : new Problem({ en: 'The training failed: {failure}.', zh: '训练失败：{failure}。' }, { failure });
}

interface Planned {
  readonly plan: Plan;
  readonly notes: readonly string[];
  readonly own: OwnData | null;
}

async function planOf(name: string, options: Options, world: World): Promise<Planned> {
  const file = path.resolve(world.cwd, name);
  const text = decode(await readSource(file, name)).text;
  const kept = isAnalysed(file) ? null : keptPlan(name, text);
  const asked = options.values.get('data')?.at(-1) ?? kept?.data.file;
  const own = asked !== undefined && isDataFile(asked) ? await ownDataOf(asked, options, kept, world) : null;
  const found = kept
    ? { plan: kept, modelNotes: [], dataNotes: null }
    : await planOfModel(file, text, own?.data ?? null, options, world);
  const plan = changed(found.plan, options);
  if (!own) {
    const planned = withData(plan, options);
    const proposed = planned === plan ? found.dataNotes : null;
    const notes = [...found.modelNotes, ...(proposed ?? aboutData(planned))];
    return { plan: planned, notes: say(notes, world), own: null };
  }
  const data = ownPlanData(own.data, own.file, own.targets, plan.data.trainSize);
  const planned = { ...plan, data };
  refusing(own.file, () => requireFit(own.data, planned, taskOf(planned.model, planned.loss)));
  const notes = [...found.modelNotes, ...own.data.notes];
  return { plan: planned, notes: say(notes, world), own: own.data };
}

interface Found {
  readonly plan: Plan;
  readonly modelNotes: readonly Localized[];
  /** About the data that were proposed for the model; null where the plan came with data. */
  readonly dataNotes: readonly Localized[] | null;
}

/** What the built-in data of a plan are, with whose they are where people measured them. */
function aboutData({ data }: Plan): readonly Localized[] {
  const dataSet = dataSets.find(({ name }) => name === data.name);
  if (!dataSet) return [];
  return [dataSet.description, ...(isReal(dataSet) ? [dataSet.licence] : []), sizesNote(data)];
}

interface OwnFile {
  readonly file: string;
  readonly targets: readonly string[];
  readonly data: OwnData;
}

async function ownDataOf(file: string, options: Options, kept: Plan | null, world: World): Promise<OwnFile> {
  const targets =
    options.values.get('target')?.flatMap((names) => names.split(',')) ?? kept?.data.targets ?? [];
  const content = await readDataFile(path.resolve(world.cwd, file), file);
  return { file, targets, data: refusing(file, () => ownData(content, targets)) };
}

function say(notes: readonly Localized[], { locale }: World): string[] {
  return notes.map((note) => render(note, locale));
}

function keptPlan(name: string, text: string): Plan {
  const read = readPlan(text);
  if ('plan' in read) return read.plan;
  throw new Problem(
    {
      en: '{file} is neither a Python file nor a plan: {reason}',
      zh: '{file} 既不是 Python 文件，也不是比较方案：{reason}',
    },
    { file: name, reason: read.reason },
  );
}

async function planOfModel(
  file: string,
  text: string,
  own: OwnData | null,
  options: Options,
  world: World,
): Promise<Found> {
  const reader = new SettingsReader(world.cwd, (problem) => world.error(`reglens: ${problem.message}\n`));
  const { analysis } = await reader.for(path.dirname(file));
  const { facts } = analyzeText(text, analysis, new SurroundingsReader(world.cwd).of(file));
  const model = chosenModel(facts, options.values.get('model')?.at(-1));
  const planned = planFor(model, facts, own && (own.inputShape ?? [own.width]));
  if ('reason' in planned) {
    throw new Problem(
      { en: '{model} cannot be compared: {reason}', zh: '无法比较 {model}：{reason}' },
      { model: model.name, reason: planned.reason },
    );
  }
  return withScale(planned, options, world);
}

/** The narrower model where the reader asks for it; else it is offered before a long training begins. */
function withScale(
  planned: Exclude<PlanFromModel, { reason: Localized }>,
  options: Options,
  world: World,
): Found {
  const { scaled, modelNotes } = planned;
  if (!scaled) return planned;
  if (options.flags.has('scale'))
    return { ...planned, plan: scaled.plan, modelNotes: [scaled.note, ...modelNotes] };
  const offer = filled(
    {
      en: 'this will take long; --scale compares a narrower model in about a minute: {how}',
      zh: '这需要较长时间；--scale 改为比较一个更窄的模型，大约需要一分钟：{how}',
    },
    { how: scaled.note },
  );
  world.error(`reglens: ${render(offer, world.locale)}\n`);
  return planned;
}

function chosenModel({ models }: Facts, name: string | undefined): ModelFact {
  const [first] = models;
  if (first === undefined) {
    throw new Problem({ en: 'There is no Keras model in this file.', zh: '该文件中没有 Keras 模型。' });
  }
  if (name === undefined) return first;
  const found = models.find((model) => model.name === name);
  if (found) return found;
  throw new Problem(
    { en: 'There is no model “{name}”; there are {models}.', zh: '没有模型“{name}”；有 {models}。' },
    { name, models: models.map((model) => model.name).join(', ') },
  );
}

/** The plan with what the command line sets. */
function changed(plan: Plan, options: Options): Plan {
  const strength = number(options, 'lambda', 0.01, ...positive);
  const asked = oneOf(options, 'penalty', kinds, options.values.has('lambda') ? 'l2' : 'as-found');
  const seeds = number(options, 'seeds', plan.seeds.length, ...count);
  const epochs = number(options, 'epochs', plan.epochs, ...count);
  return withFurther(planWith(plan, { ...settingsOf(plan), kind: asked, strength, seeds, epochs }), options);
}

function withData(plan: Plan, options: Options): Plan {
  const name = options.values.get('data')?.at(-1);
  if (name === undefined) return plan;
  const fitting = fittingDataSets(plan.model, plan.loss);
  const dataSet = fitting.find((one) => one.name === name);
  if (dataSet) return { ...plan, data: planDataOf(dataSet, plan.data) };
  const names = fitting.map((one) => one.name).join(', ');
  throw new Problem(
    dataSets.some((one) => one.name === name)
      ? {
          en: 'The data “{name}” do not fit the inputs and outputs of {model}; these do: {names}.',
          zh: '数据“{name}”与 {model} 的输入输出不匹配；可用的有：{names}。',
        }
      : { en: 'There are no data “{name}”; there are {names}.', zh: '没有数据“{name}”；有 {names}。' },
    { name, model: plan.model.name, names },
  );
}

/** One line that counts, where somebody watches. */
function progress(world: World) {
  return (_: ComparisonResult['metrics'], done: number, total: number): void => {
    if (world.progress) world.error(`\r${Math.floor((100 * done) / total)} %`);
  };
}

/** TensorFlow.js' wasm backend beside this bundle; from a checkout, in its package. */
async function wasmBytes(): Promise<Uint8Array | null> {
  const file = 'tfjs-backend-wasm-simd.wasm';
  for (const folder of [
    __dirname,
    path.resolve(__dirname, '../../node_modules/@tensorflow/tfjs-backend-wasm/dist'),
  ]) {
    const bytes = await readFile(path.join(folder, file)).catch(() => null);
    if (bytes) return bytes;
  }
  return null;
}
