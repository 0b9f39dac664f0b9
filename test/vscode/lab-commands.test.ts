import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver } from './driver';
import { fromPalette, openSeed, published, putCursor, tidyUp, until } from './workbench';

describe('how soon the lab answers', function () {
  this.timeout(180_000);
  afterEach(tidyUp);

  it('shows the first curve after a click on the lens, and says after how long', async function () {
    await openSeed('soon.py');
    await driver.waitForText('.codelens-decoration', /Compare with and without/);
    const clicked = performance.now();
    await driver.click('.codelens-decoration a:has-text("Compare with and without")');
    await driver.frame.waitFor('.figure .line', 'attached');
    const { test } = this;
    if (test) test.title += `: ${Math.round(performance.now() - clicked)} ms`;
    await driver.frame.waitForText('#run', /Run again/, 150_000);
  });
});

describe('the commands of the lab', function () {
  // Whole comparisons run here.
  this.timeout(180_000);
  afterEach(tidyUp);

  it('compares the penalties that the reader ticks', async () => {
    const editor = await openSeed('penalties.py');
    await driver.waitForText('.codelens-decoration', /parameters/);
    await putCursor(editor, 'model = ');
    await fromPalette('RegLens: Compare Penalties');
    await driver.waitForText('.quick-input-list', /Dropout 0\.5/);
    const offered = (await driver.texts('.quick-input-list .monaco-list-row')).join('\n');
    // The seed's own penalty is L2 0.01.
    assert.doesNotMatch(offered, /^L2 0\.01/m);
    await driver.screenshot('compare-penalties');
    await driver.press('Enter');
    await driver.frame.waitForText('#will-run', /5 variants|4 variants/);
    await driver.frame.waitForText('#run', /Stop|Run/);
  });

  it('sweeps the strength', async () => {
    const editor = await openSeed('swept.py');
    await driver.waitForText('.codelens-decoration', /parameters/);
    await putCursor(editor, 'model = ');
    await fromPalette('RegLens: Sweep the Strength');
    await driver.frame.waitForText('#will-run', /9 variants/);
  });

  it('tells the result in the lens, opens it again, and says when the model has changed since', async () => {
    const editor = await openSeed('told.py');
    await driver.waitForText('.codelens-decoration', /Compare with and without/);
    await driver.click('.codelens-decoration a:has-text("Compare with and without")');
    await driver.frame.waitForText('#run', /Run again/, 150_000);
    const outcome = /L2 0\.01: test loss [+−]\d.* ± \d.*, 8 seeds/;
    await driver.waitForText('.codelens-decoration', outcome);
    await driver.screenshot('lens-result');
    const before = await driver.frame.text('.verdict .answer');
    await closePanel(editor);
    await driver.click('.codelens-decoration a:has-text("test loss")');
    await driver.frame.waitForText('.verdict .answer', /\d/);
    assert.equal(await driver.frame.text('.verdict .answer'), before);
    assert.match(await driver.frame.text('#run'), /Run again/);
    await closePanel(editor);
    await fromPalette('RegLens: Open the Last Comparison');
    await driver.frame.waitForText('.verdict .answer', /\d/);
    await fromPalette('RegLens: Export the Comparison');
    await driver.waitForText('.quick-input-list', /Results \(CSV\)/);
    await driver.type('CSV');
    await driver.press('Enter');
    await until(
      vscode.window.onDidChangeActiveTextEditor,
      () => vscode.window.activeTextEditor?.document.getText().startsWith('variant,seed,epoch,') === true,
      () => 'no CSV was opened',
    );
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await putCursor(editor, '64, activation');
    await published(
      editor.document,
      () => driver.type('1'),
      (text) => text.includes('164, activation'),
    );
    await driver.waitForText('.codelens-decoration', /of an earlier version/);
  });
});

describe('nothing that was computed is lost', function () {
  this.timeout(180_000);
  afterEach(tidyUp);

  it('when the file of the model is deleted: the page says so and still shows the result', async () => {
    const editor = await openSeed('deleted.py');
    await driver.waitForText('.codelens-decoration', /Compare with and without/);
    await driver.click('.codelens-decoration a:has-text("Compare with and without")');
    await driver.frame.waitForText('#run', /Run again/, 150_000);
    const before = await driver.frame.text('.verdict .answer');
    await closePanel(editor);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(editor.document.uri);
    await fromPalette('RegLens: Open the Last Comparison');
    await driver.frame.waitForText('.problem', /could not be opened/);
    assert.equal(await driver.frame.text('.verdict .answer'), before);
  });
});

async function closePanel({ document }: vscode.TextEditor): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.focusSecondEditorGroup');
  await vscode.commands.executeCommand('workbench.action.closeEditorsInGroup');
  await vscode.window.showTextDocument(document);
}
