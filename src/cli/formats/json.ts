import { type Locale, render } from '../../analysis/text/localized';
import { type CheckedFile, countSeverities, placesFor, ranges, type Report } from '../report';

/** Findings for programs; the form is stable and described in cli.md. */
export function formatJson(report: Report, locale: Locale): string {
  const counts = countSeverities(report);
  const result = {
    version: 1,
    files: report.files.map((file) => fileJson(file, report.cwd, locale)),
    summary: {
      files: report.files.length,
      findings: Object.values(counts).reduce((sum, n) => sum + n, 0),
      ...counts,
      milliseconds: report.milliseconds,
    },
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

function fileJson(file: CheckedFile, cwd: string, locale: Locale) {
  const range = ranges(file.text);
  const place = placesFor(file, cwd);
  return {
    path: file.path,
    complete: file.complete,
    findings: file.findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      confidence: finding.confidence,
      message: render(finding.message, locale),
      range: range(finding.span),
      cell: null,
      related: finding.related.map((related) => ({
        message: render(related.message, locale),
        ...place(related),
      })),
      fixes: finding.fixes.map(({ title, safety, edits }) => ({
        title: render(title, locale),
        safety,
        edits: edits.map(({ span, newText }) => ({ cell: null, range: range(span), newText })),
      })),
    })),
  };
}
