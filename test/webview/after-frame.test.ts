import assert from 'node:assert/strict';
import { afterFrame } from '../../src/webview/after-frame';

describe('what waits for a frame', () => {
  let frames: (() => void)[] = [];
  const real = globalThis.requestAnimationFrame;
  beforeEach(() => {
    frames = [];
    globalThis.requestAnimationFrame = (drawn) => frames.push(() => drawn(0));
  });
  afterEach(() => {
    globalThis.requestAnimationFrame = real;
  });
  const nextTask = () => new Promise((resolve) => setTimeout(resolve));

  it('is done in the task after the frame, once', async () => {
    const done: string[] = [];
    afterFrame().plan(() => done.push('kept'));
    await nextTask();
    assert.deepEqual(done, []);
    for (const draw of frames) draw();
    assert.deepEqual(done, []);
    await nextTask();
    assert.deepEqual(done, ['kept']);
  });

  it('is done all the same in a page that draws no frames', async () => {
    await new Promise<void>((resolve) => afterFrame().plan(resolve));
    assert.equal(frames.length, 1);
  });

  it('gives way to what comes later, and is done at once when somebody cannot wait, with what follows on it', () => {
    const done: string[] = [];
    const afterwards = afterFrame();
    afterwards.plan(() => done.push('so far'));
    afterwards.plan(() => {
      done.push('recorded');
      afterwards.plan(() => done.push('sent'));
    });
    afterwards.settle();
    assert.deepEqual(done, ['recorded', 'sent']);
    for (const draw of frames) draw();
    afterwards.settle();
    assert.deepEqual(done, ['recorded', 'sent']);
  });
});
