import type { Confidence, Facts, LayerFact, MechanismFact, ModelFact } from '../facts/facts';
import { message } from '../text/localized';
import { type Documentation, defineRule, type Fix } from './define-rule';
import { addArgument, replace } from './support/edits';
import { counted } from './support/words';

export const documentation: Documentation = {
  what: {
    en: 'Finds a model that is trained in the file, is large enough to learn its training set by heart, and has nothing against it: no penalty, dropout, noise, augmentation, weight decay, early stopping, label smoothing or norm constraint. Normalization layers alone make it a *possible* finding.',
    zh: '查找在文件中被训练、容量大到足以记住训练集，却没有任何应对手段的模型：没有惩罚项、dropout、噪声、数据增强、权重衰减、早停、标签平滑或范数约束。只有归一化层时，按**可能**报告。',
  },
  why: {
    en: 'This is advice, not an error. A model with many parameters and little data fits the noise in its training set; the sign is a validation loss that rises while the training loss falls. An L2 penalty (`Σw²`) makes weights small, an L1 penalty (`Σ|w|`) makes some of them zero, dropout and early stopping work by other means.\n\nOn plenty of data, or with a small model, a penalty may well make things worse. That is a question for an experiment: “Compare with and without” trains the model both ways and says whether there is a difference.',
    zh: '这是建议，不是错误。参数多而数据少的模型会去拟合训练集中的噪声，表现为训练损失下降而验证损失上升。L2 惩罚（`Σw²`）使权重变小，L1 惩罚（`Σ|w|`）使一部分权重变为零，dropout 和早停则以其他方式起作用。\n\n数据充足或模型较小时，加上惩罚项反而可能更差。这要靠实验回答：“比较有无惩罚项”会分别训练两种模型，并告诉你是否存在差异。',
  },
  bad: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((784,)),
    keras.layers.Dense(64, activation='relu'),
    keras.layers.Dense(10, activation='softmax'),
])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
(x, y), _ = keras.datasets.mnist.load_data()
model.fit(x.reshape(-1, 784) / 255, y, epochs=50)
`,
  },
  good: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((784,)),
    keras.layers.Dense(64, activation='relu', kernel_regularizer=keras.regularizers.L2(1e-3)),
    keras.layers.Dense(10, activation='softmax'),
])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy')
(x, y), _ = keras.datasets.mnist.load_data()
model.fit(x.reshape(-1, 784) / 255, y, epochs=50)
`,
  },
  fix: {
    en: 'Adds `kernel_regularizer=` with L2 and a strength of 1e-3 to the hidden dense and convolution layers. It is *unsafe*: training changes. The output layer stays without.',
    zh: '为隐藏的全连接层和卷积层加上 L2、强度为 1e-3 的 `kernel_regularizer=`。该修复标为**不安全**：训练会改变。输出层保持不变。',
  },
  options: {
    en: '`reglens.capacity` (10,000): the number of parameters from which a model counts as large.',
    zh: '`reglens.capacity`（默认 10,000）：参数量达到多少时视为大模型。',
  },
  limits: {
    en: 'Quiet on small models, loaded models and `keras.applications`, models whose layers are not all known, models handed to other code, and wherever a callback, an optimizer or a layer may be such a mechanism. Models that only a loop of your own trains are *possible* findings: it may make its samples itself, or train for a reward. It cannot see how much data there is: with plenty of it, turn the rule off (`"missing-regularization": "off"`).',
    zh: '以下情况不报告：小模型；加载的模型和 `keras.applications`；层不完全已知的模型；交给其他代码的模型；回调、优化器或层可能就是此类手段时。只由自己编写的循环训练的模型按**可能**报告：样本可能由循环自己生成，或者训练目标是奖励。本规则看不到数据量：数据充足时可关闭它（`"missing-regularization": "off"`）。',
  },
  precision: { found: 50, wrong: 0, files: 43, fixed: 3 },
  references: [
    { title: 'Keras: layer weight regularizers', address: 'https://keras.io/api/layers/regularizers/' },
    {
      title: 'TensorFlow: overfit and underfit',
      address: 'https://www.tensorflow.org/tutorials/keras/overfit_and_underfit',
    },
  ],
};

export default defineRule({
  id: 'missing-regularization',
  severity: 'information',
  title: { en: 'Nothing against overfitting', zh: '没有任何防止过拟合的手段' },
  check(facts, { text, options }) {
    return facts.models
      .filter((model) => lacksRegularization(facts, model, options.capacity))
      .map((model) => ({
        span: model.nameSpan,
        confidence: confidenceOf(facts, model),
        message: message(
          {
            en: '`{model}` has nothing against overfitting: {atLeast}{n} parameters and no penalty, dropout, weight decay or early stopping, so it can learn its training set by heart. Add an L2 penalty or dropout, and compare with and without: it may not help.',
            zh: '`{model}` 没有任何防止过拟合的手段：{atLeast}{n} 个参数，没有惩罚项、dropout、权重衰减或早停，可能把训练集死记下来。可以加上 L2 惩罚或 dropout，并比较有无的差别：它不一定有用。',
          },
          { model: model.name, n: trainableParameters(model), atLeast: atLeast(model) },
        ),
        related: trainingsOf(facts, model)
          .slice(0, 1)
          .map(({ span }) => ({ span, message: message({ en: 'It is trained here.', zh: '在此处训练。' }) })),
        fixes: addL2(facts, model, text),
        model: model.id,
      }));
  },
});

/** A loop of one's own may train against another model, on samples of its own making, or for a reward: no data to learn by heart. */
function confidenceOf(facts: Facts, model: ModelFact): Confidence {
  const fitted = trainingsOf(facts, model).every(({ kind }) => kind === 'fit');
  return fitted && model.mechanisms.length === 0 ? 'likely' : 'possible';
}

/** Normalization regularizes a little, as a side effect. */
function isWeak({ kind }: MechanismFact): boolean {
  return kind === 'normalization';
}

function lacksRegularization(facts: Facts, model: ModelFact, capacity: number): boolean {
  return (
    trainableParameters(model) >= capacity &&
    model.mechanisms.every(isWeak) &&
    model.layersExact &&
    !model.escaped &&
    ['sequential', 'functional', 'subclass'].includes(model.kind) &&
    trainingsOf(facts, model).length > 0
  );
}

function trainingsOf(facts: Facts, model: ModelFact) {
  return model.trainings
    .flatMap((index) => facts.trainings[index] ?? [])
    .filter(({ kind, updatesWeights }) => updatesWeights || kind === 'fit' || kind === 'train_on_batch');
}

/** Frozen layers cannot overfit. */
function trainableParameters(model: ModelFact): number {
  const frozen = model.layers.filter(({ trainable }) => trainable !== 'yes');
  return frozen.reduce((rest, { parameters }) => rest - (parameters ?? 0), model.parameters);
}

function atLeast(model: ModelFact) {
  return model.parametersExact ? { en: '', zh: '' } : { en: 'at least ', zh: '至少 ' };
}

const withKernel = /^keras\.layers\.(Dense|EinsumDense|Conv\dD(Transpose)?)$/;

function takesRegularizer(layer: LayerFact): boolean {
  const given = layer.arguments.find(({ name }) => name === 'kernel_regularizer');
  return withKernel.test(layer.symbol ?? '') && !given?.spread;
}

function addL2(facts: Facts, model: ModelFact, text: string): Fix[] {
  const { spelling } = facts.framework;
  const regularizer = spelling === null ? `'l2'` : `${spelling}.regularizers.L2(1e-3)`;
  const candidates = distinct(model.layers.filter(takesRegularizer));
  const output = model.layers.at(-1)?.span.start;
  const hidden = candidates.filter(({ span }) => span.start !== output);
  const layers = hidden.length > 0 ? hidden : candidates;
  if (layers.length === 0) return [];
  return [
    {
      title: message(
        counted(layers.length, 'Add L2 to {n} layer', 'Add L2 to {n} layers', '为 {n} 层加上 L2'),
        { n: layers.length },
      ),
      safety: 'unsafe',
      edits: layers.map((layer) => withRegularizer(layer, regularizer, text)),
    },
  ];
}

/** A layer made in a loop stands in the list once a turn, but in the text once. */
function distinct(layers: readonly LayerFact[]): LayerFact[] {
  return [...new Map(layers.map((layer) => [layer.span.start, layer])).values()];
}

function withRegularizer(layer: LayerFact, regularizer: string, text: string) {
  const written = layer.arguments.find(({ name }) => name === 'kernel_regularizer');
  return written === undefined
    ? addArgument(text, layer.argumentsSpan, `kernel_regularizer=${regularizer}`)
    : replace(written.valueSpan, regularizer);
}
