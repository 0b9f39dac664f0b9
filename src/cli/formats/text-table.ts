/** Columns a terminal needs: Chinese characters take two. */
function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (/\p{Script=Han}/u.test(character) ? 2 : 1), 0);
}

/**
 * Rows under their heads, each column as wide as its widest cell.
 *
 * @param left the columns, by place, whose cells begin at the left
 */
export function textTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  left: readonly number[],
): string[] {
  const widths = heads.map((head, column) =>
    Math.max(width(head), ...rows.map((row) => width(row[column] ?? ''))),
  );
  const padded = (cell: string, column: number): string => {
    const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell)));
    return left.includes(column) ? cell + space : space + cell;
  };
  return [heads, ...rows].map((row) => row.map(padded).join('  ').trimEnd());
}

const bars = '▁▂▃▄▅▆▇█';
const longestCurve = 40;

/** A curve in one line; gaps where a value is not finite. */
export function sparkline(values: readonly number[], low: number, high: number): string {
  const length = Math.min(values.length, longestCurve);
  return Array.from({ length }, (_, place) => {
    const value = values[Math.round((place * (values.length - 1)) / Math.max(1, length - 1))] as number;
    if (!Number.isFinite(value)) return ' ';
    const share = high > low ? (value - low) / (high - low) : 0;
    return bars[Math.min(bars.length - 1, Math.floor(share * bars.length))];
  }).join('');
}
