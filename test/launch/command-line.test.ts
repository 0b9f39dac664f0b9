import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** Runs the built command line as a person would. */
function reglens(...command: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...command], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '' },
  });
  return { status, stdout, stderr };
}

describe('the built command line', () => {
  it('compares the seed program, in a bundle of its own', () => {
    const { status, stdout, stderr } = reglens(
      'compare',
      'examples/seed.py',
      '--seeds',
      '5',
      '--epochs',
      '3',
    );
    assert.equal(status, 0, stderr);
    assert.match(stdout, /95 % interval/);
    assert.match(stdout, /RegLens \(WebAssembly SIMD\)/);
  });

  it('says what is wrong in a sentence, also from that bundle', () => {
    for (const file of ['gone.py', 'README.md']) {
      const { status, stdout, stderr } = reglens('compare', file);
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, /^reglens: \S+ (could not be read|is neither a Python file nor a plan).*\n$/);
    }
  });

  it('trains what needs TensorFlow.js', () => {
    const { status, stdout, stderr } = reglens(
      'compare',
      'test/fixtures/convolution.py',
      '--seeds',
      '1',
      '--epochs',
      '1',
    );
    assert.equal(status, 0, stderr);
    assert.match(stdout, /TensorFlow\.js 4\.22\.0 \(wasm\)/);
  });
});
