import * as vscode from 'vscode';
import { commands } from './commands';
import { ruleOfLink } from './rule-pages';

/** Opens what links to RegLens name, such as the rule page behind a finding's code. */
export function registerUriHandler(): vscode.Disposable {
  return vscode.window.registerUriHandler({
    async handleUri(uri) {
      const rule = ruleOfLink(uri);
      if (rule !== null) await vscode.commands.executeCommand(commands.showRule, rule);
    },
  });
}
