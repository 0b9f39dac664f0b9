import type { Facts, ModelFact, TrainingFact } from '../facts/facts';
import { type Localized, message } from '../text/localized';
import type { Span } from '../text/span';
import { type Documentation, defineRule, type Report } from './define-rule';
import { weaker } from './support/penalties';
import { noOptions } from './support/phrases';
import { lostReads, mistakeOf, modelIndex, presenceLimit, stepConfidence } from './support/steps';

export const documentation: Documentation = {
  what: {
    en: 'Finds penalties that JAX does not differentiate: `model.losses` read inside or outside of a function given to `jax.grad` or `jax.value_and_grad`, and losses that `stateless_call(…, return_losses=True)` returns and nobody adds.',
    zh: '查找 JAX 不会对其求导的惩罚项：在传给 `jax.grad` 或 `jax.value_and_grad` 的函数内外读取的 `model.losses`，以及由 `stateless_call(…, return_losses=True)` 返回却没有被加上的损失。',
  },
  why: {
    en: 'JAX differentiates with respect to the arguments of the function. `model.losses` does not know them: it is computed from the weights that the model stores. The loss then has the right value, 17 for an error of 9 and a penalty of 8, and its gradient is that of the error alone.\n\n`stateless_call` runs the model on the weights it is given. With `return_losses=True` it also returns the list of losses *of those weights*; their sum has a gradient. `model.stateless_compute_loss(…)` adds them by itself, and inside `keras.StatelessScope(state_mapping=…)` `model.losses` is computed from the mapped weights too.\n\nThis concerns Keras 3 with JAX only; Keras 2 has no such functions.',
    zh: 'JAX 是对函数的参数求导的。`model.losses` 并不知道这些参数：它根据模型所存储的权重计算。于是损失的值是对的（误差为 9、惩罚为 8 时为 17），而梯度只来自误差。\n\n`stateless_call` 用传给它的权重运行模型。加上 `return_losses=True` 后，它还会返回**这些权重**的损失列表，其和带有梯度。`model.stateless_compute_loss(…)` 会自行加上它们；在 `keras.StatelessScope(state_mapping=…)` 内，`model.losses` 也会根据映射的权重计算。\n\n这只涉及使用 JAX 的 Keras 3；Keras 2 没有这些函数。',
  },
  bad: {
    language: 'python',
    code: `import jax
import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(1, kernel_regularizer='l2'),
])
loss_fn = keras.losses.MeanSquaredError()
optimizer = keras.optimizers.Adam()


def compute_loss(weights, others, x, y):
    prediction, others = model.stateless_call(weights, others, x, training=True)
    return loss_fn(y, prediction) + sum(model.losses), others


grad_fn = jax.value_and_grad(compute_loss, has_aux=True)


def train_step(state, x, y):
    weights, others, optimizer_state = state
    (loss, others), gradients = grad_fn(weights, others, x, y)
    weights, optimizer_state = optimizer.stateless_apply(optimizer_state, gradients, weights)
    return loss, (weights, others, optimizer_state)
`,
  },
  good: {
    language: 'python',
    code: `import jax
import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(1, kernel_regularizer='l2'),
])
loss_fn = keras.losses.MeanSquaredError()
optimizer = keras.optimizers.Adam()


def compute_loss(weights, others, x, y):
    prediction, others, losses = model.stateless_call(
        weights, others, x, training=True, return_losses=True
    )
    return loss_fn(y, prediction) + sum(losses), others


grad_fn = jax.value_and_grad(compute_loss, has_aux=True)


def train_step(state, x, y):
    weights, others, optimizer_state = state
    (loss, others), gradients = grad_fn(weights, others, x, y)
    weights, optimizer_state = optimizer.stateless_apply(optimizer_state, gradients, weights)
    return loss, (weights, others, optimizer_state)
`,
  },
  fix: {
    en: 'None: the call, the names it is unpacked into and the sum have to change together.',
    zh: '无：调用、解包的名称和求和必须一起修改。',
  },
  options: noOptions,
  limits: {
    en: 'Not reported: reads inside `keras.StatelessScope`, reads for logging only, functions differentiated with respect to something else than a model’s weights, and gradients that nothing applies. A step that never mentions the losses is reported by `losses-ignored`.',
    zh: '不报告：`keras.StatelessScope` 内的读取；仅用于记录的读取；不是对模型权重求导的函数；以及没有被应用的梯度。完全没有提到 `losses` 的步骤由 `losses-ignored` 报告。',
  },
  precision: { found: 0, wrong: 0, files: 0 },
  references: [
    {
      title: 'Keras: writing a training loop from scratch in JAX',
      address: 'https://keras.io/guides/writing_a_custom_training_loop_in_jax/',
    },
    {
      title: 'keras#20378: training loop with JAX',
      address: 'https://github.com/keras-team/keras/issues/20378',
    },
  ],
};

export default defineRule({
  id: 'losses-in-grad-function',
  severity: 'warning',
  title: { en: 'Penalty that JAX does not differentiate', zh: 'JAX 不会对其求导的惩罚项' },
  check(facts) {
    return facts.trainings.flatMap((training) => {
      const model = facts.models[training.model];
      if (mistakeOf(training) !== 'grad-function') return [];
      const [lost] = lostReads(training);
      const span = lost ? lost.span : training.unusedReturnedLosses;
      return span === null ? [] : report(facts, training, model, span, lost?.read ?? null);
    });
  },
});

const notTraced: Localized = {
  en: '`{read}` has no gradient here: it is computed from the weights that `{model}` stores, not from those that JAX differentiates, so the regularizer has no effect. Add the sum of what `stateless_call(…, return_losses=True)` returns.',
  zh: '`{read}` 在此处没有梯度：它根据 `{model}` 所存储的权重计算，而不是根据 JAX 求导的权重，正则化器不起作用。请加上 `stateless_call(…, return_losses=True)` 返回的各项之和。',
};

const unused: Localized = {
  en: 'The losses that `stateless_call` returns never reach the loss that JAX differentiates, so the regularizer of `{model}` has no effect. Add their sum to it.',
  zh: '`stateless_call` 返回的损失从未进入 JAX 求导的损失，`{model}` 的正则化器不起作用。请把它们的和加上。',
};

function report(
  facts: Facts,
  training: TrainingFact,
  model: ModelFact | undefined,
  span: Span,
  index: number | null,
): Report[] {
  const limit = presenceLimit(model);
  const text = facts.lossesReads[index ?? -1]?.modelText ?? model?.name ?? 'model';
  if (limit === null || (index === null && !training.updatesWeights)) return [];
  return [
    {
      span,
      confidence: weaker(limit, stepConfidence(training)),
      message: message(index === null ? unused : notTraced, { read: `${text}.losses`, model: text }),
      related: [
        ...(training.targetSpan
          ? [
              {
                span: training.targetSpan,
                message: message({ en: 'The loss that is differentiated.', zh: '被求导的损失。' }),
              },
            ]
          : []),
        {
          span: training.span,
          message: message({ en: 'JAX differentiates it here.', zh: 'JAX 在此处求导。' }),
        },
      ],
      fixes: [],
      model: modelIndex(training),
    },
  ];
}
