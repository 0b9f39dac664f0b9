import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver } from './driver';
import {
  described,
  findings,
  lensTexts,
  open,
  openNew,
  tidyUp,
  until,
  untilFindings,
  workspaceUri,
  write,
} from './workbench';

const net = (first: string) => `import keras

def build():
    return keras.Sequential([${first}keras.layers.Dense(1, kernel_regularizer='l2')])
`;
const main = `from shared_net import build

model = build()
penalty = sum(model.losses)
model.compile('sgd', loss=lambda t, p: keras_mse(t, p) + penalty)
`;
const early = ['4 warning losses-before-build'];

describe('imported files', () => {
  afterEach(tidyUp);
  afterEach(() => vscode.workspace.fs.delete(workspaceUri('shared_net.py')));

  it('gives evidence in them and a lens of the model they make', async () => {
    const imported = await write('shared_net.py', net(''));
    const editor = await openNew('uses_net.py', main);
    await untilFindings(editor.document.uri, early);
    const [finding] = findings(editor.document.uri);
    const [made] = finding?.relatedInformation ?? [];
    assert.equal(made?.location.uri.toString(), imported.toString());
    assert.equal(made?.location.range.start.line, 3);
    await driver.waitForText('.codelens-decoration', /L2/);
    assert.equal((await lensTexts()).length, 1);
    await driver.waitForText('.view-line:has-text("penalty")', /model\.losses\s*→\s\[\]\s+not\sbuilt/u);
  });

  it('follows what is typed into them and what is written to disk', async () => {
    const imported = await write('shared_net.py', net(''));
    const { document } = await openNew('uses_net.py', main);
    await untilFindings(document.uri, early);

    await write('shared_net.py', net('keras.Input((3,)), '));
    await until(
      vscode.languages.onDidChangeDiagnostics,
      () => !described(document.uri).includes(early[0] ?? ''),
      () => 'the model has an input now',
    );

    const editor = await open(imported);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(imported, new vscode.Range(0, 0, editor.document.lineCount, 0), net(''));
    await vscode.workspace.applyEdit(edit);
    assert.ok(editor.document.isDirty);
    await untilFindings(document.uri, early);
  });

  it('analyses again when a missing file comes', async () => {
    const { document } = await openNew('uses_net.py', main);
    assert.deepEqual(findings(document.uri), []);
    await write('shared_net.py', net(''));
    await untilFindings(document.uri, early);
  });
});
