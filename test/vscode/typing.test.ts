import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver } from './driver';
import {
  described,
  lensTexts,
  openNew,
  published,
  readText,
  seedFindings,
  tidyUp,
  untilFindings,
  workspaceUri,
} from './workbench';

/** What a person sees when the line that begins with this text is finished. */
const atTheEndOf: Readonly<Record<string, { readonly findings: readonly string[]; readonly lens: RegExp }>> =
  {
    l2_reg: { findings: [], lens: /^$/ },
    '])': { findings: [], lens: /parameters · L2 on 2 of 3 kernels/ },
    loss_fn: {
      findings: ['14 error loss-object-arithmetic', '14 warning losses-before-build'],
      lens: /parameters · L2 on 2 of 3 kernels/,
    },
    'model.compile': { findings: seedFindings, lens: /parameters · L2 on 2 of 3 kernels/ },
  };

describe('typing the seed program from nothing', () => {
  const editorSettings = vscode.workspace.getConfiguration('editor');
  // What the editor adds by itself, or takes from its list of suggestions at Enter, would make another program.
  const plain = {
    quickSuggestions: false,
    suggestOnTriggerCharacters: false,
    autoIndent: 'none',
    autoClosingBrackets: 'never',
    autoClosingQuotes: 'never',
  };

  before(async () => {
    for (const [name, value] of Object.entries(plain)) await editorSettings.update(name, value, true);
  });
  after(async () => {
    for (const name of Object.keys(plain)) await editorSettings.update(name, undefined, true);
  });
  afterEach(tidyUp);

  it('shows no finding that is false or flickers, and everything right at the end of each statement', async () => {
    const seed = await readText(workspaceUri('seed.py'));
    const { document } = await openNew('from-nothing.py', '');
    const seen: string[][] = [];
    const watching = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((uri) => uri.toString() === document.uri.toString())) seen.push(described(document.uri));
    });
    try {
      await driver.click('.monaco-editor .view-lines');
      for (const line of seed.trimEnd().split('\n')) await typeLine(document, line);
    } finally {
      watching.dispose();
    }
    assert.equal(document.getText(), seed);
    await untilFindings(document.uri, seedFindings);
    assertGrows(seen);
    await driver.screenshot('typed');
  }).timeout(300_000);
});

/** Types a line key by key, each after the findings of the one before were published, and then Enter. */
async function typeLine(document: vscode.TextDocument, line: string): Promise<void> {
  for (const key of line) {
    await press(document, () => driver.type(key));
    if (lensExpected(document)) assert.equal(await driver.count('.codelens-decoration'), 1, `after ${line}`);
  }
  const end = Object.keys(atTheEndOf).find((text) => line.startsWith(text));
  const expected = end === undefined ? undefined : atTheEndOf[end];
  if (expected) {
    await untilFindings(document.uri, expected.findings);
    if (expected.lens.source !== '^$') await driver.waitForText('.codelens-decoration', expected.lens);
    assert.match((await lensTexts()).join('\n'), expected.lens);
  }
  if (line.startsWith('loss_fn'))
    await driver.waitForText('.view-line:has-text("loss_fn")', /model\.losses\s*→\s\[\]\s+not\sbuilt/u);
  await press(document, () => driver.press('Enter'));
}

/** One character more, and what is found then. */
function press(document: vscode.TextDocument, stroke: () => Promise<unknown>): Promise<void> {
  const { length } = document.getText();
  return published(document, stroke, (text) => text.length === length + 1);
}

/** Whether the model's statement is finished: its lens stays from then on. */
function lensExpected(document: vscode.TextDocument): boolean {
  return /\n\]\)\n/.test(document.getText());
}

/** Every set of findings that was published holds the one before. */
function assertGrows(seen: readonly (readonly string[])[]): void {
  for (const [index, findings] of seen.entries()) {
    for (const finding of findings) {
      assert.ok(seedFindings.includes(finding), `${finding} was shown and is not in the finished program`);
      const later = seen.slice(index).every((one) => one.includes(finding));
      assert.ok(later, `${finding} was shown and then vanished`);
    }
  }
}
