import type { Finding } from '../../analysis/analyze';
import type { Rule, SeveritySetting } from '../../analysis/rules/define-rule';
import { rules } from '../../analysis/rules';
import { documentation } from '../../analysis/rules/pages';
import { rulePage } from '../../analysis/rules/support/page';
import { type Locale, render } from '../../analysis/text/localized';
import type { Place } from '../../analysis/text/sources';
import { type CheckedFile, placesFor, type Range, ranges, type Report } from '../report';

const levels: Readonly<Record<SeveritySetting, string>> = {
  off: 'none',
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** SARIF 2.1.0, as code scanning services read it. */
export function formatSarif(report: Report, locale: Locale): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'RegLens', rules: rules.map((rule) => ruleJson(rule, locale)) } },
        columnKind: 'utf16CodeUnits',
        results: report.files.flatMap((file) => {
          const rangeOf = ranges(file.text);
          const placeOf = placesFor(file, report.cwd);
          return file.findings.map((finding) => result(file, finding, rangeOf, placeOf, locale));
        }),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleJson(rule: Rule, locale: Locale) {
  const page = documentation[rule.id];
  return {
    id: rule.id,
    shortDescription: { text: rule.title[locale] },
    ...(page && {
      fullDescription: { text: page.what[locale] },
      help: { text: page.why[locale], markdown: rulePage(rule, page, locale) },
    }),
    defaultConfiguration: { enabled: rule.severity !== 'off', level: levels[rule.severity] },
  };
}

function result(
  file: CheckedFile,
  finding: Finding,
  rangeOf: (span: Finding['span']) => Range,
  placeOf: ReturnType<typeof placesFor>,
  locale: Locale,
) {
  const location = (place: Place) => {
    const { path, range } = placeOf(place);
    return { physicalLocation: { artifactLocation: artifact(path), region: region(range) } };
  };
  return {
    ruleId: finding.rule,
    ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
    level: levels[finding.severity],
    message: { text: render(finding.message, locale) },
    locations: [location({ source: null, span: finding.span })],
    relatedLocations: finding.related.map((evidence, id) => ({
      id,
      ...location(evidence),
      message: { text: render(evidence.message, locale) },
    })),
    fixes: finding.fixes.map(({ title, edits }) => ({
      description: { text: render(title, locale) },
      artifactChanges: [
        {
          artifactLocation: artifact(file.path),
          replacements: edits.map(({ span, newText }) => ({
            deletedRegion: region(rangeOf(span)),
            insertedContent: { text: newText },
          })),
        },
      ],
    })),
    properties: { confidence: finding.confidence },
  };
}

function artifact(path: string) {
  const uri = path.split('/').map(encodeURIComponent).join('/');
  return { uri };
}

function region({ start, end }: Range) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}
