import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver } from './driver';
import {
  fromPalette,
  openNew,
  openSeed,
  published,
  putCursor,
  readText,
  tidyUp,
  until,
  workspaceUri,
  write,
} from './workbench';

describe('how soon the lab answers', function () {
  this.timeout(180_000);
  afterEach(tidyUp);

  it('shows the first curve after a click on the lens, and says after how long', async function () {
    await openSeed('soon.py');
    await driver.waitForText('.codelens-decoration', /Compare with and without/);
    // By the clocks of the windows: what the test waits for is no part of it.
    await driver.evaluate(() => {
      const note = ({ timeStamp }: Event): void => {
        document.body.dataset.clicked = String(performance.timeOrigin + timeStamp);
      };
      document.addEventListener('mouseup', note, { capture: true, once: true });
    });
    await driver.click('.codelens-decoration a:has-text("Compare with and without")');
    await driver.frame.waitFor('h1', 'attached');
    const drawn = await driver.frame.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const look = (): unknown =>
            requestAnimationFrame(() =>
              document.querySelector('.figure .line') ? resolve(Date.now()) : look(),
            );
          look();
        }),
    );
    const clicked = Number(await driver.attribute('body', 'data-clicked'));
    const { test } = this;
    if (test) test.title += `: ${Math.round(drawn - clicked)} ms`;
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
    await driver.frame.waitForText('.history', /1 run/);
  });

  it('when the file is deleted beside the open page: it says so, goes on, and takes the file back', async () => {
    const editor = await openSeed('deleted [now].py');
    const { uri } = editor.document;
    const text = editor.document.getText();
    await driver.waitForText('.codelens-decoration', /Compare with and without/);
    await driver.click('.codelens-decoration a:has-text("Compare with and without")');
    await driver.frame.waitForText('#run', /Run again/, 150_000);
    const before = await driver.frame.text('.verdict .answer');
    await vscode.workspace.fs.delete(uri);
    await driver.frame.waitForText('.notice', /was deleted or moved/);
    await driver.screenshot('file-deleted');
    assert.equal(await driver.frame.text('.verdict .answer'), before);
    // The page still holds the plan: the numbers can be made again.
    await driver.frame.click('#run');
    await driver.frame.waitForText('#run', /Run again/, 150_000);
    assert.equal(await driver.frame.text('.verdict .answer'), before);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    await driver.frame.waitFor('.notice', 'detached');
  });

  it('when its folder is deleted in VS Code, which closes the file too', async () => {
    await vscode.workspace.fs.createDirectory(workspaceUri('going'));
    await openNew('going/away.py', await readText(workspaceUri('seed.py')));
    await driver.waitForText('.codelens-decoration', /Compare with and without/);
    await driver.click('.codelens-decoration a:has-text("Compare with and without")');
    await driver.frame.waitForText('#run', /Run again/, 150_000);
    const before = await driver.frame.text('.verdict .answer');
    const deleting = new vscode.WorkspaceEdit();
    deleting.deleteFile(workspaceUri('going'), { recursive: true });
    assert.ok(await vscode.workspace.applyEdit(deleting));
    await driver.frame.waitForText('.notice', /was deleted or moved/);
    await driver.frame.click('#run');
    await driver.frame.waitForText('#run', /Run again/, 150_000);
    assert.equal(await driver.frame.text('.verdict .answer'), before);
    await driver.frame.waitForText('.notice', /was deleted or moved/);
    assert.equal(await driver.frame.count('.problem'), 0);
  });

  it('when the file gets another name: the page and the lens go along with it', async () => {
    const { document } = await openSeed('before.py');
    await driver.waitForText('.codelens-decoration', /Compare with and without/);
    await driver.click('.codelens-decoration a:has-text("Compare with and without")');
    await driver.frame.waitForText('#run', /Run again/, 150_000);
    const before = await driver.frame.text('.verdict .answer');
    const renaming = new vscode.WorkspaceEdit();
    renaming.renameFile(document.uri, workspaceUri('after.py'));
    assert.ok(await vscode.workspace.applyEdit(renaming));
    await driver.frame.waitForText('header .link', /after\.py/);
    await driver.frame.waitFor('.notice', 'detached');
    assert.equal(await driver.frame.text('.verdict .answer'), before);
    await driver.waitForText('.codelens-decoration', /L2 0\.01: test loss/);
  });

  it('when the page is hidden while it trains: the run is taken up again and ends as it would have', async () => {
    await openNew('hidden-early.py', wide);
    await driver.waitForText('.codelens-decoration', /Compare with and without/);
    await driver.click('.codelens-decoration a:has-text("Compare with and without")');
    await driver.frame.waitForText('.progress-words', /[1-9]\d*\s*%/);
    await vscode.commands.executeCommand('workbench.action.focusSecondEditorGroup');
    await vscode.window.showTextDocument(workspaceUri('seed.py'), { viewColumn: vscode.ViewColumn.Two });
    await driver.waitFor('iframe.webview[src*="extensionId=reglens.reglens"] >> visible=true', 'hidden');
    await vscode.commands.executeCommand('workbench.action.previousEditorInGroup');
    await driver.frame.waitForText('.notice', /was interrupted when the panel was hidden/);
    await driver.screenshot('hidden-early');
    await driver.frame.waitForText('#run', /Run again/, 150_000);
    await driver.frame.waitForText('.history', /1 run/);
    // As a run that nobody interrupts ends.
    const resumed = await driver.frame.text('.verdict .answer');
    await driver.frame.click('#run');
    await driver.frame.waitForText('#run', /Stop/);
    await driver.frame.waitForText('#run', /Run again/, 150_000);
    assert.equal(await driver.frame.text('.verdict .answer'), resumed);
  });
});

describe('what the page asks of VS Code', function () {
  this.timeout(180_000);
  afterEach(tidyUp);

  it('lets the reader pick a file of the workspace, whose shape the model takes where its own is open', async () => {
    const rows = Array.from({ length: 80 }, (_, row) => [row % 7, row % 5, row % 3, row % 10].join(','));
    await write('own/measured.csv', ['a,b,c,kind', ...rows].join('\n'));
    await openSeed('own-data.py');
    await driver.waitForText('.codelens-decoration', /Compare with and without/);
    await driver.click('.codelens-decoration a:has-text("Compare with and without")');
    await driver.frame.waitForText('#run', /Run again/, 150_000);
    await driver.frame.click('vscode-button:has-text("Use a file of the workspace")');
    await driver.waitForText('.quick-input-list', /own\/measured\.csv/);
    await driver.type('measured');
    await driver.press('Enter');
    await driver.frame.waitForText('.setup', /80 usable rows, 3 inputs/);
    await driver.frame.waitForText('.found', /\(3,\) is taken from the data file/);
    await driver.frame.click('#run');
    await driver.frame.waitForText('header .compared', /own\/measured\.csv/);
    await driver.frame.waitForText('#run', /Run again/, 150_000);
    await driver.screenshot('own-data');
    // A page that comes back reads the file again, and the model keeps its shape.
    await vscode.window.showTextDocument(workspaceUri('seed.py'), { viewColumn: vscode.ViewColumn.Two });
    await driver.waitFor('iframe.webview[src*="extensionId=reglens.reglens"] >> visible=true', 'hidden');
    await vscode.commands.executeCommand('workbench.action.previousEditorInGroup');
    await driver.frame.waitForText('.setup', /80 usable rows, 3 inputs/);
    assert.equal(await driver.frame.count('.notice'), 0);
  });

  it('opens the page of a rule, and saves a picture where the reader says', async () => {
    await openSeed('asks.py');
    await driver.waitForText('.codelens-decoration', /Compare with and without/);
    await driver.click('.codelens-decoration a:has-text("Compare with and without")');
    await driver.frame.waitForText('#run', /Run again/, 150_000);
    const watcher = vscode.workspace.createFileSystemWatcher('**/*.svg');
    const written = new Promise<vscode.Uri>((resolve) => watcher.onDidCreate(resolve));
    await driver.frame.click('.figures button.link:has-text("SVG")');
    await driver.waitFor('.quick-input-widget input');
    await driver.press('Enter');
    const saved = await written;
    watcher.dispose();
    assert.match(await readText(saved), /<svg[^>]*>[\s\S]*<title/);
    await driver.frame.click('.explanation button.link');
    await driver.waitFor('.tab:has-text("Preview")');
  });
});

/** Wide enough to train for some seconds. */
const wide = `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(256, activation='relu', kernel_regularizer='l2'),
    keras.layers.Dense(128, activation='relu'),
    keras.layers.Dense(3),
])
model.compile(optimizer='adam', loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
`;

async function closePanel({ document }: vscode.TextEditor): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.focusSecondEditorGroup');
  await vscode.commands.executeCommand('workbench.action.closeEditorsInGroup');
  await vscode.window.showTextDocument(document);
}
