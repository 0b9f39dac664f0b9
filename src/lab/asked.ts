import { furtherArmNames, withArms, type FurtherArm } from './further-arms';
import type { Plan } from './plan';
import { sweepPlan } from './sweep-plan';

/** What a comparison is to hold beside *with* and *without*. */
export interface Asked {
  readonly arms: readonly FurtherArm[];
  /** The strength of the penalty is swept. */
  readonly sweep: boolean;
}

/** With and without, and nothing else. */
export const pairOnly: Asked = { arms: [], sweep: false };

/** The plan as found with what was asked for; a sweep is left out where no penalty has a strength. */
export function planAsked(plan: Plan, { arms, sweep }: Asked): Plan {
  const swept = sweep ? (sweepPlan(plan) ?? plan) : plan;
  return arms.length > 0 ? withArms(swept, arms) : swept;
}

/** What was asked for when `plan` was made. */
export function askedOf({ arms }: Plan): Asked {
  return {
    arms: arms.flatMap((arm) => {
      const [name, value] = arm.name.split(' ');
      const further = furtherArmNames.find((one) => one === name);
      return further && Number(value) > 0 ? [{ name: further, value: Number(value) }] : [];
    }),
    sweep: arms.some(({ strength }) => strength !== undefined),
  };
}
