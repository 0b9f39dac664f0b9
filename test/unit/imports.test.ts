import assert from 'node:assert/strict';
import { type Analysis, analyzeText, defaultOptions } from '../../src/analysis/analyze';
import { type ProjectFiles, folderOf, modulesOf, projectFile } from '../../src/analysis/project';

/** A project in memory; names are paths below `/project`. */
function projectOf(contents: Readonly<Record<string, string>>): ProjectFiles {
  const files = new Map(
    Object.entries(contents).map(([name, text]) => [`/project/${name}`, projectFile(text)]),
  );
  const folders = new Map<string, Set<string>>([['/project', new Set()]]);
  for (const path of files.keys()) {
    for (let at = path; at !== '/project'; at = folderOf(at)) {
      const folder = folders.get(folderOf(at)) ?? new Set();
      folders.set(folderOf(at), folder.add(at.slice(at.lastIndexOf('/') + 1)));
    }
  }
  return { entries: (folder) => folders.get(folder) ?? null, file: (path) => files.get(path) ?? null };
}

/** Analyses one file of a project. */
function analyse(contents: Readonly<Record<string, string>>, name = 'main.py'): Analysis {
  const files = projectOf(contents);
  const modules = modulesOf(files, `/project/${name}`, '/project');
  return analyzeText(contents[name] ?? '', defaultOptions, { modules, dependencies: null });
}

const terms = ({ facts, place }: Analysis) =>
  facts.lossesReads.filter(({ span }) => place(span).source === null).map((read) => read.terms);

const builder = `import keras
from keras import layers

def build(units=(8, 4), l2=0.01):
    model = keras.Sequential([keras.Input((4,))])
    for one in units:
        model.add(layers.Dense(one, kernel_regularizer=keras.regularizers.L2(l2)))
    return model
`;

describe('imported modules', () => {
  it('makes models with functions of a file beside it', () => {
    const analysis = analyse({
      'models.py': builder,
      'main.py':
        'from models import build\n\nsmall = build((8,))\nlarge = build()\nprint(small.losses, large.losses)\n',
    });
    assert.deepEqual(terms(analysis), [1, 2]);
    const named = analysis.facts.models.filter(({ nameSpan }) => analysis.place(nameSpan).source === null);
    assert.deepEqual(
      named.map(({ name, layersExact, layers }) => [name, layersExact, layers.length]),
      [
        ['small', true, 1],
        ['large', true, 2],
      ],
    );
    assert.equal(analysis.place(named[0]?.span ?? { start: 0, end: 0 }).source?.path, '/project/models.py');
  });

  for (const [way, statement, use] of [
    ['import', 'import models', 'models.build()'],
    ['import as', 'import models as m', 'm.build()'],
    ['from import as', 'from models import build as make', 'make()'],
    ['star', 'from models import *', 'build()'],
  ] as const) {
    it(`follows ${way}`, () => {
      const main = `${statement}\nnet = ${use}\nprint(net.losses)\n`;
      assert.deepEqual(terms(analyse({ 'models.py': builder, 'main.py': main })), [2]);
    });
  }

  it('follows packages, relative imports and what an __init__ hands on', () => {
    const files = {
      'zoo/__init__.py': 'from .nets import make_net\n',
      'zoo/nets.py':
        'from ..shared.build import build as base\nfrom . import sizes\n\ndef make_net():\n    return base(sizes.UNITS)\n',
      'zoo/sizes.py': 'UNITS = [16, 8, 4]\n',
      'shared/build.py': builder,
      'main.py':
        'import zoo.nets as nets\nfrom zoo import make_net\nprint(make_net().losses, nets.make_net().losses)\n',
    };
    assert.deepEqual(terms(analyse(files)), [3, 3]);
  });

  it('finds modules of folders above and of src', () => {
    const files = {
      'src/models.py': builder,
      'common.py': 'UNITS = (2,)\n',
      'jobs/train/main.py':
        'from common import UNITS\nfrom models import build\nprint(build(UNITS).losses)\n',
    };
    assert.deepEqual(terms(analyse(files, 'jobs/train/main.py')), [1]);
  });

  it('derives from classes of another file', () => {
    const base = `import keras

class Base(keras.Model):
    def __init__(self, units=8):
        super().__init__()
        self.dense = keras.layers.Dense(units, kernel_regularizer='l2')
        self.head = keras.layers.Dense(1)

    def call(self, x):
        return self.head(self.dense(x))
`;
    const main = `import numpy as np
import base

class Net(base.Base):
    def __init__(self):
        super().__init__(units=4)

net = Net()
net(np.zeros((2, 3)))
print(net.losses)
`;
    assert.deepEqual(terms(analyse({ 'base.py': base, 'main.py': main })), [1]);
  });

  it('lets modules import each other, and some be missing', () => {
    const files = {
      'a.py': 'import b\nimport gone\nfrom nowhere import something\nUNITS = (4,)\n',
      'b.py': `import a\n${builder}`,
      'main.py': 'import a, b\nprint(b.build(a.UNITS).losses)\n',
    };
    assert.deepEqual(terms(analyse(files)), [1]);
  });

  it('runs a module once, wherever it is imported first', () => {
    const files = {
      'net.py': "import keras\nmodel = keras.Sequential([keras.layers.Dense(1, kernel_regularizer='l2')])\n",
      'main.py': `import numpy as np

def build():
    from net import model
    model(np.zeros((2, 3)))

build()
if input():
    from net import model
else:
    import net
    model = net.model
print(model.losses)
`,
    };
    assert.deepEqual(terms(analyse(files)), [1]);
  });

  it('knows that an imported module is not the program', () => {
    const files = {
      'net.py': `${builder}\nmodel = build()\nif __name__ == '__main__':\n    model.add(layers.Dense(1, kernel_regularizer='l1'))\n`,
      'main.py': 'from net import model\nprint(model.losses)\n',
    };
    assert.deepEqual(terms(analyse(files)), [2]);
  });

  it('takes the guarded import that the project has', () => {
    const main =
      'try:\n    from package.models import build\nexcept ImportError:\n    from models import build\nprint(build().losses)\n';
    assert.deepEqual(terms(analyse({ 'models.py': builder, 'main.py': main })), [2]);
  });

  it('reports in the analysed file only, with evidence in others and no edit of them', () => {
    const files = {
      'net.py':
        "import keras\n\ndef build():\n    return keras.Sequential([keras.layers.Dense(1, kernel_regularizer='l2')])\n",
      'main.py':
        "from net import build\nmodel = build()\npenalty = sum(model.losses)\nmodel.compile('sgd', loss=lambda t, p: (t - p) ** 2 + penalty)\n",
    };
    const { findings } = analyse(files);
    const found = findings.find(({ rule }) => rule === 'losses-before-build');
    assert.ok(found);
    assert.ok(found.span.end <= files['main.py'].length);
    const made = found.related[0];
    assert.equal(made?.source?.path, '/project/net.py');
    assert.equal(files['net.py'].slice(made.span.start, made.span.start + 16), 'keras.Sequential');
    for (const fix of found.fixes)
      for (const { span } of fix.edits) assert.ok(span.end <= files['main.py'].length);
    assert.deepEqual(analyse(files, 'net.py').findings, []);
  });

  it('needs no import of Keras of its own', () => {
    assert.equal(
      analyse({ 'models.py': builder, 'main.py': 'import models\n' }).facts.framework.name,
      'keras',
    );
    assert.equal(
      analyse({ 'models.py': 'x = 1', 'main.py': 'import models\n' }).facts.framework.name,
      'none',
    );
  });

  it('says nothing of what is still being read', () => {
    const { facts, findings } = analyzeText('from models import build\nmodel = build()\n', defaultOptions, {
      modules: { find: () => undefined },
      dependencies: null,
    });
    assert.deepEqual([facts.models, findings], [[], []]);
  });

  it('reads a file by itself when the modules beside it take all the steps', () => {
    const doubling = Array.from(
      { length: 30 },
      (_, n) => `def f${n}(x):\n    f${n + 1}(x)\n    return f${n + 1}(x)\n`,
    );
    const analysis = analyse({
      'slow.py': `import keras\n${doubling.join('')}def f30(x):\n    return x\n\nf0(1)\n`,
      'main.py': `import slow\nimport keras\nmodel = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2, kernel_regularizer='l2')])\nprint(model.losses)\n`,
    });
    assert.equal(analysis.complete, true);
    assert.deepEqual(terms(analysis), [1]);
  });
});
