import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { message } from '../../analysis/text/localized';
import type { Localized, Message } from '../../analysis/text/localized';
import type { Plan } from '../../lab/plan';
import { fewestSeeds } from '../../lab/statistics';
import type { PenaltyKind } from '../../protocol/messages';
import { armLabel } from '../arms';
import { texts } from '../messages';
import { listSeparator } from '../numbers';
import {
  mostEpochs,
  mostSeeds,
  penalizedArm,
  readCount,
  readStrength,
  samePlan,
  sameSubject,
  trainings,
  uniformPenalty,
} from '../settings';
import { chosenPlan } from '../state';
import type { Field } from '../state';
import type { View } from '../view';
import { progressView } from './progress';

const kindNames: Record<PenaltyKind, Localized> = {
  'as-found': texts.kindAsFound,
  l1: texts.kindL1,
  l2: texts.kindL2,
  l1l2: texts.kindL1L2,
};

/** What will be trained: penalty, strength, seeds, epochs; run, stop and reset; how far it is. */
export function controlsView(view: View): TemplateResult {
  const { state, actions, say } = view;
  const { settings, plan, training, shown, faults, model } = state;
  if (!settings || !plan) return html``;
  const penalties = plan.arms[penalizedArm(plan)]?.penalties ?? [];
  const mixed = penalties.length > 0 && uniformPenalty(penalties) === null;
  const kinds: PenaltyKind[] = [...(mixed ? (['as-found'] as const) : []), 'l2', 'l1', 'l1l2'];
  const cannotRun = faults.size > 0 || penalties.length === 0;

  return html`<section class="card" aria-labelledby="controls-title">
    <h2 id="controls-title">${say(texts.controlsTitle)}</h2>
    <div class="fields">
      <div class="field">
        <vscode-label for="kind">${say(texts.penaltyLabel)}</vscode-label>
        <vscode-single-select
          id="kind"
          .value=${settings.kind}
          @change=${(event: Event) => actions.set({ kind: valueOf(event) as PenaltyKind })}
        >
          ${kinds.map(
            (kind) =>
              html`<vscode-option value=${kind} ?selected=${kind === settings.kind}
                >${say(kindNames[kind])}</vscode-option
              >`,
          )}
        </vscode-single-select>
      </div>
      ${
        settings.kind === 'as-found'
          ? html`<p class="remark wide">${say(texts.strengthFixed)}</p>`
          : numberField(view, {
              field: 'strength',
              label: texts.strengthLabel,
              value: settings.strength,
              fault: texts.badStrength,
              read: readStrength,
            })
      }
      ${numberField(view, {
        field: 'seeds',
        label: texts.seedsLabel,
        value: settings.seeds,
        fault: message(texts.badSeeds, { least: fewestSeeds, most: mostSeeds }),
        read: (text) => readCount(text, fewestSeeds, mostSeeds),
      })}
      ${numberField(view, {
        field: 'epochs',
        label: texts.epochsLabel,
        value: settings.epochs,
        fault: message(texts.badEpochs, { most: mostEpochs }),
        read: (text) => readCount(text, 1, mostEpochs),
      })}
    </div>
    ${
      penalties.length === 0
        ? html`<p class="remark">${say(texts.noPenaltyPlace)}</p>`
        : model && !model.penaltyWritten
          ? html`<p class="remark">${say(texts.suggested)}</p>`
          : nothing
    }
    <p class="remark" id="will-run">${say(whatRunDoes(view))}</p>
    <div class="buttons">
      ${
        training
          ? html`<vscode-button
              id="run"
              ?disabled=${training.phase === 'stopping'}
              @click=${() => actions.stop()}
              >${say(training.phase === 'stopping' ? texts.stopping : texts.stop)}</vscode-button
            >`
          : html`<vscode-button
              id="run"
              ?disabled=${cannotRun}
              aria-describedby="will-run"
              @click=${() => actions.run()}
              >${say(shown ? texts.runAgain : texts.run)}</vscode-button
            >`
      }
      <vscode-button secondary aria-label=${say(texts.resetLabel)} @click=${() => actions.reset()}
        >${say(texts.reset)}</vscode-button
      >
      <vscode-button secondary @click=${() => actions.copyPlan()}>${say(texts.copyPlan)}</vscode-button>
    </div>
    ${progressView(view)}
  </section>`;
}

interface NumberField {
  readonly field: Field;
  readonly label: Localized;
  readonly value: number;
  readonly fault: Message | Localized;
  read(text: string): number | null;
}

function numberField(view: View, { field, label, value, fault, read }: NumberField): TemplateResult {
  const { actions, say, state } = view;
  const faulty = state.faults.has(field);
  return html`<div class="field">
      <vscode-label for=${field}>${say(label)}</vscode-label>
      <vscode-textfield
        id=${field}
        class="number"
        .value=${String(value)}
        ?invalid=${faulty}
        @input=${(event: Event) => {
          const number = read(valueOf(event));
          actions.fault(field, number === null);
          if (number !== null) actions.set({ [field]: number });
        }}
      ></vscode-textfield>
    </div>
    ${faulty ? html`<p class="remark wide fault" role="alert">${say(fault)}</p>` : nothing}`;
}

function whatRunDoes({ state, say, locale }: View): Message | Localized {
  const plan = chosenPlan(state);
  const { shown, training } = state;
  if (!plan) return texts.loading;
  const other = training?.plan ?? shown?.grid.plan;
  const count = trainings(plan);
  if (!other || (!training && shown && !shown.finished && samePlan(plan, other)))
    return message(texts.willRun, {
      arms: plan.arms.length,
      seeds: plan.seeds.length,
      trainings: count,
      epochs: plan.epochs,
    });
  if (samePlan(plan, other)) return training ? planWords(plan) : texts.upToDate;
  const list = changes(other, plan).map(say).join(listSeparator(locale));
  return training
    ? message(texts.runningKeeps, { changes: list })
    : message(texts.willRerun, { changes: list, trainings: count });
}

function planWords(plan: Plan): Message {
  return message(texts.willRun, {
    arms: plan.arms.length,
    seeds: plan.seeds.length,
    trainings: trainings(plan),
    epochs: plan.epochs,
  });
}

function changes(before: Plan, now: Plan): (Message | Localized)[] {
  const list: (Message | Localized)[] = [];
  if (!sameSubject(before, now)) list.push(texts.changedModel);
  const change = (what: Localized, from: number | Message | Localized, to: number | Message | Localized) =>
    list.push(message(texts.change, { what, from, to }));
  const [from, to] = [armLabel(before, penalizedArm(before)), armLabel(now, penalizedArm(now))];
  if (JSON.stringify(before.arms) !== JSON.stringify(now.arms)) change(texts.penaltyLabel, from, to);
  if (before.seeds.length !== now.seeds.length)
    change(texts.seedsLabel, before.seeds.length, now.seeds.length);
  if (before.epochs !== now.epochs) change(texts.epochsLabel, before.epochs, now.epochs);
  return list;
}

function valueOf(event: Event): string {
  return (event.currentTarget as HTMLElement & { readonly value: string }).value;
}
