import assert from 'node:assert/strict';
import { kernelInstance, type Kernels } from '../../src/lab/engine/dense/kernel-instance';
import { computesRightly, selfTestMemory } from '../../src/lab/engine/dense/self-test';

describe('the self-test of the dense kernels', () => {
  const started = () => {
    const instance = kernelInstance(selfTestMemory.floats, selfTestMemory.pieces);
    assert.ok(instance);
    return instance;
  };

  it('finds nothing wrong with them', () => {
    assert.ok(computesRightly(started()));
  });

  for (const name of Object.keys(started().run) as (keyof Kernels)[]) {
    it(`notices when ${name} does nothing`, () => {
      const instance = started();
      const run = { ...instance.run, [name]: () => undefined };
      assert.equal(computesRightly({ ...instance, run }), false);
    });
  }
});
