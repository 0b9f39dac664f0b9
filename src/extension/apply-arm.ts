import * as vscode from 'vscode';
import type { Localized } from '../analysis/text/localized';
import { applyEdits } from '../analysis/text/span';
import { applyArm } from '../lab/apply-arm';
import type { Plan, PlanArm } from '../lab/plan';
import type { Documents } from './documents';
import { fill, texts } from './messages';
import { findModel, type ModelKey } from './model-key';
import { openDocument, show } from './places';

/** What came of writing an arm into the code. */
export interface Outcome {
  readonly ok: boolean;
  readonly message: Localized;
}

/** Edits of a document that write an arm into it. */
export interface Proposal {
  readonly document: vscode.TextDocument;
  readonly edits: readonly vscode.TextEdit[];
  /** The document's text after them. */
  readonly text: string;
  /** What is to be known of them. */
  readonly notes: readonly Localized[];
}

/** How an arm of a plan would be written into the file as it is now, or why it is not. */
export async function proposeArm(
  key: ModelKey,
  plan: Plan,
  arm: PlanArm | undefined,
  documents: Documents,
): Promise<Proposal | Outcome> {
  const failed = (message: Localized): Outcome => ({ ok: false, message });
  const document = await openDocument(key);
  const view = document === null ? null : documents.view(document);
  if (document === null || view === null) return failed(texts.fileGone);
  const { facts } = view.analysis;
  const model = findModel(facts, key);
  if (model === null || arm === undefined) return failed(fill(texts.modelGone, { model: key.name }));
  const analyze = (text: string) => documents.factsOf(document, text) ?? facts;
  const application = applyArm({ facts, model, text: view.text, plan, analyze }, arm);
  if ('reason' in application) {
    const { written, reason } = application;
    if (written) return { ok: true, message: reason };
    // What is half typed is not there when the edited text is read again.
    if (view.analysis.broken.length > 0) return failed(texts.notAppliedWhileTyping);
    const elsewhere = model.layers
      .map(({ span }) => view.analysis.place(span).source)
      .find((source) => source !== null);
    if (!elsewhere) return failed(reason);
    const file = vscode.workspace.asRelativePath(document.uri.with({ path: elsewhere.path }));
    return failed(fill(texts.madeElsewhere, { file }));
  }
  const edits = view.edits(application.edits);
  if (edits === null) return failed(texts.notAppliedWhileTyping);
  return { document, edits, text: applyEdits(view.text, application.edits), notes: application.notes };
}

/** Writes a proposal as one edit that one undo takes back. */
export async function writeProposal({ document, edits }: Proposal): Promise<Outcome> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, [...edits]);
  if (!(await vscode.workspace.applyEdit(edit))) return { ok: false, message: texts.notApplied };
  const line = Math.min(...edits.map(({ range }) => range.start.line));
  // The beginning of the line, lest a long one scroll sideways.
  await show(document.uri, new vscode.Range(line, 0, line, 0), true);
  return {
    ok: true,
    message: fill(texts.applied, { file: vscode.workspace.asRelativePath(document.uri) }),
  };
}
