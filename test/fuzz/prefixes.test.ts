import { openDocument } from '../../src/analysis/document';
import { parsePython } from '../../src/analysis/syntax/python';
import { checkAnalysis, checkSpans } from './checks';
import { programs, seedProgram } from './programs';

describe('a file cut off', () => {
  it('at every character of the seed', () => {
    for (let length = 0; length <= seedProgram.length; length++) checkText(seedProgram.slice(0, length));
  });

  it('at every byte of the seed, read as UTF-8', () => {
    const bytes = new TextEncoder().encode(seedProgram);
    const decoder = new TextDecoder('utf-8');
    for (let length = 0; length <= bytes.length; length++) {
      if (((bytes[length] ?? 0) & 0xc0) === 0x80) checkText(decoder.decode(bytes.subarray(0, length)));
    }
  });

  for (const [name, text] of programs) {
    it(`at many places of ${name}`, () => {
      for (let length = 0; length <= text.length; length += 17) checkText(text.slice(0, length));
    });

    it(`${name} typed from the first character to the last`, () => {
      const document = openDocument('');
      for (let length = 0; length < text.length; length++) {
        const edit = { span: { start: length, end: length }, newText: text.charAt(length) };
        document.update([edit], text.slice(0, length + 1));
        if (length % 5 === 0)
          checkSpans(document.program, document.text, document.program.broken.length === 0);
      }
    });
  }
});

function checkText(text: string): void {
  const program = parsePython(text);
  checkSpans(program, text, true);
  checkAnalysis(program, text);
}
