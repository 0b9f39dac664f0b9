import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver } from './driver';
import {
  fromPalette,
  openNew,
  openSeed,
  published,
  putCursor,
  tidyUp,
  until,
  untilText,
  workspaceUri,
} from './workbench';

const verdict = '.verdict .answer';

describe('the lab', function () {
  // Whole comparisons run here.
  this.timeout(180_000);
  afterEach(tidyUp);

  it('opens from the lens, trains the model of the code, and closes with a verdict', async () => {
    await openSeed('compared.py');
    await driver.waitForText('.codelens-decoration', /Compare with and without/);
    await driver.click('.codelens-decoration a:has-text("Compare with and without")');
    await driver.frame.waitForText('h1', /model/);
    await driver.frame.waitForText(verdict, /\d/, 150_000);
    await driver.frame.waitForText('#run', /Run again/, 150_000);
    await driver.screenshot('comparison');
  });

  it('opens from the palette with the model at the cursor', async () => {
    const editor = await openSeed('palette.py');
    await driver.waitForText('.codelens-decoration', /parameters/);
    await putCursor(editor, 'model = ');
    await fromPalette('RegLens: Compare With and Without the Penalty');
    await driver.frame.waitForText('h1', /model/);
    await driver.frame.click('#run');
    await driver.frame.waitForText('#run', /Run/);
  });

  it('reveals a layer in the code by a click in the page', async () => {
    const editor = await openSeed('revealed.py');
    await openLab();
    await driver.frame.waitForText('.layers-table', /Dense\(64\)[^]*Dense\(32\)[^]*Dense\(10\)/);
    await driver.frame.click('.layers-table tbody tr:nth-child(2) button.link');
    const line = editor.document
      .getText()
      .split('\n')
      .findIndex((text) => text.includes('Dense(32'));
    await until(
      vscode.window.onDidChangeTextEditorSelection,
      () => vscode.window.activeTextEditor?.selection.active.line === line,
      () => `the cursor is not on line ${line + 1}`,
    );
    const active = vscode.window.activeTextEditor;
    assert.equal(active?.document.uri.toString(), editor.document.uri.toString());
  });

  it('shows a diff, writes it when told to, and one undo takes it back', async () => {
    const editor = await openNew('applied.py', bare);
    const { document } = editor;
    await openLab('Compare with L2');
    await driver.frame.waitForText(verdict, /\d/, 150_000);
    await driver.frame.waitForText('#run', /Run again/, 150_000);

    await driver.frame.click('vscode-button:has-text("Apply")');
    await driver.waitFor('.monaco-diff-editor');
    await driver.waitForText('.monaco-diff-editor', /kernel_regularizer/);
    await driver.waitFor('[aria-label^="Write the Shown Penalty Into the Code"]');
    // The window of the tests does not disturb.
    await vscode.commands.executeCommand('notifications.showList');
    await driver.waitForText('.notification-list-item', /Apply to applied\.py as shown: L2 0\.001\?/);
    await driver.screenshot('apply-diff');
    assert.equal(document.getText(), bare);
    await driver.click('.notification-list-item .monaco-button:has-text("Cancel")');
    await driver.waitFor('.monaco-diff-editor', 'detached');
    await driver.frame.waitForText('.notice', /Nothing was written/);
    assert.equal(document.getText(), bare);

    await driver.frame.click('vscode-button:has-text("Apply")');
    await driver.waitFor('.monaco-diff-editor');
    // The diff follows what is typed meanwhile, and what is written keeps it.
    const meanwhile = new vscode.WorkspaceEdit();
    meanwhile.insert(document.uri, new vscode.Position(0, 0), '# meanwhile\n');
    await published(
      document,
      async () => void (await vscode.workspace.applyEdit(meanwhile)),
      (text) => text.startsWith('# meanwhile'),
    );
    await driver.waitForText('.monaco-diff-editor .editor.modified', /meanwhile/);
    await driver.press('Control+Enter');
    await untilText(document, (text) => text.includes('kernel_regularizer=keras.regularizers.L2('));
    await driver.waitFor('.monaco-diff-editor', 'detached');
    await driver.frame.waitForText('.notice', /Written into/);
    await driver.screenshot('applied');
    await putCursor(editor, 'import');
    await driver.press('Control+z');
    await untilText(document, (text) => text === `# meanwhile\n${bare}`);
    assert.equal(document.getText(), `# meanwhile\n${bare}`);
  });

  it('says that there is nothing to change when the code already holds the penalty', async () => {
    const editor = await openSeed('already.py');
    await openLab();
    await driver.frame.waitForText('#run', /Run again/, 150_000);
    const before = editor.document.getText();
    await driver.frame.click('vscode-button:has-text("Apply")');
    await driver.frame.waitForText('.notice', /Nothing to change/);
    assert.equal(editor.document.getText(), before);
  });

  it('says so when the model is edited while it trains', async () => {
    const editor = await openSeed('stale.py');
    await openLab();
    await driver.frame.waitForText('#run', /Stop/);
    await typeStrength(editor);
    await driver.frame.waitForText('.notice', /changed/);
  });

  it('survives being hidden', async () => {
    await openSeed('hidden.py');
    await openLab();
    await driver.frame.waitForText('#run', /Run again/, 150_000);
    const before = await driver.frame.text(verdict);
    // Another editor in the panel's own group hides it.
    await vscode.commands.executeCommand('workbench.action.focusSecondEditorGroup');
    await vscode.window.showTextDocument(workspaceUri('seed.py'), { viewColumn: vscode.ViewColumn.Two });
    await vscode.commands.executeCommand('workbench.action.previousEditorInGroup');
    await driver.frame.waitForText(verdict, /\d/);
    assert.equal(await driver.frame.text(verdict), before);
  });

  it('shows the last result again after it was closed', async () => {
    const editor = await openSeed('reopened.py');
    await openLab();
    await driver.frame.waitForText('#run', /Run again/, 150_000);
    await vscode.commands.executeCommand('workbench.action.focusSecondEditorGroup');
    await vscode.commands.executeCommand('workbench.action.closeEditorsInGroup');
    await vscode.window.showTextDocument(editor.document);
    await openLab();
    await driver.frame.waitForText(verdict, /\d/, 150_000);
  });

  it('stays empty after a reset when the code changes', async () => {
    const editor = await openSeed('reset.py');
    await openLab();
    await driver.frame.waitForText('#run', /Run again/, 150_000);
    await driver.frame.click('vscode-button:has-text("Reset")');
    await driver.frame.waitForText('#empty-title', /./);
    await typeStrength(editor);
    await driver.frame.waitForText('.layers-table', /7\.01/);
    assert.equal(await driver.frame.count(verdict), 0);
  });

  it('can be looked at in every kind of theme', async () => {
    await openSeed('themes.py');
    await openLab();
    await driver.frame.waitForText('#run', /Run again/, 150_000);
    const workbench = vscode.workspace.getConfiguration('workbench');
    const before = workbench.inspect('colorTheme')?.globalValue;
    for (const [kind, theme] of themes) {
      const changed = new Promise<void>((resolve) => {
        const subscription = vscode.window.onDidChangeActiveColorTheme(() => {
          subscription.dispose();
          resolve();
        });
      });
      const current = workbench.get<string>('colorTheme');
      await workbench.update('colorTheme', theme, vscode.ConfigurationTarget.Global);
      if (current !== theme) await changed;
      await driver.frame.waitFor(`body[data-vscode-theme-kind="${kind}"]`, 'attached');
      await driver.screenshot(`lab-${kind}`);
    }
    await workbench.update('colorTheme', before, vscode.ConfigurationTarget.Global);
  });
});

const themes = [
  ['vscode-light', 'Default Light Modern'],
  ['vscode-high-contrast', 'Default High Contrast'],
  ['vscode-high-contrast-light', 'Default High Contrast Light'],
  ['vscode-dark', 'Default Dark Modern'],
] as const;

/** Makes the strength of the seed's penalty 7.01 by the keyboard. */
async function typeStrength(editor: vscode.TextEditor): Promise<void> {
  await putCursor(editor, '0.01');
  await driver.press('Delete');
  await published(
    editor.document,
    () => driver.type('7'),
    (text) => text.includes('l2(7.01)'),
  );
}

async function openLab(entry = 'Compare with and without'): Promise<void> {
  await driver.waitForText('.codelens-decoration', new RegExp(entry));
  await driver.click(`.codelens-decoration a:has-text("${entry}")`);
  await driver.frame.waitForText('h1', /model/);
}

const bare = `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(16, activation='relu'),
    keras.layers.Dense(3),
])
model.compile(optimizer='adam', loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
model.fit(x, y)
`;
