import type { Facts, RegularizerSettingFact } from '../facts/facts';
import { type Localized, message } from '../text/localized';
import { type Documentation, defineRule, type Fix, type Report } from './define-rule';
import { replace } from './support/edits';
import { noOptions } from './support/phrases';
import { quoted } from './support/words';

export const documentation: Documentation = {
  what: {
    en: 'Finds `layer.kernel_regularizer = …` (or the same with `setattr`) on a layer that is built already, where no model is made anew from the configuration afterwards.',
    zh: '查找在已构建的层上设置 `layer.kernel_regularizer = …`（或用 `setattr` 设置），且之后没有从配置重新创建模型的代码。',
  },
  why: {
    en: 'A layer reads its weight regularizers once, in `build`, when it makes the variables. Set later, the attribute changes the *configuration* only: `model.losses` stays as it was and training goes on without the penalty, in Keras 2 and 3. `compile` does not help. The usual case is a pretrained model whose layers are to be penalised.\n\n| set on a built layer | Keras 2 | Keras 3 |\n| --- | --- | --- |\n| `layer.kernel_regularizer = …` | no effect | no effect |\n| … and then `clone_model` or `from_config` | the new model has it | the new model has it |\n| `layer.kernel.regularizer = …` | no effect | **works at once** |\n| `layer.activity_regularizer = …` | works at the next call | works at the next call |',
    zh: '层只在 `build` 创建变量时读取一次权重正则化器。之后再设置该属性只会改变**配置**：`model.losses` 不变，训练中没有该惩罚，Keras 2 和 3 都是如此。`compile` 也无济于事。常见情形是想给预训练模型的各层加上惩罚。\n\n| 在已构建的层上设置 | Keras 2 | Keras 3 |\n| --- | --- | --- |\n| `layer.kernel_regularizer = …` | 不起作用 | 不起作用 |\n| ……随后 `clone_model` 或 `from_config` | 新模型带有惩罚 | 新模型带有惩罚 |\n| `layer.kernel.regularizer = …` | 不起作用 | **立即生效** |\n| `layer.activity_regularizer = …` | 下次调用时生效 | 下次调用时生效 |',
  },
  bad: {
    language: 'python',
    code: `import keras

base = keras.applications.MobileNetV2(include_top=False, pooling='avg')
for layer in base.layers:
    if hasattr(layer, 'kernel_regularizer'):
        layer.kernel_regularizer = keras.regularizers.L2(1e-4)

model = keras.Sequential([base, keras.layers.Dense(10)])
model.compile('adam', keras.losses.SparseCategoricalCrossentropy(from_logits=True))
`,
  },
  good: {
    language: 'python',
    code: `import keras

base = keras.applications.MobileNetV2(include_top=False, pooling='avg')
for layer in base.layers:
    if hasattr(layer, 'kernel_regularizer'):
        layer.kernel_regularizer = keras.regularizers.L2(1e-4)
penalised = keras.models.clone_model(base)
penalised.set_weights(base.get_weights())

model = keras.Sequential([penalised, keras.layers.Dense(10)])
model.compile('adam', keras.losses.SparseCategoricalCrossentropy(from_logits=True))
`,
  },
  fix: {
    en: 'Where the file is known to run with Keras 3, the fix sets the regularizer on the variable: `layer.kernel.regularizer = …`. It is *unsafe*: the penalty acts. In Keras 2, set the regularizer before the model is built, or make the model anew with `clone_model` and copy the weights.',
    zh: '如果已知文件使用 Keras 3 运行，修复会把正则化器设置在变量上：`layer.kernel.regularizer = …`。该修复标为**不安全**：惩罚开始起作用。在 Keras 2 中，请在模型构建之前设置，或用 `clone_model` 重新创建模型并复制权重。',
  },
  options: noOptions,
  limits: {
    en: 'Not reported: layers that are not built or may not be, `activity_regularizer`, `None`, anything a class does with its own attributes, and settings after which the configuration is used (`clone_model`, `from_config`, `get_config`, `to_json`, `save`) or the model is handed to code outside of the file.',
    zh: '不报告：未构建或可能未构建的层、`activity_regularizer`、`None`、类对自身属性的操作，以及之后使用了配置（`clone_model`、`from_config`、`get_config`、`to_json`、`save`）或把模型交给文件之外代码的情况。',
  },
  precision: { found: 2, wrong: 0, files: 2 },
  references: [
    {
      title: 'tensorflow#33635: kernel_regularizer set on the layers of a pretrained model',
      address: 'https://github.com/tensorflow/tensorflow/issues/33635',
    },
    {
      title: 'keras#9106: regularizers added after the model is made',
      address: 'https://github.com/keras-team/keras/issues/9106',
    },
  ],
};

export default defineRule({
  id: 'regularizer-set-after-build',
  severity: 'warning',
  title: { en: 'Regularizer set on a layer that is already built', zh: '在已构建的层上设置正则化器' },
  check(facts, { text }) {
    return facts.regularizerSettings.flatMap((setting) =>
      isWithoutEffect(facts, setting) ? [report(facts, setting, text)] : [],
    );
  },
});

function isWithoutEffect(facts: Facts, { name, built, copiedLater }: RegularizerSettingFact): boolean {
  if (built !== 'yes' || copiedLater || name === 'activity_regularizer') return false;
  return name.endsWith('_regularizer') || facts.framework.version === 2;
}

function report(facts: Facts, setting: RegularizerSettingFact, text: string): Report {
  const model = facts.models[setting.model ?? -1];
  return {
    span: setting.span,
    confidence: setting.layer !== null && model !== undefined && !model.escaped ? 'certain' : 'likely',
    message: message(facts.framework.version === 2 ? inKeras2 : inBoth),
    related: model
      ? [
          {
            span: model.span,
            message: message({ en: 'The model is made here.', zh: '模型在此处创建。' }),
          },
        ]
      : [],
    fixes: setOnVariable(facts, setting, text),
    model: model?.id ?? null,
  };
}

const inKeras2: Localized = {
  en: 'This regularizer has no effect: a layer reads it once, when it is built, and this one is built already. Make the model anew with `clone_model` and copy its weights, or set it before the model is built.',
  zh: '该正则化器不起作用：层只在构建时读取一次，而这一层已经构建。请用 `clone_model` 重新创建模型并复制权重，或在模型构建之前设置。',
};
const inBoth: Localized = {
  en: 'This regularizer has no effect: a layer reads it once, when it is built, and this one is built already. Make the model anew with `clone_model` and copy its weights, or set it before the model is built; in Keras 3 `layer.kernel.regularizer = …` works too.',
  zh: '该正则化器不起作用：层只在构建时读取一次，而这一层已经构建。请用 `clone_model` 重新创建模型并复制权重，或在模型构建之前设置；在 Keras 3 中也可以使用 `layer.kernel.regularizer = …`。',
};

/** Variables that layers keep under the name of their argument. */
const VARIABLES = /^(kernel|bias|embeddings|gamma|beta)_regularizer$/;

function setOnVariable(facts: Facts, { span, name }: RegularizerSettingFact, text: string): Fix[] {
  const written = text.slice(span.start, span.end);
  if (facts.framework.version !== 3 || !VARIABLES.test(name) || !written.endsWith(`.${name}`)) return [];
  const target = `${written.slice(0, -name.length)}${name.replace('_', '.')}`;
  return [
    {
      title: message(
        { en: 'Set `{target}`', zh: '改为设置 `{target}`' },
        { target: quoted(target, { start: 0, end: target.length }) },
      ),
      safety: 'unsafe',
      edits: [replace(span, target)],
    },
  ];
}
