import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver } from './driver';
import { fromPalette, lensTexts, openNew, openSeed, putCursor, tidyUp, untilText } from './workbench';

describe('lenses, hints and hover', () => {
  afterEach(tidyUp);

  it('shows one lens row at the line where the model is bound', async () => {
    const editor = await openSeed('lens.py');
    await driver.waitForText('.codelens-decoration', /parameters.*L2 on 2 of 3 kernels/);
    assert.equal((await lensTexts()).length, 1);
    assert.match((await lensTexts()).join(), /Compare with and without/);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      editor.document.uri,
    );
    const line = editor.document.getText().split('\n').indexOf('model = tf.keras.Sequential([');
    assert.deepEqual([...new Set(lenses.map(({ range }) => range.start.line))], [line]);
    await driver.screenshot('lens');
  });

  it('shows what a read of losses holds', async () => {
    await openSeed('hint.py');
    await driver.waitForText('.view-line:has-text("loss_fn")', /model\.losses\s*→\s\[\]\s+not\sbuilt/u);
  });

  it('shows the ledger of the model on hover', async () => {
    const editor = await openSeed('hover.py');
    await driver.waitForText('.codelens-decoration', /parameters/);
    await putCursor(editor, 'model = ');
    await vscode.commands.executeCommand('editor.action.showHover');
    const text = await driver.waitForText('.monaco-hover:visible', /Dense/);
    assert.match(text, /L2 0\.01 on kernel/);
    assert.match(text, /Compare with and without the penalty/);
    await driver.screenshot('hover');
  });

  it('escapes what the reader has written', async () => {
    const editor = await openNew(
      'escaped.py',
      'import keras\n\nclass A_b_c(keras.layers.Layer):\n    pass\n\nmodel = keras.Sequential([A_b_c(), keras.layers.Dense(3)])\n',
    );
    await driver.waitForText('.codelens-decoration', /parameters/);
    await putCursor(editor, 'model = ');
    await vscode.commands.executeCommand('editor.action.showHover');
    assert.match(await driver.waitForText('.monaco-hover:visible', /Dense/), /A_b_c/);
  });

  it('turns lenses off and on from the palette', async () => {
    await openSeed('toggle-lenses.py');
    await driver.waitForText('.codelens-decoration', /parameters/);
    await fromPalette('RegLens: Toggle Lenses');
    await driver.waitFor('.codelens-decoration', 'detached');
    await fromPalette('RegLens: Toggle Lenses');
    await driver.waitForText('.codelens-decoration', /parameters/);
  });

  it('turns hints off and on from the palette', async () => {
    await openSeed('toggle-hints.py');
    await driver.waitForText('.view-line:has-text("loss_fn")', /→/);
    await fromPalette('RegLens: Toggle Hints');
    await driver.waitFor('.view-line:has-text("→")', 'detached');
    await fromPalette('RegLens: Toggle Hints');
    await driver.waitForText('.view-line:has-text("loss_fn")', /→/);
  });

  it('writes an L2 penalty of the reader’s strength from the lens', async () => {
    const editor = await openNew('add.py', bare);
    await driver.waitForText('.codelens-decoration', /no regularization/);
    await driver.click('.codelens-decoration a:has-text("Add L2…")');
    await driver.waitFor('.quick-input-widget input');
    await driver.press('Control+A');
    await driver.type('0.001');
    await driver.press('Enter');
    await untilText(editor.document, (text) =>
      text.includes('kernel_regularizer=keras.regularizers.L2(0.001)'),
    );
    await driver.waitForText('.codelens-decoration', /L2 on \d of \d kernels/);
  });
});

const bare = `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(256, activation='relu'),
    keras.layers.Dense(10),
])
model.compile(optimizer='adam', loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
model.fit(x, y)
`;
