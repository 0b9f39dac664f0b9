import * as vscode from 'vscode';
import type { Finding } from '../analysis/analyze';
import type { Severity } from '../analysis/rules/define-rule';
import type { Span } from '../analysis/text/span';
import type { Documents } from './documents';
import { confidenceNames, say, texts } from './messages';
import { ruleLink } from './rule-pages';

/** Shown beside every finding. */
export const diagnosticSource = 'reglens';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** A finding as VS Code shows it, or null when its place is gone. */
export function toDiagnostic(
  finding: Finding,
  uri: vscode.Uri,
  extensionId: string,
  place: (span: Span) => vscode.Range | null,
): vscode.Diagnostic | null {
  const range = place(finding.span);
  if (range === null) return null;
  const text = say(texts.diagnostic, {
    message: finding.message,
    confidence: confidenceNames[finding.confidence],
  });
  const diagnostic = new vscode.Diagnostic(range, text, severities[finding.severity]);
  diagnostic.source = diagnosticSource;
  diagnostic.code = { value: finding.rule, target: ruleLink(extensionId, finding.rule) };
  diagnostic.relatedInformation = finding.related.flatMap((evidence) => {
    const at = place(evidence.span);
    if (at === null) return [];
    return [new vscode.DiagnosticRelatedInformation(new vscode.Location(uri, at), say(evidence.message))];
  });
  return diagnostic;
}

/** Publishes the findings of open documents and takes them back when the documents go. */
export function registerDiagnostics(documents: Documents, extensionId: string): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection(diagnosticSource);
  return vscode.Disposable.from(
    collection,
    documents.onDidPublish((document) => {
      const view = documents.view(document);
      if (view === null) return;
      const place = (span: Span) => view.range(span);
      collection.set(
        document.uri,
        view.findings.flatMap((finding) => toDiagnostic(finding, document.uri, extensionId, place) ?? []),
      );
    }),
    documents.onDidForget((document) => collection.delete(document.uri)),
  );
}
