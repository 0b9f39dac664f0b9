import { analyzeText, defaultOptions, type Finding } from '../../src/analysis/analyze';
import type { Facts, TrainingFact } from '../../src/analysis/facts/facts';
import { LineIndex } from '../../src/analysis/text/line-index';
import type { Span } from '../../src/analysis/text/span';
import { isDecidable } from './draft';
import type { Observed } from './server';

/** Something that the analysis says and a run contradicts. */
export interface Disagreement {
  readonly kind: 'length' | 'times' | 'finding' | 'crash';
  /** The version of Keras that the analysis was told. */
  readonly version: 2 | 3 | null;
  /** Rule of the finding; kind of the training. */
  readonly about: string;
  readonly line: number;
  readonly message: string;
}

/** What became known of one program under one version. */
export interface Outcome {
  readonly disagreements: readonly Disagreement[];
  /** Places where `.losses` was read: in all, with one length at every execution, with that length known. */
  readonly reads: number;
  readonly steadyReads: number;
  readonly knownReads: number;
  /** Of the steady ones those in programs of which nothing hangs on what only a run can tell. */
  readonly decidableReads: number;
  readonly knownDecidableReads: number;
  /** Lines of steady reads that are not known. */
  readonly unknownReads: readonly number[];
  readonly trainings: number;
  readonly knownTrainings: number;
  /** Whether every framework lost or doubled the penalty in a training, and whether the right rule says so. */
  readonly lost: boolean;
  readonly lostFound: boolean;
  readonly doubled: boolean;
  readonly doubledFound: boolean;
  readonly findings: number;
}

const LOSING: readonly string[] = [
  'losses-ignored',
  'losses-before-build',
  'losses-before-call',
  'losses-captured-once',
  'losses-outside-tape',
  'penalty-detached',
  'penalty-unused',
  'losses-in-grad-function',
];

/** Holds the analysis of a program, told that version, to what the frameworks of that version did. */
export function compare(text: string, version: 2 | 3 | null, observed: readonly Observed[]): Outcome {
  const analysis = analyzeText(text, { ...defaultOptions, kerasVersion: version });
  const lines = new LineIndex(text);
  const at = (span: Span) => lines.position(span.start);
  const disagreements: Disagreement[] = [];
  const tell = (kind: Disagreement['kind'], about: string, line: number, message: string): void => {
    disagreements.push({ kind, version, about, line, message });
  };
  if (!analysis.complete) tell('crash', 'incomplete', 0, 'the analysis did not come to an end');

  const facts = new Map(analysis.facts.lossesReads.map((read) => [key(at(read.span)), read]));
  const places = new Map<string, { line: number; lengths: number[] }>();
  for (const one of observed)
    for (const read of one.reads) {
      const place = places.get(key(read)) ?? { line: read.line, lengths: [] };
      place.lengths.push(...read.lengths);
      places.set(key(read), place);
    }
  const unknownReads: number[] = [];
  let [steady, known] = [0, 0];
  for (const [place, { line, lengths }] of places) {
    const fact = facts.get(place);
    const isSteady = new Set(lengths).size === 1;
    if (isSteady) steady++;
    if (isSteady && fact?.terms != null) known++;
    else if (isSteady) unknownReads.push(line);
    if (fact?.terms == null) continue;
    const held = observed
      .filter(({ framework }) => !fact.onlyKeras3 || framework !== 'tf_keras')
      .flatMap((one) => one.reads.filter((read) => key(read) === place).flatMap((read) => read.lengths));
    const wrong = held.filter((length) => length !== fact.terms);
    if (wrong.length > 0) tell('length', 'read', line, `says ${fact.terms} terms, ran ${held.join(', ')}`);
  }

  let knownTrainings = 0;
  for (const fact of analysis.facts.trainings) {
    if (fact.penaltyTimes === null) continue;
    knownTrainings++;
    const times = observed
      .map((one) => recordedTimes(fact, one, at))
      .filter((count): count is number => count !== null && Number.isInteger(count));
    // `compiled_loss`: the fact tells of Keras 2.
    if (fact.versionDependent !== null && version === null) continue;
    if (times.some((count) => count !== fact.penaltyTimes))
      tell(
        'times',
        fact.kind,
        at(fact.span).line,
        `says ${fact.penaltyTimes} times, ran ${times.join(', ')}`,
      );
  }

  for (const finding of analysis.findings) {
    const problem = contradiction(finding, analysis.facts, observed, at);
    if (problem !== null)
      tell('finding', finding.rule, at(finding.span).line, `${finding.confidence}: ${problem}`);
  }

  const decidable = isDecidable(text);
  const everywhere = (test: (times: number) => boolean): boolean =>
    observed.every((one) =>
      one.trainings.some(
        ({ kind, penaltyTimes }) => isTraining(kind) && penaltyTimes !== null && test(penaltyTimes),
      ),
    );
  const lost = everywhere((times) => times === 0);
  const doubled = everywhere((times) => times >= 2);
  const has = (rules: readonly string[]): boolean =>
    analysis.findings.some(({ rule }) => rules.includes(rule));
  return {
    disagreements,
    reads: places.size,
    steadyReads: steady,
    knownReads: known,
    decidableReads: decidable ? steady : 0,
    knownDecidableReads: decidable ? known : 0,
    unknownReads,
    trainings: analysis.facts.trainings.length,
    knownTrainings,
    lost,
    lostFound: lost && has(LOSING),
    doubled,
    doubledFound: doubled && has(['losses-counted-twice']),
    findings: analysis.findings.length,
  };
}

function key({ line, column }: { line: number; column: number }): string {
  return `${line}:${column}`;
}

function isTraining(kind: string): boolean {
  return kind !== 'evaluate' && kind !== 'test_on_batch';
}

/** How often the framework counted the penalty in the training of a fact; null where it did not run or had none. */
function recordedTimes(
  fact: TrainingFact,
  observed: Observed,
  at: (span: Span) => { line: number },
): number | null {
  const { line } = at(fact.span);
  if (fact.kind === 'fit' || fact.kind === 'train_on_batch')
    return (
      observed.trainings.find((one) => one.kind === fact.kind && one.line === line)?.penaltyTimes ?? null
    );
  const target = fact.targetSpan === null ? null : at(fact.targetSpan).line;
  return observed.trainings.find((one) => one.kind === 'tape' && one.line === target)?.penaltyTimes ?? null;
}

/** Why a finding is false by what ran; null where nothing speaks against it. */
function contradiction(
  finding: Finding,
  { trainings }: Facts,
  observed: readonly Observed[],
  at: (span: Span) => { line: number; column: number },
): string | null {
  const certain = finding.confidence === 'certain';
  const holds = (check: (one: Observed) => boolean): boolean =>
    certain ? observed.every(check) : observed.some(check);
  // A training without a count (not run, a penalty of zero) may be the one that is meant.
  const counts = (test: (times: number) => boolean) => (one: Observed) =>
    one.exception !== null ||
    trainings.some((fact) => recordedTimes(fact, one, at) === null) ||
    one.trainings.some(({ penaltyTimes }) => penaltyTimes !== null && test(penaltyTimes));
  switch (finding.rule) {
    case 'losses-counted-twice':
      return holds(counts((times) => times > 1)) ? null : 'no training counts a penalty twice';
    case 'losses-captured-once':
      // Where the framework's own step adds the penalty, what was captured is a constant beside it.
      return holds(counts((times) => times === 0)) || holds(counts((times) => times === 1))
        ? null
        : 'every training counts what was captured';
    case 'losses-ignored':
    case 'losses-outside-tape':
    case 'penalty-detached':
    case 'penalty-unused':
      return holds(counts((times) => times === 0)) ? null : 'no training loses the penalty';
    case 'losses-before-build': {
      const { line, column } = at(finding.span);
      return holds((one) => {
        const read = one.reads.find((each) => each.line === line && each.column === column);
        if (read === undefined) return true;
        return certain ? read.lengths.every((length) => length === 0) : read.lengths.includes(0);
      })
        ? null
        : 'the list is not empty';
    }
    case 'loss-object-arithmetic':
      return holds(({ exception }) => exception?.line === at(finding.span).line) ? null : 'nothing is raised';
    case 'missing-regularization':
      return holds(({ trainings }) => trainings.every((one) => one.penaltyTimes === null))
        ? null
        : 'there is a penalty';
    default:
      return null;
  }
}
