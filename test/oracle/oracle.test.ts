import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { LossesReadFact, TrainingFact } from '../../src/analysis/facts/facts';
import { followFixes } from '../follow-fixes';
import { type Case, load, names, recordedNames, recordedRead, spokenFor } from './cases';
import { assertConsistent, counts } from './consistent';
import type { ResultRecord, TrainingRecord } from './record';

/** The lengths that a read had, over all executions in the frameworks that the fact speaks for. */
function recordedLengths(one: Case, read: LossesReadFact): number[] {
  return (read.onlyKeras3 ? spokenFor(one, 3) : spokenFor(one)).flatMap(
    (result) => recordedRead(one, read.span, result)?.lengths ?? [],
  );
}

/** The recorded training of a fact: the call itself, or the gradient that ends a step of the program's own. */
function recordedTraining(
  { at }: Case,
  fact: TrainingFact,
  result: ResultRecord,
): TrainingRecord | undefined {
  const { line } = at(fact.span);
  if (fact.kind !== 'tape' && fact.kind !== 'train_step')
    return result.trainings.find((recorded) => recorded.kind === fact.kind && recorded.line === line);
  const target = fact.targetSpan === null ? null : at(fact.targetSpan).line;
  const own = result.trainings.filter((recorded) => isOwnStep(recorded) && recorded.line >= line);
  return own.find((recorded) => recorded.line === target) ?? own[0];
}

/** Whether the program itself asks for the gradients. */
function isOwnStep({ kind }: TrainingRecord): boolean {
  return kind === 'tape' || kind === 'minimize' || kind === 'grad-function' || kind === 'backward';
}

/** How often the frameworks counted the penalty in that training; fractions and mixtures are left out. */
function recordedTimes(one: Case, fact: TrainingFact): number[] {
  // `compiled_loss`: the fact tells of Keras 2.
  return (fact.versionDependent === null ? spokenFor(one) : spokenFor(one, 2))
    .map((result) => recordedTraining(one, fact, result)?.penaltyTimes)
    .filter((times) => typeof times === 'number' && Number.isInteger(times)) as number[];
}

/** Whether a step has a penalty to count and does not count it. */
function isLost({ kind, penaltyTimes }: TrainingRecord): boolean {
  return penaltyTimes === 0 && kind !== 'evaluate' && kind !== 'test_on_batch';
}

/** Doubled and lost penalties that the analysis does not see: misses, not contradictions. */
const unseen: readonly string[] = [
  'jax_losses_unused',
  'jax_stop_gradient',
  'loss_regularizer_called_double',
  'step_compute_loss_jax',
  'tape_activity_before_forward',
];

/** Rules that tell of a penalty which training loses. */
const losing: readonly string[] = [
  'losses-ignored',
  'losses-captured-once',
  'losses-outside-tape',
  'penalty-detached',
  'penalty-unused',
  'losses-in-grad-function',
];

/** Programs that take gradients and apply none of them: no training that could lose anything. */
const measuring: readonly string[] = ['tape_penalty_unused', 'tape_persistent', 'tape_two_models'];

describe('recorded truth', () => {
  for (const name of names()) {
    describe(name, () => {
      it('knows the length of `.losses`, or says that it does not', () => {
        const one = load(name);
        for (const read of one.analysis.facts.lossesReads) {
          if (read.terms === null) continue;
          const { line, column } = one.at(read.span);
          for (const length of recordedLengths(one, read))
            assert.equal(read.terms, length, `terms of the read at ${line}:${column}`);
        }
      });

      it('knows how often training counts the penalty, or says that it does not', () => {
        const one = load(name);
        for (const training of one.analysis.facts.trainings) {
          if (training.penaltyTimes === null) continue;
          for (const times of recordedTimes(one, training))
            assert.equal(
              training.penaltyTimes,
              times,
              `${training.kind} at line ${one.at(training.span).line}`,
            );
        }
      });

      it('counts the parameters it calls exact', () => {
        const one = load(name);
        const { models } = one.analysis.facts;
        for (const model of models) {
          // A record holds what a name is bound to in the end.
          if (models.some((other) => other !== model && other.name === model.name)) continue;
          const recorded = spokenFor(one).map(({ parameters }) => parameters[model.name] ?? null);
          const known = recorded.filter((count) => count !== null);
          if (!model.parametersExact || known.length === 0) continue;
          assert.ok(
            known.includes(model.parameters),
            `${model.name}: ${model.parameters}, recorded ${recorded.join(', ')}`,
          );
        }
      });

      it('finds only what really happened', () => {
        const one = load(name);
        for (const finding of one.analysis.findings) assertConsistent(one, finding);
      });
    });
  }

  it('finds every doubled penalty that all frameworks show', () => {
    const doubled = names().filter((name) => {
      const run = load(name).record.results.filter(({ exception }) => exception === null);
      return run.length > 0 && run.every((result) => counts(result, 2));
    });
    assert.ok(doubled.length > 5);
    assert.deepEqual(
      doubled.filter(
        (name) =>
          !unseen.includes(name) &&
          !load(name).analysis.findings.some(({ rule }) => rule === 'losses-counted-twice'),
      ),
      [],
    );
  });

  it('finds the penalties that steps lose in every framework', () => {
    const lost = names().filter((name) => {
      if (measuring.includes(name)) return false;
      const one = load(name);
      return spokenFor(one).every((result) => result.trainings.some(isLost));
    });
    assert.ok(lost.length > 15, `${lost.length} programs`);
    const missed = lost.filter(
      (name) =>
        !unseen.includes(name) && !load(name).analysis.findings.some(({ rule }) => losing.includes(rule)),
    );
    assert.deepEqual(missed, []);
  });

  // An analysis that says nothing agrees with every record.
  it('says something', () => {
    const facts = names().map((name) => load(name).analysis.facts);
    const known = {
      reads: facts.flatMap(({ lossesReads }) => lossesReads).filter(({ terms }) => terms !== null),
      trainings: facts.flatMap(({ trainings }) => trainings).filter((each) => each.penaltyTimes !== null),
      parameters: facts.flatMap(({ models }) => models).filter((model) => model.parametersExact),
    };
    assert.ok(known.reads.length >= 1150, `${known.reads.length} reads`);
    assert.ok(known.trainings.length >= 235, `${known.trainings.length} trainings`);
    assert.ok(known.parameters.length >= 850, `${known.parameters.length} parameter counts`);
  });

  it('leaves no program without a record, and no record without its program', () => {
    assert.deepEqual(recordedNames().sort(), names().sort());
  });
});

describe('the seed program after its fixes', () => {
  const seed = readFileSync(path.join(import.meta.dirname, '../../examples/seed.py'), 'utf8');

  for (const end of followFixes(seed)) {
    it('runs in real Keras and trains with the penalty once', () => {
      const name = names().find((one) => load(one).text.startsWith(end));
      assert.ok(name, `no recorded program begins with\n${end}`);
      for (const result of load(name).record.results) {
        assert.equal(result.exception, null);
        assert.deepEqual(
          result.trainings.map(({ penaltyTimes }) => penaltyTimes),
          [1],
        );
      }
    });
  }
});
