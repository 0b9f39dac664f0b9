import type { LossFact } from '../../analysis/facts/facts';
import type { Localized } from '../../analysis/text/localized';
import type { PlanLoss } from '../plan';
import { lossNames } from '../task';
import { filled } from './words';

/**
 * The data loss of the comparison: the one of `compile` where the engine has it, else the usual one for the
 * output. Whether outputs are logits is decided by the output's activation, and a note says so where the
 * code says otherwise.
 *
 * @param activation of the output layer
 * @param width the last dimension of the output
 */
export function planLoss(
  fact: LossFact | null,
  activation: string,
  width: number,
): { loss: PlanLoss; notes: readonly Localized[] } {
  const written = fact?.name ? snakeCase(fact.name) : null;
  if (written === null || !lossNames.includes(written)) {
    const loss = usualLoss(activation, width);
    return { loss, notes: [replaced(fact?.name ?? null, loss.name)] };
  }
  if (written === 'sparse_categorical_crossentropy' && width === 1) {
    const loss = usualLoss('sigmoid', width);
    const note = filled(
      {
        en: 'With a single output the {written} is always 0; binary_crossentropy is used.',
        zh: '只有一个输出时 {written} 恒为 0；改用 binary_crossentropy。',
      },
      { written },
    );
    return { loss: { ...loss, fromLogits: activation === 'linear' }, notes: [note] };
  }
  const closing = closingActivation(written);
  if (closing === null) return { loss: { name: written, fromLogits: false }, notes: [] };
  const fromLogits = activation === closing ? false : activation === 'linear' || fact?.fromLogits === 'yes';
  return { loss: { name: written, fromLogits }, notes: disagreement(fact, activation, fromLogits) };
}

/** The activation whose outputs a crossentropy wants, or null for a loss without logits. */
function closingActivation(loss: string): string | null {
  if (loss === 'binary_crossentropy') return 'sigmoid';
  return loss.endsWith('categorical_crossentropy') ? 'softmax' : null;
}

function disagreement(fact: LossFact | null, activation: string, fromLogits: boolean): readonly Localized[] {
  if (!fromLogits && fact?.fromLogits === 'yes') {
    return [
      filled(
        {
          en: 'The code ends in {activation} and says from_logits=True; the comparison takes the outputs as probabilities.',
          zh: '代码以 {activation} 结尾却设置了 from_logits=True；比较时把输出当作概率。',
        },
        { activation },
      ),
    ];
  }
  if (fromLogits && fact?.fromLogits === 'no') {
    return [
      {
        en: 'The output has no activation and the code does not say from_logits=True; the comparison takes the outputs as logits.',
        zh: '输出没有激活函数，代码也没有设置 from_logits=True；比较时把输出当作 logits。',
      },
    ];
  }
  return [];
}

function usualLoss(activation: string, width: number): PlanLoss {
  if (activation === 'softmax') return { name: 'sparse_categorical_crossentropy', fromLogits: false };
  if (activation === 'sigmoid') return { name: 'binary_crossentropy', fromLogits: false };
  // Several bare outputs are most often the logits of classes; a single one is a number.
  if (activation === 'linear' && width > 1)
    return { name: 'sparse_categorical_crossentropy', fromLogits: true };
  return { name: 'mean_squared_error', fromLogits: false };
}

function replaced(name: string | null, used: string): Localized {
  return name === null
    ? filled(
        {
          en: 'The loss could not be read from the code; {used}, which suits the output, is used.',
          zh: '无法从代码中读出损失；改用与输出相配的 {used}。',
        },
        { used },
      )
    : filled(
        {
          en: 'The lab does not have the loss {name}; {used}, which suits the output, is used.',
          zh: '实验室没有损失 {name}；改用与输出相配的 {used}。',
        },
        { name, used },
      );
}

/** `SparseCategoricalCrossentropy` → `sparse_categorical_crossentropy`. */
function snakeCase(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
}
