import assert from 'node:assert/strict';
import { parsePython } from '../../src/analysis/syntax/python';
import { sourcesOf } from '../unit/syntax/tree-of';
import { checkAnalysis, checkSpans } from './checks';
import { seedProgram } from './programs';

/** Far above what any of these takes, even on a busy machine. */
const longest = 60_000;

describe('bad input', () => {
  const deep: Record<string, string> = {
    '5000 open brackets': `x = ${'['.repeat(5000)}`,
    '5000 closed brackets': `x = ${'('.repeat(5000)}${')'.repeat(5000)}`,
    '5000 stray brackets': `x = 1${')'.repeat(5000)}`,
    '5000 open braces': 'x = {'.repeat(5000),
    '5000 attributes': `x = a${'.b'.repeat(5000)}`,
    '5000 operators': `x = a${' + b'.repeat(5000)}`,
    '5000 calls of calls': `x = f${'(a)'.repeat(5000)}`,
    '5000 calls in calls': `x = ${'f('.repeat(5000)}${')'.repeat(5000)}`,
    '5000 negations': `x = ${'not '.repeat(5000)}a`,
    '5000 lambdas': `x = ${'lambda: '.repeat(5000)}a`,
    '5000 strings in strings': `x = ${'f"{'.repeat(5000)}`,
    '5000 branches': `if a: b\n${'elif c: d\n'.repeat(5000)}`,
    '1000 blocks': `${Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}if a:\n`).join('')}${' '.repeat(1000)}x = (`,
    '5000 headers': 'def f(\n'.repeat(5000),
    '5000 times else': 'else:\n'.repeat(5000),
    '5000 open strings': 'x = """\n'.repeat(5001),
    noise: '$?$\0 '.repeat(5000),
  };
  for (const [title, text] of Object.entries(deep)) {
    it(`${title}: the statement before is read`, () => {
      const whole = `before = 1\n${text}\nafter = 2\n`;
      const program = parsePython(whole);
      assert.equal(sourcesOf(program, whole, 'assign')[0], 'before = 1');
      checkAnalysis(program, whole);
    }).timeout(longest);
  }

  const huge: Record<string, string> = {
    '10 MB of Python': seedProgram.repeat(Math.ceil(1e7 / seedProgram.length)),
    '10 MB after an open bracket': `x = (\n${seedProgram.repeat(Math.ceil(1e7 / seedProgram.length))}`,
    '10 MB after open quotes': `"""\n${seedProgram.repeat(Math.ceil(1e7 / seedProgram.length))}`,
    '10 MB on one line': `x = [${'1.5, '.repeat(2e6)}]`,
    '10 MB of noise': '$?$\0 '.repeat(2e6),
  };
  for (const [title, text] of Object.entries(huge)) {
    it(`${title}: ends, and says what was not read`, () => {
      const program = parsePython(text);
      assert.equal(program.broken.at(-1)?.end, text.length);
    }).timeout(longest);
  }

  it('a file that is not UTF-8, and null characters', () => {
    const latin = seedProgram.replaceAll(/[\u0080-\uffff]+/g, '\uFFFD\uFFFD').replace('\n', '\n\0\n');
    const program = parsePython(latin);
    checkSpans(program, latin, true);
    assert.deepEqual(
      program.broken.map((span) => latin.slice(span.start, span.end)),
      ['\0'],
    );
    assert.ok(sourcesOf(program, latin, 'assign').length >= 3);
  });
});
