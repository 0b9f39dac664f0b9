import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse as parseToml } from 'smol-toml';
import { type AnalysisOptions, defaultOptions } from '../analysis/analyze';
import { rules } from '../analysis/rules';
import { Problem, reasonOf } from './problem';

/** Settings as a project keeps them, and the folder that their globs start from. */
export interface Settings {
  readonly analysis: AnalysisOptions;
  readonly exclude: readonly string[];
  readonly folder: string;
}

export const severities = ['off', 'hint', 'information', 'warning', 'error'] as const;
export const confidences = ['certain', 'likely', 'possible'] as const;

const defaultExclude = ['**/node_modules/**', '**/.venv/**', '**/venv/**', '**/site-packages/**'];

/** Finds the settings nearest upward, reading each folder once. */
export class SettingsReader {
  private readonly known = new Map<string, Promise<Settings>>();

  constructor(
    private readonly cwd: string,
    /** Told about a settings file that cannot be used; the defaults hold then. */
    private readonly report: (problem: Problem) => void,
  ) {}

  /** @param folder absolute. */
  for(folder: string): Promise<Settings> {
    const known = this.known.get(folder);
    if (known !== undefined) return known;
    const settings = this.read(folder);
    this.known.set(folder, settings);
    return settings;
  }

  private async read(folder: string): Promise<Settings> {
    const parent = path.dirname(folder);
    const above = () =>
      parent === folder
        ? Promise.resolve({ analysis: defaultOptions, exclude: defaultExclude, folder: this.cwd })
        : this.for(parent);
    try {
      const own = await readFolder(folder);
      return own ?? (await above());
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.report(error);
      return above();
    }
  }
}

const sources: readonly { readonly file: string; readonly pick: (text: string) => unknown }[] = [
  { file: 'reglens.json', pick: (text) => JSON.parse(text) as unknown },
  // A manifest without our part may be as broken as it likes.
  {
    file: 'pyproject.toml',
    pick: (text) => (text.includes('reglens') ? member(parseToml(text).tool, 'reglens') : undefined),
  },
  {
    file: 'package.json',
    pick: (text) => (text.includes('"reglens"') ? member(JSON.parse(text), 'reglens') : undefined),
  },
];

async function readFolder(folder: string): Promise<Settings | null> {
  for (const { file, pick } of sources) {
    const name = path.join(folder, file);
    const text = await readFile(name, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EISDIR') return null;
      throw new Problem(
        { en: '{file} cannot be read: {reason}.', zh: '无法读取 {file}：{reason}。' },
        { file: name, reason: reasonOf(error) },
      );
    });
    if (text === null) continue;
    const written = picked(text, name, pick);
    if (written !== undefined) return { ...readSettings(written, name), folder };
  }
  return null;
}

function picked(text: string, file: string, pick: (text: string) => unknown): unknown {
  try {
    return pick(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
    throw new Problem(
      { en: '{file} is not valid: {reason}.', zh: '{file} 格式有误：{reason}。' },
      { file, reason },
    );
  }
}

function readSettings(written: unknown, file: string): Omit<Settings, 'folder'> {
  if (!isRecord(written)) throw wrong(file, 'reglens', 'an object');
  let analysis = defaultOptions;
  let exclude: readonly string[] = defaultExclude;
  for (const [key, value] of Object.entries(written)) {
    // TOML files write names with dashes.
    const name = key.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    if (name === 'exclude') exclude = readExclude(value, file);
    else analysis = { ...analysis, ...readOption(name, value, file) };
  }
  return { analysis, exclude };
}

function readExclude(value: unknown, file: string): readonly string[] {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
  throw wrong(file, 'exclude', 'a list of glob patterns');
}

function readOption(name: string, value: unknown, file: string): Partial<AnalysisOptions> {
  switch (name) {
    case 'minimumConfidence': {
      const confidence = confidences.find((one) => one === value);
      if (confidence === undefined) throw wrong(file, name, confidences.join(', '));
      return { minimumConfidence: confidence };
    }
    case 'capacity':
      if (typeof value !== 'number' || value < 0) throw wrong(file, name, 'a number from 0');
      return { capacity: value };
    case 'kerasVersion':
      if (!['auto', '2', '3', 2, 3].includes(value as string | number)) throw wrong(file, name, 'auto, 2, 3');
      return { kerasVersion: value === 'auto' ? null : (Number(value) as 2 | 3) };
    case 'rules':
      if (!isRecord(value)) throw wrong(file, name, 'an object');
      return {
        rules: Object.fromEntries(
          Object.entries(value).map(([id, severity]) => [knownRule(id), severityOf(severity, file, id)]),
        ),
      };
    default:
      throw new Problem(
        { en: '{file}: there is no setting “{name}”.', zh: '{file}：没有“{name}”设置。' },
        { file, name },
      );
  }
}

function severityOf(value: unknown, file: string, id: string): (typeof severities)[number] {
  const severity = severities.find((one) => one === value);
  if (severity === undefined) throw wrong(file, id, severities.join(', '));
  return severity;
}

/** The id of a rule that exists. */
export function knownRule(id: string): string {
  if (rules.some((rule) => rule.id === id)) return id;
  throw new Problem(
    { en: 'There is no rule “{id}”. The rules are {rules}.', zh: '没有“{id}”规则。现有规则：{rules}。' },
    { id, rules: rules.map((rule) => rule.id).join(', ') },
  );
}

function wrong(file: string, name: string, expected: string): Problem {
  return new Problem(
    { en: '{file}: “{name}” has to be {expected}.', zh: '{file}：“{name}”应为 {expected}。' },
    { file, name, expected },
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function member(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}
