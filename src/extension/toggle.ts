import * as vscode from 'vscode';
import { commands } from './commands';
import { toggle } from './settings';

/** The commands that turn lenses and hints on and off. */
export function registerToggles(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.toggleLenses, () => toggle('lenses.enabled')),
    vscode.commands.registerCommand(commands.toggleHints, () => toggle('hints.enabled')),
  );
}
