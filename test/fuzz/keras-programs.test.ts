import assert from 'node:assert/strict';
import { generateProgram } from '../../scripts/fuzz/program';
import { parsePython } from '../../src/analysis/syntax/python';
import { checkAnalysis, checkSpans } from './checks';

const count = 300;
/** What the programs are about: each has to be in many of them. */
const subjects: readonly RegExp[] = [
  /\.losses/,
  /_regularizer=/,
  /keras\.Model\)|\(Model\)/,
  /Sequential/,
  /\.fit\(/,
  /GradientTape/,
  /\.build\(/,
  /trainable = False/,
  /activity_regularizer|add_loss/,
];

describe('generated Keras programs', () => {
  const programs = Array.from({ length: count }, (_, index) => generateProgram(index + 1));

  it('are the same for the same seed, and differ between seeds', () => {
    for (const [index, text] of programs.entries()) assert.equal(generateProgram(index + 1), text);
    assert.equal(new Set(programs).size, count);
  });

  it('parse, and are analysed to the end', () => {
    for (const text of programs) {
      const program = parsePython(text);
      assert.deepEqual(program.broken, [], text);
      checkSpans(program, text, true);
      assert.ok(checkAnalysis(program, text).complete, text);
    }
  });

  it('are about everything that the analysis has to know', () => {
    for (const subject of subjects) {
      const about = programs.filter((text) => subject.test(text)).length;
      assert.ok(about >= count / 20, `${about} programs have ${subject}`);
    }
  });
});
