import { message, type Message } from '../text/localized';
import { type Documentation, defineRule, type Fix, type Severity } from './define-rule';
import type { Confidence, Facts, OptimizerFact } from '../facts/facts';
import { removeArgument, replace } from './support/edits';
import { noOptions } from './support/phrases';
import { quoted } from './support/words';

export const documentation: Documentation = {
  what: {
    en: 'Finds `decay=` given to an optimizer of Keras. It is no weight decay: it lowered the learning rate once, and does nothing or raises today.',
    zh: '查找传给 Keras 优化器的 `decay=`。它不是权重衰减：过去它用来降低学习率，如今不起作用或会抛出异常。',
  },
  why: {
    en: '| version | `Adam(decay=1e-4)` |\n| --- | --- |\n| Keras 3 | **ignored**, with a warning: “Argument `decay` is no longer supported and will be ignored” |\n| Keras 2 from TensorFlow 2.11 on | `ValueError` |\n| `keras.optimizers.legacy`, and Keras 2 before | divides the learning rate by `1 + decay · step` |\n\nIn none of them does it shrink weights. Weight decay is `weight_decay=` (any optimizer of Keras 3, and of Keras 2 from TensorFlow 2.11 on) or `AdamW`; a falling learning rate is a schedule, such as `keras.optimizers.schedules.InverseTimeDecay`.',
    zh: '| 版本 | `Adam(decay=1e-4)` |\n| --- | --- |\n| Keras 3 | **被忽略**，只有一条警告：“Argument `decay` is no longer supported and will be ignored” |\n| TensorFlow 2.11 起的 Keras 2 | `ValueError` |\n| `keras.optimizers.legacy` 以及更早的 Keras 2 | 学习率除以 `1 + decay · step` |\n\n在任何版本中它都不会缩小权重。权重衰减是 `weight_decay=`（Keras 3 以及 TensorFlow 2.11 起的 Keras 2 的任何优化器）或 `AdamW`；逐渐降低的学习率则用学习率调度，例如 `keras.optimizers.schedules.InverseTimeDecay`。',
  },
  bad: {
    language: 'python',
    code: `import keras

optimizer = keras.optimizers.Adam(learning_rate=1e-3, decay=1e-4)
`,
  },
  good: {
    language: 'python',
    code: `import keras

optimizer = keras.optimizers.Adam(learning_rate=1e-3, weight_decay=1e-4)
`,
  },
  fix: {
    en: 'Renames the argument to `weight_decay`, for those who meant that, or removes it. Renaming is *unsafe*: weights begin to shrink. Removing is *safe* in Keras 3, which ignores it.',
    zh: '改名为 `weight_decay`（如果这才是本意），或移除该参数。改名标为**不安全**：权重会开始缩小。在 Keras 3 中移除是**安全**的，因为它本来就被忽略。',
  },
  options: noOptions,
  limits: {
    en: 'Where Keras 2 is known to run the file, the call raises or does what it did, and the finding is *possible*, hidden by default. Optimizers of `keras.optimizers.legacy`, where it works as it did, and calls with the old name `lr=`, which belong to Keras of that time, are not reported.',
    zh: '如果已知由 Keras 2 运行该文件，调用要么抛出异常，要么行为未变，因此按**可能**报告，默认不显示。不报告 `keras.optimizers.legacy` 的优化器（其行为未变），也不报告使用旧名 `lr=` 的调用，它们属于当时的 Keras。',
  },
  precision: { found: 6, wrong: 0, files: 6 },
  references: [
    { title: 'Keras: optimizers', address: 'https://keras.io/api/optimizers/' },
    { title: 'keras#10611: decay', address: 'https://github.com/keras-team/keras/issues/10611' },
  ],
};

export default defineRule({
  id: 'decay-is-not-weight-decay',
  severity: 'warning',
  title: { en: '`decay=` is no weight decay', zh: '`decay=` 不是权重衰减' },
  check(facts, { text }) {
    return facts.optimizers.flatMap((optimizer) => {
      const { learningRateDecaySpan: span, name } = optimizer;
      if (span === null || optimizer.legacy || name === null) return [];
      const verdict = verdictOf(facts);
      return [
        {
          span,
          confidence: verdict.confidence,
          severity: verdict.severity,
          message: message(verdict.text, { decay: quoted(text, span), name }),
          related: [],
          fixes: fixesOf(facts, optimizer, text),
          model: null,
        },
      ];
    });
  },
});

interface Verdict {
  readonly confidence: Confidence;
  readonly severity: Severity;
  readonly text: Message['text'];
}

function verdictOf(facts: Facts): Verdict {
  switch (facts.framework.version) {
    case 3:
      return {
        confidence: 'certain',
        severity: 'warning',
        text: {
          en: '`{decay}` does nothing: Keras 3 ignores it, and it never was weight decay. Write `weight_decay=`, or a schedule if the learning rate is meant to fall.',
          zh: '`{decay}` 不起作用：Keras 3 会忽略它，而且它从来不是权重衰减。请写 `weight_decay=`；如果想降低学习率，请用学习率调度。',
        },
      };
    case 2:
      // It raises, or it lowers the learning rate as it was meant to.
      return {
        confidence: 'possible',
        severity: 'warning',
        text: {
          en: '`{decay}` is no weight decay: `{name}` raises a `ValueError` from TensorFlow 2.11 on, and lowered the learning rate before. Write `weight_decay=`, or a schedule if the learning rate is meant to fall.',
          zh: '`{decay}` 不是权重衰减：从 TensorFlow 2.11 起 `{name}` 会抛出 `ValueError`，之前则用来降低学习率。请写 `weight_decay=`；如果想降低学习率，请用学习率调度。',
        },
      };
    default:
      return {
        confidence: 'likely',
        severity: 'warning',
        text: {
          en: '`{decay}` is no weight decay: Keras 3 ignores it, and Keras 2 raises a `ValueError` from TensorFlow 2.11 on. Write `weight_decay=`, or a schedule if the learning rate is meant to fall.',
          zh: '`{decay}` 不是权重衰减：Keras 3 会忽略它，Keras 2 从 TensorFlow 2.11 起抛出 `ValueError`。请写 `weight_decay=`；如果想降低学习率，请用学习率调度。',
        },
      };
  }
}

function fixesOf(facts: Facts, optimizer: OptimizerFact, text: string): Fix[] {
  const span = optimizer.learningRateDecaySpan;
  if (span === null || !/^decay\s*=/.test(text.slice(span.start, span.end))) return [];
  const rename: Fix = {
    title: message({ en: 'Rename it to `weight_decay`', zh: '改名为 `weight_decay`' }),
    safety: 'unsafe',
    edits: [replace({ start: span.start, end: span.start + 'decay'.length }, 'weight_decay')],
  };
  const remove: Fix = {
    title: message({ en: 'Remove it', zh: '移除它' }),
    safety: facts.framework.version === 3 ? 'safe' : 'unsafe',
    edits: [removeArgument(text, span)],
  };
  return optimizer.weightDecay === null ? [rename, remove] : [remove];
}
