import * as vscode from 'vscode';
import type { Finding } from '../analysis/analyze';
import type { Severity } from '../analysis/rules/define-rule';
import type { Span } from '../analysis/text/span';
import type { Documents } from './documents';
import { confidenceNames, say, texts } from './messages';
import { locationOf } from './places';
import { ruleLink } from './rule-pages';

/** Shown beside every finding. */
export const diagnosticSource = 'reglens';

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** A finding as VS Code shows it. */
export function toDiagnostic(
  finding: Finding,
  uri: vscode.Uri,
  extensionId: string,
  place: (span: Span) => vscode.Range,
): vscode.Diagnostic {
  const text = say(texts.diagnostic, {
    message: finding.message,
    confidence: confidenceNames[finding.confidence],
  });
  const diagnostic = new vscode.Diagnostic(place(finding.span), text, severities[finding.severity]);
  diagnostic.source = diagnosticSource;
  diagnostic.code = { value: finding.rule, target: ruleLink(extensionId, finding.rule) };
  diagnostic.relatedInformation = finding.related.map(
    (evidence) =>
      new vscode.DiagnosticRelatedInformation(locationOf(uri, evidence, place), say(evidence.message)),
  );
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
      const { uri } = document;
      collection.set(
        uri,
        documents.findings(document).map((finding) => toDiagnostic(finding, uri, extensionId, view.range)),
      );
    }),
    documents.onDidForget((document) => collection.delete(document.uri)),
  );
}
