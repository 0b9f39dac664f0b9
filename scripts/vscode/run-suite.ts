import { cp } from 'node:fs/promises';
import path from 'node:path';
import { startDriver } from './drive';
import { openVsCode } from './open';
import { examples, repository } from './places';
import { driverVariable, grepVariable, type TestOutcome } from './steps';
import { temporaryFolder } from './user-data';

const suite = path.join(repository, 'out/test-vscode/index.js');

/** Runs the suite of test/vscode inside a real VS Code on a copy of examples/, and gives back each test's outcome. */
export async function runSuite(
  onOutcome: (outcome: TestOutcome) => void,
  grep?: string,
): Promise<TestOutcome[]> {
  const outcomes: TestOutcome[] = [];
  const driver = await startDriver((outcome) => {
    outcomes.push(outcome);
    onOutcome(outcome);
  });
  const workspace = await temporaryFolder('workspace');
  try {
    await cp(examples, workspace.folder, { recursive: true });
    const vscode = await openVsCode({
      folder: workspace.folder,
      extension: repository,
      tests: suite,
      environment: { [driverVariable]: driver.address, ...(grep ? { [grepVariable]: grep } : {}) },
    });
    try {
      driver.drive(vscode);
      const ended = await Promise.race([
        driver.ended.then(() => 'complete'),
        vscode.testsEnded.then(() => 'cut short'),
      ]);
      if (ended === 'cut short') {
        const errors = vscode.consoleErrors().map(({ text }) => text.split('\n')[0]);
        throw new Error(`VS Code ended before the suite did:\n${errors.slice(-5).join('\n')}`);
      }
    } finally {
      await vscode.close();
    }
  } finally {
    await driver.close();
    await workspace.remove();
  }
  return outcomes;
}
