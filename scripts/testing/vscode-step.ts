import { runSuite } from '../vscode/run-suite';
import { type Count, printFailure } from './outcome';

/** Runs test/vscode inside a real VS Code. */
export async function runInVsCode(grep?: string): Promise<Count> {
  const outcomes = await runSuite(({ title, state, error, milliseconds }) => {
    if (state === 'failed') printFailure(title, error ?? 'no reason given');
    else console.log(`  ${state === 'passed' ? '✔' : '-'} ${title} (${(milliseconds / 1000).toFixed(1)} s)`);
  }, grep);
  const count = (state: string) => outcomes.filter((outcome) => outcome.state === state).length;
  return { passed: count('passed'), failed: count('failed') };
}
