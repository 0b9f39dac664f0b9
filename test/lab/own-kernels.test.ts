import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { hasOwnKernel, installOwnKernels, ownKernels } from '../../src/lab/engine/own-kernels/index';
import type { Heap } from '../../src/lab/engine/own-kernels/heap';
import { kernels as digits } from '../../src/lab/engine/own-kernels/kernels';
import { sizeOf, type Functions, type OwnKernel } from '../../src/lab/engine/own-kernels/own-kernel';
import { compile, instantiate, newMemory } from '../../src/lab/engine/web-assembly';
import { startedTensorflow } from './running';

describe('own kernels', () => {
  before(startedTensorflow);

  it('are all in place', () => {
    assert.deepEqual(
      ownKernels.map(({ name }) => name).filter((name) => !hasOwnKernel(name)),
      [],
    );
  });

  it('leave what was there in place when they compute something else or throw', () => {
    const right = ownKernels[0] as OwnKernel;
    const wrong: OwnKernel = { ...right, name: 'Square', trials: right.trials.map(off) };
    const throwing: OwnKernel = {
      ...right,
      name: 'Exp',
      run: () => {
        throw new Error('on purpose');
      },
    };
    const refusing: OwnKernel = { ...right, name: 'Neg', run: () => null };
    const before = tf.memory().numDataBuffers;
    assert.deepEqual(installOwnKernels([wrong, throwing, refusing]), []);
    assert.equal(tf.memory().numDataBuffers, before);
    tf.tidy(() => {
      assert.deepEqual([...tf.square([1, 2, 3]).dataSync()], [1, 4, 9]);
      assert.deepEqual([...tf.exp([0]).dataSync()], [1]);
      assert.deepEqual([...tf.neg([1]).dataSync()], [-1]);
    });

    function off(trial: OwnKernel['trials'][number]): OwnKernel['trials'][number] {
      return { ...trial, expected: () => Array.from(trial.expected(), (value) => value + 0.01) };
    }
  });

  it('leave everything in place on a backend that is built otherwise', async () => {
    await tf.setBackend('cpu');
    try {
      assert.deepEqual(installOwnKernels(), []);
      assert.ok(!hasOwnKernel('BatchMatMul'));
    } finally {
      await tf.setBackend('wasm');
    }
    assert.ok(hasOwnKernel('BatchMatMul'));
  });

  it('leave calls to TensorFlow.js that they do not take', () => {
    tf.tidy(() => {
      const [many, few] = [tf.ones([2, 3, 1, 2]), tf.ones([1, 3, 2, 1])];
      assert.throws(() => tf.matMul(tf.ones([2, 3], 'int32'), tf.ones([3, 2], 'int32')).dataSync());
      assert.deepEqual(tf.matMul(many, few).shape, [2, 3, 1, 1]);
    });
  });

  for (const kernel of ownKernels) {
    it(`write their results and nothing else: ${kernel.name}`, () => {
      const memory = newMemory(4);
      const functions = instantiate(compile(digits), memory) as Functions;
      const bytes = new Uint8Array(memory.buffer).fill(0x41);
      for (const trial of kernel.trials) {
        const places = new Map<object, number>();
        const written: [from: number, to: number][] = [];
        let free = 1024;
        const room = (floats: number): number => {
          const place = free;
          free += 4 * floats + 256;
          return place;
        };
        const heap: Heap = {
          memory,
          address: ({ dataId }) => places.get(dataId) as number,
          output: (shape) => {
            const place = room(sizeOf(shape));
            written.push([place, place + 4 * sizeOf(shape)]);
            const dataId = {};
            places.set(dataId, place);
            return { dataId, shape: [...shape], dtype: 'float32' };
          },
          share: (tensor) => tensor,
          giveBack: () => assert.fail('a result was given back'),
          scratch: (floats) => {
            const place = room(floats);
            written.push([place, place + 4 * floats]);
            return place;
          },
        };
        const inputs = Object.fromEntries(
          Object.entries(trial.inputs).map(([name, { shape, type, values }]) => {
            const dataId = {};
            const place = room(values.length);
            new (type === 'int32' ? Int32Array : Float32Array)(memory.buffer, place, values.length).set(
              values,
            );
            places.set(dataId, place);
            return [name, { dataId, shape: [...shape], dtype: type }];
          }),
        );
        const before = bytes.slice();
        assert.ok(kernel.run({ inputs, attributes: trial.attributes }, heap, functions));
        for (const [from, to] of written) before.set(bytes.subarray(from, to), from);
        assert.equal(Buffer.compare(before, bytes), 0);
      }
    });
  }
});
