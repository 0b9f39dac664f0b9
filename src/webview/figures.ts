import { html, noChange, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { shownArms } from './arms';
import { boundaryFigure } from './charts/boundary';
import { differenceFigure } from './charts/difference';
import { forestFigure } from './charts/forest';
import { gapFigure } from './charts/gap';
import { lossFigure } from './charts/loss';
import { scoreFigure } from './charts/score';
import { sweepFigure } from './charts/sweep';
import { variantsPart } from './charts/variants';
import { manyWeights, weightsFigure } from './charts/weights';
import type { Shown } from './shown';
import type { View } from './view';

/**
 * The figures in stacks that stand below or beside each other, by the room there is: each figure keeps its stack,
 * so that none jumps while others grow, and is read and reached in the order of the stacks. Which stack it is in
 * makes the columns about as long as each other. Those made of many pictures take the whole width below.
 */
export function figuresView(view: View, shown: Shown): TemplateResult {
  const many = shownArms(shown.grid.plan, shown.sweep, view.state.pointedOut).length > 2;
  const weightsBelow = manyWeights(view, shown);
  const gapFirst = shown.sweep !== null || weightsBelow;
  const gap = inSight(view, 'gap', () => gapFigure(view, shown));
  const boundary = boundaryFigure(view, shown);
  const weights = weightsFigure(view, shown);
  return html`${many ? variantsPart(view, shown) : nothing}
    <div class="figures ${gapFirst ? 'third-right' : 'third-left'}">
      <div class="stack">
        ${inSight(view, 'sweep', () => sweepFigure(view, shown))}
        ${inSight(view, 'loss', () => lossFigure(view, shown))} ${gapFirst ? gap : nothing}
      </div>
      <div class="stack">
        ${gapFirst ? nothing : gap} ${inSight(view, 'score', () => scoreFigure(view, shown))}
        ${inSight(view, 'difference', () => (many ? forestFigure(view, shown) : differenceFigure(view, shown)))}
        ${weightsBelow && !many ? boundary : nothing}
      </div>
      ${weightsBelow ? nothing : html`<div class="stack">${boundary} ${weights}</div>`}
      ${many ? boundary : nothing} ${weightsBelow ? weights : nothing}
    </div>`;
}

/** A figure that cannot be seen stays as it is while numbers stream in; it is drawn when it comes into sight, or at the end. */
function inSight(view: View, key: string, figure: () => unknown): unknown {
  return view.state.training && !view.seen(`${key}-title`) ? noChange : figure();
}
