import { message, type Localized, type Message } from '../analysis/text/localized';
import type { ComparisonResult } from './plan';

const text: Localized = {
  en: '{arm}: stopped after {after} of {epochs} epochs, seed by seed; the best were {best}.',
  zh: '{arm}：各种子依次在 {after} 个 epoch 后停止（共 {epochs} 个）；最好的分别是第 {best} 个。',
};

/** When the trainings of each arm with early stopping ended: one sentence an arm that has reached its end. */
export function earlyStopsTexts({ plan, metrics }: ComparisonResult): readonly Message[] {
  return plan.arms.flatMap(({ name }, arm) => {
    const stops = metrics
      .filter((entry) => entry.arm === arm && entry.epoch === plan.epochs)
      .flatMap(({ stopped }) => stopped ?? []);
    if (stops.length === 0) return [];
    const [after, best] = [stops.map((stop) => stop.after), stops.map((stop) => stop.best)].map((epochs) =>
      epochs.join(', '),
    );
    return [message(text, { arm: name, epochs: plan.epochs, after: after ?? '', best: best ?? '' })];
  });
}
