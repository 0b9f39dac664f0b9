import type { Confidence, Facts, LossesReadFact, ModelFact, TrainingFact } from '../facts/facts';
import { message, type Message } from '../text/localized';
import { type Documentation, defineRule, type Fix, type Report } from './define-rule';
import { removeTerm } from './support/edits';
import { weaker } from './support/penalties';
import { noOptions } from './support/phrases';
import { minimisesCompiledLoss, presenceLimit } from './support/steps';
import { quoted } from './support/words';

export const documentation: Documentation = {
  what: {
    en: 'Finds `model.losses` added to something that holds it already: in a loss function or `Loss` subclass given to `compile`, beside `compute_loss` in a `train_step` or in an override of `compute_loss`, or twice in one step.',
    zh: '查找把 `model.losses` 加到已经包含它的损失上的情形：传给 `compile` 的损失函数或 `Loss` 子类中、`train_step` 或对 `compute_loss` 的重写中与 `compute_loss` 并用，或在同一步中加了两次。',
  },
  why: {
    en: '`fit`, `train_on_batch` and `evaluate` add every entry of `model.losses` to the compiled loss, in Keras 2 and Keras 3 and on every backend. A loss function that adds the sum as well trains with twice the penalty: with an error of 9 and a penalty of 8 the loss is 25 rather than 17, and the gradient holds the penalty twice.\n\nInside a custom `train_step`:\n\n| expression | Keras 3 | Keras 2 |\n| --- | --- | --- |\n| `self.compute_loss(…)` | counted once | counted once |\n| `self.compute_loss(…) + sum(self.losses)` | **twice** | **twice** |\n| `super().compute_loss(…) + sum(self.losses)` in an override | **twice** | **twice** |\n| `self.compiled_loss(y, y_pred)` | counted once | not counted |\n| `self.compiled_loss(y, y_pred) + sum(self.losses)` | **twice** | counted once |\n\nThe last row is correct in Keras 2 and wrong after the move to Keras 3. It is reported only where the version is known, or as *possible*.',
    zh: '在 Keras 2 和 Keras 3 的所有后端上，`fit`、`train_on_batch` 和 `evaluate` 都会把 `model.losses` 的每一项加进编译的损失。如果损失函数自己又加了一遍，训练时的惩罚就成了两倍：误差为 9、惩罚为 8 时，损失是 25 而不是 17，梯度中惩罚也计入两次。\n\n在自定义的 `train_step` 中：\n\n| 表达式 | Keras 3 | Keras 2 |\n| --- | --- | --- |\n| `self.compute_loss(…)` | 计入一次 | 计入一次 |\n| `self.compute_loss(…) + sum(self.losses)` | **两次** | **两次** |\n| 重写中的 `super().compute_loss(…) + sum(self.losses)` | **两次** | **两次** |\n| `self.compiled_loss(y, y_pred)` | 计入一次 | 未计入 |\n| `self.compiled_loss(y, y_pred) + sum(self.losses)` | **两次** | 计入一次 |\n\n最后一行在 Keras 2 中正确，迁移到 Keras 3 后就错了。只有在已知版本时才会正常报告，否则按**可能**报告。',
  },
  bad: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(16, activation='relu', kernel_regularizer='l2'),
    keras.layers.Dense(1),
])


def loss(y_true, y_pred):
    return keras.losses.mean_squared_error(y_true, y_pred) + sum(model.losses)


model.compile(optimizer='adam', loss=loss)
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


def loss(y_true, y_pred):
    return keras.losses.mean_squared_error(y_true, y_pred)


model.compile(optimizer='adam', loss=loss)
`,
  },
  fix: {
    en: 'Removes the added term. It is *unsafe*: training uses half the penalty from then on. If the doubled strength was tuned on purpose, double the regularizer’s argument.',
    zh: '移除多加的那一项。该修复标为**不安全**：此后训练所用的惩罚减半。如果加倍后的强度正是调好的结果，请把正则化器的参数加倍。',
  },
  options: noOptions,
  limits: {
    en: 'Not reported: helpers that add `model.losses` to a cost and only feed a loop of your own, the losses of another model than the compiled one, and models without a penalty.',
    zh: '不报告：把 `model.losses` 加到代价上、且只用于自定义训练循环的辅助函数；读取的不是被编译模型的 `losses`；没有惩罚项的模型。',
  },
  precision: { found: 0, wrong: 0, files: 0 },
  references: [
    {
      title: 'Keras: customizing what happens in fit()',
      address: 'https://keras.io/guides/custom_train_step_in_tensorflow/',
    },
    {
      title: 'tensorflow#43341: regularization losses counted twice',
      address: 'https://github.com/tensorflow/tensorflow/issues/43341',
    },
  ],
};

export default defineRule({
  id: 'losses-counted-twice',
  severity: 'warning',
  title: { en: 'Penalty counted twice', zh: '惩罚项重复计入' },
  check(facts, { text }) {
    const doubled = [...byCompile(facts), ...byTraining(facts)];
    const seen = new Set<number>();
    return doubled
      .filter(({ span }) => !seen.has(span.start) && seen.add(span.start))
      .map((one) => report(facts, one, text));
  },
});

interface Doubled {
  /** Undefined for one that a function of the file is given. */
  readonly model: ModelFact | undefined;
  readonly read: LossesReadFact | null;
  readonly span: Report['span'];
  /** What adds the penalty the other time. */
  readonly by: 'fit' | 'compute_loss' | 'compiled_loss' | 'read';
  readonly bySpan: Report['span'];
  readonly confidence: Confidence;
}

function byCompile(facts: Facts): Doubled[] {
  return facts.models.flatMap((model) => {
    const loss = model.compile?.loss;
    const limit = presenceLimit(model);
    const trainings = model.trainings.flatMap((index) => facts.trainings[index] ?? []);
    const fitted = trainings.filter(minimisesCompiledLoss);
    // A step of its own uses the compiled loss as it likes.
    if (!loss || limit === null || (trainings.length > 0 && fitted.length === 0)) return [];
    const certain = fitted.some((training) => training.penaltyTimes === 2 && training.certain);
    return loss.addedReads.flatMap((index) => {
      const read = facts.lossesReads[index];
      if (read === undefined || read.model !== model.id || read.built === 'no') return [];
      const confidence = weaker(certain ? 'certain' : 'likely', limit);
      return [
        { model, read, span: read.span, by: 'fit', bySpan: model.compile?.span ?? model.span, confidence },
      ];
    });
  });
}

function byTraining(facts: Facts): Doubled[] {
  return facts.trainings.flatMap((training) => {
    const model = facts.models[training.model];
    const limit = presenceLimit(model);
    if (limit === null) return [];
    if (minimisesCompiledLoss(training)) return [];
    const read = facts.lossesReads[training.reads.at(-1) ?? -1] ?? null;
    const byCompiledLoss = training.versionDependent === 'compiled-loss';
    // Where the version is open the count is open too: two in Keras 3, one in Keras 2.
    const open = byCompiledLoss && training.penaltyTimes === null && read !== null;
    if (training.penaltyTimes !== 2 && !(open && facts.framework.version === null)) return [];
    return [
      {
        model,
        read,
        span: read?.span ?? training.targetSpan ?? training.span,
        by: byCompiledLoss ? 'compiled_loss' : training.reads.length > 1 ? 'read' : 'compute_loss',
        bySpan: training.span,
        confidence: weaker(open ? 'possible' : certainty(training), limit),
      },
    ];
  });
}

function certainty(training: TrainingFact): Confidence {
  return training.certain ? 'certain' : 'likely';
}

function report(facts: Facts, doubled: Doubled, text: string): Report {
  const { model, read } = doubled;
  return {
    span: doubled.span,
    confidence: doubled.confidence,
    message: messageOf(facts, doubled),
    related: [{ span: doubled.bySpan, message: otherTime(doubled) }],
    fixes: read?.termSpan ? [removal(doubled, read.termSpan, text)] : [],
    model: model?.id ?? null,
  };
}

function messageOf(facts: Facts, { by, read, model }: Doubled): Message {
  const values = { read: `${read?.modelText ?? model?.name ?? 'model'}.losses` };
  if (by === 'fit') {
    return message(
      {
        en: '`{read}` is counted twice: fit() adds it to the compiled loss by itself, so training uses double the penalty. Remove the term.',
        zh: '`{read}` 被计入两次：fit() 本身就会把它加进编译的损失，训练用的是双倍惩罚。请移除该项。',
      },
      values,
    );
  }
  if (by === 'read') {
    return message(
      {
        en: '`{read}` is counted twice: the loss holds it already from another place, so training uses double the penalty. Remove one of them.',
        zh: '`{read}` 被计入两次：损失中已有来自另一处的同一惩罚，训练用的是双倍惩罚。请移除其中之一。',
      },
      values,
    );
  }
  if (by === 'compute_loss') {
    return message(
      {
        en: '`{read}` is counted twice: the loss it is added to holds it already (`compute_loss` adds it), so training uses double the penalty. Remove the term.',
        zh: '`{read}` 被计入两次：它所加到的损失中已经包含它（`compute_loss` 会加上），训练用的是双倍惩罚。请移除该项。',
      },
      values,
    );
  }
  return facts.framework.version === 3
    ? message(
        {
          en: '`{read}` is counted twice: in Keras 3 `compiled_loss` adds it already, so training uses double the penalty. Use `compute_loss` alone.',
          zh: '`{read}` 被计入两次：在 Keras 3 中 `compiled_loss` 已经加上了它，训练用的是双倍惩罚。请只使用 `compute_loss`。',
        },
        values,
      )
    : message(
        {
          en: '`{read}` is counted twice in Keras 3, once in Keras 2: only in Keras 3 does `compiled_loss` add it already. `compute_loss` alone counts it once in both.',
          zh: '`{read}` 在 Keras 3 中被计入两次，在 Keras 2 中计入一次：只有 Keras 3 的 `compiled_loss` 会自行加上它。只使用 `compute_loss` 则在两者中都计入一次。',
        },
        values,
      );
}

function otherTime({ by }: Doubled): Message {
  return by === 'fit'
    ? message({
        en: 'Compiled here, so that fit() adds the penalty.',
        zh: '在此处编译，fit() 会加上惩罚项。',
      })
    : message({ en: 'The training step that counts it twice.', zh: '重复计入惩罚项的训练步骤。' });
}

function removal({ by }: Doubled, termSpan: Report['span'], text: string): Fix {
  const names = { fit: 'fit()', compute_loss: 'compute_loss()', compiled_loss: 'compiled_loss()' };
  const term = quoted(text, termSpan);
  return {
    title:
      by === 'read'
        ? message(
            { en: 'Remove `{term}`: the penalty is there already', zh: '移除 `{term}`：惩罚项已在其中' },
            { term },
          )
        : message(
            {
              en: 'Remove `{term}`: {by} adds the penalty itself',
              zh: '移除 `{term}`：{by} 会自行加上惩罚项',
            },
            { term, by: names[by] },
          ),
    safety: 'unsafe',
    edits: [removeTerm(text, termSpan)],
  };
}
