import type { Finding } from '../../analysis/analyze';
import { severityName } from '../../analysis/rules/support/page';
import { groupThousands, type Locale, type Localized, message, render } from '../../analysis/text/localized';
import { LineIndex } from '../../analysis/text/line-index';
import { type CheckedFile, countSeverities, placesFor, type Range, ranges, type Report } from '../report';
import type { World } from '../world';

const longestLine = 160;

/** Findings for people: place, message, the line it stands on, the evidence and the fixes. */
export function formatText(report: Report, world: Pick<World, 'locale' | 'color'>): string {
  return report.files
    .flatMap((file) => {
      const rangeOf = ranges(file.text);
      const placeOf = placesFor(file, report.cwd);
      const lines = new LineIndex(file.text);
      return file.findings.map((finding) => findingText(file, finding, rangeOf, placeOf, lines, world));
    })
    .join('');
}

function findingText(
  file: CheckedFile,
  finding: Finding,
  rangeOf: (span: Finding['span']) => Range,
  placeOf: ReturnType<typeof placesFor>,
  lines: LineIndex,
  { locale, color }: Pick<World, 'locale' | 'color'>,
): string {
  const paint = painter(color);
  const place = (range: Range, path = file.path) =>
    `${printable(path)}:${range.start.line}:${range.start.column}`;
  const range = rangeOf(finding.span);
  const severity = paint(severityName(finding.severity, locale), severityColors[finding.severity]);
  const head = `${paint(place(range), 'bold')}: ${severity}: ${printable(render(finding.message, locale))} ${paint(`[${finding.rule}]`, 'dim')}`;
  const related = finding.related.map((evidence) => {
    const { range: where, path } = placeOf(evidence);
    return `  ${place(where, path)}: ${printable(render(evidence.message, locale))}`;
  });
  const fixes = finding.fixes.map(({ title, safety }) => {
    const label = render(safety === 'safe' ? words.safeFix : words.unsafeFix, locale);
    return `  ${paint(label, 'cyan')}${printable(render(title, locale))}`;
  });
  return `${[head, ...frame(lines, range, paint), ...related, ...fixes].join('\n')}\n\n`;
}

/** The finding's first line with marks below it. */
function frame(lines: LineIndex, { start, end }: Range, paint: Painter): string[] {
  const written = lines.lineText(start.line);
  const from = Math.max(0, Math.min(start.column - 1, start.column - 1 - (longestLine >> 1)));
  const cut = written.length > longestLine ? from : 0;
  const shown = printable(written.slice(cut, cut + longestLine)).replace(/\t/g, ' ');
  const stop = end.line === start.line ? end.column : written.length + 1;
  const length = Math.max(1, Math.min(stop - start.column, longestLine - (start.column - 1 - cut)));
  const number = String(start.line);
  const blank = ' '.repeat(number.length);
  const before = displayWidth(shown.slice(0, start.column - 1 - cut));
  const marked = displayWidth(shown.slice(start.column - 1 - cut, start.column - 1 - cut + length));
  const marks = ' '.repeat(before) + '^'.repeat(Math.max(1, marked));
  return [`  ${paint(`${number} |`, 'dim')} ${shown}`, `  ${paint(`${blank} |`, 'dim')} ${marks}`];
}

/** Columns of a terminal: Chinese characters take two. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      )
        ? 2
        : 1;
  return width;
}

/** How many findings each rule has, most first. */
export function statistics(report: Report): string {
  const counts = new Map<string, number>();
  for (const file of report.files)
    for (const { rule } of file.findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const rows = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const width = Math.max(0, ...rows.map(([, n]) => groupThousands(n).length));
  return rows.map(([rule, n]) => `${groupThousands(n).padStart(width)}  ${rule}\n`).join('');
}

/** The closing sentence. */
export function summaryLine(report: Report, locale: Locale): string {
  const counts = countSeverities(report);
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const fixed = report.files.reduce((sum, file) => sum + file.fixed, 0);
  const incomplete = report.files.filter(({ complete }) => !complete).length;
  const values = {
    files: report.files.length,
    total,
    fixed,
    incomplete,
    errors: counts.error,
    warnings: counts.warning,
  };
  const parts = [
    message(total === 0 ? words.nothing : words.total, values),
    ...(fixed > 0 ? [message(words.fixed, values)] : []),
    ...(incomplete > 0 ? [message(words.incomplete, values)] : []),
  ];
  return `${parts.map((part) => render(part, locale)).join(locale === 'zh' ? '' : ' ')}\n`;
}

const words = {
  safeFix: { en: 'fix: ', zh: '修复：' },
  unsafeFix: { en: 'fix (changes training): ', zh: '修复（会改变训练）：' },
  nothing: { en: 'No findings (files checked: {files}).', zh: '没有发现问题（已检查 {files} 个文件）。' },
  total: {
    en: 'Findings: {total} (errors: {errors}, warnings: {warnings}; files checked: {files}).',
    zh: '发现 {total} 个问题（错误 {errors}，警告 {warnings}；已检查 {files} 个文件）。',
  },
  fixed: { en: 'Fixes applied: {fixed}.', zh: '已应用 {fixed} 处修复。' },
  incomplete: {
    en: 'Files analysed in part only, because of their syntax or size: {incomplete}.',
    zh: '因语法或规模，有 {incomplete} 个文件只分析了一部分。',
  },
} satisfies Record<string, Localized>;

const codes = { bold: 1, dim: 2, red: 31, yellow: 33, blue: 34, cyan: 36 };
type Painter = (text: string, style: keyof typeof codes) => string;
const severityColors = { error: 'red', warning: 'yellow', information: 'blue', hint: 'dim' } as const;

function painter(color: boolean): Painter {
  return (text, style) => (color ? `\u001b[${codes[style]}m${text}\u001b[0m` : text);
}

/** Without the control characters by which a file could steer the terminal. */
function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\uFFFD');
}
