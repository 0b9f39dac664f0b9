import * as vscode from 'vscode';
import type { Finding } from '../analysis/analyze';
import { ignoreInFile, ignoreOnLine } from '../analysis/ignore-edits';
import { applyEdits, type TextEdit } from '../analysis/text/span';
import { commands } from './commands';
import { diagnosticSource } from './diagnostics';
import { pythonDocuments, type Documents, type View } from './documents';
import { say, texts } from './messages';
import { keyOf } from './model-key';

const severityOrder: readonly Finding['severity'][] = ['error', 'warning', 'information', 'hint'];

/** An ignore comment, whose edit is worked out when it is chosen. */
class IgnoreAction extends vscode.CodeAction {
  constructor(
    title: string,
    readonly document: vscode.TextDocument,
    readonly editOf: (text: string) => TextEdit | null,
  ) {
    super(title, vscode.CodeActionKind.QuickFix);
  }
}

/** The light bulb: repairs of the findings in the range, ignore comments, the rule's page, the comparison. */
export function registerQuickFixes(documents: Documents): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    pythonDocuments,
    {
      provideCodeActions(document, range, context) {
        const view = documents.view(document);
        return view === null ? [] : actionsFor(document, view, range, context);
      },
      resolveCodeAction(action) {
        if (!(action instanceof IgnoreAction)) return action;
        const { document } = action;
        const edit = action.editOf(document.getText());
        if (edit === null) return action;
        action.edit = new vscode.WorkspaceEdit();
        const range = new vscode.Range(
          document.positionAt(edit.span.start),
          document.positionAt(edit.span.end),
        );
        action.edit.replace(document.uri, range, edit.newText);
        return action;
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );
}

function actionsFor(
  document: vscode.TextDocument,
  view: View,
  range: vscode.Range,
  context: vscode.CodeActionContext,
): vscode.CodeAction[] {
  if (context.only !== undefined && !context.only.contains(vscode.CodeActionKind.QuickFix)) return [];
  const found = view.analysis.findings
    .filter((finding) => view.range(finding.span).intersection(range) !== undefined)
    .sort((a, b) => severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity));
  const repairs = repairsOf(document, view, found, context);
  // One at most: the keyboard shortcut for the preferred fix then does not have to ask.
  const [preferred] = repairs;
  if (preferred !== undefined) preferred.isPreferred = true;
  const comparisons = comparisonsOf(document, view, found, context);
  return [
    ...repairs,
    ...comparisons,
    ...found.flatMap((finding) => othersOf(document, view, finding, context)),
  ];
}

/** Repairs of all the findings; two that come to the same text are one. */
function repairsOf(
  document: vscode.TextDocument,
  view: View,
  found: readonly Finding[],
  context: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const byResult = new Map<string, vscode.CodeAction>();
  for (const finding of found) {
    for (const fix of finding.fixes) {
      const edits = view.edits(fix.edits);
      if (edits === null) continue;
      const result = applyEdits(view.text, fix.edits);
      const action = byResult.get(result) ?? editAction(say(fix.title), document.uri, edits);
      action.diagnostics = [...(action.diagnostics ?? []), ...diagnosticsOf(view, finding, context)];
      byResult.set(result, action);
    }
  }
  return [...byResult.values()];
}

/** The comparison of each model that a finding is about. */
function comparisonsOf(
  document: vscode.TextDocument,
  view: View,
  found: readonly Finding[],
  context: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const { facts } = view.analysis;
  return facts.models.flatMap((model) => {
    const about = found.filter((finding) => finding.model === model.id);
    if (about.length === 0) return [];
    const key = keyOf(document.uri.toString(), facts, model);
    const action = commandAction(say(texts.compareFromFix, { model: model.name }), commands.compare, [key]);
    action.diagnostics = about.flatMap((finding) => diagnosticsOf(view, finding, context));
    return [action];
  });
}

function othersOf(
  document: vscode.TextDocument,
  view: View,
  finding: Finding,
  context: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const { rule, span } = finding;
  const actions = [
    new IgnoreAction(say(texts.ignoreOnLine, { rule }), document, (text) => ignoreOnLine(text, span, rule)),
    new IgnoreAction(say(texts.ignoreInFile, { rule }), document, (text) => ignoreInFile(text, rule)),
    commandAction(say(texts.openRulePage, { rule }), commands.showRule, [rule]),
  ];
  for (const action of actions) action.diagnostics = diagnosticsOf(view, finding, context);
  return actions;
}

function editAction(title: string, uri: vscode.Uri, edits: vscode.TextEdit[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.set(uri, edits);
  return action;
}

function commandAction(title: string, command: string, args: unknown[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { title, command, arguments: args };
  return action;
}

/** The published diagnostics that show this finding. */
function diagnosticsOf(view: View, finding: Finding, context: vscode.CodeActionContext): vscode.Diagnostic[] {
  const range = view.range(finding.span);
  return context.diagnostics.filter(
    ({ source, code, range: shown }) =>
      source === diagnosticSource &&
      typeof code === 'object' &&
      code.value === finding.rule &&
      shown.isEqual(range),
  );
}
