import { runSuite } from '../vscode/run-suite';
import { type Count, printFailure } from './outcome';

/** Runs test/vscode inside a real VS Code. */
export async function runInVsCode(grep?: string): Promise<Count> {
  const outcomes = await runSuite(({ title, state, error }) => {
    if (state === 'failed') printFailure(title, error ?? 'no reason given');
  }, grep);
  const count = (state: string) => outcomes.filter((outcome) => outcome.state === state).length;
  return { passed: count('passed'), failed: count('failed') };
}
