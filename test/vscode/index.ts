import { readdirSync } from 'node:fs';
import path from 'node:path';
import type Mocha from 'mocha';
import { grepVariable, type TestOutcome } from '../../scripts/vscode/steps';
import { reportEnd, reportTest } from './driver';

/** Runs every bundled test file beside this one; VS Code calls it inside the extension host. */
export async function run(): Promise<void> {
  const { default: MochaRun } = await import('mocha');
  const mocha = new MochaRun({
    ui: 'bdd',
    timeout: 120_000,
    reporter: class extends MochaRun.reporters.Base {},
    grep: process.env[grepVariable],
  });
  for (const file of readdirSync(__dirname).sort()) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
  }
  const reports: Promise<unknown>[] = [];
  const failures = await new Promise<number>((resolve) => {
    mocha
      .run(resolve)
      .on('pass', (test) => reports.push(reportTest(outcome(test, 'passed'))))
      .on('fail', (test, error: Error) =>
        reports.push(reportTest({ ...outcome(test, 'failed'), error: describe(error) })),
      )
      .on('pending', (test) => reports.push(reportTest(outcome(test, 'skipped'))));
  });
  await Promise.all(reports);
  await reportEnd();
  if (failures > 0) throw new Error(`${failures} failed`);
}

function outcome(test: Mocha.Runnable, state: TestOutcome['state']): TestOutcome {
  return { title: test.fullTitle(), state, milliseconds: test.duration ?? 0 };
}

function describe(error: Error): string {
  return error.stack?.includes(error.message) ? error.stack : `${error.message}\n${error.stack ?? ''}`;
}
