import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { analyzeText } from '../../src/analysis/analyze';
import { argumentOutcome } from '../../src/analysis/frameworks/keras/regularizer-arguments';

/** What scripts/oracle/tables.py writes: rows by framework. */
interface Table<Rows> {
  readonly keras3: { readonly version: string; readonly rows: Rows };
  readonly tf_keras: { readonly version: string; readonly rows: Rows };
}

function read<Rows>(name: string): Table<Rows> {
  return JSON.parse(
    readFileSync(path.join(import.meta.dirname, 'tables', `${name}.json`), 'utf8'),
  ) as Table<Rows>;
}

describe('recorded tables', () => {
  const recorded = read<Record<string, Record<string, string>>>('regularizer-arguments');
  for (const [framework, version] of [
    ['keras3', 3],
    ['tf_keras', 2],
  ] as const) {
    it(`know what each layer of ${framework} does with each regularizer argument`, () => {
      for (const [layer, outcomes] of Object.entries(recorded[framework].rows))
        for (const [name, outcome] of Object.entries(outcomes))
          assert.equal(argumentOutcome(layer, name, version), outcome, `${layer}(${name}=…)`);
    });
  }

  const start = read<readonly StartRow[]>('penalty-at-start');
  it('know the penalty before training', () => {
    for (const framework of ['keras3', 'tf_keras'] as const) {
      for (const row of start[framework].rows) {
        for (const kind of ['l1', 'l2'] as const) {
          const expected = startOf(row, kind);
          const label = `${row.layer} ${row.on} ${row.initializer ?? ''} ${JSON.stringify(row.options)} ${kind}`;
          if (row.layer === 'MultiHeadAttention') assert.equal(expected, null, label);
          else {
            assert.notEqual(expected, null, label);
            // Five seeds were averaged; the embeddings and small kernels vary by a few percent.
            const difference = Math.abs((expected as number) - row[kind]);
            assert.ok(difference <= 0.02 * row[kind] + 1e-3, `${label}: ${expected}, recorded ${row[kind]}`);
          }
        }
      }
    }
  });
});

interface StartRow {
  readonly layer: string;
  readonly arguments: Readonly<Record<string, number>>;
  readonly shape: readonly number[];
  readonly on: string;
  readonly initializer: string | null;
  readonly options: Readonly<Record<string, number | string>>;
  readonly l1: number;
  readonly l2: number;
}

/** What the analysis says of a program with that layer. */
function startOf(row: StartRow, kind: 'l1' | 'l2'): number | null {
  const python = (value: number | string) => (typeof value === 'string' ? `'${value}'` : String(value));
  const keywords = (given: Readonly<Record<string, number | string>>) =>
    Object.entries(given).map(([name, value]) => `${name}=${python(value)}`);
  const parts = keywords(row.arguments);
  if (row.initializer !== null) {
    const isClass = /^[A-Z]/.test(row.initializer);
    const made = `keras.initializers.${row.initializer}(${keywords(row.options).join(', ')})`;
    parts.push(`${row.on}_initializer=${isClass ? made : `'${row.initializer}'`}`);
  }
  parts.push(`${row.on}_regularizer=keras.regularizers.${kind.toUpperCase()}(1.0)`);
  const layer = `keras.layers.${row.layer}(${parts.join(', ')})`;
  const text =
    row.layer === 'MultiHeadAttention'
      ? `import keras\nx = keras.Input((${row.shape.slice(1).join(', ')},))\nmodel = keras.Model(x, ${layer}(x, x))\n`
      : `import keras\nmodel = keras.Sequential([keras.Input((${row.shape.slice(1).join(', ')},)), ${layer}])\n`;
  const penalties = analyzeText(text).facts.models[0]?.layers.flatMap((one) => one.penalties) ?? [];
  assert.equal(penalties.length, 1, text);
  return penalties[0]?.atStart ?? null;
}
