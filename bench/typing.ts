import { analyzeProgram, defaultOptions } from '../src/analysis/analyze';
import { openDocument } from '../src/analysis/document';
import type { Document } from '../src/analysis/document';
import { parseText } from '../src/analysis/syntax/tree';
import { LineIndex } from '../src/analysis/text/line-index';
import { render } from '../src/analysis/text/localized';
import { kerasProgram } from './programs';

/**
 * How long the work takes from a keystroke to the diagnostics it leads to: following the edit, the analysis,
 * and putting the findings into words and lines. Prints a table, or one line of JSON with `--json`.
 */

/** Typed at each place, with the states in between that no parser accepts. */
const typed = [
  'total_penalty = sum(model_1.losses)',
  'extra = keras.Sequential([layers.Dense(8, kernel_regularizer="l2"), layers.Dense(1)])',
  'print("""done""", {"loss": [1.0, 2.0]})',
];

interface Times {
  readonly median: number;
  readonly p95: number;
}

interface Measured {
  readonly lines: number;
  readonly keystrokes: Times;
  readonly count: number;
  /** A parse of the whole text without any analysis, to compare with. */
  readonly parse: Times;
}

function measure(lines: number): Measured {
  const text = kerasProgram(lines);
  const document = openDocument(text);
  // Let the engine compile what an editor that has been open for a minute has compiled.
  typeAt(document, placeIn(document.text, 0.3), typed[0] as string);
  const times: number[] = [];
  for (const share of [0.1, 0.5, 0.9]) {
    for (const statement of typed) times.push(...typeAt(document, placeIn(document.text, share), statement));
  }
  const parses = Array.from({ length: 15 }, (_, index) => timed(() => parseText(`${text}# ${index}`)));
  return { lines, keystrokes: summary(times), count: times.length, parse: summary(parses) };
}

/** The start of an empty line between two statements of the module. */
function placeIn(text: string, share: number): number {
  const place = text.indexOf('\n\n\n', Math.floor(text.length * share));
  return place < 0 ? text.length : place + 1;
}

/** Types a statement and takes it away again, character by character; how long each took. */
function typeAt(document: Document, place: number, statement: string): number[] {
  const times: number[] = [];
  for (let count = 0; count < statement.length; count++) {
    times.push(timed(() => follow(document, place + count, 0, statement.charAt(count))));
  }
  for (let count = statement.length; count > 0; count--) {
    times.push(timed(() => follow(document, place + count - 1, 1, '')));
  }
  return times;
}

function follow(document: Document, start: number, removed: number, newText: string): string[] {
  const end = start + removed;
  const text = document.text.slice(0, start) + newText + document.text.slice(end);
  document.update([{ span: { start, end }, newText }], text);
  const { findings } = analyzeProgram(document.program, document.text, defaultOptions);
  const lines = new LineIndex(document.text);
  return findings.map((finding) => {
    const { line, column } = lines.position(finding.span.start);
    return `${line}:${column} ${finding.severity} ${render(finding.message, 'en')} ${finding.rule}`;
  });
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function summary(times: readonly number[]): Times {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { median: rounded(at(0.5)), p95: rounded(at(0.95)) };
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}

const measured = [1_000, 10_000].map(measure);
if (process.argv.includes('--json')) {
  console.log(
    JSON.stringify(
      Object.fromEntries(measured.map(({ lines, keystrokes }) => [`lines${lines}`, keystrokes])),
    ),
  );
} else {
  console.log(
    'A keystroke to its diagnostics, in milliseconds; beside it a parse of the whole text alone.\n',
  );
  console.table(
    Object.fromEntries(
      measured.map(({ lines, keystrokes, count, parse }) => [
        `${lines} lines`,
        {
          keystrokes: count,
          median: keystrokes.median,
          p95: keystrokes.p95,
          'parse, median': parse.median,
          'keystroke : parse': rounded(keystrokes.median / parse.median),
        },
      ]),
    ),
  );
}
