/** A plain JSON value as Python writes it: `True`, `None`, `(3, 3)` for lists. */
export function pythonLiteral(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return pythonText(value);
  if (Array.isArray(value)) return `(${value.map(pythonLiteral).join(', ')}${value.length === 1 ? ',' : ''})`;
  const entries = Object.entries(value as Record<string, unknown>);
  return `{${entries.map(([key, part]) => `${pythonText(key)}: ${pythonLiteral(part)}`).join(', ')}}`;
}

/** JSON's escapes are Python's too. */
export function pythonText(text: string): string {
  return JSON.stringify(text);
}

const keywords = new Set(
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  ),
);

/** Names that a Python function may use for layers: made from their names, none of them twice. */
export function pythonNames(names: readonly string[], taken: readonly string[]): ReadonlyMap<string, string> {
  const used = new Set([...keywords, ...taken]);
  return new Map(
    names.map((name) => {
      const base = name.replace(/\W/g, '_').replace(/^(?=\d)/, '_') || '_';
      let chosen = base;
      for (let number = 1; used.has(chosen); number++) chosen = `${base}_${number}`;
      used.add(chosen);
      return [name, chosen] as const;
    }),
  );
}
