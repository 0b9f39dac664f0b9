import type { Confidence, Facts } from '../facts/facts';
import type { Localized, Message } from '../text/localized';
import type { Span, TextEdit } from '../text/span';

export type Severity = 'error' | 'warning' | 'information' | 'hint';
/** How a rule is set: `off` silences it. */
export type SeveritySetting = Severity | 'off';

/** What a rule reports before severity settings and ignore comments. */
export interface Report {
  readonly span: Span;
  readonly confidence: Confidence;
  /** Where this finding is graver or milder than its rule. A setting overrides both. */
  readonly severity?: Severity;
  /** What is the case, why it matters, what to do; the first clause carries the point. */
  readonly message: Message;
  /** The chain of evidence, in reading order. */
  readonly related: readonly { readonly span: Span; readonly message: Message }[];
  /** The first one is preferred. */
  readonly fixes: readonly Fix[];
  /** Index of the model in `Facts.models` the finding is about, for "compare with and without"; null if none. */
  readonly model: number | null;
}

export interface Fix {
  readonly title: Message;
  /** `safe` keeps the meaning; `unsafe` changes what is trained. */
  readonly safety: 'safe' | 'unsafe';
  readonly edits: readonly TextEdit[];
}

/** An example that is both shown on the rule page and run as a test. */
export interface Example {
  readonly language: 'python';
  readonly code: string;
}

/** Settings a rule may read. */
export interface RuleOptions {
  /** Parameters from which a model counts as large enough to overfit. */
  readonly capacity: number;
}

/** What a rule may look at beside the facts: the document's text only for composing edits, never for deciding. */
export interface RuleContext {
  readonly text: string;
  readonly options: RuleOptions;
}

/** Findings that are certain or likely in the public files of the last measurement; every one was judged by reading the code. */
export interface Measurement {
  readonly found: number;
  readonly wrong: number;
  /** In how many files. */
  readonly files: number;
  /** False alarms that were met while measuring, and whose cause is gone. */
  readonly fixed?: number;
}

/** The page of a rule, beside its id, title and severity. Apart from the rule, so that the editor's bundle leaves it out. */
export interface Documentation {
  readonly what: Localized;
  /** The semantic fact behind it, per framework and version. Markdown. */
  readonly why: Localized;
  readonly bad: Example;
  readonly good: Example;
  readonly fix: Localized;
  readonly options: Localized;
  /** When not to use it and its known false positives. */
  readonly limits: Localized;
  /** What was counted on public code, or why there is no count. */
  readonly precision: Measurement | Localized;
  readonly references: readonly { readonly title: string; readonly address: string }[];
}

export interface Rule {
  readonly id: string;
  /** Where no setting says otherwise. */
  readonly severity: SeveritySetting;
  readonly title: Localized;
  /** Pure; never throws. */
  check(facts: Facts, context: RuleContext): Report[];
}

/** Declares a rule; exists so that every rule file has the same form and is type-checked whole. */
export function defineRule(rule: Rule): Rule {
  return Object.freeze(rule);
}
