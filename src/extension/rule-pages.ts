import * as vscode from 'vscode';
import { locale } from './messages';

/** A link that opens a rule's page inside VS Code, also without a network: our URI handler takes it. */
export function ruleLink(extensionId: string, rule: string): vscode.Uri {
  return vscode.Uri.from({ scheme: vscode.env.uriScheme, authority: extensionId, path: `/rule/${rule}` });
}

/** The rule a link of `ruleLink` names, or null. */
export function ruleOfLink(link: vscode.Uri): string | null {
  return /^\/rule\/([a-z0-9-]+)$/.exec(link.path)?.[1] ?? null;
}

/** Where the page of a rule ships, in the reader's language. */
export function rulePage(extensionUri: vscode.Uri, rule: string): vscode.Uri {
  const name = locale() === 'zh' ? `${rule}.zh-cn.md` : `${rule}.md`;
  return vscode.Uri.joinPath(extensionUri, 'docs', 'rules', name);
}
