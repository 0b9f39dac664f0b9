import { svg } from 'lit';
import type { SVGTemplateResult } from 'lit';
import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3-shape';
import type { SymbolType } from 'd3-shape';
import { message } from '../analysis/text/localized';
import type { Localized, Message } from '../analysis/text/localized';
import type { Plan } from '../lab/plan';
import { texts } from './messages';
import { short } from './numbers';
import { uniformPenalty } from './settings';

const shapes: readonly SymbolType[] = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond];

/** How an arm is called in the page: `without`, `with L2 0.01`, or the reader's own name. */
export function armLabel(plan: Plan, arm: number): Message | Localized {
  const { name, penalties } = plan.arms[arm] ?? { name: '', penalties: [] };
  if (name === 'without') return texts.without;
  if (name !== 'with') return { en: name, zh: name };
  const uniform = uniformPenalty(penalties);
  if (!uniform) return texts.withAsFound;
  const kind = uniform.kind === 'l1l2' ? 'L1L2' : uniform.kind.toUpperCase();
  return message(texts.withPenalty, { penalty: `${kind} ${short(uniform.strength)}` });
}

/** The class that gives an arm its colour. */
export function armClass(arm: number): string {
  return `arm-${arm % shapes.length}`;
}

/** The mark of an arm: its shape tells it apart without its colour. */
export function armMark(arm: number, x: number, y: number, size = 36): SVGTemplateResult {
  const path = symbol(shapes[arm % shapes.length], size)() ?? '';
  return svg`<path class="mark ${armClass(arm)}" transform="translate(${x},${y})" d=${path}></path>`;
}
