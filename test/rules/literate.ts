import type { AnalysisOptions } from '../../src/analysis/analyze';
import { defaultOptions } from '../../src/analysis/analyze';

/** One block of a literate suite: a program, what it reports, and what fixes make of it. */
export interface Case {
  readonly title: string;
  /** Line of the block in the suite, for messages. */
  readonly line: number;
  readonly code: string;
  readonly options: AnalysisOptions;
  readonly expected: readonly Marker[];
  readonly fixed: readonly FixedBlock[];
}

/** A finding as a marker below its line says it: `#    ^^^^ rule-id` or `#    ^^^^ rule-id (likely)`. */
export interface Marker {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  readonly rule: string;
  readonly confidence: string | null;
}

/** `-> fixed` or `-> fixed: title of the fix`, and the block below it. */
export interface FixedBlock {
  readonly title: string | null;
  readonly code: string;
}

/**
 * Reads a suite. A fence's info string may set options: `python kerasVersion=3 minimumConfidence=possible`.
 * Marker lines are taken out of the code; carets right behind the `#` begin in its column.
 */
export function readSuite(text: string): Case[] {
  const lines = text.split('\n');
  const cases: (Omit<Case, 'fixed'> & { fixed: FixedBlock[] })[] = [];
  let title = '';
  let fixedTitle: string | null | undefined;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    const heading = /^#+ (.*)$/.exec(line);
    const arrow = /^-> fixed(?:: (.*))?$/.exec(line);
    const fence = /^```python ?(.*)$/.exec(line);
    if (heading) title = heading[1] as string;
    if (arrow) fixedTitle = arrow[1] ?? null;
    if (!fence) continue;
    const end = lines.indexOf('```', at + 1);
    const block = lines.slice(at + 1, end);
    if (fixedTitle === undefined) {
      cases.push({
        title,
        line: at + 1,
        options: readOptions(fence[1] as string),
        ...readCode(block),
        fixed: [],
      });
    } else {
      cases.at(-1)?.fixed.push({ title: fixedTitle, code: `${block.join('\n')}\n` });
      fixedTitle = undefined;
    }
    at = end;
  }
  return cases;
}

function readOptions(info: string): AnalysisOptions {
  const pairs = info
    .split(/\s+/)
    .filter(Boolean)
    .map((pair) => pair.split('='));
  return {
    ...defaultOptions,
    ...Object.fromEntries(
      pairs.map(([name, value]) => [name, /^\d+$/.test(value ?? '') ? Number(value) : value]),
    ),
  };
}

function readCode(block: readonly string[]) {
  const code: string[] = [];
  const expected: Marker[] = [];
  for (const line of block) {
    const marker = /^(\s*#[ ]*)(\^+) ([a-z0-9-]+)(?: \((\w+)\))?$/.exec(line);
    if (marker === null) code.push(line);
    else
      expected.push({
        line: code.length,
        ...columns(marker),
        rule: marker[3] as string,
        confidence: marker[4] ?? null,
      });
  }
  return { code: `${code.join('\n')}\n`, expected };
}

function columns([, before = '', carets = '']: RegExpExecArray) {
  const start = before.endsWith('#') ? before.length : before.length + 1;
  return { column: start, endColumn: before.length + carets.length + 1 };
}
