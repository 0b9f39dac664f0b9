import * as vscode from 'vscode';
import type { Localized } from '../analysis/text/localized';
import { applyPenalty, layerPositions } from '../lab/apply-penalty';
import type { PlanArm } from '../lab/plan';
import type { Documents } from './documents';
import { fill, texts } from './messages';
import { findModel, type ModelKey } from './model-key';
import { openDocument, show } from './places';

/** Writes an arm's penalties into the code as one edit that can be undone. Says what came of it. */
export async function writePenalty(
  key: ModelKey,
  arm: PlanArm | undefined,
  documents: Documents,
): Promise<{ ok: boolean; message: Localized }> {
  const failed = (message: Localized) => ({ ok: false, message });
  const document = await openDocument(key);
  const view = document === null ? null : documents.view(document);
  if (document === null || view === null) return failed(texts.fileGone);
  const { facts } = view.analysis;
  const model = findModel(facts, key);
  if (model === null || arm === undefined) return failed(fill(texts.modelGone, { model: key.name }));
  const application = applyPenalty({ facts, model, text: view.text, layers: layerPositions(model) }, arm);
  if ('reason' in application) return { ok: application.written, message: application.reason };
  const elsewhere = application.edits
    .map(({ span }) => view.analysis.place(span).source)
    .find((source) => source !== null);
  if (elsewhere) {
    const file = vscode.workspace.asRelativePath(document.uri.with({ path: elsewhere.path }));
    return failed(fill(texts.madeElsewhere, { file }));
  }
  const edits = view.edits(application.edits);
  if (edits === null) return failed(texts.notAppliedWhileTyping);
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, edits);
  if (!(await vscode.workspace.applyEdit(edit))) return failed(texts.notApplied);
  const line = Math.min(...edits.map(({ range }) => range.start.line));
  // The beginning of the line, lest a long one scroll sideways.
  await show(document.uri, new vscode.Range(line, 0, line, 0), true);
  return { ok: true, message: fill(texts.applied, { file: vscode.workspace.asRelativePath(document.uri) }) };
}
