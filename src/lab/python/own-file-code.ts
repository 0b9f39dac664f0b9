import type { Locale } from '../../analysis/text/localized';
import type { Plan } from '../plan';
import { taskOf, type Task } from '../task';
import { inputNames, targetNames } from '../data/own/from-arrays';
import { mostCategories } from '../data/own/from-table';
import { pythonLiteral, pythonText } from './literal';
import { words } from './words';

/** Whether the program reads a table, for which it needs pandas. */
export function readsTable({ data }: Plan): boolean {
  return data.file !== undefined && !isArrays(data.file);
}

/**
 * The Python functions that read the file of a plan as `src/lab/data/own` does, and `draw`. The file is read once,
 * by the program itself, so that trials on other machines need not have it.
 *
 * @param standardised code of a function that takes values in the order drawn
 */
export function ownFileCode(plan: Plan, standardised: string, locale: Locale): string {
  const { file = '', targets = [] } = plan.data;
  const task = taskOf(plan.model, plan.loss);
  const embeds = plan.model.layers.some(({ className }) => className === 'Embedding');
  const scaled = (values: string, does: boolean): string => (does ? `standardised(${values})` : values);
  const parts = [
    task.kind === 'numbers' ? '' : numberedCode(locale),
    (isArrays(file) ? arraysCode : tableCode)(pathOf(file), targets, task, locale),
    'INPUTS, TARGETS = read_file()',
    `def draw(count, random):
    order = random.permutation(len(INPUTS))[:count]
    return ${scaled('INPUTS[order]', !embeds)}, ${scaled('TARGETS[order]', task.kind === 'numbers')}`,
    embeds && task.kind !== 'numbers' ? '' : standardised,
  ];
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('\n\n\n');
}

function isArrays(file: string): boolean {
  return /\.npz$/i.test(file);
}

/** As Python opens it: a plan names a file outside the workspace by its address. */
function pathOf(file: string): string {
  if (!file.startsWith('file:///')) return file;
  const path = decodeURIComponent(file.slice('file://'.length));
  return /^\/[a-z]:/i.test(path) ? path.slice(1) : path;
}

function tableCode(file: string, names: readonly string[], task: Task, locale: Locale): string {
  const chosen = names.length > 0 ? `list(${pythonLiteral(names)})` : 'list(table.columns[-1:])';
  return `
def read_file():
    """${words.readTable[locale].replace('{most}', String(mostCategories))}"""
    import pandas as pd

${readingOf(file)}
    names = ${chosen}
    table = table.dropna(subset=names)
    features = table.drop(columns=names)
    features = features.astype({name: str for name in features.select_dtypes("bool")})
    features = features[[name for name in features if features[name].dtype.kind in "iuf" or features[name].nunique() <= ${mostCategories}]]
    columns = [
        features[name]
        if features[name].dtype.kind in "iuf"
        else pd.get_dummies(features[name], dtype=float).where(features[name].notna(), axis=0)
        for name in features
    ]
    inputs = pd.concat(columns, axis=1).to_numpy("float32")
    return inputs, ${targetsOf('table[names].to_numpy()', task)}`;
}

/** Lines that make \`table\` of a file, by its ending. */
function readingOf(file: string): string {
  const name = pythonText(file);
  if (/\.jsonl$/i.test(file)) return `    table = pd.read_json(${name}, lines=True)`;
  if (/\.json$/i.test(file))
    return `    import json

    with open(${name}, encoding="utf-8") as text:
        content = json.load(text)
    lists = [part for part in content.values() if isinstance(part, list)] if isinstance(content, dict) else []
    table = pd.DataFrame(lists[0] if len(lists) == 1 and isinstance(lists[0][0], dict) else content)`;
  return `    with open(${name}, "rb") as start:
        encoding = "utf-16" if start.read(2) in (b"\\xff\\xfe", b"\\xfe\\xff") else "utf-8-sig"
    with open(${name}, encoding=encoding) as text:
        separator = max(",;\\t|", key=text.readline().count)
    table = pd.read_csv(${name}, sep=separator, encoding=encoding, na_values=["?"])
    if separator == ";":
        for name in table.select_dtypes(exclude=["number", "bool"]):
            values = pd.to_numeric(table[name].astype(str).str.replace(",", "."), errors="coerce")
            if values.notna().equals(table[name].notna()):
                table[name] = values`;
}

function arraysCode(file: string, [target]: readonly string[], task: Task, locale: Locale): string {
  const first = (names: readonly string[]): string =>
    `next(name for name in ${pythonLiteral(names)} if name in arrays)`;
  return `
def read_file():
    """${words.readArrays[locale]}"""
    arrays = dict(np.load(${pythonText(file)}))
    targets = arrays.pop(${target === undefined ? first(targetNames) : pythonText(target)})
    inputs = arrays[${first(inputNames)}]
    targets = targets.reshape(len(targets), -1)
    complete = np.isfinite(targets.astype("float64")).all(axis=1)
    targets = targets[complete]
    return inputs[complete].astype("float32"), ${targetsOf('targets', task)}`;
}

/** @param columns code of an array of rows × columns */
function targetsOf(columns: string, { kind, width }: Task): string {
  if (kind === 'numbers') return `${columns}.astype("float32")`;
  if (kind === 'classes') return `numbered(${columns}, ${width})`;
  return `np.stack([numbered(column.reshape(-1, 1), 2) for column in ${columns}.T], axis=1)`;
}

function numberedCode(locale: Locale): string {
  return `
def numbered(columns, most):
    """${words.numbered[locale]}"""
    if columns.shape[1] > 1:
        return columns.astype("float32").argmax(axis=1)
    different, values = np.unique(columns[:, 0], return_inverse=True)
    kept = all(isinstance(one, (int, float, np.number)) and 0 <= one < most for one in different.tolist())
    return columns[:, 0].astype("int64") if kept else values`;
}
