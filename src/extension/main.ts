import type * as vscode from 'vscode';
import { registerAddPenalty } from './add-penalty';
import { ApplyPreviews } from './apply-preview';
import { registerCheckWorkspace } from './check-workspace';
import { registerCodeLenses } from './code-lenses';
import { registerCompare } from './compare';
import { registerDiagnostics } from './diagnostics';
import { Documents } from './documents';
import { registerExport } from './export';
import { registerHover } from './hover';
import { registerInlayHints } from './inlay-hints';
import { KeptComparisons } from './kept-comparisons';
import { Lab } from './lab';
import { registerQuickFixes } from './quick-fixes';
import { registerShowRule } from './show-rule';
import { registerStatus } from './status';
import { registerToggles } from './toggle';
import { registerUriHandler } from './uri-handler';

/** What other extensions and the tests see of this one. */
export interface ExtensionApi {
  /** How long `activate` took. */
  readonly activationMilliseconds: number;
}

/** Called by VS Code on the first activation event. Registers everything and analyses nothing yet. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const started = performance.now();
  const { extensionUri } = context;
  const extensionId = context.extension.id;
  const documents = new Documents();
  const kept = new KeptComparisons(context.storageUri ?? context.globalStorageUri);
  const previews = new ApplyPreviews(documents);
  const lab = new Lab({ documents, extensionUri, kept, previews, memory: context.globalState });
  context.subscriptions.push(
    documents,
    kept,
    previews,
    lab,
    registerDiagnostics(documents, extensionId),
    registerCodeLenses(documents, kept),
    registerInlayHints(documents),
    registerHover(documents),
    registerQuickFixes(documents),
    registerStatus(documents),
    registerCompare(documents, lab),
    registerExport(lab),
    registerAddPenalty(documents),
    registerCheckWorkspace(documents, extensionId),
    registerShowRule(extensionUri),
    registerToggles(),
    registerUriHandler(),
  );
  return { activationMilliseconds: performance.now() - started };
}
