import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { crewOf } from '../src/lab/crew/crew';
import { bothEngines } from '../src/lab/engine/engines';
import { localTrainer } from '../src/lab/engine/local-trainer';
import { lastOf, pairedDifferences } from '../src/lab/paired';
import type { ComparisonResult, Plan } from '../src/lab/plan';
import { intervalHalfWidth, mean, overlapOf, verdictOf } from '../src/lab/statistics';
import { train } from '../src/lab/train';
import {
  armOf,
  methodsOf,
  type Method,
  planOfStudy,
  planOfSweep,
  studies,
  type Study,
  studyOf,
} from './studies';

/**
 * The table of effects: what L2, L1 with the proximal step, and dropout do to the test data loss on data sets
 * where it is known. Each cell is a sweep as the lab makes it: the strength with the lowest mean validation loss
 * over the seeds is chosen, and the test data say what it does. Prints a table in Markdown.
 * Options: --seeds N (20), --only TEXT (studies whose name holds it), --json.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
});

/** One row of the table. */
interface Row {
  readonly study: Study;
  readonly results: ReadonlyMap<Method, ComparisonResult>;
}

async function rowOf(study: Study): Promise<Row> {
  const results = new Map<Method, ComparisonResult>();
  for (const method of methodsOf(study)) {
    const result = await trained(planOfSweep(study, method, Number(values.seeds)));
    results.set(method, result);
    console.error(`${study.name}, ${method}: ${result.engine}, ${(result.milliseconds / 1000).toFixed(1)} s`);
  }
  return { study, results };
}

async function trained(plan: Plan): Promise<ComparisonResult> {
  const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const crew = crewOf(1, () => localTrainer(bothEngines(null), pause));
  const later = (milliseconds: number, act: () => void) => {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  };
  return train(plan, () => undefined, new AbortController().signal, { crew, later });
}

const rates = [0.1, 0.2, 0.3, 0.5];
const lengths = [100, 200, 400, 800];

/** What dropout does to the noisy sine at each rate, when training ends after so many epochs. */
async function dropoutByLength(): Promise<string> {
  const study = { ...studyOf('noisy sine'), epochs: Math.max(...lengths) };
  const whole = planOfStudy(study, Number(values.seeds), () =>
    rates.map((rate) => armOf('dropout', rate, [])),
  );
  const { metrics } = await trained(whole);
  const head = ['epochs', 'without: train, test loss', ...rates.map((rate) => `dropout ${rate}`)];
  const lines = lengths.map((epochs) => {
    const plan = { ...whole, epochs };
    const losses = lastOf(plan, metrics, 0).filter((entry) => entry !== null);
    const of = (loss: 'trainLoss' | 'testLoss') => mean(losses.map((entry) => entry[loss])).toFixed(3);
    const cells = rates.map((_, index) => {
      const verdict = verdictOf(pairedDifferences(plan, metrics, index + 1));
      const half = ((verdict.high - verdict.low) / 2).toFixed(3);
      const kind = verdict.kind.replaceAll('-', ' ');
      return `**${signed(verdict.meanDifference)} ± ${half}** ${verdict.wins}/${verdict.seeds}: ${kind}`;
    });
    return [String(epochs), `${of('trainLoss')}, ${of('testLoss')}`, ...cells];
  });
  return markdown([head, head.map(() => '---'), ...lines]);
}

function markdown(lines: readonly (readonly string[])[]): string {
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function table(rows: readonly Row[]): string {
  const head = ['data', 'net', 'without: test loss (score)', 'L2', 'L1, proximal', 'dropout'];
  const lines = rows.map(({ study, results }) => [
    `${study.name} (${study.sizes.trainSize})`,
    [study.inputs, ...study.hidden, study.classes || 1].join('-'),
    bare([...results.values()][0] as ComparisonResult),
    ...(['L2', 'L1', 'dropout'] as const).map((method) => cell(results.get(method))),
  ]);
  return markdown([head, head.map(() => '---'), ...lines]);
}

function bare({ plan, metrics }: ComparisonResult): string {
  const there = lastOf(plan, metrics, 0).filter((entry) => entry !== null);
  const loss = mean(there.map(({ testLoss }) => testLoss));
  return `${loss.toFixed(3)} (${mean(there.map(({ testScore }) => testScore)).toFixed(3)})`;
}

function cell(result: ComparisonResult | undefined): string {
  if (!result) return 'n/a';
  const { plan, metrics, verdict, sweep, diverged = [] } = result;
  const point = sweep?.points[sweep.chosen ?? -1];
  if (!sweep || !point) return 'nothing chosen';
  const [without, with_] = [0, point.arm].map((arm) => lastOf(plan, metrics, arm));
  const scores = plan.seeds.flatMap((_, seed) => {
    const [from, to] = [without?.[seed], with_?.[seed]];
    return from && to ? [to.testScore - from.testScore] : [];
  });
  const half = (verdict.high - verdict.low) / 2;
  const uncorrected = intervalHalfWidth(verdict.differences);
  const overlap = overlapOf(plan);
  return [
    `**${signed(verdict.meanDifference)} ± ${half.toFixed(3)}**`,
    ...(overlap > 0 ? [`(± ${uncorrected.toFixed(3)} uncorrected)`] : []),
    `${verdict.wins}/${verdict.seeds},`,
    `score ${signed(mean(scores))} ± ${intervalHalfWidth(scores, overlap).toFixed(3)},`,
    `at ${point.strength}${sweep.edge ? ` (the ${sweep.edge} of the grid)` : ''}:`,
    verdict.kind.replaceAll('-', ' '),
    ...(diverged.length > 0 ? [`(${diverged.length} trainings diverged)`] : []),
  ].join(' ');
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}

async function main(): Promise<void> {
  const rows: Row[] = [];
  for (const study of studies.filter(({ name }) => name.includes(values.only))) rows.push(await rowOf(study));
  const machine = `${cpus()[0]?.model ?? '?'}, ${cpus().length} cores, Node ${process.version}`;
  const results = rows.map(({ study, results }) => ({
    study,
    methods: Object.fromEntries(
      [...results].map(([method, { verdict, sweep, engine }]) => [method, { verdict, sweep, engine }]),
    ),
  }));
  if (values.json) return console.log(JSON.stringify({ machine, results }));
  console.log(`${table(rows)}\n\n${machine}, ${values.seeds} seeds.`);
  if (rows.some(({ study }) => study.name === 'noisy sine'))
    console.log(`\nNoisy sine, dropout by rate and length of training:\n\n${await dropoutByLength()}`);
}

void main();
