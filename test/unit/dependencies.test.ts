import assert from 'node:assert/strict';
import { analyzeText, defaultOptions } from '../../src/analysis/analyze';
import { kerasDependency } from '../../src/analysis/dependencies';

const of = (path: string, text: string) => kerasDependency([{ path, text }]);

describe('dependency files', () => {
  for (const [path, text, keras, tensorflowKeras] of [
    ['requirements.txt', 'numpy\ntensorflow==2.15.0\n', 2, 2],
    ['requirements.txt', 'tensorflow>=2.4,<2.16  # see #7', 2, 2],
    ['requirements.txt', 'tensorflow[and-cuda]>=2.16.1; python_version < "3.13"', 3, 3],
    ['requirements.txt', 'tensorflow~=2.10.0', 2, 2],
    ['requirements.txt', 'tensorflow~=2.10', null, null],
    ['requirements.txt', 'tensorflow', null, null],
    ['requirements-dev.txt', 'tensorflow-gpu', 2, 2],
    ['requirements.txt', 'tensorflow==2.15\nkeras==3.0.5', 3, 2],
    ['requirements.txt', 'keras<3', 2, null],
    ['requirements.txt', 'keras>=3.3\njax[cpu]', 3, null],
    ['requirements.txt', 'tensorflow<2.16\ntensorflow-cpu>=2.17', null, null],
    ['requirements.txt', 'tensorflow-datasets==4.9\nkeras-tuner==1.4', null, null],
    ['pyproject.toml', '[project]\ndependencies = [\n  "tensorflow>=2.16",\n  "numpy",\n]\n', 3, 3],
    ['pyproject.toml', '[tool.poetry.dependencies]\npython = "^3.9"\ntensorflow = "2.12.1"\n', 2, 2],
    [
      'pyproject.toml',
      '[tool.poetry.dependencies]\ntensorflow = {version = "^2.16", optional = true}\n',
      3,
      3,
    ],
    ['pyproject.toml', '[tool.poetry.dependencies]\ntensorflow = "^2.10"\n', null, null],
    ['environment.yml', 'dependencies:\n  - python=3.9\n  - tensorflow=2.11\n', 2, 2],
    ['environment.yml', 'dependencies:\n  - pip:\n      - keras==3.4.1\n', 3, null],
    ['setup.py', 'setup(install_requires=["numpy", "tensorflow>=2.2,<2.11"])', 2, 2],
    ['setup.cfg', '[options]\ninstall_requires =\n    tensorflow >= 2.16\n', 3, 3],
    ['Pipfile', '[packages]\ntensorflow = "==2.9.*"\n', 2, 2],
    ['poetry.lock', '[[package]]\nname = "tensorflow"\nversion = "2.17.0"\n', 3, 3],
    ['uv.lock', '[[package]]\nname = "keras"\nversion = "2.15.0"\n', 2, null],
  ] as const) {
    it(`reads ${path}: ${text.trim().split('\n').at(-1)}`, () => {
      const found = of(`/project/${path}`, text);
      assert.deepEqual([found?.keras ?? null, found?.tensorflowKeras ?? null], [keras, tensorflowKeras]);
    });
  }

  it('tells the backend where there is one, and the file that decides', () => {
    assert.equal(of('requirements.txt', 'keras>=3\njax')?.backend, 'jax');
    assert.equal(of('requirements.txt', 'keras>=3\njax\ntorch')?.backend, null);
    assert.equal(of('requirements.txt', 'tensorflow')?.backend, 'tensorflow');
    const both = kerasDependency([
      { path: 'a/requirements.txt', text: 'tensorflow' },
      { path: 'a/poetry.lock', text: 'name = "tensorflow"\nversion = "2.15.1"' },
    ]);
    assert.deepEqual([both?.file, both?.keras], ['a/poetry.lock', 2]);
    assert.equal(of('requirements.txt', 'numpy'), null);
  });
});

describe('the version of the framework', () => {
  const fact = (code: string, requirements: string, kerasVersion: 2 | 3 | null = null) => {
    const dependencies = of('requirements.txt', requirements);
    const modules = { find: () => null };
    const { framework } = analyzeText(
      code,
      { ...defaultOptions, kerasVersion },
      { modules, dependencies },
    ).facts;
    return [framework.version, framework.backend, framework.evidence];
  };

  it('comes from the dependencies where imports leave it open', () => {
    assert.deepEqual(fact('import tensorflow as tf', 'tensorflow<2.16'), [2, 'tensorflow', 'dependency']);
    assert.deepEqual(fact('import keras', 'keras>=3\ntorch'), [3, 'torch', 'dependency']);
    assert.deepEqual(fact('import tf_keras', 'tensorflow>=2.16'), [2, 'tensorflow', 'import']);
    assert.deepEqual(fact('import tensorflow as tf', 'tensorflow'), [null, 'tensorflow', 'import']);
    assert.deepEqual(fact('import tensorflow\nimport keras', 'tensorflow==2.15\nkeras==3.0'), [
      null,
      'tensorflow',
      'import',
    ]);
  });

  it('lets a setting decide', () => {
    assert.deepEqual(fact('import keras', 'keras<3', 3), [3, null, 'setting']);
  });

  it('hears what the file writes into the environment', () => {
    const legacy = "import os\nos.environ['TF_USE_LEGACY_KERAS'] = '1'\nimport tensorflow as tf\n";
    assert.deepEqual(fact(legacy, 'tensorflow>=2.16'), [2, 'tensorflow', 'import']);
    const backend = "import os as o\no.environ.setdefault('KERAS_BACKEND', 'jax')\nimport keras\n";
    assert.deepEqual(fact(backend, 'tensorflow>=2.16'), [3, 'jax', 'dependency']);
  });
});
