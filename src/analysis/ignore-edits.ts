import { openDocument } from './document';
import { LineIndex } from './text/line-index';
import { applyEdits, contains, type Span, type TextEdit } from './text/span';

/**
 * Edits that silence one rule by a comment. Each is tried out on the text: a place inside a string
 * or behind a line continuation is no place for a comment.
 */

/** Silences a rule for a finding at `span`: behind its line, or in a line of its own above. Null when neither can be. */
export function ignoreOnLine(text: string, span: Span, rule: string): TextEdit | null {
  const lines = new LineIndex(text);
  const { line } = lines.position(span.start);
  const start = lines.lineStart(line);
  const written = lines.lineText(line);
  const end = start + written.trimEnd().length;
  const indentation = /^\s*/.exec(written)?.[0] ?? '';
  const above = `${indentation}# reglens: ignore-next-line[${rule}]${lineBreakOf(text)}`;
  return firstThatIsComment(text, [
    ...extended(written, /#\s*reglens:\s*ignore\s*\[([^\]]*)\]/, start, rule),
    { span: { start: end, end: start + written.length }, newText: `  # reglens: ignore[${rule}]` },
    { span: { start, end: start }, newText: above },
  ]);
}

/** Silences a rule in the whole file: by a line below what has to stay first. */
export function ignoreInFile(text: string, rule: string): TextEdit | null {
  const lines = new LineIndex(text);
  let line = 1;
  while (line <= 2 && /^\uFEFF?#!|^[ \t\f]*#.*?coding[:=]/.test(lines.lineText(line))) line++;
  const start = line > lines.lineCount ? text.length : lines.lineStart(line);
  const after = start === 0 && text.startsWith('\uFEFF') ? 1 : start;
  const directive = `# reglens: ignore-file[${rule}]${lineBreakOf(text)}`;
  const lacksBreak = after > 0 && after === text.length && !/[\r\n]$/.test(text);
  return firstThatIsComment(text, [
    ...extended(text, /#\s*reglens:\s*ignore-file\s*\[([^\]]*)\]/, 0, rule),
    { span: { start: after, end: after }, newText: (lacksBreak ? lineBreakOf(text) : '') + directive },
  ]);
}

/** Adds the rule to the list of a directive that is there already. */
function extended(part: string, directive: RegExp, offset: number, rule: string): TextEdit[] {
  const match = directive.exec(part);
  if (match === null) return [];
  const end = offset + match.index + match[0].length - 1;
  return [{ span: { start: end, end }, newText: match[1]?.trim() ? `, ${rule}` : rule }];
}

function firstThatIsComment(text: string, edits: readonly TextEdit[]): TextEdit | null {
  return (
    edits.find((edit) => {
      const at = edit.span.start + edit.newText.length - edit.newText.trimStart().length;
      const written = { start: at, end: edit.span.start + edit.newText.trimEnd().length };
      const { comments } = openDocument(applyEdits(text, [edit])).program;
      return comments.some((comment) => contains(comment.span, written));
    }) ?? null
  );
}

const lineBreakOf = (text: string) => (text.includes('\r\n') ? '\r\n' : '\n');
