import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Analysis, type Finding, analyzeText } from '../../src/analysis/analyze';
import type { LossesReadFact, TrainingFact } from '../../src/analysis/facts/facts';
import { LineIndex } from '../../src/analysis/text/line-index';
import type { Position, Span } from '../../src/analysis/text/span';
import { followFixes } from '../follow-fixes';
import type { FrameworkName, ProgramRecord, ResultRecord, TrainingRecord } from './record';

const programs = path.join(import.meta.dirname, 'programs');
const records = path.join(import.meta.dirname, 'records');

/** One program, what the analysis says of it and what the frameworks did. */
interface Case {
  readonly analysis: Analysis;
  readonly record: ProgramRecord;
  /** Where a span begins, as the records count. */
  at(span: Span): Position;
}

function names(): string[] {
  return readdirSync(programs)
    .filter((file) => file.endsWith('.py'))
    .map((file) => path.basename(file, '.py'));
}

function load(name: string): Case {
  const text = readFileSync(path.join(programs, `${name}.py`), 'utf8');
  const record = JSON.parse(readFileSync(path.join(records, `${name}.json`), 'utf8')) as ProgramRecord;
  const digest = createHash('sha256').update(text).digest('hex');
  assert.equal(record.sha256, digest, `${name}: the record is older than the program; npm run oracle`);
  const lines = new LineIndex(text);
  return {
    analysis: analyzeText(text),
    record,
    at: (span) => lines.position(span.start),
  };
}

function hasRun(result: ResultRecord, speaksFor: (framework: FrameworkName) => boolean): boolean {
  return (Object.keys(result.frameworks) as FrameworkName[]).some(speaksFor);
}

/** What happened in the frameworks that the analysis speaks for: those of the version that the file fixes. */
function spokenFor({ analysis, record }: Case, version = analysis.facts.framework.version): ResultRecord[] {
  return record.results.filter((result) =>
    hasRun(result, (name) => version === null || (name === 'tf_keras') === (version === 2)),
  );
}

/** The lengths that a read had, over all executions in the frameworks that the fact speaks for. */
function recordedLengths(one: Case, read: LossesReadFact): number[] {
  const { line, column } = one.at(read.span);
  return (read.onlyKeras3 ? spokenFor(one, 3) : spokenFor(one))
    .flatMap((result) => result.reads)
    .filter((recorded) => recorded.line === line && recorded.column === column)
    .flatMap((recorded) => recorded.lengths);
}

/** The recorded training of a fact: the call itself, or the gradient that ends a step of the program's own. */
function recordedTraining(
  { at }: Case,
  fact: TrainingFact,
  result: ResultRecord,
): TrainingRecord | undefined {
  const { line } = at(fact.span);
  if (fact.kind === 'fit' || fact.kind === 'train_on_batch')
    return result.trainings.find((recorded) => recorded.kind === fact.kind && recorded.line === line);
  const tapes = result.trainings.filter((recorded) => recorded.kind === 'tape' && recorded.line >= line);
  const target = fact.targetSpan === null ? null : at(fact.targetSpan).line;
  return tapes.find((recorded) => recorded.line === target) ?? tapes[0];
}

/** How often the frameworks counted the penalty in that training; fractions and mixtures are left out. */
function recordedTimes(one: Case, fact: TrainingFact): number[] {
  // `compiled_loss`: the fact tells of Keras 2.
  return (fact.versionDependent === null ? spokenFor(one) : spokenFor(one, 2))
    .map((result) => recordedTraining(one, fact, result)?.penaltyTimes)
    .filter((times) => typeof times === 'number' && Number.isInteger(times)) as number[];
}

function found(one: Case, rule: string): Finding[] {
  return one.analysis.findings.filter((finding) => finding.rule === rule);
}

/**
 * Asserts that the check holds in every framework for a certain finding, in one of them for another. A framework in
 * which the program failed is no evidence against it.
 */
function holds(one: Case, finding: Finding, check: (result: ResultRecord) => boolean): void {
  const results = spokenFor(one);
  const agreed =
    results.some(check) &&
    (finding.confidence !== 'certain' ||
      results.every((result) => check(result) || result.exception !== null));
  assert.ok(
    agreed,
    `${finding.rule} (${finding.confidence}) at line ${one.at(finding.span).line}: the record says otherwise`,
  );
}

function counts(result: ResultRecord, times: number): boolean {
  return result.trainings.some((training) => training.penaltyTimes === times);
}

const consistent: Readonly<Record<string, (one: Case, finding: Finding) => void>> = {
  'losses-counted-twice': (one, finding) => holds(one, finding, (result) => counts(result, 2)),
  'losses-ignored': (one, finding) => holds(one, finding, (result) => counts(result, 0)),
  'losses-before-build': (one, finding) => {
    const { line, column } = one.at(finding.span);
    holds(one, finding, ({ reads, exception }) => {
      const read = reads.find((recorded) => recorded.line === line && recorded.column === column);
      if (read === undefined) return exception !== null;
      return finding.confidence === 'certain'
        ? read.lengths.every((length) => length === 0)
        : read.lengths.includes(0);
    });
  },
  'loss-object-arithmetic': (one, finding) => {
    const { line } = one.at(finding.span);
    holds(one, finding, ({ exception }) => exception !== null && exception.line === line);
  },
  'missing-regularization': (one, finding) =>
    holds(one, finding, ({ trainings }) => trainings.every((training) => training.penaltyTimes === null)),
};

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
        for (const model of one.analysis.facts.models) {
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
        for (const finding of one.analysis.findings) consistent[finding.rule]?.(one, finding);
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
      doubled.filter((name) => found(load(name), 'losses-counted-twice').length === 0),
      [],
    );
  });

  // An analysis that says nothing agrees with every record.
  it('says something', () => {
    const facts = names().map((name) => load(name).analysis.facts);
    const known = {
      reads: facts.flatMap(({ lossesReads }) => lossesReads).filter(({ terms }) => terms !== null),
      trainings: facts.flatMap(({ trainings }) => trainings).filter((each) => each.penaltyTimes !== null),
      parameters: facts.flatMap(({ models }) => models).filter((model) => model.parametersExact),
    };
    assert.ok(known.reads.length >= 110, `${known.reads.length} reads`);
    assert.ok(known.trainings.length >= 60, `${known.trainings.length} trainings`);
    assert.ok(known.parameters.length >= 130, `${known.parameters.length} parameter counts`);
  });

  it('leaves no program without a record, and no record without its program', () => {
    const recorded = readdirSync(records).map((file) => path.basename(file, '.json'));
    assert.deepEqual(recorded.sort(), names().sort());
  });
});

describe('the seed program after its fixes', () => {
  const seed = readFileSync(path.join(import.meta.dirname, '../../examples/seed.py'), 'utf8');

  for (const end of followFixes(seed)) {
    it('runs in real Keras and trains with the penalty once', () => {
      const name = names().find((one) =>
        readFileSync(path.join(programs, `${one}.py`), 'utf8').startsWith(end),
      );
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
