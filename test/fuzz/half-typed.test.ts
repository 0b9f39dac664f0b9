import assert from 'node:assert/strict';
import { openDocument } from '../../src/analysis/document';
import { analyzeProgram, defaultOptions } from '../../src/analysis/analyze';
import { checkSpans } from './checks';
import { programs } from './programs';

const everything = { ...defaultOptions, minimumConfidence: 'possible' } as const;

describe('a half-typed statement', () => {
  for (const [name, text] of programs) {
    for (const typed of ['(', '[', '"', '"""', '@', '= =', '\n(']) {
      it(`${JSON.stringify(typed)} typed anywhere in ${name} yields nothing new and loses nothing`, () => {
        const before = rules(openDocument(text));
        for (let offset = 0; offset <= text.length; offset += 23) {
          if (inIndentation(text, offset)) continue;
          const document = openDocument(text);
          const edited = text.slice(0, offset) + typed + text.slice(offset);
          document.update([{ span: { start: offset, end: offset }, newText: typed }], edited);
          checkSpans(document.program, edited, document.program.broken.length === 0);
          if (document.program.broken.length === 0) continue;
          const place = JSON.stringify(`${text.slice(Math.max(0, offset - 30), offset)}${typed}`);
          assert.deepEqual(rules(document), before, place);
        }
      });
    }
  }
});

/** Typed in there, the statement begins at another column, which makes it one of another block. */
function inIndentation(text: string, offset: number): boolean {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  return offset > line && /^[ \t]*$/.test(text.slice(line, offset)) && /[ \t]/.test(text[offset] ?? '');
}

function rules({ program, text }: ReturnType<typeof openDocument>): string[] {
  const { findings } = analyzeProgram(program, text, everything);
  return findings.map((finding) => finding.rule).sort();
}
