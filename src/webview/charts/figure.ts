import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { fold } from '../folds';
import { texts } from '../messages';
import { explanationView } from '../parts/explanation';
import type { LinkedRule } from '../rule-links';
import type { View } from '../view';

export interface Figure {
  /** Names the explanation and the table that go with it. */
  readonly key: string;
  readonly title: string;
  /** What the picture says, with its numbers. */
  readonly sentence: string;
  /** What else the reader has to know of these numbers. */
  readonly remark?: string;
  /** Made of so many pictures that it takes the whole width. */
  readonly many?: boolean;
  readonly picture: TemplateResult | TemplateResult[];
  readonly why: string;
  readonly explanation: string;
  /** Rules about what is explained. */
  readonly rules?: readonly LinkedRule[];
  /** An explanation that comes before. */
  readonly first?: unknown;
  readonly table?: () => TemplateResult;
}

/** A picture between its title and its words: the sentence, the explanation, the numbers as a table. */
export function figureView(view: View, figure: Figure): TemplateResult {
  const { key, title, sentence, remark, many = false, picture, why, explanation, table } = figure;
  const { rules = [], first = nothing } = figure;
  return html`<section class="figure ${many ? 'many' : ''}" aria-labelledby="${key}-title">
    <h2 id="${key}-title">${title}</h2>
    ${sentence ? html`<p class="sentence">${sentence}</p>` : nothing}
    ${remark ? html`<p class="remark">${remark}</p>` : nothing} ${picture} ${first}
    ${explanationView(view, { key, question: why, answer: () => html`<p>${explanation}</p>`, rules })}
    ${table ? fold(view, `table-${key}`, view.say(texts.table), table) : nothing}
  </section>`;
}
