import assert from 'node:assert/strict';
import { layerKinds } from '../../src/lab/architecture/index';
import { initialValues, knowsInitializer } from '../../src/lab/architecture/initializers';
import type { Initializer } from '../../src/lab/architecture/layer-kind';
import { innerArguments } from '../../src/lab/architecture/wrappers';
import { harmlessArguments, notedArguments } from '../../src/lab/planning/configuration';
import { cannotBuildLayer } from '../../src/lab/planning/nearest';
import records from './keras-layers.json';

type Signature = Readonly<Record<string, 'required' | { readonly default: unknown }>>;
const signatures = records.layers as Readonly<Record<string, Signature>>;

/** One for all axes where all are the same, and Keras' other spellings of one value. */
function simplified(value: unknown): unknown {
  if (value === null) return 'linear or none';
  if (value === 'linear') return 'linear or none';
  if (typeof value === 'string') return value.toLowerCase();
  if (!Array.isArray(value)) return value;
  const parts = value.map(simplified);
  return parts.every((part) => part === parts[0]) ? parts[0] : parts;
}

describe('the layers of Keras', () => {
  for (const [name, kind] of Object.entries(layerKinds)) {
    it(`have no argument that is passed over in silence, and the same defaults: ${name}`, () => {
      const signature = signatures[name];
      assert.ok(signature);
      for (const [argument, given] of Object.entries(signature)) {
        const built = argument in kind.defaults || kind.required.includes(argument);
        const spokenOf =
          (kind.only && argument in kind.only) ||
          kind.harmless?.includes(argument) ||
          (!built && harmlessArguments.includes(argument)) ||
          notedArguments.test(argument) ||
          argument.endsWith('_regularizer') ||
          innerArguments.includes(argument);
        assert.ok(built || spokenOf, argument);
        assert.ok(!built || !spokenOf || innerArguments.includes(argument), `${argument} twice`);
        // Keras 2 has a default size of average pooling.
        const hasDefault = /^AveragePooling/.test(name);
        if (given === 'required') assert.ok(hasDefault || kind.required.includes(argument), argument);
        else if (argument in kind.defaults) {
          assert.deepEqual(simplified(kind.defaults[argument]), simplified(given.default), argument);
        } else if (kind.only && argument in kind.only) {
          assert.ok(kind.only[argument]?.map(simplified).includes(simplified(given.default)), argument);
        }
      }
    });
  }

  it('are named with the nearest that can be built, where they cannot', () => {
    const without = Object.keys(signatures)
      .filter((name) => !(name in layerKinds) && !['InputLayer', 'Layer'].includes(name))
      .filter((name) => !cannotBuildLayer(name).en.includes('the nearest it can'));
    assert.deepEqual(without, []);
  });
});

describe('what Keras initializers draw', () => {
  for (const { initializer, arguments: given, shape, ...drawn } of records.initializers) {
    const size = shape.reduce((product, dimension) => product * dimension, 1);
    it(`is spread alike: ${initializer} ${JSON.stringify(given)} over ${shape.join(' × ')}`, () => {
      const written: Initializer =
        Object.keys(given).length > 0 ? { class_name: initializer, config: given } : initializer;
      assert.ok(knowsInitializer(written));
      const weight = { role: 'kernel', shape, initializer: written, trainable: true };
      const values = Array.from(initialValues(weight, 1, 'layer/kernel'));
      const mean = values.reduce((sum, value) => sum + value, 0) / size;
      const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / size);
      const least = values.reduce((low, value) => Math.min(low, value), Infinity);
      const most = values.reduce((high, value) => Math.max(high, value), -Infinity);
      // Means of so many numbers differ by their standard error, here and in Keras.
      assert.ok(Math.abs(mean - drawn.mean) <= (6 * drawn.deviation) / Math.sqrt(size) + 1e-6);
      assert.ok(Math.abs(deviation - drawn.deviation) <= 0.05 * drawn.deviation + 1e-6);
      const isBounded = !/^(RandomNormal|random_normal|orthogonal|Orthogonal)$/.test(initializer);
      if (!isBounded || JSON.stringify(given).includes('untruncated')) return;
      const width = drawn.most - drawn.least;
      assert.ok(Math.abs(least - drawn.least) <= 0.02 * width + 1e-6, `from ${least}, not ${drawn.least}`);
      assert.ok(Math.abs(most - drawn.most) <= 0.02 * width + 1e-6, `to ${most}, not ${drawn.most}`);
    });
  }

  it('is known by every spelling, with arguments that it has', () => {
    for (const name of ['HeNormal', 'he_normal', 'Zeros', 'uniform', 'OrthogonalInitializer']) {
      assert.ok(knowsInitializer(name), name);
    }
    const made = (class_name: string, config: object): unknown => ({ class_name, config });
    assert.ok(knowsInitializer(made('RandomNormal', { mean: 0, seed: 7 })));
    for (const other of [
      'mine',
      undefined,
      7,
      made('RandomNormal', { spread: 1 }),
      made('RandomNormal', { mean: 'zero' }),
      made('VarianceScaling', { mode: 'fan_all' }),
    ]) {
      assert.ok(!knowsInitializer(other), JSON.stringify(other));
    }
  });
});
