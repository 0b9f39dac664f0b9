import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { texts } from '../messages';
import { penalizableWeights } from '../../lab/penalized-arm';
import { needsRepair } from '../state';
import type { View } from '../view';
import { fieldsView } from './fields';
import { insteadView } from './instead';
import { progressView } from './progress';
import { runWords } from './run-words';

/** What will be trained; run, stop and reset; how far it is. */
export function controlsView(view: View): TemplateResult {
  const { state, actions, say } = view;
  const { plan, training, model } = state;
  const penalizes = plan !== null && penalizableWeights(plan.model).length > 0;
  return html`<section class="card" aria-labelledby="controls-title">
    <h2 id="controls-title">${say(texts.controlsTitle)}</h2>
    ${insteadView(view)} ${fieldsView(view)}
    ${penalizes ? nothing : html`<p class="remark">${say(texts.noPenaltyPlace)}</p>`}
    ${
      penalizes && model?.penaltyWritten === false
        ? html`<p class="remark">${say(texts.suggested)}</p>`
        : nothing
    }
    <p class="remark" id="will-run">${say(runWords(view))}</p>
    <div class="buttons">
      ${runButton(view, penalizes)}
      <vscode-button secondary aria-label=${say(texts.resetLabel)} @click=${() => actions.reset()}
        >${say(texts.reset)}</vscode-button
      >
      <vscode-button secondary @click=${() => actions.paste()}>${say(texts.pastePlan)}</vscode-button>
    </div>
    ${training || state.shown ? progressView(view) : nothing}
  </section>`;
}

/** One button, so that the focus stays on it when Run becomes Stop. */
function runButton({ state, actions, say }: View, penalizes: boolean): TemplateResult {
  const { training, shown } = state;
  const enabled = training ? training.phase !== 'stopping' : penalizes && !needsRepair(state);
  const label = training
    ? training.phase === 'stopping'
      ? texts.stopping
      : texts.stop
    : shown
      ? texts.runAgain
      : texts.run;
  return html`<vscode-button
    id="run"
    ?disabled=${!enabled}
    aria-describedby="will-run"
    @click=${() => (training ? actions.stop() : actions.run())}
    >${say(label)}</vscode-button
  >`;
}
