import type * as vscode from 'vscode';

/** What other extensions and the tests see of this one. */
export interface ExtensionApi {
  /** How long `activate` took. */
  readonly activationMilliseconds: number;
}

/** Called by VS Code on the first activation event. */
export function activate(_context: vscode.ExtensionContext): ExtensionApi {
  const started = performance.now();
  return { activationMilliseconds: performance.now() - started };
}
