import { execFile } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { peakRate } from './lab/peak';
import { amountOf, cells, measure, peers, type Measured, type PeerName } from './lab/peers';
import { dataLoss, trainPlain } from './lab/plain';
import { preparePlayground } from './lab/playground';
import { sweepSeconds } from './lab/sweep';
import { batchSize, operationsPerEpoch, workOf, type NetName } from './lab/work';

/**
 * How fast the lab trains, beside what else could train the same networks, and beside the processor's limit.
 * Options: --rounds N; --playground PATH (a copy of Playground's nn.ts where GitHub is out of reach);
 * --only TEXT (cells whose name holds it, for work on one of them); --json (the last line in numbers).
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    playground: { type: 'string' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    cell: { type: 'string' },
  },
});
const root = path.resolve(import.meta.dirname, '../..');

/** Losses of the same training may differ by this share: floats are added up in different orders. */
const tolerance = 1e-3;

interface Row {
  readonly peer: PeerName;
  readonly net: NetName;
  readonly best: number;
  readonly worst: number;
  readonly loss: number;
}

async function main(): Promise<void> {
  if (values.cell) {
    const [peer, net] = values.cell.split('/') as [PeerName, NetName];
    console.log(JSON.stringify(await measure(peer, net)));
    return;
  }
  console.log(
    `${os.cpus()[0]?.model ?? 'unknown processor'}, ${os.cpus().length} cores, Node ${process.version}\n`,
  );
  const missing = await preparePlayground(values.playground);
  if (missing) console.log(`${missing}\n`);
  const wanted = cells.filter(
    ({ peer, net }) => `${peer}/${net}`.includes(values.only) && !(peer === 'playground' && missing),
  );
  const { rows, peak } = await measureAll(wanted);
  const wrong = differentLosses(rows);
  const sweep = values.only ? null : await sweepSeconds(Number(values.rounds));
  print(rows, peak);
  if (sweep) {
    console.log(
      `\nSweep of A, 8 strengths × 5 seeds × 50 epochs, on the lab's page in headless Chromium: ` +
        `${sweep.best.toFixed(2)} s at best, ${sweep.worst.toFixed(2)} s at worst (${sweep.engine})`,
    );
  }
  if (wrong.length > 0) {
    console.error(`\nNo comparison: these did not reach the same loss.\n${wrong.join('\n')}`);
    process.exitCode = 1;
    return;
  }
  console.log(
    `\nAll that train the same network for as long reached the same data loss to ${tolerance} of it.`,
  );
  if (values.json && sweep) console.log(JSON.stringify(summary(rows, peak, sweep.best)));
}

/** Every cell in a process of its own, round after round, each round from another start. */
async function measureAll(wanted: typeof cells): Promise<{ rows: readonly Row[]; peak: number }> {
  const measured = wanted.map((): Measured[] => []);
  let peak = 0;
  const rounds = Number(values.rounds);
  for (let round = 0; round < rounds; round++) {
    peak = Math.max(peak, await peakRate(root));
    const shift = Math.floor((round * wanted.length) / rounds);
    for (const turn of wanted.keys()) {
      const place = (turn + shift) % wanted.length;
      const { peer, net } = wanted[place] as (typeof cells)[number];
      const script = process.argv[1] as string;
      const { stdout } = await promisify(execFile)(process.execPath, [script, '--cell', `${peer}/${net}`]);
      measured[place]?.push(JSON.parse(stdout.trim().split('\n').at(-1) as string) as Measured);
    }
  }
  const rows = wanted.map((cell, place): Row => {
    const times = (measured[place] as Measured[]).map(({ perEpoch }) => perEpoch);
    return {
      ...cell,
      best: Math.min(...times),
      worst: Math.max(...times),
      loss: measured[place]?.[0]?.loss as number,
    };
  });
  return { rows, peak };
}

/** The plain trainer is the measure for dense networks; the others are compared among themselves. */
function differentLosses(rows: readonly Row[]): readonly string[] {
  return rows.flatMap(({ peer, net, loss }) => {
    const { epochs } = amountOf(peer, net);
    const work = workOf(net);
    const expected =
      work.units.length > 2
        ? dataLoss(work, trainPlain(work, 1, epochs))
        : (rows.find((row) => row.net === net)?.loss as number);
    return Math.abs(loss - expected) <= tolerance * expected
      ? []
      : [`${peers[peer].label}, ${net}: ${loss} instead of ${expected} after ${epochs} epochs`];
  });
}

function print(rows: readonly Row[], peak: number): void {
  const limits = (['A', 'B'] as const).map((net) => ({ net, milliseconds: limitOf(net, peak) }));
  const fitOf = (net: NetName): number | undefined =>
    rows.find((row) => row.peer === 'fit-wasm' && row.net === (net === 'B1' ? 'B' : net))?.best;
  const line = (net: NetName, milliseconds: number, worst: number, trained: string) => {
    const fit = fitOf(net);
    const steps = Math.ceil(workOf(net).samples.count / batchSize);
    return {
      network: net,
      'ms per epoch and variant': rounded(milliseconds),
      'spread, %': Math.round((worst / milliseconds - 1) * 100),
      'steps per second': Math.round((1000 * steps) / milliseconds),
      'times wasm fit': fit === undefined ? '' : rounded(fit / milliseconds),
      trained,
    };
  };
  const nets: readonly NetName[] = ['A', 'B', 'B1', 'CNN', 'LSTM'];
  const table: Record<string, object> = {};
  for (const wanted of nets) {
    for (const { peer, net, best, worst } of rows) {
      if (net !== wanted) continue;
      const { epochs, variants } = amountOf(peer, net);
      table[`${peers[peer].label} (${net})`] = line(net, best, worst, `${variants} × ${epochs} epochs`);
    }
    const limit = limits.find(({ net }) => net === wanted)?.milliseconds;
    if (limit && rows.some(({ net }) => net === wanted))
      table[`limit of one core, ${(peak / 1e9).toFixed(1)} GFLOP/s (${wanted})`] = line(
        wanted,
        limit,
        limit,
        '',
      );
  }
  console.table(table);
  console.log(
    [
      'A: 2-64-32-1, relu, mean squared error. B: 20-128-64-10, relu, softmax crossentropy. B1: B with one output and',
      'squared error, as nn.ts has one output. 1,000 examples, batches of 32, SGD, L2 1e-3 on every kernel.',
      'CNN: conv 8, pool, conv 16, pool, dense 10 on 16×16×1, 256 examples. LSTM: embedding 500×16, LSTM 16 over 20',
      'steps, dense 2, 64 examples. The wasm backend as it comes trains neither: it lacks their gradients.',
      'Times are those of the processor, the best of the rounds; the spread is how much longer the slowest took.',
    ].join('\n'),
  );
}

/** Milliseconds that an epoch takes at least on one core. */
function limitOf(net: NetName, peak: number): number {
  return (operationsPerEpoch(workOf(net)) / peak) * 1000;
}

function summary(rows: readonly Row[], peak: number, seconds: number): object {
  const best = (peer: PeerName, net: NetName): number =>
    rows.find((row) => row.peer === peer && row.net === net)?.best ?? NaN;
  const forBoth = (value: (net: 'A' | 'B') => number): { A: number; B: number } => ({
    A: rounded(value('A')),
    B: rounded(value('B')),
  });
  return {
    overWasmFit: {
      tfjs: forBoth((net) => best('fit-wasm', net) / best('tfjs', net)),
      dense: forBoth((net) => best('fit-wasm', net) / best('dense', net)),
    },
    overLimit: forBoth((net) => best('dense', net) / limitOf(net, peak)),
    cnnOverCpu: rounded(best('fit-cpu', 'CNN') / best('tfjs', 'CNN')),
    sweepSeconds: rounded(seconds),
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

void main();
