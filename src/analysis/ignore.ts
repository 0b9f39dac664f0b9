import type { FoundFinding } from './analyze';
import type { Comment } from './program/program';
import unusedIgnore from './rules/unused-ignore';
import { LineIndex } from './text/line-index';
import { message } from './text/localized';
import type { Span, TextEdit } from './text/span';

/** One ignore comment, taken apart. */
interface Ignore {
  readonly scope: 'line' | 'next-line' | 'file';
  /** The directive in the comment, with its comment sign. */
  readonly span: Span;
  /** The rules it names, with the places of their names; null for all rules. */
  readonly rules: readonly { readonly id: string; readonly span: Span }[] | null;
  /** The line it speaks of; null for the whole file. */
  readonly line: number | null;
}

const directive = /(#|\/\/)\s*reglens:\s*ignore(-next-line|-file)?(?![-\w])(?:[ \t]*\[([^\]]*)\])?[^#]*/g;

/**
 * Findings without those that ignore comments silence, and with one `unused-ignore` for each comment,
 * or rule id in it, that silences nothing. Give it every finding, also those that settings will hide,
 * lest a comment look unused because of a setting.
 */
export function applyIgnores(
  findings: readonly FoundFinding[],
  comments: readonly Comment[],
  text: string,
): FoundFinding[] {
  // Most files have none; finding their lines would cost as much as reading them.
  if (!comments.some((comment) => comment.text.includes('reglens:'))) return [...findings];
  const lines = new LineIndex(text);
  const ignores = comments.flatMap((comment) => readIgnores(comment, text, lines));
  if (ignores.length === 0) return [...findings];
  const used = new Set<string>();
  const left = findings.filter((finding) => {
    const silencing = ignores.flatMap((ignore, index) => (silences(ignore, finding, lines) ? [index] : []));
    for (const index of silencing) used.add(key(index, ignores[index]?.rules ? finding.rule : null));
    return silencing.length === 0;
  });
  const unused = ignores.flatMap((ignore, index) => unusedParts(ignore, index, used, text));
  return [...left, ...unused];
}

function readIgnores(comment: Comment, text: string, lines: LineIndex): Ignore[] {
  const written = text.slice(comment.span.start, comment.span.end);
  return [...written.matchAll(directive)].map((match) => {
    const start = comment.span.start + match.index;
    const scope = match[2] === '-file' ? 'file' : match[2] === '-next-line' ? 'next-line' : 'line';
    const list = match[3];
    const listStart = start + match[0].indexOf('[') + 1;
    const line = lines.position(start).line;
    return {
      scope,
      span: { start, end: start + match[0].trimEnd().length },
      rules: list === undefined ? null : ruleNames(list, listStart),
      line: scope === 'file' ? null : scope === 'line' ? line : nextCodeLine(line, lines),
    };
  });
}

function ruleNames(list: string, start: number) {
  return [...list.matchAll(/[^\s,]+/g)].map((match) => ({
    id: match[0],
    span: { start: start + match.index, end: start + match.index + match[0].length },
  }));
}

function nextCodeLine(line: number, lines: LineIndex): number {
  let next = line + 1;
  while (next < lines.lineCount && /^\s*((#|\/\/).*)?$/.test(lines.lineText(next))) next++;
  return next;
}

function silences(ignore: Ignore, finding: FoundFinding, lines: LineIndex): boolean {
  if (ignore.rules !== null && !ignore.rules.some(({ id }) => id === finding.rule)) return false;
  if (ignore.line === null) return true;
  // The comment of a statement over several lines stands at its beginning or at its end.
  const first = lines.position(finding.span.start).line;
  const last = lines.position(finding.span.end).line;
  return ignore.line === first || (ignore.scope === 'line' && ignore.line === last);
}

const key = (index: number, rule: string | null) => `${index} ${rule ?? '*'}`;

function unusedParts(ignore: Ignore, index: number, used: ReadonlySet<string>, text: string): FoundFinding[] {
  if (ignore.rules === null)
    return used.has(key(index, null)) ? [] : [unused(ignore.span, null, removal(ignore, text))];
  const idle = ignore.rules.filter(({ id }) => !used.has(key(index, id)));
  if (idle.length === ignore.rules.length) {
    const names = idle.map(({ id }) => id).join(', ');
    return [unused(ignore.span, names, removal(ignore, text))];
  }
  return idle.map(({ id, span }) => unused(span, id, withComma(span, text)));
}

function unused(span: Span, names: string | null, edit: TextEdit): FoundFinding {
  return {
    rule: unusedIgnore.id,
    span,
    confidence: 'certain',
    message: message(
      names
        ? {
            en: 'This ignore silences nothing: there is no finding of {names} here. Remove it, lest it hide a later one.',
            zh: '该忽略注释没有作用：此处没有 {names} 的问题。请移除它，以免掩盖以后的问题。',
          }
        : {
            en: 'This ignore silences nothing: there is no finding here. Remove it, lest it hide a later one.',
            zh: '该忽略注释没有作用：此处没有问题。请移除它，以免掩盖以后的问题。',
          },
      { names: names ?? '' },
    ),
    related: [],
    fixes: [
      {
        title: message({ en: 'Remove the unused ignore', zh: '移除没有作用的忽略注释' }),
        safety: 'safe',
        edits: [edit],
      },
    ],
    model: null,
  };
}

/** The comment with the blanks before it, and its line where it stands alone. */
function removal(ignore: Ignore, text: string): TextEdit {
  let start = ignore.span.start;
  while (/[ \t]/.test(text[start - 1] ?? '')) start--;
  const { end } = ignore.span;
  const alone =
    (start === 0 || /[\r\n]/.test(text[start - 1] as string)) && /[\r\n]|^$/.test(text.slice(end, end + 1));
  const lineBreak = alone ? (text.startsWith('\r\n', end) ? 2 : Math.min(1, text.length - end)) : 0;
  return { span: { start, end: end + lineBreak }, newText: '' };
}

function withComma(span: Span, text: string): TextEdit {
  const after = /^\s*,\s*/.exec(text.slice(span.end))?.[0].length ?? 0;
  if (after > 0) return { span: { start: span.start, end: span.end + after }, newText: '' };
  const before = /\s*,\s*$/.exec(text.slice(0, span.start))?.[0].length ?? 0;
  return { span: { start: span.start - before, end: span.end }, newText: '' };
}
