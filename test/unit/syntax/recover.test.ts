import assert from 'node:assert/strict';
import { parsePython } from '../../../src/analysis/syntax/python';
import { sourcesOf } from './tree-of';

/** What is broken, and which assignments are read. */
function read(text: string): { broken: string[]; assigned: string[] } {
  const program = parsePython(text);
  return {
    broken: program.broken.map((span) => text.slice(span.start, span.end)),
    assigned: sourcesOf(program, text, 'assign'),
  };
}

const lines = (...all: string[]): string => `${all.join('\n')}\n`;

describe('recovery', () => {
  const cases: { title: string; text: string; broken: string[]; assigned: string[] }[] = [
    {
      title: 'an open bracket does not take in the statements after it',
      text: lines('a = 1', 'b = f(', 'c = 2', 'd = [3]'),
      broken: ['b = f('],
      assigned: ['a = 1', 'c = 2', 'd = [3]'],
    },
    {
      title: 'nor inside a function',
      text: lines('def f():', '    a = g(', '    b = 2', 'c = 3'),
      broken: ['a = g('],
      assigned: ['b = 2', 'c = 3'],
    },
    {
      title: 'a call over several lines with an error inside is one broken statement',
      text: lines('a = f(', '    b,', '    c=', ')', 'd = 1'),
      broken: ['a = f(\n    b,\n    c=\n)'],
      assigned: ['d = 1'],
    },
    {
      title: 'also when its lines are not indented',
      text: lines('a = f(', 'b,', 'c=', ')', 'd = 1'),
      broken: ['a = f(\nb,\nc=\n)'],
      assigned: ['d = 1'],
    },
    {
      title: 'what is not indented and right stays right beside an error',
      text: lines('a = [', '1,', '2', ']', 'b = ', 'c = {', '"d": 1,', '}'),
      broken: ['b ='],
      assigned: ['a = [\n1,\n2\n]', 'c = {\n"d": 1,\n}'],
    },
    {
      title: 'three quotes that nothing closes do not take in the statements after them',
      text: lines('a = 1', '"""', 'def f():', '    """Text."""', '    b = 2', 'c = """', 'd = 3', '"""'),
      broken: ['"""'],
      assigned: ['a = 1', 'b = 2', 'c = """\nd = 3\n"""'],
    },
    {
      title: 'nor inside a function',
      text: lines('def f():', '    """', '    a = 1', 'def g():', '    """Text."""', '    b = 2'),
      broken: ['"""'],
      assigned: ['a = 1', 'b = 2'],
    },
    {
      title: 'a string of many lines in a broken statement is no code',
      text: lines('a = f("""', 'b = 1', '""" c)', 'd = 2'),
      broken: ['a = f("""\nb = 1\n""" c)'],
      assigned: ['d = 2'],
    },
    {
      title: 'quotes that are not closed end with their line',
      text: lines("a = 'b", 'c = 1', "d = f('e", 'g = 2'),
      broken: ["a = 'b", "d = f('e"],
      assigned: ['c = 1', 'g = 2'],
    },
    {
      title: 'in blocks within blocks only the smallest statement is broken',
      text: lines(
        'class A:',
        '    a = 1',
        '    def f(self):',
        '        if b:',
        '            c = .',
        '            d = 2',
        '        else:',
        '            e = 3',
        '    f = 4',
        'g = 5',
      ),
      broken: ['c = .'],
      assigned: ['a = 1', 'd = 2', 'e = 3', 'f = 4', 'g = 5'],
    },
    {
      title: 'a broken header breaks its statement',
      text: lines('a = 1', 'def f(:', '    b = 2', 'c = 3'),
      broken: ['def f(:\n    b = 2'],
      assigned: ['a = 1', 'c = 3'],
    },
    {
      title: 'a header without a body breaks alone',
      text: lines('a = 1', 'for b in c:', 'd = 2'),
      broken: ['for b in c:'],
      assigned: ['a = 1', 'd = 2'],
    },
    {
      title: 'an else belongs to what stands before it',
      text: lines('if a:', '    b = 1', 'else:', '    c = ', 'd = 2'),
      broken: ['c ='],
      assigned: ['b = 1', 'd = 2'],
    },
    {
      title: 'decorators belong to what stands after them',
      text: lines('@a', '@b.c(1)', 'def f():', '    d = ', 'e = 1'),
      broken: ['d ='],
      assigned: ['e = 1'],
    },
    {
      title: 'comments and blank lines stay outside',
      text: lines('a = (  # why', '', '# more', 'b = 1'),
      broken: ['a = ('],
      assigned: ['b = 1'],
    },
    {
      title: 'a line at a column where none may stand',
      text: lines('def f():', '        a = (', '    b = 2', 'c = 3'),
      broken: ['a = (', 'b = 2'],
      assigned: ['c = 3'],
    },
    {
      title: 'tabs and CRLF',
      text: 'def f():\r\n\ta = g(\r\n\tb = 1\r\nc = 2\r\n',
      broken: ['a = g('],
      assigned: ['b = 1', 'c = 2'],
    },
    {
      title: 'what the grammar does not know is read beside an error',
      text: lines('def f():', '    with (a as b):', '        c = ', '        d = 1', '    e = yield'),
      broken: ['c ='],
      assigned: ['d = 1', 'e = yield'],
    },
    {
      title: 'the end of a file',
      text: 'a = 1\nb = f(',
      broken: ['b = f('],
      assigned: ['a = 1'],
    },
  ];
  for (const { title, text, ...expected } of cases) it(title, () => assert.deepEqual(read(text), expected));

  it('a comment after a broken statement is still one', () => {
    const { comments } = parsePython('a = (  # one\nb = 1  # two\n');
    assert.deepEqual(
      comments.map((comment) => comment.text),
      ['one', 'two'],
    );
  });
});
