import type { Localized } from '../analysis/text/localized';
import { furtherArmNames, misfitOfArm, withArms, type FurtherArm } from '../lab/further-arms';
import type { Plan } from '../lab/plan';
import { count, positive } from '../lab/plan-checks';
import { sweepPlan } from '../lab/sweep-plan';
import { number, type Options } from './options';
import { Problem } from './problem';

const needed: Readonly<Record<NonNullable<ReturnType<typeof misfitOfArm>>, Localized>> = {
  positive: positive[1],
  rate: { en: 'a rate between 0 and 1', zh: '0 与 1 之间的比例' },
  patience: count[1],
};

/** The plan with what else is to be trained, and for how long: `--arms`, `--sweep`, `--budget`. */
export function withFurther(plan: Plan, options: Options): Plan {
  const asked = options.values.get('arms')?.flatMap((list) => list.split(',')) ?? [];
  const budget = number(options, 'budget', 0, (seconds) => seconds > 0, {
    en: 'a number of seconds above 0',
    zh: '大于 0 的秒数',
  });
  const limited = budget > 0 ? { ...plan, budgetSeconds: budget } : plan;
  const wider = withArms(limited, asked.map(armOf));
  if (!options.flags.has('sweep')) return wider;
  const swept = sweepPlan(wider);
  if (swept) return swept;
  throw new Problem({
    en: 'There is no penalty whose strength could be swept; give one with --penalty and --lambda.',
    zh: '没有可以扫描强度的惩罚项；请用 --penalty 和 --lambda 指定。',
  });
}

/** `dropout`, or `dropout=0.3` with its number. */
function armOf(text: string): FurtherArm {
  const [word = '', given] = text.split('=', 2);
  const name = furtherArmNames.find((one) => one === word);
  if (name === undefined) {
    throw new Problem(
      { en: '--arms takes {names}, not “{word}”.', zh: '--arms 只能是 {names}，不能是“{word}”。' },
      { names: furtherArmNames.join(', '), word },
    );
  }
  if (given === undefined) return { name };
  const arm = { name, value: given.trim() === '' ? Number.NaN : Number(given) };
  const misfit = Number.isFinite(arm.value) ? misfitOfArm(arm) : 'positive';
  if (misfit === null) return arm;
  throw new Problem(
    { en: '{name} takes {what}, not “{given}”.', zh: '{name} 需要{what}，不能是“{given}”。' },
    { name, what: needed[misfit], given },
  );
}
