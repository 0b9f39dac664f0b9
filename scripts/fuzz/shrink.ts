/** Runs that shrinking one program may take. */
const MOST_TRIES = 400;

/**
 * A smaller program for which `holds` still does: statements go, blocks become their bodies, arguments go,
 * until nothing more can.
 */
export async function shrink(text: string, holds: (text: string) => Promise<boolean>): Promise<string> {
  let smallest = text;
  let tries = 0;
  for (let shrunk = true; shrunk && tries < MOST_TRIES;) {
    shrunk = false;
    for (const candidate of smaller(smallest)) {
      if (tries++ >= MOST_TRIES) break;
      if (!(await holds(candidate))) continue;
      smallest = candidate;
      shrunk = true;
      break;
    }
  }
  return smallest;
}

/** Programs with something less, those with the most less first. */
function smaller(text: string): string[] {
  const lines = text.split('\n');
  const statements = lines
    .flatMap((line, start) => (line.trim() === '' ? [] : [{ start, end: endOf(lines, start) }]))
    .sort((a, b) => b.end - b.start - (a.end - a.start));
  const without = statements.map(({ start, end }) => [...lines.slice(0, start), ...lines.slice(end)]);
  const opened = statements.flatMap(({ start, end }) =>
    /^\s*(if|for|while|with|try|else|finally|def)\b.*:$/.test(lines[start] as string)
      ? [
          [
            ...lines.slice(0, start),
            ...lines.slice(start + 1, end).map((line) => line.replace(/^ {4}/, '')),
            ...lines.slice(end),
          ],
        ]
      : [],
  );
  const shorter = lines.flatMap((line, index) =>
    [...line.matchAll(/(, )?\b\w+=[^,()[\]]+(\([^()]*\))?|, [^,()[\]]+(\([^()]*\))?(?=[,\])])/g)].map(
      (match) => [
        ...lines.slice(0, index),
        (line.slice(0, match.index) + line.slice(match.index + match[0].length)).replace('(, ', '('),
        ...lines.slice(index + 1),
      ],
    ),
  );
  return [...without, ...opened, ...shorter].map((one) => one.join('\n'));
}

/** Behind the last line of the statement that begins at a line: its body, its closing bracket. */
function endOf(lines: readonly string[], start: number): number {
  const indentation = (line: string): number => line.length - line.trimStart().length;
  const own = indentation(lines[start] as string);
  let end = start + 1;
  while (end < lines.length) {
    const line = lines[end] as string;
    if (line.trim() !== '' && indentation(line) <= own && !/^\s*[\])]/.test(line)) break;
    end++;
  }
  while (end > start + 1 && (lines[end - 1] as string).trim() === '') end--;
  return end;
}
