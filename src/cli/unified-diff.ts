/** What stands in a unified diff: a line and whether it is kept, taken out or put in. */
interface Change {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

const context = 3;
/** Above this many comparisons a changed part is shown as replaced whole. */
const maximumComparisons = 4_000_000;

/** A patch in the form of `diff -u`, empty when nothing changed. */
export function unifiedDiff(name: string, before: string, after: string): string {
  if (before === after) return '';
  const changes = lineChanges(splitLines(before), splitLines(after));
  const hunks = hunkRanges(changes).map(([start, end]) => hunk(changes, start, end));
  return [`--- a/${name}\n`, `+++ b/${name}\n`, ...hunks].join('');
}

function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function lineChanges(before: readonly string[], after: readonly string[]): Change[] {
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++;
  let same = 0;
  while (
    same < Math.min(before.length, after.length) - start &&
    before[before.length - 1 - same] === after[after.length - 1 - same]
  ) {
    same++;
  }
  const kept = (lines: readonly string[]) => lines.map((line): Change => ({ sign: ' ', line }));
  return [
    ...kept(before.slice(0, start)),
    ...middleChanges(before.slice(start, before.length - same), after.slice(start, after.length - same)),
    ...kept(before.slice(before.length - same)),
  ];
}

/** By the longest common subsequence. */
function middleChanges(before: readonly string[], after: readonly string[]): Change[] {
  const removed = (line: string): Change => ({ sign: '-', line });
  const added = (line: string): Change => ({ sign: '+', line });
  if (before.length * after.length > maximumComparisons) return [...before.map(removed), ...after.map(added)];
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] as number;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i * width + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const changes: Change[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, fresh] = [before[i], after[j]];
    if (old !== undefined && old === fresh) {
      changes.push({ sign: ' ', line: old });
      i++;
      j++;
    } else if (old !== undefined && (fresh === undefined || at(i + 1, j) >= at(i, j + 1))) {
      changes.push(removed(old));
      i++;
    } else {
      changes.push(added(fresh as string));
      j++;
    }
  }
  return changes;
}

/** Half-open ranges of changes with their context; neighbours are joined. */
function hunkRanges(changes: readonly Change[]): [number, number][] {
  const ranges: [number, number][] = [];
  changes.forEach(({ sign }, index) => {
    if (sign === ' ') return;
    const end = Math.min(changes.length, index + context + 1);
    const last = ranges.at(-1);
    if (last !== undefined && index - context <= last[1]) last[1] = end;
    else ranges.push([Math.max(0, index - context), end]);
  });
  return ranges;
}

function hunk(changes: readonly Change[], start: number, end: number): string {
  const part = changes.slice(start, end);
  const count = (list: readonly Change[], sign: '-' | '+') =>
    list.filter((change) => change.sign === ' ' || change.sign === sign).length;
  const range = (sign: '-' | '+') => {
    const length = count(part, sign);
    // An empty side names the line before it.
    return `${sign}${count(changes.slice(0, start), sign) + (length === 0 ? 0 : 1)},${length}`;
  };
  const lines = part.map(({ sign, line }) =>
    line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`,
  );
  return `@@ ${range('-')} ${range('+')} @@\n${lines.join('')}`;
}
