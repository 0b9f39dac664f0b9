// Differential fuzzing: random Keras programs, run by the frameworks and read by the analysis, which must not say
// anything that a run contradicts. Ends with a table; exits with 1 where there is a disagreement, which is shrunk
// and written to out/fuzz/shrunk.
// Options: --count N programs, --seed N the first one's, --frameworks NAME,NAME.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { compare, type Disagreement, type Outcome } from './compare';
import { generateProgram } from './program';
import { Records } from './records';
import type { Observed } from './server';
import { shrink } from './shrink';
import { printTable, Tally } from './tally';

const folder = path.join(import.meta.dirname, '../../out/fuzz/shrunk');
/** Disagreements that are shrunk; the rest is only counted. */
const MOST_SHRUNK = 12;

/** What may be asked of a run: frameworks that Keras of a version is run with. */
interface Setting {
  readonly version: 2 | 3 | null;
  readonly records: readonly Records[];
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { count: { type: 'string' }, seed: { type: 'string' }, frameworks: { type: 'string' } },
  });
  const count = Number(values.count ?? 100);
  const first = Number(values.seed ?? 1);
  const records = (values.frameworks ?? 'keras3-tensorflow,tf_keras')
    .split(',')
    .map((name) => new Records(name));
  const settings = settingsOf(records);
  const started = performance.now();
  const tallies = new Map(settings.map((setting) => [setting, new Tally()]));
  const found: { seed: number; setting: Setting; disagreement: Disagreement }[] = [];
  // Each framework goes at its own speed; a program is compared when all have run it.
  const runs = Array.from({ length: count }, (_, index) => {
    const text = generateProgram(first + index);
    return {
      seed: first + index,
      text,
      observed: Promise.all(records.map((one) => (one.runs(text) ? one.of(text) : null))),
    };
  });
  for (const { seed, text, observed } of runs) {
    const all = await observed;
    for (const setting of settings) {
      const outcome = outcomeOf(text, setting, all, records);
      if (!outcome) continue;
      tallies.get(setting)?.add(outcome);
      found.push(...outcome.disagreements.map((disagreement) => ({ seed, setting, disagreement })));
    }
  }
  const seconds = (performance.now() - started) / 1000;
  await shrinkAll(found);
  for (const one of records) one.close();
  printTable(settings.map((setting) => [setting.version, tallies.get(setting) as Tally]));
  console.log(
    `${count} programs from seed ${first} in ${seconds.toFixed(0)} s, ${found.length} disagreements`,
  );
  return found.length > 0 ? 1 : 0;
}

/** The version left open, and each one that was run. */
function settingsOf(records: readonly Records[]): Setting[] {
  const of = (version: 2 | 3) =>
    records.filter(({ framework }) => (framework === 'tf_keras') === (version === 2));
  const single: Setting[] = ([3, 2] as const).map((version) => ({ version, records: of(version) }));
  return [{ version: null, records }, ...single].filter((setting) => setting.records.length > 0);
}

/** Null where a framework died of the program, or none is for it. */
function outcomeOf(
  text: string,
  { version, records }: Setting,
  observed: readonly (Observed | null)[],
  all: readonly Records[],
): Outcome | null {
  const own = records.filter((one) => one.runs(text)).map((one) => observed[all.indexOf(one)] ?? null);
  return own.length > 0 && own.every((one) => one !== null) ? compare(text, version, own) : null;
}

/** Shrinks one program for each kind of disagreement, and writes it down. */
async function shrinkAll(
  found: readonly { seed: number; setting: Setting; disagreement: Disagreement }[],
): Promise<void> {
  const kinds = new Set<string>();
  for (const { seed, setting, disagreement } of found) {
    console.log(`seed ${seed}, Keras ${setting.version ?? '2 and 3'}: ${describe(disagreement)}`);
    const kind = `${disagreement.kind}-${disagreement.about}`;
    if (kinds.size >= MOST_SHRUNK || kinds.has(`${kind} ${seed}`)) continue;
    kinds.add(`${kind} ${seed}`);
    const holds = async (text: string): Promise<boolean> => {
      const observed = await Promise.all(
        setting.records.map((one) => (one.runs(text) ? one.of(text) : null)),
      );
      const outcome = outcomeOf(text, setting, observed, setting.records);
      return (
        outcome?.disagreements.some(
          (one) => one.kind === disagreement.kind && one.about === disagreement.about,
        ) ?? false
      );
    };
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `${seed}-${kind}.py`), await shrink(generateProgram(seed), holds));
  }
}

function describe({ kind, about, line, message }: Disagreement): string {
  return `${kind} (${about}) at line ${line}: ${message}`;
}

void main().then((code) => {
  process.exitCode = code;
});
