import type { ArgumentFact, CallbackFact, Confidence, Facts, FitFact } from '../facts/facts';
import { message, type Localized, type Message } from '../text/localized';
import type { Span } from '../text/span';
import { type Documentation, defineRule, type Fix, type Report } from './define-rule';
import { addArgument, replace } from './support/edits';
import { noOptions } from './support/phrases';

export const documentation: Documentation = {
  what: {
    en: 'Finds callbacks that watch the wrong number or none: `EarlyStopping` on a training metric although validation data are there; `EarlyStopping`, `ModelCheckpoint(save_best_only=True)` or `ReduceLROnPlateau` on a `val_…` metric without validation data, or on a metric that is logged under another name; and a callback that no training gets.',
    zh: '查找监视了错误指标或什么也没监视的回调：有验证数据却监视训练指标的 `EarlyStopping`；没有验证数据却监视 `val_…` 指标，或监视的指标以其他名字记录的 `EarlyStopping`、`ModelCheckpoint(save_best_only=True)`、`ReduceLROnPlateau`；以及没有传给任何训练的回调。',
  },
  why: {
    en: 'Early stopping works against overfitting because it watches data that the model does not learn from. The training loss goes on falling while the model overfits, so it stops too late or never.\n\nWithout validation data `val_loss`, the default monitor, does not exist. Keras warns and trains on to the last epoch; nothing stops. Run with Keras 3.15 (TensorFlow, JAX, torch) and tf_keras 2.21:\n\n| callback, its metric missing | what happens |\n| --- | --- |\n| `EarlyStopping` | never stops |\n| `ReduceLROnPlateau` | never reduces |\n| `ModelCheckpoint(save_best_only=True)` | Keras 3 saves every epoch, the best or not; Keras 2 saves nothing |\n\n`metrics=["accuracy"]` is logged as `accuracy` and `val_accuracy` since Keras 2.3 (2019), no longer as `acc` and `val_acc`. Keras 2 then never stops; Keras 3 raises a `ValueError`, or never stops when `mode=` is given.',
    zh: '早停之所以能防止过拟合，是因为它观察的是模型没有学习过的数据。模型过拟合时训练损失仍在下降，因此它停得太晚或根本不停。\n\n没有验证数据时，默认监视的 `val_loss` 并不存在。Keras 给出警告后一直训练到最后一轮，什么也不会停止。以下在 Keras 3.15（TensorFlow、JAX、torch）和 tf_keras 2.21 上运行过：\n\n| 指标不存在时的回调 | 结果 |\n| --- | --- |\n| `EarlyStopping` | 从不停止 |\n| `ReduceLROnPlateau` | 从不降低学习率 |\n| `ModelCheckpoint(save_best_only=True)` | Keras 3 每一轮都保存，无论是否最佳；Keras 2 什么也不保存 |\n\n自 Keras 2.3（2019 年）起，`metrics=["accuracy"]` 记录为 `accuracy` 和 `val_accuracy`，不再是 `acc` 和 `val_acc`。此时 Keras 2 从不停止；Keras 3 会引发 `ValueError`，若给出了 `mode=` 则从不停止。',
  },
  bad: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(16, activation='relu', kernel_regularizer='l2'),
    keras.layers.Dense(1),
])
model.compile(optimizer='adam', loss='mse')
stop = keras.callbacks.EarlyStopping(patience=5)
model.fit(x, y, epochs=100, callbacks=[stop])  # there is no val_loss
`,
  },
  good: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(16, activation='relu', kernel_regularizer='l2'),
    keras.layers.Dense(1),
])
model.compile(optimizer='adam', loss='mse')
stop = keras.callbacks.EarlyStopping(patience=5)
model.fit(x, y, epochs=100, validation_split=0.2, callbacks=[stop])
`,
  },
  fix: {
    en: 'Monitors the metric’s counterpart: `val_loss` for `loss` where there are validation data, `loss` for `val_loss` where there are none, `val_accuracy` for `val_acc`. *Unsafe*: training ends at another time. Validation data would be better; which, is for you to say.',
    zh: '改为监视对应的指标：有验证数据时用 `val_loss` 代替 `loss`，没有时用 `loss` 代替 `val_loss`，用 `val_accuracy` 代替 `val_acc`。标为**不安全**：训练会在不同的时刻结束。提供验证数据会更好，用哪些数据由你决定。',
  },
  options: noOptions,
  limits: {
    en: 'Quiet where validation data may be there or not (`**options`, a parameter that may be `None`), where a callback of your own or a `LambdaCallback` may log the metric, and where a callback goes anywhere but into `fit`: an attribute, other code, a tuner. With Keras older than 2.3 `val_acc` is right.',
    zh: '以下情况不报告：验证数据可能有也可能没有（`**options`、可能为 `None` 的参数）；自定义回调或 `LambdaCallback` 可能记录该指标；回调除了 `fit` 还去了别处（属性、其他代码、调参器）。若使用早于 2.3 的 Keras，`val_acc` 是正确的。',
  },
  precision: { found: 91, wrong: 0, files: 83, fixed: 11 },
  references: [
    { title: 'Keras: EarlyStopping', address: 'https://keras.io/api/callbacks/early_stopping/' },
    { title: 'Keras: ModelCheckpoint', address: 'https://keras.io/api/callbacks/model_checkpoint/' },
  ],
};

export default defineRule({
  id: 'early-stopping-monitor',
  severity: 'warning',
  title: { en: 'A callback that watches nothing, or the wrong metric', zh: '回调监视的指标错误或不存在' },
  check(facts, { text }) {
    return facts.callbacks.flatMap((callback) => {
      const problem = problemOf(facts, callback);
      return problem === null ? [] : [report(callback, problem, text)];
    });
  },
});

interface Problem {
  readonly confidence: Confidence;
  readonly message: Message;
  readonly fit: FitFact | null;
  readonly evidence: Localized;
  /** What to monitor instead; null without a fix. */
  readonly instead: string | null;
}

function problemOf(facts: Facts, callback: CallbackFact): Problem | null {
  const { fits, name } = callback;
  if (fits === null) return null;
  const [fit] = fits;
  if (!fit) return hasDouble(facts, callback) ? null : unused(callback);
  const monitor = monitorOf(callback);
  if (monitor === null) return null;
  const values = { callback: name, monitor, instead: counterpart(monitor) };
  const validates = (certainty: FitFact['validation']) => fits.every((one) => one.validation === certainty);
  if (monitor.startsWith('val_') && validates('no'))
    return {
      confidence: 'certain',
      message: message(
        {
          en: '`{callback}` watches `{monitor}`, which does not exist: this training has no validation data, so {effect}. Pass `validation_data=` or `validation_split=` to fit().',
          zh: '`{callback}` 监视的 `{monitor}` 并不存在：这次训练没有验证数据，因此{effect}。请向 fit() 传入 `validation_data=` 或 `validation_split=`。',
        },
        { ...values, effect: effects[name] ?? '' },
      ),
      fit,
      evidence: { en: 'No validation data here.', zh: '此处没有验证数据。' },
      instead: counterpart(monitor),
    };
  const logged = renamed(monitor, fits);
  if (logged !== null && (!monitor.startsWith('val_') || validates('yes')))
    return {
      confidence:
        facts.framework.version === null && callback.name === 'ModelCheckpoint' ? 'possible' : 'likely',
      message: message(
        {
          en: '`{callback}` watches `{monitor}`, which is logged as `{logged}` since Keras 2.3, so {effect}, or Keras 3 refuses it. Write `{logged}`.',
          zh: '`{callback}` 监视 `{monitor}`，但自 Keras 2.3 起它记录为 `{logged}`，因此{effect}，或被 Keras 3 拒绝。请写 `{logged}`。',
        },
        { ...values, logged, effect: effects[name] ?? '' },
      ),
      fit,
      evidence: { en: 'Trained here.', zh: '在此处训练。' },
      instead: logged,
    };
  if (isOfTrainingData(monitor, fits) && name !== 'ReduceLROnPlateau' && validates('yes'))
    return {
      confidence: 'likely',
      message: message(
        {
          en: '`{callback}` watches `{monitor}` of the training data, which goes on improving while the model overfits, although there are validation data. Watch `{instead}`.',
          zh: '`{callback}` 监视的是训练数据上的 `{monitor}`，模型过拟合时它仍会变好，而这里有验证数据。请监视 `{instead}`。',
        },
        values,
      ),
      fit,
      evidence: { en: 'Validation data are given here.', zh: '此处给出了验证数据。' },
      instead: counterpart(monitor),
    };
  return null;
}

/** What a callback fails to do without its metric. */
const effects: Readonly<Record<string, Localized>> = {
  EarlyStopping: { en: 'it never stops', zh: '它从不停止' },
  ReduceLROnPlateau: { en: 'it never reduces the learning rate', zh: '它从不降低学习率' },
  ModelCheckpoint: {
    en: 'Keras 3 saves every epoch and Keras 2 none',
    zh: ' Keras 3 每一轮都保存，Keras 2 一轮也不保存',
  },
};

/** Whether a training gets another callback of that class: then one of the two was chosen. */
function hasDouble(facts: Facts, { name }: CallbackFact): boolean {
  return facts.callbacks.some((other) => other.name === name && other.fits !== null && other.fits.length > 0);
}

function unused(callback: CallbackFact): Problem {
  return {
    confidence: 'likely',
    message: message(
      {
        en: '`{callback}` is made and never used: no training gets it, so it does nothing. Pass it to fit() with `callbacks=[…]`.',
        zh: '`{callback}` 创建后从未使用：没有传给任何训练，因此不起作用。请用 `callbacks=[…]` 传给 fit()。',
      },
      { callback: callback.name },
    ),
    fit: null,
    evidence: { en: '', zh: '' },
    instead: null,
  };
}

/** The metric that a callback acts on; null where it is not known, or where it acts without one. */
function monitorOf(callback: CallbackFact): string | null {
  if (!callback.argumentsExact || !(callback.name in effects)) return null;
  if (callback.name === 'ModelCheckpoint' && argumentOf(callback, 'save_best_only')?.value !== true)
    return null;
  const given = argumentOf(callback, 'monitor');
  if (given === undefined) return 'val_loss';
  return typeof given.value === 'string' ? given.value : null;
}

function argumentOf(callback: CallbackFact, name: string): ArgumentFact | undefined {
  return callback.arguments.find((argument) => argument.name === name);
}

function counterpart(monitor: string): string {
  return monitor.startsWith('val_') ? monitor.slice('val_'.length) : `val_${monitor}`;
}

const OTHER_NAMES: Readonly<Record<string, string>> = { acc: 'accuracy', accuracy: 'acc' };

/** Whether a metric is one that Keras computes from the training data; another may be a callback's own. */
function isOfTrainingData(monitor: string, fits: readonly FitFact[]): boolean {
  return monitor === 'loss' || fits.every(({ metrics }) => metrics?.includes(monitor) === true);
}

/** The name under which the accuracy is logged, where the other one is monitored; null where that is not so. */
function renamed(monitor: string, fits: readonly FitFact[]): string | null {
  const validation = monitor.startsWith('val_') ? 'val_' : '';
  const metric = monitor.slice(validation.length);
  const other = OTHER_NAMES[metric];
  const logs = ({ metrics }: FitFact) =>
    other !== undefined && metrics?.includes(other) === true && !metrics.includes(metric);
  return fits.every(logs) ? `${validation}${other}` : null;
}

function report(callback: CallbackFact, problem: Problem, text: string): Report {
  const monitor = argumentOf(callback, 'monitor');
  return {
    span: problem.fit === null ? callback.span : (monitor?.span ?? callback.span),
    confidence: problem.confidence,
    message: problem.message,
    related: problem.fit ? [{ span: problem.fit.span, message: message(problem.evidence) }] : [],
    fixes:
      problem.instead === null || monitor?.spread ? [] : [watch(callback, monitor, problem.instead, text)],
    model: problem.fit?.model ?? null,
  };
}

function watch(callback: CallbackFact, monitor: ArgumentFact | undefined, metric: string, text: string): Fix {
  return {
    title: message({ en: 'Watch `{metric}`', zh: '监视 `{metric}`' }, { metric }),
    safety: 'unsafe',
    edits: [
      monitor
        ? replace(monitor.valueSpan, quote(metric, text, monitor.valueSpan))
        : addArgument(text, callback.argumentsSpan, `monitor='${metric}'`),
    ],
  };
}

/** A string in the quotes that stand there. */
function quote(value: string, text: string, { start }: Span): string {
  return text[start] === '"' ? `"${value}"` : `'${value}'`;
}
