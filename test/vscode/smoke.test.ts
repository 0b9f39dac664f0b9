import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { driver } from './driver';

describe('the extension in a real VS Code', () => {
  it('is present and activates', async () => {
    const extension = vscode.extensions.getExtension('reglens.reglens');
    assert.ok(extension, 'reglens.reglens is not installed');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('is looked at by a driver outside, which sees what a person sees', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, 'seed.py'));
    await driver.waitForText('.tab.active', /seed\.py/);
    assert.match(await driver.screenshot('smoke'), /smoke\.png$/);
  });
});
