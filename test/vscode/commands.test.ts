import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver } from './driver';
import {
  closeAll,
  described,
  extension,
  fromPalette,
  openSeed,
  readText,
  seedFindings,
  tidyUp,
  untilFindings,
  workspaceUri,
  write,
} from './workbench';

describe('commands', () => {
  afterEach(tidyUp);

  it('has every palette command registered', async () => {
    const { packageJSON } = await extension();
    const registered = new Set(await vscode.commands.getCommands(true));
    for (const { command } of packageJSON.contributes.commands) assert.ok(registered.has(command), command);
  });

  it('checks the workspace and shows findings of files that are not open', async () => {
    const seed = await readText(workspaceUri('seed.py'));
    const uri = await write('checked/closed.py', seed);
    const skipped = await write('venv/lib/skipped.py', seed);
    await fromPalette('RegLens: Check the Workspace');
    await untilFindings(uri, seedFindings);
    await driver.click('#status\\.notifications');
    await driver.waitForText('.notifications-center', /RegLens: \d+ findings in \d+ Python files\./);
    assert.deepEqual(described(skipped), []);
    await driver.screenshot('check-workspace');
    await driver.click('.notifications-center a:has-text("Show Problems")');
    await driver.waitForText('.markers-panel', /closed\.py/);
    await driver.screenshot('problems');
    await vscode.workspace.fs.delete(uri);
    await untilFindings(uri, []);
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('shows a rule picked from the list', async () => {
    await openSeed('rule.py');
    await fromPalette('RegLens: Show a Rule');
    await driver.waitFor('.quick-input-widget input[placeholder="Which rule is to be shown?"]');
    await driver.type('losses-counted-twice');
    await driver.waitFor('.quick-input-list .monaco-list-row.focused:has-text("losses-counted-twice")');
    await driver.press('Enter');
    await driver.waitForText('.tab.active', /losses-counted-twice/);
    await driver.screenshot('rule-page');
  });

  it('opens a rule by a click on the link of a finding', async () => {
    const editor = await openSeed('link.py');
    await untilFindings(editor.document.uri, seedFindings);
    await driver.press('Control+Shift+m');
    await driver.click('.markers-panel a:has-text("losses-before-build")');
    await driver.waitForText('.tab.active', /losses-before-build/);
    await vscode.commands.executeCommand('workbench.action.closePanel');
  });

  it('hides in the palette what does not apply', async () => {
    await closeAll();
    await driver.press('F1');
    await driver.waitFor('.quick-input-widget input');
    await driver.type('RegLens:');
    await driver.waitForText('.quick-input-list .monaco-list-row', /Show a Rule|Check the Workspace/);
    const entries = (await driver.texts('.quick-input-list .monaco-list-row')).join('\n');
    assert.doesNotMatch(entries, /Compare With and Without|Toggle|Add the Suggested/);
    await driver.press('Escape');
  });

  it('counts models and findings in the language status', async () => {
    await openSeed('status.py');
    await driver.click('#status\\.languageStatus a');
    await driver.waitForText('.hover-language-status', /1 model, 3 findings/);
    await driver.press('Escape');
  });
});
