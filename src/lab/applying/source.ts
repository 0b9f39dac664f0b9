import { openDocument } from '../../analysis/document';
import { blocksOf, expressionsOf, partsOf } from '../../analysis/program/names';
import type { Argument, Expression, Statement } from '../../analysis/program/program';
import type { Span } from '../../analysis/text/span';

export type Call = Extract<Expression, { kind: 'call' }>;

/** The text of a file with what edits have to know of it. */
export interface Source {
  readonly text: string;
  /** Statements of the file itself, blocks left out. */
  readonly body: readonly Statement[];
  /** Number of statements with broken syntax. */
  readonly broken: number;
  /** The call that covers exactly this span; null where none does, as for a span in another file. */
  callAt(span: Span): Call | null;
  expressionAt(span: Span): Expression | null;
  /** The argument that covers exactly this span, with its call. */
  argumentAt(span: Span): { readonly call: Call; readonly argument: Argument } | null;
  /** The expression, or else the statement, that an expression is a part of. */
  parentOf(part: Expression): Expression | Statement | null;
  /** The statement that an expression stands in. */
  statementOf(part: Expression): Statement | null;
  /** Reads of a variable, wherever they are. */
  readsOf(name: string): readonly Expression[];
  readonly expressions: readonly Expression[];
  readonly statements: readonly Statement[];
  /** The mark around most strings of the file. */
  readonly quote: string;
  readonly lineBreak: string;
  /** What one block is indented by. */
  readonly indentation: string;
  /** Characters that a line may have: as many as the longest one, or as formatters allow. */
  readonly width: number;
}

/** What the formatter Black allows. */
const usualWidth = 88;

/** Reads a file for edits. Never throws. */
export function sourceOf(text: string): Source {
  const { program } = openDocument(text);
  const parents = new Map<Expression, Expression | Statement>();
  const expressions: Expression[] = [];
  const statements: Statement[] = [];
  const visit = (expression: Expression, parent: Expression | Statement): void => {
    parents.set(expression, parent);
    expressions.push(expression);
    for (const part of partsOf(expression)) visit(part, expression);
  };
  const visitAll = (body: readonly Statement[]): void => {
    for (const statement of body) {
      statements.push(statement);
      for (const expression of expressionsOf(statement)) visit(expression, statement);
      for (const block of blocksOf(statement)) visitAll(block);
    }
  };
  visitAll(program.body);
  const bySpan = new Map<string, Expression>();
  for (const one of expressions) if (!bySpan.has(keyOf(one.span))) bySpan.set(keyOf(one.span), one);
  const calls = expressions.filter((one): one is Call => one.kind === 'call');
  const callsBySpan = new Map(calls.map((one) => [keyOf(one.span), one]));
  const argumentsBySpan = new Map(
    calls.flatMap((call) => call.arguments.map((argument) => [keyOf(argument.span), { call, argument }])),
  );
  const strings = expressions
    .filter((one) => one.kind === 'constant' && typeof one.value === 'string')
    .map(({ span }) => text[span.start]);
  const isStatement = (part: Expression | Statement): part is Statement => !parents.has(part as Expression);
  return {
    text,
    body: program.body,
    broken: program.broken.length,
    expressions,
    statements,
    callAt: (span) => callsBySpan.get(keyOf(span)) ?? null,
    expressionAt: (span) => bySpan.get(keyOf(span)) ?? null,
    argumentAt: (span) => argumentsBySpan.get(keyOf(span)) ?? null,
    parentOf: (part) => parents.get(part) ?? null,
    statementOf(part) {
      let at: Expression | Statement | undefined = parents.get(part);
      while (at && !isStatement(at)) at = parents.get(at);
      return at ?? null;
    },
    readsOf: (name) =>
      expressions.filter((one) => {
        if (one.kind !== 'name' || one.name !== name) return false;
        const parent = parents.get(one);
        return !(parent?.kind === 'assign' && parent.targets.includes(one));
      }),
    quote: strings.filter((mark) => mark === '"').length > strings.length / 2 ? '"' : "'",
    lineBreak: text.includes('\r\n') ? '\r\n' : '\n',
    indentation: /^(?:\t| {2,8})(?=\S)/m.exec(text)?.[0] ?? '    ',
    width: text.split(/\r\n?|\n/).reduce((widest, line) => Math.max(widest, line.length), usualWidth),
  };
}

const keyOf = ({ start, end }: Span): string => `${start}:${end}`;

/** The offset at which the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}

/** The offset at which the line of an offset ends, before its line break. */
export function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

/** The blanks that the line of an offset begins with. */
export function blanksBefore(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset)))?.[0] ?? '';
}

/** Whether nothing but blanks stands before an offset on its line. */
export function beginsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}

/**
 * The literal number that an expression gets its value from: itself, or the only value of a variable that nothing
 * else reads. Null where there is none.
 */
export function numberPlace(source: Source, value: Expression): Span | null {
  if (value.kind === 'constant') return typeof value.value === 'number' ? value.span : null;
  if (value.kind !== 'name' || source.readsOf(value.name).length !== 1) return null;
  const [assigned, ...others] = assignmentsTo(source, value.name);
  if (assigned === undefined || others.length > 0) return null;
  return assigned.kind === 'constant' && typeof assigned.value === 'number' ? assigned.span : null;
}

/** The values that are assigned to a name anywhere in the file. */
export function assignmentsTo(source: Source, name: string): readonly Expression[] {
  return source.statements.flatMap((statement) =>
    statement.kind === 'assign' &&
    statement.targets.some((target) => target.kind === 'name' && target.name === name)
      ? [statement.value]
      : [],
  );
}

/** A number as Python reads it, with an exponent where the one that it replaces has one. */
export function numberText(value: number, before = ''): string {
  return /e/i.test(before) ? value.toExponential().replace('e+', 'e') : String(value);
}
