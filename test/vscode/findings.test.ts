import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver } from './driver';
import {
  choose,
  closeAll,
  described,
  extension,
  findings,
  goTo,
  open,
  openNew,
  openSeed,
  published,
  putCursor,
  quickFixMenu,
  readText,
  seedFindings,
  untilFindings,
  tidyUp,
  untilText,
  workspaceUri,
} from './workbench';

describe('findings', () => {
  afterEach(tidyUp);

  it('activates within 50 ms', async () => {
    const { exports } = await extension();
    assert.ok(exports.activationMilliseconds < 50, `${exports.activationMilliseconds} ms`);
  });

  it('shows exactly three squiggles in the seed program', async () => {
    const editor = await open(workspaceUri('seed.py'));
    await untilFindings(editor.document.uri, seedFindings);
    await driver.waitFor('.squiggly-error');
    await driver.waitFor('.squiggly-warning');
    assert.equal(editor.document.isDirty, false);
  });

  it('links each finding to its page, says how sure it is, and shows the evidence', async () => {
    const editor = await openSeed('evidence.py');
    await untilFindings(editor.document.uri, seedFindings);
    for (const { code, message, relatedInformation, source } of findings(editor.document.uri)) {
      assert.equal(source, 'reglens');
      assert.match(message, /\((certain|likely)\)$/);
      assert.ok(typeof code === 'object');
      assert.equal(code.target.toString(), `${vscode.env.uriScheme}://reglens.reglens/rule/${code.value}`);
      // The loss object of the arithmetic is made right there: nothing else to show.
      assert.ok(relatedInformation?.length || code.value === 'loss-object-arithmetic', `${code.value}`);
    }
  });

  it('offers one preferred fix, ignores, the rule page and the comparison', async () => {
    const editor = await openSeed('menu.py');
    await untilFindings(editor.document.uri, seedFindings);
    await putCursor(editor, 'model.losses');
    const entries = await quickFixMenu();
    for (const wanted of [
      /^Ignore loss-object-arithmetic on this line$/,
      /^Ignore losses-before-build in this file$/,
      /^Open the page of losses-before-build$/,
      /^Compare model with and without the penalty$/,
    ]) {
      assert.ok(
        entries.some((entry) => wanted.test(entry)),
        `${wanted} is not in:\n${entries.join('\n')}`,
      );
    }
    assert.equal(new Set(entries).size, entries.length, `repeated:\n${entries.join('\n')}`);
    await driver.screenshot('quick-fixes');
    await driver.press('Escape');
    const { active } = editor.selection;
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      new vscode.Range(active, active),
    );
    assert.equal(actions.filter(({ isPreferred }) => isPreferred).length, 1);
  });

  it('repairs the seed program by the preferred fixes, one after another', async () => {
    const editor = await openSeed('repaired.py');
    const { document } = editor;
    await untilFindings(document.uri, seedFindings);
    for (let step = 0; findings(document.uri).length > 0; step++) {
      assert.ok(step < 6, `still there:\n${described(document.uri).join('\n')}\n${document.getText()}`);
      const [{ range } = assert.fail()] = findings(document.uri);
      await goTo(editor, range.start);
      // Pressed before VS Code has asked for this place's fixes, the key would be lost.
      await driver.waitFor('[class*="lightbulb-auto"]:visible');
      const before = document.getText();
      await published(
        document,
        () => driver.press('Alt+Shift+.'),
        (text) => text !== before,
      );
    }
    await driver.waitFor('.squiggly-error', 'detached');
    assert.match(document.getText(), /kernel_regularizer=l2_reg/);
    await driver.screenshot('repaired');
  });

  it('keeps everything while a statement is half typed', async () => {
    const editor = await openSeed('typing.py');
    const { document } = editor;
    await untilFindings(document.uri, seedFindings);
    await driver.waitForText('.codelens-decoration', /parameters/);
    const top = await restingLensTop();
    await putCursor(editor, '# 编译模型');
    await driver.press('Enter');
    await driver.press('ArrowUp');
    for (const part of ['model.fit(x', ', y, epo', 'chs=(3']) {
      await published(
        document,
        () => driver.type(part),
        (text) => text.includes(part),
      );
      assert.deepEqual(described(document.uri), [...seedFindings].sort(), `after ${part}`);
      assert.equal(await driver.evaluate(lensTop), top, `the lens has moved after ${part}`);
    }
  });

  it('keeps everything while the model itself is half typed', async () => {
    const editor = await openSeed('typing-model.py');
    const { document } = editor;
    await untilFindings(document.uri, seedFindings);
    await driver.waitForText('.codelens-decoration', /parameters/);
    const top = await restingLensTop();
    await putCursor(editor, "    tf.keras.layers.Dense(10, activation='softmax')");
    await driver.press('Home');
    await driver.press('Enter');
    await driver.press('ArrowUp');
    for (const part of ['Dropout(', '0.', "5, 'x"]) {
      await published(
        document,
        () => driver.type(part),
        (text) => text.includes(part),
      );
      assert.deepEqual(
        described(document.uri).map((finding) => finding.replace(/^\d+/, '')),
        [...seedFindings].sort().map((finding) => finding.replace(/^\d+/, '')),
        `after ${part}`,
      );
      assert.equal(await driver.evaluate(lensTop), top, `the lens has moved after ${part}`);
    }
  });

  it('silences a finding by an ignore comment from the light bulb', async () => {
    const editor = await openSeed('ignored.py');
    const { document } = editor;
    await untilFindings(document.uri, seedFindings);
    await putCursor(editor, 'model.losses');
    await quickFixMenu();
    await choose('Ignore losses-before-build on this line');
    await untilText(document, (text) => text.includes('# reglens: ignore[losses-before-build]'));
    await untilFindings(document.uri, seedFindings.slice(0, 2));
    await putCursor(editor, 'sum(model');
    await quickFixMenu();
    await choose('Ignore loss-object-arithmetic in this file');
    await untilText(document, (text) => text.startsWith('# reglens: ignore-file[loss-object-arithmetic]\n'));
    await untilFindings(document.uri, ['15 warning logits-mismatch']);
  });

  it('shows nothing for correct code', async () => {
    const editor = await openNew('correct.py', correct);
    await driver.waitForText('.codelens-decoration', /counted once/);
    await untilFindings(editor.document.uri, []);
  });

  it('follows the settings at once', async () => {
    const editor = await openSeed('settings.py');
    const { uri } = editor.document;
    await untilFindings(uri, seedFindings);
    const settings = vscode.workspace.getConfiguration('reglens');
    const set = (name: string, value: unknown) =>
      settings.update(name, value, vscode.ConfigurationTarget.Workspace);
    try {
      await set('rules', { 'loss-object-arithmetic': 'hint', 'losses-before-build': 'off' });
      await untilFindings(uri, ['14 hint loss-object-arithmetic', '14 warning logits-mismatch']);
      await set('minimumConfidence', 'certain');
      await untilFindings(uri, ['14 hint loss-object-arithmetic']);
      await set('exclude', ['**/settings.py']);
      await untilFindings(uri, []);
    } finally {
      for (const name of ['rules', 'minimumConfidence', 'exclude']) await set(name, undefined);
    }
    await untilFindings(uri, seedFindings);
  });

  it('takes its findings back when the file goes', async () => {
    const editor = await openSeed('gone.py');
    const { uri } = editor.document;
    await untilFindings(uri, seedFindings);
    await closeAll();
    await untilFindings(uri, []);
  });

  it('leaves the seed program as it was', async () => {
    assert.match(await readText(workspaceUri('seed.py')), /from_logits=True\) \+ sum\(model\.losses\)/);
  });
});

/** Where the first lens row stands once it has stood there for a second: the editor before may still be seen. */
async function restingLensTop(): Promise<number | undefined> {
  let top = await driver.evaluate(lensTop);
  for (let same = 0; same < 4; same++) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const now = await driver.evaluate(lensTop);
    if (now !== top) same = -1;
    top = now;
  }
  return top;
}

/** Where the first lens row stands on the screen. */
function lensTop(): number | undefined {
  return document.querySelector('.codelens-decoration')?.getBoundingClientRect().top;
}

const correct = `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(64, activation='relu', kernel_regularizer=keras.regularizers.L2(0.01)),
    keras.layers.Dense(10),
])
model.compile(optimizer='adam', loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
print(sum(model.losses))
model.fit(x, y)
`;
