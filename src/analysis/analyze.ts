import type { Confidence, Facts } from './facts/facts';
import type { Program } from './program/program';
import type { Report, Severity } from './rules/define-rule';
import type { Span } from './text/span';

/** Settings of the analysis; the same in the editor and on the command line. */
export interface AnalysisOptions {
  /** Severity per rule id; `off` silences the rule. */
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
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
export interface Finding extends Report {
  readonly rule: string;
  readonly severity: Severity;
}

export interface Analysis {
  readonly facts: Facts;
  readonly findings: readonly Finding[];
  /** Spans of broken statements, where nothing new is reported. */
  readonly broken: readonly Span[];
  /** False when a part could not be analysed. */
  readonly complete: boolean;
}

/** Declared here, implemented below: analyses a program with the text it came from. */
export type AnalyzeProgram = (program: Program, text: string, options: AnalysisOptions) => Analysis;
