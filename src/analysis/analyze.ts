import { type Confidence, type Facts, type FrameworkFact, noFacts } from './facts/facts';
import { foldFacts } from './facts/fold';
import { kerasFramework } from './frameworks/keras/framework';
import { kerasInReach } from './frameworks/keras/reach';
import { kerasImporter } from './frameworks/keras/importer';
import { frameworkOf } from './frameworks/keras/version';
import { applyIgnores } from './ignore';
import { runProgram } from './interpreter/run';
import type { Program } from './program/program';
import type { Report, Severity, SeveritySetting } from './rules/define-rule';
import { rules } from './rules/index';
import { type ProjectFile, projectFile } from './project';
import { type Modules, type Surroundings, alone } from './surroundings';
import type { Message } from './text/localized';
import { type Place, Sources } from './text/sources';
import { type Span, contains } from './text/span';

/** Settings of the analysis; the same in the editor and on the command line. */
export interface AnalysisOptions {
  /** Severity per rule id; `off` silences the rule. */
  readonly rules: Readonly<Record<string, SeveritySetting>>;
  readonly minimumConfidence: Confidence;
  /** Parameters from which `missing-regularization` speaks. */
  readonly capacity: number;
  /** Keras version where the reader says so; null to take it from the source. */
  readonly kerasVersion: 2 | 3 | null;
}

export const defaultOptions: AnalysisOptions = {
  rules: {},
  minimumConfidence: 'likely',
  capacity: 10_000,
  kerasVersion: null,
};

/** A report with its rule and severity, not silenced. */
export interface Finding extends Omit<Report, 'related'> {
  readonly related: readonly Related[];
  readonly rule: string;
  readonly severity: Severity;
}

/** A finding before settings give it a severity. */
export type FoundFinding = Omit<Finding, 'severity'> & Pick<Report, 'severity'>;

/** A place that belongs to a finding. */
export interface Related extends Place {
  readonly message: Message;
}

export interface Analysis {
  readonly facts: Facts;
  readonly findings: readonly Finding[];
  /** Spans of broken statements, where nothing new is reported. */
  readonly broken: readonly Span[];
  /** False when a part could not be analysed. */
  readonly complete: boolean;
  /** The file that a span of the facts is in: of what a model is made of may be in a module that the file imports. */
  place(span: Span): Place;
}

const NO_FRAMEWORK: FrameworkFact = {
  name: 'none',
  version: null,
  backend: null,
  evidence: 'none',
  span: null,
  spelling: null,
};

/** Analyses Python source. Never throws. */
export function analyzeText(
  text: string,
  options: AnalysisOptions = defaultOptions,
  surroundings: Surroundings = alone,
): Analysis {
  return analyzeFile(projectFile(text), options, surroundings);
}

/** Analyses a file that other files may import as well. Never throws. */
export function analyzeFile(
  file: ProjectFile,
  options: AnalysisOptions = defaultOptions,
  surroundings: Surroundings = alone,
): Analysis {
  const { text } = file;
  // Most files of a project have nothing of Keras in them, and no comment of ours that might silence nothing.
  if (!text.includes('reglens') && !kerasInReach(text, surroundings.modules)) return nothingOfKeras(text);
  const analysis = analyzeProgram(file.program, text, options, surroundings);
  if (analysis.broken.length === 0) return analysis;
  // A statement that cannot be read may have done anything, such as build the model. An editor has its last good version.
  const findings = analysis.findings.flatMap((finding): Finding[] => {
    if (finding.confidence !== 'certain') return [finding];
    return options.minimumConfidence === 'certain' ? [] : [{ ...finding, confidence: 'likely' }];
  });
  return { ...analysis, findings };
}

/** What is said of a file that has nothing to analyse, whatever stands in it. */
function nothingOfKeras(text: string): Analysis {
  const sources = new Sources(text);
  const facts = noFacts(NO_FRAMEWORK);
  return { facts, findings: [], broken: [], complete: true, place: (span) => sources.place(span) };
}

/** Analyses a program with the text it came from. Never throws. */
export function analyzeProgram(
  program: Program,
  text: string,
  options: AnalysisOptions = defaultOptions,
  surroundings: Surroundings = alone,
): Analysis {
  const sources = new Sources(text);
  const facts = factsOf(program, sources, options, surroundings);
  const complete = facts.complete && program.broken.length === 0;
  const findings = findingsOf(facts, program, sources, options);
  return { facts, findings, broken: program.broken, complete, place: (span) => sources.place(span) };
}

function factsOf(
  program: Program,
  sources: Sources,
  options: AnalysisOptions,
  { modules, dependencies }: Surroundings,
): Facts {
  const importer = kerasImporter(program, modules);
  if (!importer) return noFacts(NO_FRAMEWORK);
  const framework = frameworkOf(importer, program, options.kerasVersion, dependencies);
  const runWith = (those: Modules) =>
    runProgram(program, sources, those, kerasFramework(framework.version, framework.backend));
  const whole = runWith(modules);
  // Where the modules beside a file take all the steps, the file by itself still says something.
  const run = whole.complete ? whole : runWith(alone.modules);
  // Half a run is no ground for any statement.
  return run.complete ? foldFacts(run, framework, sources) : { ...noFacts(framework), complete: false };
}

const ORDER: readonly Confidence[] = ['certain', 'likely', 'possible'];

function findingsOf(facts: Facts, program: Program, sources: Sources, options: AnalysisOptions): Finding[] {
  const { text } = sources;
  const context = { text, options: { capacity: options.capacity } };
  const found = rules.flatMap((rule) =>
    rule.check(facts, context).flatMap((report): FoundFinding[] =>
      // What is wrong in an imported module is told where that is analysed.
      sources.isOwn(report.span) ? [placed(report, rule.id, sources)] : [],
    ),
  );
  const defaults = new Map(rules.map((rule) => [rule.id, rule.severity]));
  const threshold = ORDER.indexOf(options.minimumConfidence);
  const whole = facts.complete && program.broken.length === 0;
  return (
    applyIgnores(found, program.comments, text)
      // What an ignore silences may stand in a part that was not analysed.
      .filter((finding) => whole || finding.rule !== 'unused-ignore')
      .flatMap((finding) => {
        const byDefault = defaults.get(finding.rule) ?? 'off';
        const usual = byDefault === 'off' ? byDefault : (finding.severity ?? byDefault);
        const severity = options.rules[finding.rule] ?? usual;
        return severity === 'off' || ORDER.indexOf(finding.confidence) > threshold
          ? []
          : [{ ...finding, severity }];
      })
      .map((finding) => withoutFixesInBroken(finding, program.broken))
      .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || a.rule.localeCompare(b.rule))
  );
}

/** A report with its evidence in the files it is in; a fix edits no other file. */
function placed(report: Report, rule: string, sources: Sources): FoundFinding {
  return {
    ...report,
    rule,
    related: report.related.map(({ span, message }) => ({ message, ...sources.place(span) })),
    fixes: report.fixes.filter((fix) => fix.edits.every((edit) => sources.isOwn(edit.span))),
  };
}

/** A finding kept from before a statement broke stays, but its edits no longer fit the text. */
function withoutFixesInBroken(finding: Finding, broken: readonly Span[]): Finding {
  if (broken.length === 0) return finding;
  const fixes = finding.fixes.filter((fix) =>
    fix.edits.every((edit) => !broken.some((span) => contains(span, edit.span))),
  );
  return fixes.length === finding.fixes.length ? finding : { ...finding, fixes };
}
