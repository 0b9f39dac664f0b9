import assert from 'node:assert/strict';
import type { Finding } from '../../src/analysis/analyze';
import type { LossesReadFact } from '../../src/analysis/facts/facts';
import { type Case, recordedRead, spokenFor } from './cases';
import type { ResultRecord } from './record';

/** What a record must show for a finding of the rule to be true. */
type Check = (result: ResultRecord, finding: Finding, one: Case) => boolean;

/** Per rule. A rule that gives advice, which no run could show right or wrong, is not here. */
const consistent: Readonly<Partial<Record<string, Check>>> = {
  'add-loss-outside-call': (result, finding, one) =>
    failsAt(result, finding, one) || result.exception === null,
  'dropout-rate': (result, finding, one) => failsAfter(result, finding, one) || result.exception === null,
  'empty-losses-reduction': (result, finding, one) =>
    failsAt(result, finding, one) || readsInside(one, finding).every((read) => isEmpty(one, read, result)),
  'legacy-loss-collection': (result, finding, one) =>
    failsAt(result, finding, one) || result.exception === null,
  // What is left without the penalty is nothing.
  'loss-missing': ({ trainings }) =>
    trainings.some(({ losses }) => Object.values(losses).some((loss) => Math.abs(loss?.[1] ?? 1) < 1e-5)),
  'loss-object-arithmetic': (result, finding, one) => {
    const fact = one.analysis.facts.lossArithmetic.find(({ span }) => span.start === finding.span.start);
    // A loss object made with tensors may fail where it is made.
    return (
      failsAt(result, finding, one) ||
      (fact !== undefined && result.exception?.line === one.at(fact.definitionSpan).line)
    );
  },
  'losses-averaged': (result) => result.trainings.some(({ penaltyTimes }) => !Number.isInteger(penaltyTimes)),
  'losses-after-fit': failsAt,
  'losses-before-build': (result, finding, one) => {
    const read = recordedRead(one, finding.span, result);
    if (!read) return result.exception !== null;
    return finding.confidence === 'certain'
      ? read.lengths.every((length) => length === 0)
      : read.lengths.includes(0);
  },
  'losses-before-call': (result, finding, one) => {
    const fact = one.analysis.facts.lossesReads.find(({ span }) => span.start === finding.span.start);
    const read = recordedRead(one, finding.span, result);
    if (!read) return result.exception !== null;
    // Keras 3 leaves the terms out, Keras 2 fails over them.
    return (
      failsAt(result, finding, one) || fact?.weightTerms == null || read.lengths.includes(fact.weightTerms)
    );
  },
  // In a compiled loss the old value only shifts what is reported.
  'losses-captured-once': (result, { confidence }) =>
    counts(result, 0) || (confidence !== 'certain' && counts(result, 1)) || result.exception !== null,
  // A mean of the losses, added by hand, counts a part once more.
  'losses-counted-twice': (result) => result.trainings.some(({ penaltyTimes }) => (penaltyTimes ?? 0) > 1),
  'losses-ignored': (result) => counts(result, 0),
  'losses-in-grad-function': (result) => counts(result, 0),
  'losses-outside-tape': (result) => counts(result, 0),
  'missing-regularization': ({ trainings }) =>
    trainings.every((training) => training.penaltyTimes === null || training.penaltyTimes === 0),
  'penalty-detached': (result) => counts(result, 0),
  'penalty-unused': (result) => counts(result, 0),
  // Keras 2 refuses some only when the penalty is computed.
  // A class without its parentheses may penalise nothing instead.
  'regularizer-invalid': ({ exception, trainings }) =>
    exception !== null || trainings.every(({ penaltyTimes }) => penaltyTimes === null),
  // Other regularizers of the program may have one.
  'regularizer-without-effect': ({ trainings }, _finding, { analysis }) =>
    analysis.facts.regularizerArguments.length > 1 ||
    trainings.every(({ penaltyTimes }) => penaltyTimes === null || penaltyTimes === 0),
  // A warning: Keras 2 drops the argument.
  'regularizer-wrong-argument': (result, finding, one) =>
    failsAt(result, finding, one) ||
    (finding.severity === 'warning' && Object.keys(result.frameworks).includes('tf_keras')),
  'regularizer-set-after-build': ({ trainings }) =>
    trainings.every((training) => training.penaltyTimes === null || training.penaltyTimes === 0),
};

/**
 * Asserts that the record bears a finding out: in every framework that the analysis speaks for if it is certain, in one
 * of them otherwise. A framework in which the program failed elsewhere is no evidence against it.
 */
export function assertConsistent(one: Case, finding: Finding): void {
  const check = consistent[finding.rule];
  if (!check) return;
  const results = spokenFor(one);
  const shown = results.filter((result) => check(result, finding, one));
  const agreed =
    shown.length > 0 &&
    (finding.confidence !== 'certain' ||
      results.every((result) => shown.includes(result) || result.exception !== null));
  assert.ok(
    agreed,
    `${finding.rule} (${finding.confidence}) at line ${one.at(finding.span).line}: the record says otherwise`,
  );
}

/** Whether some training counts the penalty that often. */
export function counts(result: ResultRecord, times: number): boolean {
  return result.trainings.some((training) => training.penaltyTimes === times);
}

/** Whether the program ended at the finding. */
function failsAt(result: ResultRecord, finding: Finding, one: Case): boolean {
  return result.exception?.line === one.at(finding.span).line;
}

/** Whether it ended there or later: a layer may fail when it is called. */
function failsAfter(result: ResultRecord, finding: Finding, one: Case): boolean {
  return (result.exception?.line ?? 0) >= one.at(finding.span).line;
}

function readsInside(one: Case, { span }: Finding): LossesReadFact[] {
  return one.analysis.facts.lossesReads.filter(
    (read) => read.span.start >= span.start && read.span.end <= span.end,
  );
}

function isEmpty(one: Case, { span }: LossesReadFact, result: ResultRecord): boolean {
  return recordedRead(one, span, result)?.lengths.includes(0) ?? true;
}
