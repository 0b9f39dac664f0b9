import type { Confidence, Facts, LossFact, ModelFact, PenaltyFact, RegularizerFact } from '../facts/facts';
import { message, type Message } from '../text/localized';
import { contains } from '../text/span';
import { type Documentation, defineRule, type Fix, type Report, type Severity } from './define-rule';
import { addArgument, replace } from './support/edits';
import { weightPenalties } from './support/penalties';
import { noOptions } from './support/phrases';
import { quoted } from './support/words';

export const documentation: Documentation = {
  what: {
    en: 'Finds penalties whose strength defeats them: zero, negative, or so strong that the penalty dwarfs the loss when training begins. The penalty at the start is computed from the initializers and the shapes of the weights.',
    zh: '查找强度使惩罚项失去意义的情况：为零、为负，或强到训练尚未开始惩罚项就压过损失。训练开始时的惩罚值由权重的初始化器和形状计算得出。',
  },
  why: {
    en: 'The optimizer minimises the sum of loss and penalty. A classifier that knows nothing starts near `ln(classes)`: 2.3 for 10 classes, 0.69 for two. `L2(0.01)` on a `Dense(512)` behind 784 inputs starts at 6.2, because its kernel of 401,408 weights has an expected `Σw²` of 619 (Glorot). The loss that training reports is then mostly penalty, and what it gains first is small weights. Measured on ten well separated classes, with `Adam`: the first epoch reports 4.7 instead of 0.6, and after five epochs the penalty has fallen from 6.2 to 0.1, at the same accuracy. On harder data the small weights that are left are what the model has to fit with, and it underfits. Common strengths are 1e-6 to 1e-2; the more weights a layer has, the smaller.\n\nThe rule informs from 2.5 times the starting loss, and warns from 10 times. For other losses the start is not known; there it tells of strengths from 1.\n\nA strength of 0 penalises nothing. A negative one rewards large weights: Keras 2 takes it, Keras 3 raises a `ValueError` (`regularizer-invalid`). `l1_l2(l2=…)` with one strength has a hidden one in Keras 2: the other is 0.01 there, and 0 in Keras 3.',
    zh: '优化器最小化的是损失与惩罚项之和。一无所知的分类器，损失从 `ln(类别数)` 附近开始：10 类为 2.3，2 类为 0.69。784 个输入之后的 `Dense(512)` 加上 `L2(0.01)`，惩罚项从 6.2 开始，因为它的 401,408 个权重在 Glorot 初始化下 `Σw²` 的期望是 619。此时训练报告的损失大部分是惩罚项，而它首先得到的是更小的权重。在十个容易区分的类别上用 `Adam` 实测：第一轮报告的损失是 4.7 而不是 0.6，五轮之后惩罚项从 6.2 降到 0.1，准确率相同。在较难的数据上，模型只能用剩下的小权重去拟合，结果是欠拟合。常见的强度是 1e-6 到 1e-2；层的权重越多，强度应越小。\n\n达到起始损失的 2.5 倍时给出信息，达到 10 倍时警告。其他损失的起始值无从得知，此时只指出 1 及以上的强度。\n\n强度为 0 时什么也不惩罚。负的强度会鼓励大权重：Keras 2 接受它，Keras 3 抛出 `ValueError`（`regularizer-invalid`）。`l1_l2(l2=…)` 只给一个强度时，在 Keras 2 中另一个隐藏的强度是 0.01，在 Keras 3 中是 0。',
  },
  bad: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((784,)),
    keras.layers.Dense(512, activation='relu', kernel_regularizer=keras.regularizers.L2(0.1)),
    keras.layers.Dropout(0.2),
    keras.layers.Dense(10),
])
model.compile('adam', keras.losses.SparseCategoricalCrossentropy(from_logits=True))
`,
  },
  good: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((784,)),
    keras.layers.Dense(512, activation='relu', kernel_regularizer=keras.regularizers.L2(1e-4)),
    keras.layers.Dropout(0.2),
    keras.layers.Dense(10),
])
model.compile('adam', keras.losses.SparseCategoricalCrossentropy(from_logits=True))
`,
  },
  fix: {
    en: 'Divides the strength by the power of ten with which the penalty starts below the loss; takes the minus sign away; writes the hidden strength out as 0. All are *unsafe*: training changes.',
    zh: '把强度除以 10 的幂，使惩罚项从低于损失的值开始；去掉负号；把隐藏的强度明确写成 0。均标为**不安全**：训练会改变。',
  },
  options: noOptions,
  limits: {
    en: 'Activity penalties have another scale and are not judged. The estimate is for weights as the initializer makes them; weights that are loaded later may be smaller or larger. A penalty that starts above the loss may still be what you want: many models learn all the same once the weights have shrunk. A zero is often written on purpose, to switch a penalty off: it is a *possible* finding, hidden by default, and none where it comes out of a named constant.',
    zh: '激活惩罚的量级不同，不作判断。估计针对初始化器生成的权重；之后加载的权重可能更小或更大。惩罚项从高于损失的值开始，也可能正是你想要的：许多模型在权重缩小之后照样能学习。零往往是有意写下的，用来关闭惩罚项：按**可能**报告，默认不显示；来自具名常量时不报告。',
  },
  precision: { found: 14, wrong: 0, files: 12 },
  references: [
    { title: 'Keras: layer weight regularizers', address: 'https://keras.io/api/layers/regularizers/' },
    { title: 'Keras: initializers', address: 'https://keras.io/api/layers/initializers/' },
  ],
};

export default defineRule({
  id: 'regularizer-strength',
  severity: 'warning',
  title: { en: 'A penalty of the wrong strength', zh: '强度不当的惩罚项' },
  check(facts, { text }) {
    return [
      ...facts.regularizers.flatMap((one) => [
        ...zero(one, text),
        ...negative(facts, one, text),
        ...hidden(facts, one, text),
      ]),
      ...facts.models.flatMap((model) => overwhelming(model, minimised(facts, model), text)),
    ];
  },
});

function zero(one: RegularizerFact, text: string): Report[] {
  const isZero = one.inKeras2 === 'no-op' && one.inKeras3 === 'no-op';
  if (!isZero || one.strengthSpan === null || !contains(one.argumentsSpan, one.strengthSpan)) return [];
  return [
    {
      span: one.span,
      // Zero is often written to switch a penalty off.
      confidence: 'possible',
      severity: 'information',
      message: message(
        {
          en: '`{regularizer}` penalises nothing: its strength is 0. Give it one, such as 1e-4, or leave the regularizer out.',
          zh: '`{regularizer}` 什么也不惩罚：它的强度为 0。请给出强度（例如 1e-4），或去掉该正则化。',
        },
        { regularizer: quoted(text, one.span) },
      ),
      related: [],
      fixes: [],
      model: null,
    },
  ];
}

function negative(facts: Facts, one: RegularizerFact, text: string): Report[] {
  if (facts.framework.version !== 2 || one.problem !== 'negative' || one.problemSpan === null) return [];
  const written = text.slice(one.problemSpan.start, one.problemSpan.end);
  const positive = written.replace(/^(\w+\s*=\s*)?-\s*/, '$1');
  return [
    {
      span: one.span,
      confidence: 'certain',
      message: message(
        {
          en: '`{regularizer}` rewards large weights: the strength is negative, so the loss falls as they grow. Take the minus sign away.',
          zh: '`{regularizer}` 会鼓励大权重：强度为负，权重越大损失越小。请去掉负号。',
        },
        { regularizer: quoted(text, one.span) },
      ),
      related: [],
      fixes:
        positive === written
          ? []
          : [
              {
                title: message({ en: 'Write `{positive}`', zh: '改为 `{positive}`' }, { positive }),
                safety: 'unsafe',
                edits: [replace(one.problemSpan, positive)],
              },
            ],
      model: null,
    },
  ];
}

/** `l1_l2(l2=…)`, which has an L1 of 0.01 in Keras 2. */
function hidden(facts: Facts, one: RegularizerFact, text: string): Report[] {
  if (one.hiddenStrength === null || facts.framework.version === 3) return [];
  const known = facts.framework.version === 2;
  const values = { regularizer: quoted(text, one.span), other: one.hiddenStrength };
  return [
    {
      span: one.span,
      confidence: known ? 'certain' : 'likely',
      severity: known ? 'warning' : 'information',
      message: message(
        known
          ? {
              en: '`{regularizer}` has a second strength, `{other}=0.01`, which is the default. Write `{other}=0.0` if you do not want it.',
              zh: '`{regularizer}` 还有另一个强度：默认的 `{other}=0.01`。如果不需要，请写上 `{other}=0.0`。',
            }
          : {
              en: '`{regularizer}` differs between versions: `{other}` is 0.01 in Keras 2 and 0 in Keras 3 unless it is given. Give both.',
              zh: '`{regularizer}` 因版本而异：不给出 `{other}` 时，Keras 2 中为 0.01，Keras 3 中为 0。请同时给出两者。',
            },
        values,
      ),
      related: [],
      fixes: [
        {
          title: message({ en: 'Add `{other}=0.0`', zh: '加上 `{other}=0.0`' }, values),
          safety: 'unsafe',
          edits: [addArgument(text, one.argumentsSpan, `${one.hiddenStrength}=0.0`)],
        },
      ],
      model: null,
    },
  ];
}

/** From how many times the starting loss the penalty is told, and from how many it is warned of. */
const TOLD = 2.5;
const WARNED = 10;

interface Start {
  readonly loss: number;
  readonly text: Message;
}

/** The loss that training minimises together with the penalty: the compiled one, or that of a loop which adds it. */
function minimised(facts: Facts, model: ModelFact): LossFact | null {
  if (model.compile) return model.compile.loss;
  const isAdded = model.penaltyReachesLoss === 'yes' || model.penaltyReachesLoss === 'twice';
  const called = facts.lossApplications.find((one) => one.model === model.id && one.via === 'call');
  return isAdded && called ? called.loss : null;
}

function overwhelming(model: ModelFact, minimum: LossFact | null, text: string): Report[] {
  if (!model.compile && !minimum) return [];
  const penalties = weightPenalties(model).map(({ penalty }) => penalty);
  const start = minimum && lossAtStart(minimum, model);
  const largest = penalties.reduce<PenaltyFact | null>(
    (most, one) => ((one.atStart ?? 0) > (most?.atStart ?? 0) ? one : most),
    null,
  );
  const total = penalties.reduce((sum, one) => sum + (one.atStart ?? 0), 0);
  if (!minimum || !start || largest === null) return absurd(model, penalties);
  if (total < TOLD * start.loss) return [];
  const severity: Severity = total >= WARNED * start.loss ? 'warning' : 'information';
  return [
    {
      span: largest.strengthSpan ?? largest.definitionSpan,
      confidence: confidenceOf(model),
      severity,
      message: message(
        {
          en: 'The penalty of `{model}` starts at {penalty}, while {loss} starts near {value}: the loss is mostly penalty, and training first shrinks the weights. Take a smaller strength.',
          zh: '`{model}` 的惩罚项从 {penalty} 开始，而{loss}从 {value} 附近开始：损失大部分是惩罚项，训练首先会缩小权重。请减小强度。',
        },
        { model: model.name, penalty: rounded(total), loss: start.text, value: rounded(start.loss) },
      ),
      related: [
        ...relatedPenalties(penalties, largest),
        {
          span: minimum.span,
          message: message({ en: 'The loss.', zh: '损失。' }),
        },
      ],
      fixes: weaken(penalties, largest, total, start.loss, text),
      model: model.id,
    },
  ];
}

/** The estimate speaks of weights as they are made. */
function confidenceOf(model: ModelFact): Confidence {
  return model.escaped ? 'possible' : 'likely';
}

/** What a model that knows nothing loses on the average. */
function lossAtStart({ name }: LossFact, { outputShape }: ModelFact): Start | null {
  switch (name) {
    case 'SparseCategoricalCrossentropy':
    case 'CategoricalCrossentropy': {
      const classes = outputShape?.at(-1) ?? null;
      if (classes === null || classes < 2) return null;
      return {
        loss: Math.log(classes),
        text: message(
          { en: 'the cross-entropy of {classes} classes', zh: ' {classes} 类的交叉熵' },
          { classes },
        ),
      };
    }
    case 'BinaryCrossentropy':
      return {
        loss: Math.LN2,
        text: message({ en: 'the binary cross-entropy', zh: '二元交叉熵' }),
      };
    default:
      return null;
  }
}

/** A strength from 1 where the loss, or the weights, are not known. */
function absurd(model: ModelFact, penalties: readonly PenaltyFact[]): Report[] {
  const strong = penalties.filter(
    (one) => Math.max(one.l1 ?? 0, one.l2 ?? 0) >= 1 && (one.atStart === null || one.atStart >= WARNED),
  );
  const [first] = strong;
  if (!first) return [];
  const known = strong.every((one) => one.atStart !== null);
  const total = strong.reduce((sum, one) => sum + (one.atStart ?? 0), 0);
  return [
    {
      span: first.strengthSpan ?? first.definitionSpan,
      confidence: confidenceOf(model),
      message: message(
        known
          ? {
              en: 'A strength of {strength} is unusual: the penalty of `{model}` starts at {penalty}, so that the loss may be mostly penalty. Common strengths are 1e-6 to 1e-2.',
              zh: '强度 {strength} 不寻常：`{model}` 的惩罚项从 {penalty} 开始，损失可能大部分是惩罚项。常见的强度是 1e-6 到 1e-2。',
            }
          : {
              en: 'A strength of {strength} is unusual: the loss of `{model}` may be mostly penalty. Common strengths are 1e-6 to 1e-2.',
              zh: '强度 {strength} 不寻常：`{model}` 的损失可能大部分是惩罚项。常见的强度是 1e-6 到 1e-2。',
            },
        {
          strength: Math.max(first.l1 ?? 0, first.l2 ?? 0),
          model: model.name,
          penalty: rounded(total),
        },
      ),
      related: relatedPenalties(strong, first),
      fixes: [],
      model: model.id,
    },
  ];
}

function relatedPenalties(penalties: readonly PenaltyFact[], told: PenaltyFact): Report['related'] {
  const seen = new Set([told.span.start]);
  return penalties
    .filter((one) => {
      if (seen.has(one.span.start)) return false;
      seen.add(one.span.start);
      return (one.atStart ?? 0) > 0;
    })
    .slice(0, 3)
    .map((one) => ({
      span: one.span,
      message: message(
        { en: 'This one starts at {penalty}.', zh: '这一项从 {penalty} 开始。' },
        { penalty: rounded(one.atStart ?? 0) },
      ),
    }));
}

/** A strength that lets the penalty start below the loss, where one literal is to blame. */
function weaken(
  penalties: readonly PenaltyFact[],
  largest: PenaltyFact,
  total: number,
  loss: number,
  text: string,
): Fix[] {
  const { strengthSpan } = largest;
  if (strengthSpan === null) return [];
  const written = Number(text.slice(strengthSpan.start, strengthSpan.end));
  if (!(written > 0)) return [];
  const share = penalties
    .filter((one) => one.strengthSpan?.start === strengthSpan.start)
    .reduce((sum, one) => sum + (one.atStart ?? 0), 0);
  const power = Math.max(1, Math.ceil(Math.log10(share / (loss - (total - share)))));
  if (!Number.isFinite(power) || total - share >= loss) return [];
  const weaker = Number((written / 10 ** power).toPrecision(3)).toString();
  return [
    {
      title: message({ en: 'Take {weaker}', zh: '改为 {weaker}' }, { weaker }),
      safety: 'unsafe',
      edits: [replace(strengthSpan, weaker)],
    },
  ];
}

/** `6.2`, `0.69`, `619`. */
function rounded(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));
}
