/** Whether the lab reads files with such a name. */
export function isDataFile(name: string): boolean {
  return /\.(csv|tsv|json|jsonl|npz)$/i.test(name);
}

/** Whether a file can be read piece by piece, by `delimitedRows`. */
export function isDelimited(name: string): boolean {
  return /\.(csv|tsv)$/i.test(name);
}
