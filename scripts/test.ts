// Runs every kind of test and ends with one line: `N passed, N failed`.
// Options: --only NAME,NAME (the steps' names, below), --grep TEXT (only tests whose title holds it).
import { parseArgs } from 'node:util';
import { runCommands } from './testing/command-step';
import { runMocha } from './testing/mocha-step';
import { type Count, printFailure, type Step } from './testing/outcome';
import { runInVsCode } from './testing/vscode-step';
import { runScript, SetupError } from './vscode/setup-error';

const tsc = 'node_modules/typescript/bin/tsc';

const steps: Step[] = [
  commands('build', ['esbuild.mjs', '--tests']),
  commands('types', [tsc, '-p', '.'], [tsc, '-p', 'src/tsconfig.core.json']),
  commands('lint', ['node_modules/eslint/bin/eslint.js', '.']),
  commands('generated', ['--import', 'tsx', 'scripts/generate.ts', '--check']),
  ...['unit', 'rules', 'oracle', 'misses', 'lab'].map((folder) => mocha(folder, 30_000)),
  mocha('fuzz', 120_000),
  mocha('webview', 60_000),
  { name: 'vscode', run: runInVsCode },
  mocha('launch', 180_000),
];

function commands(name: string, ...lines: string[][]): Step {
  return { name, run: () => runCommands(name, lines) };
}

function mocha(folder: string, timeout: number): Step {
  return { name: folder, run: (grep) => runMocha(folder, timeout, grep) };
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, grep: { type: 'string' } } });
  const total: Count = { passed: 0, failed: 0 };
  for (const step of choose(values.only)) {
    const count = await runStep(step, values.grep);
    total.passed += count.passed;
    total.failed += count.failed;
    if (step.name === 'build' && count.failed > 0) break;
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
}

function choose(only: string | undefined): Step[] {
  if (!only) return steps;
  return only.split(',').map((name) => {
    const step = steps.find((candidate) => candidate.name === name);
    if (!step)
      throw new SetupError(
        `There is no step ${name}; there are ${steps.map((each) => each.name).join(', ')}.`,
      );
    return step;
  });
}

async function runStep({ name, run }: Step, grep: string | undefined): Promise<Count> {
  const started = performance.now();
  const count = await run(grep).catch((error: unknown): Count => {
    printFailure(name, error instanceof SetupError ? error.message : String((error as Error).stack ?? error));
    return { passed: 0, failed: 1 };
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${count.failed ? '✖' : '✔'} ${name.padEnd(10)} ${count.passed} passed, ${count.failed} failed (${seconds} s)`,
  );
  return count;
}

void runScript(main);
