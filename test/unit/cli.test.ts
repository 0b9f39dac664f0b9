import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rules } from '../../src/analysis/rules';
import type { Locale } from '../../src/analysis/text/localized';
import { run } from '../../src/cli/run';
import { unifiedDiff } from '../../src/cli/unified-diff';

const wrong = `import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, kernel_regularizer='l2')])
loss = keras.losses.MeanSquaredError() + sum(model.losses)
`;
const warning = `import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, activation='softmax')])
model.compile('adam', keras.losses.SparseCategoricalCrossentropy(from_logits=True))
`;
const right = `import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
`;

interface JsonReport {
  version: number;
  files: {
    path: string;
    complete: boolean;
    findings: {
      rule: string;
      severity: string;
      range: { start: { line: number; column: number } };
      related: { path: string }[];
      fixes: { edits: unknown[] }[];
    }[];
  }[];
  summary: { milliseconds: number; error: number; warning: number };
}

describe('command line', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'reglens-cli-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(name: string, content: string | Uint8Array): void {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');

  async function call(
    command: readonly string[],
    { locale = 'en' as Locale, input = '', color = false } = {},
  ) {
    let out = '';
    let error = '';
    const status = await run(command, {
      cwd: folder,
      locale,
      color,
      progress: false,
      out: (text) => void (out += text),
      error: (text) => void (error += text),
      interrupt: new AbortController().signal,
      readInput: () => Promise.resolve(new TextEncoder().encode(input)),
    });
    return { status, out, error };
  }

  async function json(...command: string[]) {
    const { status, out } = await call(['check', '--format', 'json', ...command]);
    return { status, report: JSON.parse(out) as JsonReport };
  }

  const paths = async (...command: string[]) =>
    (await json(...command)).report.files.map((file) => file.path);

  describe('check', () => {
    it('ends with 0 without findings, 1 with', async () => {
      write('right.py', right);
      write('wrong.py', wrong);
      assert.equal((await call(['check', 'right.py'])).status, 0);
      assert.equal((await call(['check', 'wrong.py'])).status, 1);
      assert.equal((await call(['check'])).status, 1);
    });

    it('says where, what and how to repair it', async () => {
      write('wrong.py', wrong);
      const { out } = await call(['check', 'wrong.py']);
      assert.match(out, /^wrong\.py:4:8: error: .*\[loss-object-arithmetic\]$/m);
      assert.match(out, /^ {2}4 \| loss = keras\.losses.*\n {4}\| {8}\^{51}$/m);
      assert.match(out, /^ {2}fix \(changes training\): Remove `\+ sum\(model\.losses\)`/m);
      assert.match(out, /^Findings: 1 \(errors: 1, warnings: 0; files checked: 1\)\.$/m);
    });

    it('speaks Chinese', async () => {
      write('wrong.py', wrong);
      const { out } = await call(['check', 'wrong.py'], { locale: 'zh' });
      assert.match(out, /错误: .*损失对象/);
      assert.match(out, /发现 1 个问题/);
    });

    it('writes JSON as documented', async () => {
      write('a/wrong.py', `x = '🙂'\n${wrong}`);
      const { report } = await json('a');
      const [file] = report.files;
      assert.ok(file);
      assert.deepEqual([report.version, file.path, file.complete], [1, 'a/wrong.py', true]);
      const [finding] = file.findings;
      assert.ok(finding);
      assert.deepEqual(
        { ...finding, message: '', fixes: finding.fixes.length },
        {
          rule: 'loss-object-arithmetic',
          severity: 'error',
          confidence: 'certain',
          message: '',
          range: { start: { line: 5, column: 8 }, end: { line: 5, column: 59 } },
          cell: null,
          related: [],
          fixes: 1,
        },
      );
      assert.deepEqual(finding.fixes[0]?.edits, [
        {
          cell: null,
          range: { start: { line: 5, column: 8 }, end: { line: 5, column: 59 } },
          newText: 'keras.losses.MeanSquaredError()',
        },
      ]);
      const { milliseconds, ...summary } = report.summary;
      assert.equal(typeof milliseconds, 'number');
      assert.deepEqual(summary, { files: 1, findings: 1, error: 1, warning: 0, information: 0, hint: 0 });
    });

    it('counts columns in UTF-16 units from 1', async () => {
      write('wide.py', wrong.replace('loss =', "s, loss = '🙂字',").replace(/$/, ''));
      const { report } = await json('wide.py');
      assert.equal(report.files[0]?.findings[0]?.range.start.column, "s, loss = '🙂字', ".length + 1);
    });

    it('writes SARIF', async () => {
      write('a b.py', wrong);
      const log = JSON.parse((await call(['check', '--format', 'sarif'])).out);
      assert.equal(log.version, '2.1.0');
      const [{ tool, results, columnKind }] = log.runs;
      assert.equal(columnKind, 'utf16CodeUnits');
      assert.equal(tool.driver.rules[results[0].ruleIndex].id, 'loss-object-arithmetic');
      assert.equal(results[0].locations[0].physicalLocation.artifactLocation.uri, 'a%20b.py');
      assert.equal(results[0].level, 'error');
    });

    it('writes GitHub annotations', async () => {
      write('a,b.py', wrong);
      const { out } = await call(['check', '--format', 'github', '--quiet']);
      assert.match(
        out,
        /^::error file=a%2Cb\.py,line=4,endLine=4,col=8,endColumn=59,title=loss-object-arithmetic::/,
      );
      assert.equal(out.trim().split('\n').length, 1);
    });

    it('reads standard input', async () => {
      const { status, out } = await call(['check', '-', '--stdin-filename', 'src/x.py'], { input: wrong });
      assert.equal(status, 1);
      assert.match(out, /^src\/x\.py:4:8/);
    });

    it('honours .gitignore, nested and negated, and leaves named files in', async () => {
      mkdirSync(path.join(folder, '.git'));
      write('.gitignore', 'build/\n*_old.py\n');
      write('build/a.py', right);
      write('b.py', right);
      write('c_old.py', right);
      write('deep/.gitignore', '!d_old.py\ne.py\n');
      write('deep/d_old.py', right);
      write('deep/e.py', right);
      assert.deepEqual(await paths('.'), ['b.py', 'deep/d_old.py']);
      assert.deepEqual(await paths('deep'), ['deep/d_old.py']);
      assert.deepEqual(await paths('c_old.py'), ['c_old.py']);
    });

    it('honours exclude, and leaves environments out by default', async () => {
      write('node_modules/x/a.py', right);
      write('.venv/b.py', right);
      write('c.py', right);
      assert.deepEqual(await paths('.'), ['c.py']);
      write('reglens.json', '{ "exclude": ["c.py"] }');
      assert.deepEqual(await paths('.'), ['.venv/b.py', 'node_modules/x/a.py']);
    });

    it('does not follow linked folders in a circle', async () => {
      write('a/b.py', right);
      symlinkSync(path.join(folder, 'a'), path.join(folder, 'a/again'));
      assert.deepEqual(await paths('.', 'a'), ['a/b.py']);
    });

    it('notes once what it does not analyse', async () => {
      write('a.ipynb', '{}');
      write('b.js', '');
      write('c.txt', '');
      write('d.py', right);
      const { status, error } = await call(['check']);
      assert.equal(status, 0);
      assert.match(error, /^reglens: only Python files.*a\.ipynb and 1 more were skipped\.\n$/);
      assert.equal((await call(['check', '--quiet'])).error, '');
    });

    it('takes settings from the nearest file upward', async () => {
      write('pyproject.toml', '[tool.reglens]\nminimum-confidence = "certain"\n');
      write('a/warning.py', warning);
      write('b/warning.py', warning);
      write('b/package.json', '{ "reglens": { "rules": { "logits-mismatch": "error" } } }');
      write('c/warning.py', warning);
      write('c/reglens.json', '{ "rules": { "logits-mismatch": "off" } }');
      write('c/package.json', '{ "reglens": {} }');
      const { report } = await json('.');
      const found = report.files.flatMap((file) =>
        file.findings.map((one) => `${file.path} ${one.severity}`),
      );
      assert.deepEqual(found, ['b/warning.py error']);
      const { report: overridden } = await json('a', '--min-confidence', 'possible');
      assert.equal(overridden.summary.warning, 1);
    });

    it('takes severities from the command line', async () => {
      write('warning.py', warning);
      assert.equal((await call(['check', '--rule', 'logits-mismatch=off'])).status, 0);
      assert.equal((await call(['check', '--rule=logits-mismatch=hint'])).status, 0);
      assert.equal((await json('--rule', 'logits-mismatch=error')).report.summary.error, 1);
    });

    it('allows a number of warnings, but no errors', async () => {
      write('warning.py', warning);
      assert.equal((await call(['check', '--max-warnings', '0'])).status, 1);
      assert.equal((await call(['check', '--max-warnings', '1'])).status, 0);
      write('wrong.py', wrong);
      assert.equal((await call(['check', '--max-warnings', '9'])).status, 1);
    });

    it('counts by rule', async () => {
      write('warning.py', warning);
      write('other.py', warning);
      assert.match((await call(['check', '--statistics'])).out, /^2 {2}logits-mismatch$/m);
      const { out, error } = await call(['check', '--statistics', '--format', 'json']);
      assert.doesNotThrow(() => JSON.parse(out));
      assert.match(error, /^2 {2}logits-mismatch$/m);
    });

    it('applies safe fixes only, unless told otherwise', async () => {
      write('a.py', `${right}x = 1  # reglens: ignore\n`);
      write('wrong.py', wrong);
      const { out } = await call(['check', '--fix']);
      assert.equal(read('a.py'), `${right}x = 1\n`);
      assert.equal(read('wrong.py'), wrong);
      assert.match(out, /Fixes applied: 1\./);
      assert.equal((await call(['check', '--unsafe-fixes'])).status, 0);
      assert.match(read('wrong.py'), /^loss = keras\.losses\.MeanSquaredError\(\)$/m);
    });

    it('keeps a byte order mark and line ends when it fixes', async () => {
      write('a.py', `\uFEFF${wrong.replaceAll('\n', '\r\n')}`);
      await call(['check', '--unsafe-fixes']);
      const fixed = read('a.py');
      assert.ok(fixed.startsWith('\uFEFFimport keras\r\n'));
      assert.match(fixed, /MeanSquaredError\(\)\r\n$/);
    });

    it('shows a difference and writes nothing', async () => {
      write('wrong.py', wrong);
      const { out, status } = await call(['check', '--unsafe-fixes', '--diff']);
      assert.equal(read('wrong.py'), wrong);
      assert.equal(status, 1);
      assert.match(out, /^--- a\/wrong\.py\n\+\+\+ b\/wrong\.py\n@@ -1,4 \+1,4 @@\n/);
      assert.match(out, /^-loss = .*sum\(model\.losses\)\n\+loss = keras\.losses\.MeanSquaredError\(\)\n$/m);
    });

    it('names unreadable files, checks the others, and ends with 2', async () => {
      write('wrong.py', wrong);
      const { status, out, error } = await call(['check', 'gone.py', 'wrong.py', 'also/gone.py']);
      assert.equal(status, 2);
      assert.match(out, /wrong\.py:4:8/);
      assert.match(error, /^reglens: gone\.py could not be checked: there is no such file or folder\.$/m);
      assert.match(error, /also\/gone\.py/);
    });

    it('analyses what is not UTF-8, and does not rewrite it', async () => {
      const bytes = Buffer.concat([Buffer.from('# caf\xe9\n', 'latin1'), Buffer.from(wrong)]);
      write('latin.py', bytes);
      const { status, error } = await call(['check', 'latin.py', '--unsafe-fixes']);
      assert.equal(status, 1);
      assert.match(error, /not UTF-8/);
      assert.deepEqual(readFileSync(path.join(folder, 'latin.py')), bytes);
    });

    it('does not hand control characters to the terminal', async () => {
      write(
        'escape.py',
        wrong.replace('+ sum', "+ '\u001b[31m' + sum").replace('sum(model.losses)', 'sum(model.losses)'),
      );
      assert.doesNotMatch((await call(['check'])).out, /\u001b/); // eslint-disable-line no-control-regex
      assert.match((await call(['check'], { color: true })).out, /\u001b\[31merror/); // eslint-disable-line no-control-regex
    });
  });

  describe('bad usage', () => {
    const cases: readonly [command: readonly string[], sentence: RegExp][] = [
      [['chekc'], /There is no command “chekc”/],
      [['toString'], /There is no command/],
      [['check', '--nope'], /There is no option --nope/],
      [['check', '--format', 'xml'], /--format takes text, json, sarif, github, not “xml”/],
      [['check', '--format'], /--format needs a value/],
      [['check', '--min-confidence', 'sure'], /--min-confidence takes/],
      [['check', '--rule', 'nope=off'], /There is no rule “nope”/],
      [['check', '--rule', 'logits-mismatch=loud'], /--rule takes ID=SEVERITY/],
      [['check', '--max-warnings', '-1'], /--max-warnings takes a number from 0/],
      [['check', '-', '--fix'], /Standard input cannot be fixed/],
      [['facts'], /facts takes one file/],
      [['facts', 'gone.py'], /gone\.py could not be read/],
      [['rule'], /rule takes one rule id/],
      [['rule', 'nope'], /There is no rule “nope”/],
      [['compare'], /compare takes one file/],
      [['compare', 'gone.py'], /gone\.py could not be read/],
    ];
    for (const [command, sentence] of cases) {
      it(command.join(' '), async () => {
        const { status, out, error } = await call(command);
        assert.deepEqual([status, out], [2, '']);
        assert.match(error, sentence);
        assert.equal(error.trim().split('\n').length, 1);
      });
    }

    it('says what is wrong in a settings file, and goes on with the defaults', async () => {
      write('wrong.py', wrong);
      for (const [name, text, sentence] of [
        ['reglens.json', '{', /reglens\.json is not valid/],
        ['reglens.json', '{ "capacity": "big" }', /“capacity” has to be a number from 0/],
        ['reglens.json', '{ "colour": 1 }', /there is no setting “colour”/],
        [
          'reglens.json',
          '{ "rules": { "logits-mismatch": "loud" } }',
          /“logits-mismatch” has to be off, hint/,
        ],
        ['pyproject.toml', '[tool.reglens\n', /pyproject\.toml is not valid/],
      ] as const) {
        write(name, text);
        const { status, out, error } = await call(['check', 'wrong.py']);
        assert.equal(status, 2);
        assert.match(error, sentence);
        assert.match(out, /wrong\.py:4:8/);
        rmSync(path.join(folder, name));
      }
    });

    it('without a command shows the help', async () => {
      const { status, error } = await call([]);
      assert.equal(status, 2);
      assert.match(error, /reglens check/);
      assert.equal((await call(['--help'])).status, 0);
      assert.match((await call(['--help'], { locale: 'zh' })).out, /退出状态/);
      assert.match((await call(['--version'])).out, /^\d+\.\d+\.\d+\n$/);
    });
  });

  it('facts tells what the analysis knows', async () => {
    write('m.py', `${wrong}\nprint(model.losses)\nmodel.compile('adam', 'mse')\nmodel.fit(x, y)\n`);
    const { status, out } = await call(['facts', 'm.py']);
    assert.equal(status, 0);
    const facts = JSON.parse(out);
    assert.deepEqual(facts.framework, {
      name: 'keras',
      version: facts.framework.version,
      evidence: 'import',
    });
    const [model] = facts.models;
    assert.deepEqual(
      [model.name, model.kind, model.parameters, model.parametersExact, model.training.kind],
      ['model', 'sequential', 5, true, 'fit'],
    );
    const layer = model.layers.at(-1);
    assert.deepEqual(
      [layer.type, layer.inputShape, layer.outputShape, layer.parameters],
      ['Dense', [null, 4], [null, 1], 5],
    );
    assert.deepEqual(layer.penalties, [{ on: 'kernel', kind: 'l2', l1: 0, l2: 0.01, reachesLoss: 'yes' }]);
    assert.deepEqual(
      { ...facts.lossesReads.at(-1), range: null },
      { range: null, model: 'model', built: 'yes', called: 'no', terms: 1, weightTerms: 1, otherTerms: 0 },
    );
  });

  describe('imported files', () => {
    const project = () => {
      write(
        'job/net.py',
        "import keras\n\ndef build():\n    return keras.Sequential([keras.layers.Dense(1, kernel_regularizer='l2')])\n",
      );
      write(
        'job/train.py',
        "from net import build\nmodel = build()\npenalty = sum(model.losses)\nmodel.compile('sgd', loss=lambda t, p: (t - p) ** 2 + penalty)\n",
      );
    };

    it('gives evidence in them its own path', async () => {
      project();
      const { report } = await json('job');
      const finding = report.files
        .flatMap(({ findings }) => findings)
        .find(({ rule }) => rule === 'losses-before-build');
      assert.deepEqual(
        { ...finding?.related[0], message: '' },
        {
          message: '',
          path: 'job/net.py',
          range: { start: { line: 4, column: 12 }, end: { line: 4, column: 78 } },
        },
      );
      const { out } = await call(['check', 'job']);
      assert.match(out, /^job\/train\.py:3:15: warning: /m);
      assert.match(out, /^ {2}job\/net\.py:4:12: /m);
      const sarif = JSON.parse((await call(['check', '--format', 'sarif', 'job'])).out);
      const places = sarif.runs[0].results[0].relatedLocations;
      assert.equal(places[0].physicalLocation.artifactLocation.uri, 'job/net.py');
    });

    it('tells facts of models that they make', async () => {
      project();
      const { models } = JSON.parse((await call(['facts', 'job/train.py'])).out);
      assert.deepEqual(
        models.map(({ name, path, layers }: { name: string; path: string; layers: unknown[] }) => [
          name,
          path,
          layers.length,
        ]),
        [['model', 'job/net.py', 1]],
      );
    });
  });

  it('takes the version from dependency files, and says so', async () => {
    write('old/pyproject.toml', '[project]\ndependencies = ["tensorflow<2.16"]\n');
    write('old/src/m.py', 'import tensorflow as tf\n');
    const { framework } = JSON.parse((await call(['facts', 'old/src/m.py'])).out);
    assert.deepEqual(framework, {
      name: 'keras',
      version: 2,
      evidence: 'dependency',
      file: 'old/pyproject.toml',
    });
  });

  it('rule prints the page in the language of the reader', async () => {
    for (const { id } of rules) assert.match((await call(['rule', id])).out, new RegExp(`^# ${id}\n`));
    assert.match((await call(['rule', 'losses-ignored'], { locale: 'zh' })).out, /^## 为什么重要$/m);
  });
});

describe('unified diff', () => {
  it('is empty without a change', () => assert.equal(unifiedDiff('a', 'x\n', 'x\n'), ''));

  it('joins near changes and parts far ones', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `${index}\n`);
    const changed = lines.map((line, index) => ([2, 5, 25].includes(index) ? `x${line}` : line));
    const hunks = unifiedDiff('a', lines.join(''), changed.join('')).match(/^@@.*@@$/gm);
    assert.deepEqual(hunks, ['@@ -1,9 +1,9 @@', '@@ -23,7 +23,7 @@']);
  });

  it('says that the last line does not end', () => {
    assert.equal(
      unifiedDiff('a', 'x', 'y\n'),
      '--- a/a\n+++ b/a\n@@ -1,1 +1,1 @@\n-x\n\\ No newline at end of file\n+y\n',
    );
  });

  it('counts an empty side from the line before', () => {
    assert.match(unifiedDiff('a', '', 'y\n'), /@@ -0,0 \+1,1 @@/);
  });
});
