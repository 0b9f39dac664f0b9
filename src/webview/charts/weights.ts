import { html, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import { scaleLinear } from 'd3-scale';
import { message } from '../../analysis/text/localized';
import type { Plan, WeightHistogram } from '../../lab/plan';
import { armClass, armLabel, armMark } from '../arms';
import { texts } from '../messages';
import { column, percent, short } from '../numbers';
import { penalizedArm } from '../../lab/plan-settings';
import type { Shown } from '../state';
import type { View } from '../view';
import { dataTable } from './data-table';
import { figureView } from './figure';
import { bottomAxis, leftAxis, plotView, roomFor } from './plot';

const height = 150;
const top = 8;
const bottom = 28;
const right = 14;

/** A histogram of the weights for each layer, both arms over each other, with the share near zero. */
export function weightsFigure(view: View, { grid, histograms }: Shown): TemplateResult {
  const { plan } = grid;
  const title = view.say(texts.weightsTitle);
  const layers = [...new Set(histograms.map(({ layer }) => layer))];
  return figureView(view, {
    key: 'weights',
    title,
    sentence:
      histograms.length > 0
        ? ''
        : view.say(view.state.training ? texts.weightsPending : texts.weightsMissing),
    many: layers.length > 3,
    picture: html`<div class="layers">
      ${layers.map((layer, index) =>
        layerView(
          view,
          plan,
          index,
          layer,
          histograms.filter((histogram) => histogram.layer === layer),
        ),
      )}
    </div>`,
    why: view.say(texts.weightsWhy),
    explanation: view.say(texts.weightsExplained),
    table:
      layers.length === 0
        ? undefined
        : () =>
            html`${layers.map((layer) =>
              layerTable(
                view,
                plan,
                layer,
                histograms.filter((one) => one.layer === layer),
              ),
            )}`,
  });
}

function layerView(
  view: View,
  plan: Plan,
  index: number,
  layer: string,
  histograms: readonly WeightHistogram[],
): TemplateResult {
  const key = `weights-${index}`;
  const edges = histograms[0]?.edges ?? [0, 1];
  const width = view.width(key);
  const most = Math.max(1, ...histograms.flatMap(({ counts }) => counts));
  const y = scaleLinear()
    .domain([0, most])
    .nice(3)
    .range([height - bottom, top]);
  const ticks = y.ticks(3).filter(Number.isInteger);
  const label = y.tickFormat(3);
  const left = roomFor(ticks.map((tick) => label(tick)));
  const x = scaleLinear()
    .domain([edges[0] ?? 0, edges.at(-1) ?? 1])
    .range([left, Math.max(left + 50, width - right)]);
  const sentence = sentenceOf(view, plan, histograms);
  const last = Math.max(0, edges.length - 2);
  const reading = view.state.reading?.chart === key ? Math.min(view.state.reading.index, last) : null;
  const bin = reading ?? 0;
  const format = column(edges);
  const range = view.say(
    message(texts.bin, { low: format(edges[bin] ?? 0), high: format(edges[bin + 1] ?? 0) }),
  );
  const values = histograms
    .map(({ arm, counts }) => `${view.say(armLabel(plan, arm))} ${counts[bin] ?? 0}`)
    .join('; ');
  const words = view.say(message(texts.readingPair, { place: range, values }));
  const across = Math.max(2, Math.floor(width / 80));

  const body = svg`
    ${leftAxis(y, ticks, label, left, width - right)}
    ${bottomAxis(x, x.ticks(across), x.tickFormat(across), height - bottom)}
    ${histograms.map((histogram) => barsView(histogram, x, y))}
    ${
      reading === null
        ? ''
        : svg`<line class="cross" x1=${x(middle(edges, bin))} x2=${x(middle(edges, bin))} y1=${top} y2=${height - bottom}></line>`
    }`;

  return html`<div class="layer">
    <h3>${layer}</h3>
    <p class="sentence">${sentence}</p>
    ${plotView({
      key,
      title: layer,
      description: sentence,
      width,
      height,
      body,
      reader: {
        label: view.say(message(texts.readBin, { title: layer })),
        last,
        index: reading,
        words,
        nearest: (at) => {
          const weight = x.invert(at);
          const next = edges.findIndex((edge) => edge > weight);
          return Math.min(last, Math.max(0, next < 0 ? last : next - 1));
        },
        read: (move) => view.actions.read(key, move),
      },
    })}
    <p class="reading" aria-hidden="true">
      ${reading === null ? histograms.map(({ arm }) => armKey(view, plan, arm)) : words}
    </p>
  </div>`;
}

function armKey(view: View, plan: Plan, arm: number): TemplateResult {
  return html`<span class="keyed"
    ><svg class="swatch" width="20" height="12" aria-hidden="true">
      <rect class="bars ${armClass(arm)}" x="1" y="1" width="18" height="10"></rect>
      ${armMark(arm, 10, 6, 24)}</svg
    >${view.say(armLabel(plan, arm))}</span
  >`;
}

function barsView(
  { arm, edges, counts }: WeightHistogram,
  x: (value: number) => number,
  y: (value: number) => number,
): SVGTemplateResult {
  const steps = counts.map(
    (count, bin) => `L${x(edges[bin] ?? 0)},${y(count)}L${x(edges[bin + 1] ?? 0)},${y(count)}`,
  );
  const start = `M${x(edges[0] ?? 0)},${y(0)}`;
  const end = `L${x(edges.at(-1) ?? 0)},${y(0)}Z`;
  return svg`<path class="bars ${armClass(arm)}" d=${start + steps.join('') + end}></path>`;
}

function sentenceOf(view: View, plan: Plan, histograms: readonly WeightHistogram[]): string {
  const penalized = histograms.find(({ arm }) => arm === penalizedArm(plan));
  const without = histograms.find(({ arm }) => plan.arms[arm]?.name === 'without');
  if (!penalized || !without) return '';
  return view.say(
    message(texts.weightsSentence, {
      normWithout: short(without.norm),
      normWith: short(penalized.norm),
      bound: short(penalized.nearZero),
      shareWithout: percent(without.shareNearZero),
      shareWith: percent(penalized.shareNearZero),
    }),
  );
}

function layerTable(
  view: View,
  plan: Plan,
  layer: string,
  histograms: readonly WeightHistogram[],
): TemplateResult {
  const edges = histograms[0]?.edges ?? [];
  const format = column(edges);
  return html`<h3>${layer}</h3>
    ${dataTable(
      view.say(message(texts.tableOf, { title: layer })),
      [view.say(texts.binRange), ...histograms.map(({ arm }) => view.say(armLabel(plan, arm)))],
      edges
        .slice(0, -1)
        .map((low, bin) => [
          view.say(message(texts.bin, { low: format(low), high: format(edges[bin + 1] ?? low) })),
          ...histograms.map(({ counts }) => String(counts[bin] ?? 0)),
        ]),
    )}`;
}

function middle(edges: readonly number[], bin: number): number {
  return ((edges[bin] ?? 0) + (edges[bin + 1] ?? 0)) / 2;
}
