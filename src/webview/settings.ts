import { dataSets } from '../lab/data';
import { isReal } from '../lab/data/data-set';
import type { Plan, PlanData } from '../lab/plan';
import { settingsOf, type PlanSettings } from '../lab/plan-settings';
import { fewestSeeds } from '../lab/statistics';

const mostSeeds = 64;
const mostEpochs = 2000;
/** Examples of each part; more would keep the page's reader waiting. */
const mostExamples = 50_000;
const strongest = 1000;

/**
 * The settings for a model that has changed in the code: what the reader has set stays where it still can.
 *
 * @param asked the arms of the plan are what a command has just asked for
 */
export function carriedOver(settings: PlanSettings, before: Plan, now: Plan, asked: boolean): PlanSettings {
  const [old, found] = [settingsOf(before), settingsOf(now)];
  const samePenalty = says(before, now, ({ model, arms }) => [model.layers.map(({ name }) => name), arms]);
  const sameTask = says(before, now, ({ model, loss }) => [model.inputShape, model.outputShape, loss]);
  const { kind, strength, proximal, on, scope, further, dropout, decay, patience } = found;
  const kept: PlanSettings = {
    ...settings,
    ...(!samePenalty && { kind, strength, proximal, on }),
    ...(asked && { scope, further, kind, strength, proximal, on, dropout, decay, patience }),
  };
  const unchanged = (key: keyof PlanSettings) => JSON.stringify(settings[key]) === JSON.stringify(old[key]);
  return {
    ...kept,
    data: sameTask && !unchanged('data') ? settings.data : found.data,
    seeds: unchanged('seeds') ? found.seeds : settings.seeds,
    epochs: unchanged('epochs') ? found.epochs : settings.epochs,
    batchSize: unchanged('batchSize') ? found.batchSize : settings.batchSize,
    learningRate: unchanged('learningRate') ? found.learningRate : settings.learningRate,
  };
}

function says(one: Plan, other: Plan, part: (plan: Plan) => unknown): boolean {
  return JSON.stringify(part(one)) === JSON.stringify(part(other));
}

/** Settings that are typed. */
const fieldNames = [
  'strength',
  'dropout',
  'decay',
  'patience',
  'seeds',
  'epochs',
  'trainSize',
  'validationSize',
  'testSize',
  'noise',
  'labelNoise',
  'batchSize',
  'learningRate',
] as const;
export type Field = (typeof fieldNames)[number];

const ofData = ['trainSize', 'validationSize', 'testSize', 'noise', 'labelNoise'] as const;

/** The kinds of penalty and further arms that are on weights, with a strength. */
const onWeights: readonly string[] = ['l1', 'l2', 'l1l2', 'l1-proximal'];

/** Everything that is compared with the model without. */
function compared({ kind, scope, further }: PlanSettings): readonly string[] {
  return [kind, ...(scope === 'several' ? further : [])];
}

/** Whether there is a penalty whose weights the reader can choose. */
export function hasPlaces(settings: PlanSettings): boolean {
  return compared(settings).some((name) => onWeights.includes(name));
}

/** The numbers that say how strong what is compared is. */
export function numbersOf(settings: PlanSettings): readonly Field[] {
  const names = compared(settings);
  return [
    ...(hasPlaces(settings) ? (['strength'] as const) : []),
    ...(names.includes('dropout') ? (['dropout'] as const) : []),
    ...(names.includes('decay') ? (['decay'] as const) : []),
    ...(names.includes('early-stopping') ? (['patience'] as const) : []),
  ];
}

/** The fields that count for these settings. */
export function fieldsFor(settings: PlanSettings): readonly Field[] {
  const unused = ['strength', 'dropout', 'decay', 'patience'].filter(
    (field) => !numbersOf(settings).includes(field as Field),
  );
  return fieldNames.filter((field) => !unused.includes(field));
}

/** What a field holds now. */
export function valueOf(settings: PlanSettings, field: Field): number {
  return isOfData(field) ? (settings.data[field] ?? 0) : settings[field];
}

/** The settings with another number in a field. */
export function withValue(settings: PlanSettings, field: Field, value: number): PlanSettings {
  return isOfData(field)
    ? { ...settings, data: { ...settings.data, [field]: value } }
    : { ...settings, [field]: value };
}

function isOfData(field: Field): field is (typeof ofData)[number] {
  return (ofData as readonly Field[]).includes(field);
}

/**
 * The number in the text of a field if it can be used, else null.
 *
 * @param most what a count may be at most, see `mostIn`
 */
export function readField(field: Field, text: string, most: number): number | null {
  const value = text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.'));
  return fits(field, value, most) ? value : null;
}

function fits(field: Field, value: number, most: number): boolean {
  switch (field) {
    case 'strength':
    case 'decay':
    case 'learningRate':
      return value > 0 && value <= strongest;
    case 'dropout':
      return value > 0 && value < 1;
    case 'noise':
      return value >= 0 && value <= strongest;
    case 'labelNoise':
      return value >= 0 && value < 1;
    default:
      return Number.isInteger(value) && value >= leastIn(field) && value <= most;
  }
}

/** The least that a count may be. */
export function leastIn(field: Field): number {
  return field === 'seeds' ? fewestSeeds : 1;
}

/** The most that a count may be; a data set that somebody measured has so many examples for all its parts. */
export function mostIn(field: Field, { data }: PlanSettings, ownRows: number | null): number {
  if (field === 'seeds') return mostSeeds;
  if (field !== 'trainSize' && field !== 'validationSize' && field !== 'testSize')
    return field === 'batchSize' ? mostExamples : mostEpochs;
  const rows = rowsOf(data, ownRows);
  if (rows === null) return mostExamples;
  return rows - data.trainSize - data.validationSize - data.testSize + data[field];
}

/** How many examples there are of real data; null where as many are made as are asked for. */
function rowsOf({ name }: PlanData, ownRows: number | null): number | null {
  const dataSet = dataSets.find((one) => one.name === name);
  return dataSet ? (isReal(dataSet) ? dataSet.examples.rows : null) : ownRows;
}

/** One plan is the other: the same numbers would come out. */
export function samePlan(a: Plan, b: Plan): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** The two plans train the same thing apart from what the reader can set in the page. */
export function sameSubject(a: Plan, b: Plan): boolean {
  return samePlan(subject(a), subject(b));
}

function subject(plan: Plan): Plan {
  const optimizer = { ...plan.optimizer, learningRate: 0 };
  const data = { name: '', trainSize: 0, validationSize: 0, testSize: 0, noise: 0 };
  return { ...plan, optimizer, data, arms: [], seeds: [], epochs: 0, batchSize: 0 };
}

/** Number of trainings: one per arm and seed. */
export function trainings(plan: Plan): number {
  return plan.arms.length * plan.seeds.length;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}
