import assert from 'node:assert/strict';
import table from '../../src/analysis/frameworks/keras/layer-table.json';
import { load, names } from './cases';

interface Row {
  readonly regularizers?: readonly string[];
  readonly activity?: boolean;
}

/** Every row of the table, Keras 3 and what only Keras 2 has. */
const rows = Object.entries<Row>({ ...table.keras, ...table.legacyKeras });
let texts: readonly string[] = [];

/** The argument lists with which the programs make a layer. */
function argumentLists(layer: string): string[] {
  return texts.flatMap((text) =>
    [...text.matchAll(new RegExp(`\\b${layer}[()]`, 'g'))].map(({ index }) => argumentsFrom(text, index)),
  );
}

/** The text from a call's name to the bracket that closes its arguments. */
function argumentsFrom(text: string, start: number): string {
  let depth = 0;
  for (let at = text.indexOf('(', start); at < text.length; at++) {
    if ('([{'.includes(text[at] as string)) depth++;
    else if (')]}'.includes(text[at] as string) && --depth === 0) return text.slice(start, at);
  }
  return text.slice(start);
}

function without(name: RegExp): string[] {
  return texts.some((text) => name.test(text)) ? [] : [name.source];
}

/** Layers whose outputs the programs do not penalise: they have none, take none, or need what is not installed. */
const WITHOUT_ACTIVITY =
  /Lookup$|Vectorization$|^(Bidirectional|CategoryEncoding|CutMix|MixUp|Discretization|FlaxLayer|JaxLayer|Hash\w+|InputLayer|MaxNumBoundingBoxes|Pipeline|SpectralNormalization|StackedRNNCells|TFSMLayer|TimeDistributed|TorchModuleWrapper|Wrapper|\w+Cell|ActivityRegularization)$/;

describe('recorded programs', () => {
  before(() => {
    texts = names().map((name) => load(name).text);
  });

  it('make every layer of the table', () => {
    const missing = rows.filter(([layer]) => argumentLists(layer).length === 0);
    assert.deepEqual(
      missing.map(([layer]) => layer),
      [],
    );
  });

  it('give every layer each regularizer that it takes', () => {
    const missing = rows.flatMap(([layer, { regularizers = [], activity }]) => {
      const given = argumentLists(layer);
      const wanted =
        activity === true && !WITHOUT_ACTIVITY.test(layer)
          ? [...regularizers, 'activity_regularizer']
          : regularizers;
      return wanted
        .filter((name) => !given.some((list) => list.includes(`${name}=`)))
        .map((name) => `${layer}(${name})`);
    });
    assert.deepEqual(missing, []);
  });

  it('use every optimizer and identifier', () => {
    const optimizers =
      'SGD Adam AdamW RMSprop Nadam Lion Adagrad Adamax Adadelta Ftrl Adafactor Lamb Muon'.split(' ');
    const identifiers = 'l1 L1 l2 L2 l1_l2 L1L2 l1l2 OrthogonalRegularizer orthogonal_regularizer'.split(' ');
    assert.deepEqual(
      [
        ...optimizers.flatMap((name) => without(new RegExp(`optimizers\\.${name}\\(`))),
        ...optimizers.flatMap((name) => without(new RegExp(`'${name.toLowerCase()}'`))),
        ...identifiers.flatMap((name) => without(new RegExp(`'${name}'`))),
        ...identifiers
          .filter((name) => name !== 'l1l2')
          .flatMap((name) => without(new RegExp(`\\b${name}\\(`))),
      ],
      [],
    );
  });

  it('train in every way', () => {
    const kinds = new Set(
      names().flatMap((name) =>
        load(name).record.results.flatMap(({ trainings }) => trainings.map(({ kind }) => kind)),
      ),
    );
    assert.deepEqual([...kinds].sort(), [
      'backward',
      'evaluate',
      'fit',
      'grad-function',
      'minimize',
      'tape',
      'test_on_batch',
      'train_on_batch',
    ]);
  });

  it('run on every framework', () => {
    for (const framework of ['keras3-tensorflow', 'keras3-jax', 'keras3-torch', 'tf_keras'] as const) {
      const run = names().filter((name) =>
        load(name).record.results.some(({ frameworks }) => frameworks[framework] !== undefined),
      );
      assert.ok(run.length > 300, `${framework}: ${run.length}`);
    }
  });
});
