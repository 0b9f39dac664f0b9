import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locale } from '../../src/analysis/text/localized';
import { run } from '../../src/cli/run';
import type { ComparisonResult } from '../../src/lab/plan';

const seed = readFileSync(path.join(import.meta.dirname, '../../examples/seed.py'), 'utf8');

describe('reglens compare', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'reglens-compare-'));
    writeFileSync(path.join(folder, 'seed.py'), seed);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function compare(
    command: readonly string[],
    { locale = 'en' as Locale, interrupt = new AbortController().signal } = {},
  ) {
    let out = '';
    let error = '';
    const status = await run(['compare', ...command], {
      cwd: folder,
      locale,
      color: false,
      progress: false,
      out: (text) => void (out += text),
      error: (text) => void (error += text),
      readInput: () => Promise.resolve(new Uint8Array()),
      interrupt,
    });
    return { status, out, error };
  }

  const short = ['--epochs', '8', '--seeds', '5'];

  it('trains the model of a file and closes with a table and a verdict', async () => {
    const { status, out } = await compare(['seed.py', ...short]);
    assert.equal(status, 0);
    assert.match(out, /^model: 2 arms × 5 seeds × 8 epochs on teacher/);
    assert.match(out, /^arm +train loss +validation +test loss +gap +penalty +score +test loss by epoch$/m);
    assert.match(out, /^without +[\d.]+ +[\d.]+ +[\d.]+ +-?[\d.]+ +0\.000 +-?[\d.]+ +█[▁-█]{8}$/m);
    assert.match(out, /seed by seed: ([−+][\d.e-]+ *){5}$/m);
    assert.match(out, /95 % interval/);
    assert.match(out, /RegLens \(WebAssembly SIMD\)/);
  });

  it('offers a narrower model in place of one that takes too long, and takes it when it is told to', async () => {
    const wide = seed.replaceAll(/Dense\((64|32),/g, 'Dense(8192,');
    writeFileSync(path.join(folder, 'wide.py'), wide);
    const stopped = { interrupt: AbortSignal.abort() };
    assert.match(
      (await compare(['wide.py'], stopped)).error,
      /--scale compares a narrower model.*divided by/,
    );
    const { out } = await compare(['wide.py', '--scale', '--format', 'json'], stopped);
    const { plan } = JSON.parse(out) as ComparisonResult;
    assert.ok(Number(plan.model.layers[0]?.config.units) < 8192);
  });

  it('speaks Chinese', async () => {
    const { out } = await compare(['seed.py', ...short], { locale: 'zh' });
    assert.match(out, /^方案 +训练损失/m);
    assert.match(out, /95 % 区间/);
  });

  it('writes the whole result as JSON, whose plan gives the same numbers again', async () => {
    const json = async (...command: string[]) =>
      JSON.parse((await compare([...command, '--format', 'json'])).out) as ComparisonResult;
    const first = await json('seed.py', ...short);
    assert.equal(first.metrics.length, 2 * 5 * 9);
    writeFileSync(path.join(folder, 'plan.json'), JSON.stringify(first.plan));
    const again = await json('plan.json');
    assert.deepEqual(again.metrics, first.metrics);
    assert.deepEqual(again.verdict, first.verdict);
  });

  it('takes another penalty and strength', async () => {
    const { out } = await compare([
      'seed.py',
      ...short,
      '--penalty',
      'l1',
      '--lambda',
      '0.02',
      '--format',
      'json',
    ]);
    const { plan } = JSON.parse(out) as ComparisonResult;
    const penalties = plan.arms[1]?.penalties ?? [];
    assert.deepEqual(
      penalties.map(({ on, l1, l2 }) => [on, l1, l2]),
      [
        ['kernel', 0.02, 0],
        ['kernel', 0.02, 0],
      ],
    );
  });

  it('says of real data what they are, whose they are and what a split of them is', async () => {
    writeFileSync(
      path.join(folder, 'flowers.py'),
      `import keras
model = keras.Sequential([
    keras.Input((4,)),
    keras.layers.Dense(16, activation='relu', kernel_regularizer='l2'),
    keras.layers.Dense(3, activation='softmax'),
])
model.compile('adam', 'sparse_categorical_crossentropy')
`,
    );
    const { out } = await compare(['flowers.py', ...short, '--data', 'penguins']);
    assert.match(out, /on penguins, 206 training examples/);
    assert.match(out, /^ {2}Real measurements of 342 penguins.*Two more penguins without measurements/m);
    assert.match(out, /^ {2}Data: K\. Gorman .* public domain \(CC0 1\.0\)\.$/m);
    assert.match(out, /^ {2}206 training, 51 validation and 85 test examples a seed/m);
    assert.match(out, /splits the same data anew.*Nadeau and Bengio/);
    assert.doesNotMatch(out, /random teacher/);
    const json = await compare(['flowers.py', ...short, '--data', 'penguins', '--format', 'json']);
    writeFileSync(
      path.join(folder, 'plan.json'),
      JSON.stringify((JSON.parse(json.out) as ComparisonResult).plan),
    );
    assert.match((await compare(['plan.json'])).out, /CC0 1\.0/);
  });

  it('sweeps the strength: a table with one chosen, and the verdict about that one', async () => {
    const { out } = await compare(['seed.py', ...short, '--sweep']);
    assert.match(out, /^model: 9 arms × 5 seeds/);
    assert.match(out, /^λ +validation +test loss +test loss − without +95 % interval +lower on/m);
    const table = [
      ...out.matchAll(/^(0\.[0-9]+)( \*)? +[\d.]+ +[\d.]+ +[−+][^…]*… [−+].* \d of 5 {2}[▁-█]+$/gm),
    ];
    assert.deepEqual(
      table.map(([, strength]) => Number(strength)),
      [0.0001, 0.000316, 0.001, 0.00316, 0.01, 0.0316, 0.1, 0.316],
    );
    const [chosen] = table.filter(([, , star]) => star).map(([, strength]) => strength);
    assert.ok(out.includes(`λ ${chosen} has the lowest validation loss of 8 strengths`));
    assert.ok(out.includes(` ${chosen} − without, seed by seed`) || chosen === '0.01');
    const { out: json } = await compare(['seed.py', ...short, '--sweep', '--format', 'json']);
    const { sweep, verdict } = JSON.parse(json) as ComparisonResult;
    const point = sweep?.points[sweep.chosen ?? -1];
    assert.equal(String(point?.strength), chosen);
    assert.deepEqual(point?.reached?.difference, verdict);
  });

  it('compares further arms, a row and a difference each', async () => {
    const asked = 'l1=0.002,l2,dropout=0.3,decay,early-stopping=4';
    const { out } = await compare(['seed.py', ...short, '--arms', asked]);
    for (const name of ['with', 'l1 0.002', 'l2 0.01', 'dropout 0.3', 'decay 0.004', 'early-stopping 4']) {
      assert.match(out, new RegExp(`^${name} +[\\d.]+ .*[▁-█]{9}$`, 'm'));
      assert.match(out, new RegExp(`^${name} +[−+][\\d.]+ .* \\d of 5$`, 'm'));
    }
  });

  it('keeps its options in the plan, which gives the same again', async () => {
    const command = ['seed.py', ...short, '--sweep', '--arms', 'l1', '--budget', '3600', '--format', 'json'];
    const { plan, sweep } = JSON.parse((await compare(command)).out) as ComparisonResult;
    assert.equal(plan.budgetSeconds, 3600);
    writeFileSync(path.join(folder, 'plan.json'), JSON.stringify(plan));
    const again = JSON.parse((await compare(['plan.json', '--format', 'json'])).out) as ComparisonResult;
    assert.deepEqual(again.plan, plan);
    assert.deepEqual(again.sweep, sweep);
  });

  it('ends when the time budget is spent, and says so', async () => {
    const { status, out } = await compare(['seed.py', '--seeds', '2000', '--epochs', '2', '--budget', '0.4']);
    assert.equal(status, 0);
    assert.match(out, /The time budget is spent: only finished seeds count/);
  });

  it('keeps what is finished when it is interrupted', async () => {
    const { status, out } = await compare(['seed.py', ...short], { interrupt: AbortSignal.abort() });
    assert.equal(status, 0);
    assert.match(out, /Too few seeds for a verdict: 0 finished/);
  });

  const mistakes: readonly (readonly [readonly string[], RegExp])[] = [
    [['seed.py', '--model', 'other'], /There is no model “other”; there are model/],
    [['seed.py', '--seeds', '0'], /--seeds takes a whole number from 1, not “0”/],
    [['seed.py', '--lambda', 'strong'], /--lambda takes a number above 0/],
    [['seed.py', '--arms', 'l3'], /--arms takes l1, l2, .*, not “l3”/],
    [['seed.py', '--arms', 'dropout=1'], /dropout takes a rate between 0 and 1, not “1”/],
    [['seed.py', '--arms', 'early-stopping=0.5'], /early-stopping takes a whole number from 1, not “0\.5”/],
    [['seed.py', '--arms', 'l1='], /l1 takes a number above 0, not “”/],
    [['seed.py', '--budget', '0'], /--budget takes a number of seconds above 0/],
    [['seed.py', '--data', 'mnist'], /There are no data “mnist”; there are teacher/],
    [['seed.py', '--data', 'two-moons'], /do not fit the inputs and outputs of model/],
    [['no-model.py'], /There is no Keras model in this file/],
    [['open.py'], /open cannot be compared: /],
    [['broken.json'], /broken\.json is neither a Python file nor a plan: it is not JSON/],
    [['half.json'], /half\.json is neither .* seeds has to be a list of whole numbers/],
  ];
  for (const [command, sentence] of mistakes) {
    it(`says what is wrong: ${command.join(' ')}`, async () => {
      const { plan } = JSON.parse(
        (await compare(['seed.py', '--epochs', '1', '--seeds', '1', '--format', 'json'])).out,
      ) as ComparisonResult;
      writeFileSync(path.join(folder, 'no-model.py'), 'import keras\n');
      writeFileSync(path.join(folder, 'open.py'), 'import keras\nopen = keras.Sequential(layers())\n');
      writeFileSync(path.join(folder, 'broken.json'), '{');
      writeFileSync(path.join(folder, 'half.json'), JSON.stringify({ ...plan, seeds: 'all' }));
      const { status, out, error } = await compare(command);
      assert.deepEqual([status, out], [2, '']);
      assert.match(error, sentence);
      assert.equal(error.trim().split('\n').length, 1);
    });
  }
});
