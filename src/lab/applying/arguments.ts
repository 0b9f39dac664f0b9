import type { Argument, Expression } from '../../analysis/program/program';
import type { Span, TextEdit } from '../../analysis/text/span';
import { beginsLine, blanksBefore, lineEnd, lineStart, type Call, type Source } from './source';

type List = Extract<Expression, { kind: 'list' | 'tuple' | 'set' }>;

/** What becomes of the arguments of one call. */
export interface ArgumentChanges {
  readonly added: readonly string[];
  /** Arguments of the call; keyword ones. */
  readonly removed: readonly Argument[];
}

/**
 * Takes arguments out of a call and adds others behind the last one: on lines of their own where the others stand
 * so; and a call that would become longer than any line of the file is broken into one argument a line.
 */
export function changedArguments(source: Source, call: Call, changes: ArgumentChanges): TextEdit[] {
  const { added, removed } = changes;
  const stays = call.arguments.filter((argument) => !removed.includes(argument));
  const gone = removed.map((argument) => ({
    span: removal(source, call, argument, stays),
    newText: '',
  }));
  return added.length === 0 ? gone : [...gone, ...additions(source, call, added, removed.length > 0)];
}

function additions(source: Source, call: Call, added: readonly string[], mixed: boolean): TextEdit[] {
  const { text, lineBreak } = source;
  const last = call.arguments.at(-1);
  const opening = call.argumentsSpan.start + 1;
  if (last === undefined) return [inserted(opening, added.join(', '))];
  if (beginsLine(text, last.span.start) && lineStart(text, last.span.start) > opening - 1) {
    const lines = added.map((one) => lineBreak + blanksBefore(text, last.span.start) + one);
    // A comment behind the last argument stays with it.
    const end = lineEnd(text, last.span.end);
    const comment = /^[ \t]*(,?)[ \t]*#/.exec(text.slice(last.span.end, end));
    if (comment === null) return [inserted(last.span.end, lines.map((line) => `,${line}`).join(''))];
    if (comment[1] === ',') return [inserted(end, lines.map((line) => `${line},`).join(''))];
    return [inserted(last.span.end, ','), inserted(end, lines.join(','))];
  }
  const more = `, ${added.join(', ')}`;
  const { list, fits } = roomFor(source, call, more);
  const oneLine = !/[\r\n#]/.test(text.slice(call.argumentsSpan.start, call.argumentsSpan.end));
  if (fits || mixed || !oneLine) return [inserted(last.span.end, more)];
  const around = lineBreak + blanksBefore(text, call.span.start);
  if (list === null)
    return isOuter(source, call) ? brokenCall(source, call, added, around) : [inserted(last.span.end, more)];
  const inner = around + source.indentation;
  const longest = inner.length + call.span.end - call.span.start + more.length;
  const own =
    longest > source.width ? brokenCall(source, call, added, inner) : [inserted(last.span.end, more)];
  return [...own, ...brokenList(source, list)];
}

/** Whether more characters fit on the line of an expression, and the list on that line that it is an element of. */
function roomFor(source: Source, element: Expression, more: string): { list: List | null; fits: boolean } {
  const { text, width } = source;
  const { end } = element.span;
  const parent = source.parentOf(element);
  const list =
    parent?.kind === 'list' && !/[\r\n#]/.test(text.slice(parent.span.start, parent.span.end))
      ? parent
      : null;
  return { list, fits: lineEnd(text, end) - lineStart(text, end) + more.length <= width };
}

/** Whether a call is broken as people break it: one that begins its line, is assigned, or is given to `add` alone. */
function isOuter(source: Source, call: Call): boolean {
  const statement = source.statementOf(call);
  if (beginsLine(source.text, call.span.start)) return true;
  if (
    statement === null ||
    lineStart(source.text, statement.span.start) !== lineStart(source.text, call.span.start)
  )
    return false;
  const parent = source.parentOf(call);
  if (parent?.kind === 'call' && parent.callee === call) return isOuter(source, parent);
  const alone =
    parent?.kind === 'call' && parent.arguments.length === 1 && source.parentOf(parent) === statement;
  return parent === statement || alone;
}

/** One argument a line, with a comma behind each. */
function brokenCall(source: Source, call: Call, added: readonly string[], outer: string): TextEdit[] {
  const items = call.arguments.map(({ span }) => span);
  return onOwnLines(items, call.argumentsSpan, outer, outer + source.indentation, added);
}

/** One element a line. */
function brokenList(source: Source, list: List): TextEdit[] {
  const outer = source.lineBreak + blanksBefore(source.text, list.span.start);
  const items = list.elements.map(({ span }) => span);
  return onOwnLines(items, list.span, outer, outer + source.indentation, []);
}

function onOwnLines(
  items: readonly Span[],
  brackets: Span,
  outer: string,
  inner: string,
  added: readonly string[],
): TextEdit[] {
  const ends = [brackets.start + 1, ...items.map(({ end }) => end)];
  const gaps = items.map(({ start }, place) => ({
    span: { start: ends[place] as number, end: start },
    newText: place === 0 ? inner : `,${inner}`,
  }));
  const closing = { start: ends.at(-1) as number, end: brackets.end - 1 };
  return [...gaps, { span: closing, newText: `${added.map((one) => `,${inner}${one}`).join('')},${outer}` }];
}

/** An argument with one comma and the blanks that belong to it: its whole line where it has one, else the comma before it. */
function removal({ text }: Source, call: Call, argument: Argument, stays: readonly Argument[]): Span {
  const { start, end } = argument.span;
  const lineStops = lineEnd(text, end);
  if (beginsLine(text, start) && /^[ \t]*,[ \t]*(#.*)?$/.test(text.slice(end, lineStops))) {
    const next = text.startsWith('\r\n', lineStops) ? lineStops + 2 : lineStops + 1;
    return { start: lineStart(text, start), end: Math.min(next, text.length) };
  }
  const before = /,\s*$/.exec(text.slice(call.argumentsSpan.start + 1, start));
  if (before && stays.some((other) => other.span.end <= start))
    return { start: start - before[0].length, end };
  const after = /^\s*,[ \t]*/.exec(text.slice(end, call.argumentsSpan.end - 1));
  return { start, end: end + (after?.[0].length ?? 0) };
}

/** Puts an element behind another one of a list: on a line of its own where the other one has one. */
export function elementAfter(source: Source, element: Expression, added: string): TextEdit[] {
  const { text, lineBreak, indentation } = source;
  const { start, end } = element.span;
  if (!beginsLine(text, start)) {
    const more = `, ${added}`;
    const { list, fits } = roomFor(source, element, more);
    if (fits || list === null) return [inserted(end, more)];
    const line = `,${lineBreak}${blanksBefore(text, list.span.start)}${indentation}${added}`;
    return [inserted(end, line), ...brokenList(source, list)];
  }
  const line = lineBreak + blanksBefore(text, start) + added;
  const stop = lineEnd(text, end);
  const rest = /^[ \t]*(,?)[ \t]*(#?)/.exec(text.slice(end, stop));
  return [rest?.[1] === ',' && rest[2] === '#' ? inserted(stop, `${line},`) : inserted(end, `,${line}`)];
}

/** A statement on the line behind another one. */
export function statementAfter({ text, lineBreak }: Source, statement: Span, added: string): TextEdit {
  const end = lineEnd(text, statement.end);
  return inserted(end, lineBreak + blanksBefore(text, statement.start) + added);
}

export function inserted(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}
