import assert from 'node:assert/strict';
import { unpackedResult } from '../../src/lab/packed';
import { roundedMetrics } from '../../src/lab/rounded';
import { helps, partOf, packedResult } from '../webview/fixtures';
import type { ComparisonResult, EpochMetrics } from '../../src/lab/plan';

describe('a packed result', () => {
  const inOrder = (metrics: readonly EpochMetrics[]): EpochMetrics[] =>
    [...metrics].sort(
      (one, other) => one.arm - other.arm || one.seed - other.seed || one.epoch - other.epoch,
    );
  const sent = (result: ComparisonResult): ComparisonResult =>
    unpackedResult(JSON.parse(JSON.stringify(packedResult(result))) as ReturnType<typeof packedResult>);
  const metrics = partOf(helps, 5).metrics.map(roundedMetrics);

  it('has the very numbers that went in, be they large or small', () => {
    const extreme = metrics.map((cell, place) =>
      roundedMetrics({ ...cell, trainLoss: cell.trainLoss * 10 ** ((place % 60) - 30), penalty: 0 }),
    );
    const result = { ...partOf(helps, 5), diverged: [], metrics: extreme };
    assert.deepEqual({ ...sent(result), metrics: [] }, { ...result, metrics: [] });
    assert.deepEqual(sent(result).metrics, inOrder(extreme));
  });

  it('tells where a training stopped early, each in its place', () => {
    const stopped = metrics.map((cell) =>
      cell.epoch === 30 && cell.arm === 1 ? { ...cell, stopped: { after: 30, best: 25 } } : cell,
    );
    assert.deepEqual(sent({ ...partOf(helps, 5), metrics: stopped }).metrics, inOrder(stopped));
  });

  it('has no metrics where its text is of another plan', () => {
    const packed = packedResult(helps);
    const plan = { ...helps.plan, epochs: helps.plan.epochs + 1 };
    assert.deepEqual(unpackedResult({ ...packed, result: { ...packed.result, plan } }).metrics, []);
  });
});
