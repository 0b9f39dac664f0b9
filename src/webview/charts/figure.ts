import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { message } from '../../analysis/text/localized';
import { fold } from '../folds';
import { texts } from '../messages';
import { explanationView, type ExplanationKey } from '../parts/explanation';
import type { PictureForm } from '../picture';
import type { LinkedRule } from '../rule-links';
import type { View } from '../view';

export interface Figure {
  /** Names the explanation and the table that go with it. */
  readonly key: ExplanationKey;
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
  /** There is nothing drawn yet that could be saved. */
  readonly empty?: boolean;
}

/** A picture between its title and its words: the sentence, the explanation, the numbers as a table. */
export function figureView(view: View, figure: Figure): TemplateResult {
  const { key, title, sentence, remark, many = false, picture, why, explanation, table } = figure;
  const { rules = [], first = nothing, empty = false } = figure;
  return html`<section class="figure ${many ? 'many' : ''}" aria-labelledby="${key}-title">
    <div class="figure-head">
      <h2 id="${key}-title">${title}</h2>
      ${empty ? nothing : html`<span class="save">${saveButton(view, key, title, 'svg')} ${saveButton(view, key, title, 'png')}</span>`}
    </div>
    ${sentence ? html`<p class="sentence">${sentence}</p>` : nothing}
    ${remark ? html`<p class="remark">${remark}</p>` : nothing} ${picture} ${first}
    ${explanationView(view, { key, question: why, answer: () => html`<p>${explanation}</p>`, rules })}
    ${table ? fold(view, `table-${key}`, view.say(texts.table), table) : nothing}
  </section>`;
}

function saveButton(view: View, key: string, title: string, form: PictureForm): TemplateResult {
  const name = form.toUpperCase();
  return html`<button
    class="link"
    aria-label=${view.say(message(texts.savePicture, { title, form: name }))}
    @click=${({ currentTarget }: Event) => {
      const figure = (currentTarget as HTMLElement).closest('.figure');
      if (figure) view.actions.savePicture(figure, key, form);
    }}
  >
    ${name}
  </button>`;
}
