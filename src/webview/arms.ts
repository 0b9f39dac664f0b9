import { svg } from 'lit';
import type { SVGTemplateResult } from 'lit';
import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
} from 'd3-shape';
import type { SymbolType } from 'd3-shape';
import { message } from '../analysis/text/localized';
import type { Localized, Message } from '../analysis/text/localized';
import { furtherArmNames, type FurtherArmName } from '../lab/further-arms';
import type { Plan, Sweep } from '../lab/plan';
import { penalizedArm } from '../lab/plan-settings';
import { texts } from './messages';
import { withLabel } from './with-label';

/** A shape each, turned by so many degrees: they tell the arms apart without their colours. */
const shapes: readonly (readonly [SymbolType, number])[] = [
  [symbolCircle, 0],
  [symbolSquare, 0],
  [symbolTriangle, 0],
  [symbolDiamond, 0],
  [symbolCross, 45],
  [symbolTriangle, 180],
  [symbolStar, 0],
  [symbolCross, 0],
  [symbolWye, 0],
  [symbolTriangle, 90],
];

const furtherNames: Readonly<Record<FurtherArmName, Localized>> = {
  l1: texts.armL1,
  l2: texts.armL2,
  l1l2: texts.armL1L2,
  'l1-proximal': texts.armProximal,
  dropout: texts.armDropout,
  decay: texts.armDecay,
  'early-stopping': texts.armEarlyStopping,
};

/** How an arm is called in the page: `without`, `with L2 0.01`, `dropout 0.5`, or the reader's own name. */
export function armLabel(plan: Plan, arm: number): Message | Localized {
  const one = plan.arms[arm] ?? { name: '', penalties: [] };
  const { name } = one;
  if (name === 'without') return texts.without;
  if (name === 'with') return withLabel(one);
  const [what = '', value = ''] = name.split(' ');
  const further = furtherArmNames.find((known) => known === what);
  return further && value ? message(furtherNames[further], { value }) : { en: name, zh: name };
}

/** The arm without any penalty, which the others are held against. */
export function baseArm(plan: Plan): number {
  return plan.arms.findIndex(({ name }) => name === 'without');
}

/** The arm that the verdict is about: the chosen strength of a sweep, else the first one with a penalty. */
export function mainArm(plan: Plan, sweep: Sweep | null): number {
  const chosen = sweep?.chosen === null ? undefined : sweep?.points[sweep.chosen];
  return chosen?.arm ?? penalizedArm(plan);
}

/** The arms that the charts show: of a sweep the chosen strength only, and the one that the reader points out. */
export function shownArms(plan: Plan, sweep: Sweep | null, pointedOut: number | null = null): number[] {
  const main = mainArm(plan, sweep);
  return [...plan.arms.keys()].filter(
    (arm) => arm === main || arm === pointedOut || !sweep?.points.some((point) => point.arm === arm),
  );
}

/** The class that gives an arm its colour. */
export function armClass(arm: number): string {
  return `arm-${arm % shapes.length}`;
}

/** The mark of an arm. */
export function armMark(arm: number, x: number, y: number, size = 36): SVGTemplateResult {
  const [shape, turn] = shapes[arm % shapes.length] ?? [symbolCircle, 0];
  const place = `translate(${x},${y})${turn === 0 ? '' : ` rotate(${turn})`}`;
  return svg`<path class="mark ${armClass(arm)}" transform=${place} d=${symbol(shape, size)() ?? ''}></path>`;
}
