import type { Severity } from '../../analysis/rules/define-rule';
import { type Locale, render } from '../../analysis/text/localized';
import { ranges, type Report } from '../report';

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** Workflow commands that GitHub Actions shows as annotations. */
export function formatGithub(report: Report, locale: Locale): string {
  return report.files
    .flatMap((file) => {
      const rangeOf = ranges(file.text);
      return file.findings.map((finding) => {
        const { start, end } = rangeOf(finding.span);
        // GitHub takes columns only within one line.
        const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {};
        const properties = {
          file: file.path,
          line: start.line,
          endLine: end.line,
          ...columns,
          title: finding.rule,
        };
        const list = Object.entries(properties).map(
          ([name, value]) => `${name}=${escapeProperty(String(value))}`,
        );
        return `::${levels[finding.severity]} ${list.join(',')}::${escapeData(render(finding.message, locale))}\n`;
      });
    })
    .join('');
}

function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
