import assert from 'node:assert/strict';
import { openDocument } from '../../src/analysis/document';
import type { Document } from '../../src/analysis/document';
import { parsePython } from '../../src/analysis/syntax/python';
import type { TextEdit } from '../../src/analysis/text/span';
import { checkAnalysis, checkSpans } from './checks';
import { programs } from './programs';
import { randomFrom } from './random';

const tokens = [
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '"""',
  "'''",
  "'",
  '"',
  'f"{',
  '\n',
  '\r\n',
  '\r',
  '    ',
  '\t',
  ' ',
]
  .concat([':', '=', ',', '.', '#', '\\', '@a', '*', '\0', '\uFFFD', '%', '!', '1.', ' and ', ' not ', 'x'])
  .concat([
    'def f():',
    'class A',
    'if x:',
    'else:',
    'try:',
    'except',
    'lambda',
    'async ',
    'return ',
    'with a as',
  ])
  .concat(['import a', 'yield', 'match a:', 'model.losses', '+ sum(model.losses)']);

const sequences = 12;
const editsEach = 12;

describe('files edited at random', () => {
  let seed = 1;
  for (const [name, text] of programs) {
    for (let sequence = 0; sequence < sequences; sequence++) {
      const random = randomFrom(seed++);
      it(`${name}, sequence ${sequence + 1}`, () => editAtRandom(openDocument(text), random));
    }
  }
});

function editAtRandom(document: Document, random: () => number): void {
  for (let count = 0; count < editsEach; count++) {
    const edit = mutation(document.text, random);
    const { start, end } = edit.span;
    const text = document.text.slice(0, start) + edit.newText + document.text.slice(end);
    document.update([edit], text);
    const program = parsePython(text);
    checkSpans(program, text, true);
    checkSpans(document.program, text, document.program.broken.length === 0);
    checkAnalysis(program, text);
    assert.equal(document.program.broken.length === 0, program.broken.length === 0);
    // What is read in the place of a broken statement may differ; nothing else does.
    if (program.broken.length === 0) assert.deepEqual(document.program, program);
  }
}

function mutation(text: string, random: () => number): TextEdit {
  const below = (limit: number): number => Math.floor(random() * limit);
  const token = (): string => tokens[below(tokens.length)] ?? '';
  const at = below(text.length + 1);
  const line = lineAt(text, at);
  const insert = (newText: string, start = at, end = start): TextEdit => ({ span: { start, end }, newText });
  const kinds = [
    () => insert(token()),
    () => insert(token() + token()),
    () => insert(String.fromCharCode(32 + below(95))),
    () => insert('', at, Math.min(text.length, at + 1 + below(6))),
    () => insert('', line.start, line.end),
    () => insert(text.slice(line.start, line.end), line.start),
    () => insert(token(), line.start),
    () => insert('', at, Math.min(text.length, at + below(200))),
  ];
  return (kinds[below(kinds.length)] ?? (kinds[0] as () => TextEdit))();
}

function lineAt(text: string, offset: number): { start: number; end: number } {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const lineBreak = text.indexOf('\n', offset);
  return { start, end: lineBreak < 0 ? text.length : lineBreak + 1 };
}
