import assert from 'node:assert/strict';
import { timeOfRun } from '../../src/webview/time-of-run';

describe('the time of a run', () => {
  it('is that of the clock, also in the first hour, and of another day says the day', () => {
    const early = new Date();
    early.setHours(0, 5, 9);
    assert.equal(timeOfRun(early.getTime(), 'en'), '00:05:09');
    const spring = new Date(2020, 2, 7, 14, 30, 0).getTime();
    assert.equal(timeOfRun(spring, 'en'), 'Mar 7 14:30:00');
    assert.equal(timeOfRun(spring, 'zh'), '3月7日 14:30:00');
  });
});
