import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type AnalysisOptions, analyzeFile, type Finding } from '../analysis/analyze';
import { type Localized, message, render } from '../analysis/text/localized';
import { findFiles, isAnalysed } from './files';
import { type Fixed, fixText } from './fix';
import { formatGithub } from './formats/github';
import { formatJson } from './formats/json';
import { formatSarif } from './formats/sarif';
import { formatText, statistics, summaryLine } from './formats/text';
import { type Options, oneOf, readOptions } from './options';
import { Problem, reasonOf } from './problem';
import { Progress } from './progress';
import { type CheckedFile, type Report, shownPath } from './report';
import { confidences, knownRule, SettingsReader, severities } from './settings';
import { decode, encode, type Source } from './source';
import { SurroundingsReader } from './surroundings';
import { unifiedDiff } from './unified-diff';
import { exit, type World } from './world';

const form = {
  flags: ['statistics', 'quiet', 'fix', 'unsafe-fixes', 'diff'],
  values: ['stdin-filename', 'format', 'min-confidence', 'rule', 'max-warnings'],
};

/** `reglens check`: findings for files and folders. */
export async function check(command: readonly string[], world: World): Promise<number> {
  const options = readCheckOptions(readOptions(command, form));
  const checker = new Checker(options, world);
  const report = await checker.run();
  if (!options.diff) world.out(formatted(report, options, world));
  if (options.statistics && !options.diff)
    (options.format === 'text' ? world.out : world.error)(statistics(report));
  if (!options.quiet)
    (options.format === 'text' && !options.diff ? world.out : world.error)(summaryLine(report, world.locale));
  if (checker.failed) return exit.failed;
  return isClean(report, options.maximumWarnings) ? exit.clean : exit.findings;
}

interface CheckOptions {
  readonly paths: readonly string[];
  readonly inputName: string;
  readonly format: 'text' | 'json' | 'sarif' | 'github';
  /** What the command line changes in the settings. */
  readonly changes: Pick<Partial<AnalysisOptions>, 'minimumConfidence'> & Pick<AnalysisOptions, 'rules'>;
  readonly maximumWarnings: number;
  readonly statistics: boolean;
  readonly quiet: boolean;
  readonly fix: 'none' | 'safe' | 'unsafe';
  readonly diff: boolean;
}

function readCheckOptions(options: Options): CheckOptions {
  const { flags, values } = options;
  const diff = flags.has('diff');
  const fix = flags.has('unsafe-fixes') ? 'unsafe' : flags.has('fix') || diff ? 'safe' : 'none';
  const paths = options.positional.length === 0 ? ['.'] : options.positional;
  if (paths.includes('-') && fix !== 'none' && !diff) {
    throw new Problem({
      en: 'Standard input cannot be fixed in place; --diff shows what would change.',
      zh: '标准输入无法就地修复；可用 --diff 查看会作的改动。',
    });
  }
  const minimumConfidence = values.has('min-confidence')
    ? oneOf(options, 'min-confidence', confidences, 'likely')
    : undefined;
  return {
    paths,
    inputName: values.get('stdin-filename')?.at(-1) ?? 'stdin.py',
    format: oneOf(options, 'format', ['text', 'json', 'sarif', 'github'], 'text'),
    changes: { rules: readRules(values.get('rule') ?? []), ...(minimumConfidence && { minimumConfidence }) },
    maximumWarnings: readNumber(values.get('max-warnings')?.at(-1)),
    statistics: flags.has('statistics'),
    quiet: flags.has('quiet'),
    fix,
    diff,
  };
}

function readRules(given: readonly string[]): AnalysisOptions['rules'] {
  return Object.fromEntries(
    given.map((one) => {
      const [id = '', word] = one.split('=');
      const severity = severities.find((candidate) => candidate === word);
      if (severity === undefined) {
        throw new Problem(
          {
            en: '--rule takes ID=SEVERITY with one of {words}, not “{one}”.',
            zh: '--rule 的形式是 ID=级别，级别为 {words} 之一，不能是“{one}”。',
          },
          { words: severities.join(', '), one },
        );
      }
      return [knownRule(id), severity];
    }),
  );
}

function readNumber(given: string | undefined): number {
  if (given === undefined) return 0;
  if (/^\d+$/.test(given)) return Number(given);
  throw new Problem(
    {
      en: '--max-warnings takes a number from 0, not “{given}”.',
      zh: '--max-warnings 应为非负整数，不能是“{given}”。',
    },
    { given },
  );
}

class Checker {
  failed = false;
  private readonly settings: SettingsReader;
  private readonly surroundings: SurroundingsReader;
  private readonly checked: CheckedFile[] = [];

  constructor(
    private readonly options: CheckOptions,
    private readonly world: World,
  ) {
    this.surroundings = new SurroundingsReader(world.cwd);
    this.settings = new SettingsReader(world.cwd, ({ sentence }) => {
      this.failed = true;
      this.tell(sentence.text, sentence.values);
    });
  }

  async run(): Promise<Report> {
    const started = performance.now();
    const named = this.options.paths
      .filter((one) => one !== '-')
      .map((one) => path.resolve(this.world.cwd, one));
    const { files, skipped, failed } = await findFiles(named, this.settings);
    for (const { file, error } of failed) this.tellUnread(file, error);
    this.tellSkipped(skipped);
    if (this.options.paths.includes('-')) await this.checkInput();
    const progress = new Progress(this.world, files.length);
    for (const [index, file] of files.entries()) {
      progress.show(index);
      await this.checkFile(file);
    }
    progress.clear();
    return {
      cwd: this.world.cwd,
      files: this.checked,
      milliseconds: Math.round(performance.now() - started),
    };
  }

  private async checkInput(): Promise<void> {
    const name = path.resolve(this.world.cwd, this.options.inputName);
    if (!isAnalysed(name)) return this.tellSkipped([name]);
    await this.checkSource(name, decode(await this.world.readInput()));
  }

  private async checkFile(file: string): Promise<void> {
    try {
      await this.checkSource(file, decode(await readFile(file)));
    } catch (error) {
      this.tellUnread(file, error);
    }
  }

  private async checkSource(file: string, source: Source): Promise<void> {
    const options = await this.analysisOptions(file);
    const around = this.surroundings.of(file);
    const fixed =
      this.options.fix === 'none' ? null : fixText(source.text, options, around, this.options.fix);
    const text = fixed !== null && (await this.keep(file, source, fixed)) ? fixed.text : source.text;
    const { findings, facts, complete } = analyzeFile(this.surroundings.parsed(file, text), options, around);
    this.checked.push({
      path: this.shown(file),
      text,
      findings: [...findings],
      complete: complete && facts.complete,
      fixed: text === source.text ? 0 : (fixed?.applied ?? 0),
    });
  }

  /** Writes or shows what fixes changed; false when the file stays as it is. */
  private async keep(file: string, source: Source, fixed: Fixed): Promise<boolean> {
    if (fixed.text === source.text) return false;
    if (this.options.diff) {
      this.world.out(unifiedDiff(this.shown(file), source.text, fixed.text));
      return false;
    }
    if (!source.faithful) {
      this.tell(
        { en: '{file} is not UTF-8 and was left unfixed.', zh: '{file} 不是 UTF-8 编码，未作修复。' },
        { file: this.shown(file) },
      );
      return false;
    }
    await writeFile(file, encode(source, fixed.text));
    this.surroundings.changed(file);
    return true;
  }

  private async analysisOptions(file: string): Promise<AnalysisOptions> {
    const { analysis } = await this.settings.for(path.dirname(file));
    const { changes } = this.options;
    return { ...analysis, ...changes, rules: { ...analysis.rules, ...changes.rules } };
  }

  private shown(file: string): string {
    return shownPath(file, this.world.cwd);
  }

  private tellUnread(file: string, error: unknown): void {
    this.failed = true;
    this.tell(
      { en: '{file} could not be checked: {reason}.', zh: '无法检查 {file}：{reason}。' },
      { file: this.shown(file), reason: reasonOf(error) },
    );
  }

  private tellSkipped(files: readonly string[]): void {
    const [first] = files;
    if (first === undefined || this.options.quiet) return;
    this.tell(
      files.length === 1
        ? {
            en: 'only Python files (.py) are analysed in this version: {file} was skipped.',
            zh: '此版本只分析 Python 文件（.py）：已跳过 {file}。',
          }
        : {
            en: 'only Python files (.py) are analysed in this version: {file} and {n} more were skipped.',
            zh: '此版本只分析 Python 文件（.py）：已跳过 {file} 等 {total} 个文件。',
          },
      { file: this.shown(first), n: files.length - 1, total: files.length },
    );
  }

  private tell(
    text: Localized,
    values: Readonly<Record<string, string | number | Localized>> | object,
  ): void {
    const sentence = message(text, values as Readonly<Record<string, string | number | Localized>>);
    this.world.error(`reglens: ${render(sentence, this.world.locale)}\n`);
  }
}

function formatted(report: Report, { format }: CheckOptions, world: World): string {
  switch (format) {
    case 'text':
      return formatText(report, world);
    case 'json':
      return formatJson(report, world.locale);
    case 'sarif':
      return formatSarif(report, world.locale);
    case 'github':
      return formatGithub(report, world.locale);
  }
}

function isClean(report: Report, maximumWarnings: number): boolean {
  const count = (severity: Finding['severity']) =>
    report.files.reduce(
      (sum, file) => sum + file.findings.filter((one) => one.severity === severity).length,
      0,
    );
  return count('error') === 0 && count('warning') <= maximumWarnings;
}
