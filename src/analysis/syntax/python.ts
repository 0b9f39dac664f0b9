import type { Program } from '../program/program';
import type { TextEdit } from '../text/span';
import { carrierOf } from '../text/edits';
import { wordAt } from './chunks';
import { substitutesFor } from './last-good';
import type { Earlier } from './last-good';
import { lowerModule } from './module';
import { readWith } from './reading';
import { findRepairs } from './recover';
import type { PieceMemory, Repairs } from './recover';
import { lineStart } from './scanning';
import { tolerateEverywhere } from './tolerance';
import { errorsOf, parseText } from './tree';
import type { Parsed } from './tree';

/**
 * How much of a text is read: about the size at which parsing and recovery together take a second.
 * The rest, from the start of a statement on, is listed as broken.
 */
const longestText = 2_000_000;

/** Lowers Python source to a program. Never throws; what cannot be read is listed as broken. */
export function parsePython(text: string): Program {
  return readPython(text).program;
}

/** A text as it was read, with what the next reading of a similar text can build on. */
export interface PythonReading extends Earlier {
  readonly text: string;
  readonly program: Program;
  /** The tree of the text itself, errors and all. */
  readonly asWritten: Parsed;
  readonly memory: PieceMemory;
}

/**
 * Reads a text, after an edit with what an earlier reading of the same document found: a statement that is
 * broken now is read as it was when it last was good.
 * @param edits what turned the earlier reading's text into this one.
 */
export function readPython(
  text: string,
  earlier?: PythonReading,
  edits: readonly TextEdit[] = [],
): PythonReading {
  const end = readableEnd(text);
  const head = end < text.length ? text.slice(0, end) : text;
  const asWritten = parseText(tolerateEverywhere(head), earlier?.asWritten);
  const { repairs, memory } = findRepairs(asWritten, earlier?.memory ?? new Map());
  const carrier = carrierOf(edits, earlier?.text ?? '');
  const substitutes = substitutesFor(head, repairs.broken, earlier ?? null, carrier);
  const reading = readWith(head, rewritten(asWritten.text, repairs), substitutes);
  const parsed = parseText(reading.parsable, earlier?.parsed ?? asWritten);
  const errors = errorsOf(parsed);
  const broken = substitutes.map((substitute) => substitute.span);
  if (end < text.length) broken.push({ start: end, end: text.length });
  const module = lowerModule(parsed, reading, errors);
  broken.push(...module.broken);
  broken.sort((a, b) => a.start - b.start || a.end - b.end);
  const program = { body: module.body, comments: module.comments, broken };
  return { text, program, asWritten, memory, reading, parsed, errors };
}

function rewritten(parsable: string, { rewritten: pieces }: Repairs): string {
  let result = '';
  let position = 0;
  for (const { span, text } of pieces) {
    result += parsable.slice(position, span.start) + text;
    position = span.end;
  }
  return result + parsable.slice(position);
}

/** The end of the text, or of the last whole statement within the limit. */
function readableEnd(text: string): number {
  if (text.length <= longestText) return text.length;
  let start = lineStart(text, longestText);
  while (start > 0 && !startsStatement(text, start)) start = lineStart(text, start - 1);
  return start > 0 ? start : longestText;
}

function startsStatement(text: string, offset: number): boolean {
  return /[\w@]/.test(text.charAt(offset)) && !/^(?:else|elif|except|finally)$/.test(wordAt(text, offset));
}
