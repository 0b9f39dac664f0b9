import * as assert from 'node:assert/strict';
import { driver } from './driver';

// Last by its name: it looks back on everything the other tests have done.
describe('privacy', () => {
  it('has sent nothing to another machine', async () => {
    assert.deepEqual(await driver.requests(), []);
  });
});
