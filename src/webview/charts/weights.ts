import { html, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import { scaleLinear } from 'd3-scale';
import { message } from '../../analysis/text/localized';
import type { Plan, WeightHistogram } from '../../lab/plan';
import { armClass, armLabel, armMark, baseArm, mainArm, shownArms } from '../arms';
import { texts } from '../messages';
import { column, percent, short } from '../numbers';
import type { Shown } from '../shown';
import type { View } from '../view';
import { dataTable } from './data-table';
import { figureView } from './figure';
import { roughWidth } from './rough-width';
import { bottomAxis, leftAxis, plotView, readingOf, roomFor } from './plot';
import { readingLine } from './reading-line';

const top = 8;
const bottom = 28;
const right = 14;
/** Height of a picture in which two arms lie over each other, and of one arm of many. */
const [together, apart] = [150, 84];
/** Least width of one arm's picture among many, and the room for its name. */
const least = 150;
const [nameRoom, nameAt] = [20, 19];
/** Optimizers that divide a penalty's gradient by its own size. */
const adaptive = /^(Ada|Nadam|RMSprop)/;

/** A histogram of the weights for each layer: two arms over each other, more side by side; with the share near zero. */
export function weightsFigure(view: View, shown: Shown): TemplateResult {
  const { grid, histograms: all, sweep } = shown;
  const { plan } = grid;
  const title = view.say(texts.weightsTitle);
  const arms = shownArms(plan, sweep, view.state.pointedOut);
  const histograms = all.filter(({ arm }) => arms.includes(arm));
  const main = mainArm(plan, sweep);
  const layers = [...new Set(histograms.map(({ layer }) => layer))].map((layer) => ({
    layer,
    histograms: histograms.filter((histogram) => histogram.layer === layer),
  }));
  return figureView(view, {
    key: 'weights',
    title,
    sentence:
      layers.length > 0 ? '' : view.say(view.state.training ? texts.weightsPending : texts.weightsMissing),
    empty: layers.length === 0,
    many: manyWeights(view, shown),
    picture: html`<div class="layers ${arms.length > 2 ? 'multiples' : ''}">
      ${layers.map((layer, index) => layerView(view, plan, main, index, layer))}
    </div>`,
    why: view.say(texts.weightsWhy),
    explanation: view.say(texts.weightsExplained),
    rules: adaptive.test(plan.optimizer.className) ? ['l2-with-adam'] : [],
    table:
      layers.length === 0 ? undefined : () => html`${layers.map((layer) => layerTable(view, plan, layer))}`,
  });
}

/** Whether there are so many histograms that they take the whole width; known before any is there. */
export function manyWeights({ state }: View, { grid: { plan }, histograms, sweep }: Shown): boolean {
  const layers = new Set(histograms.map(({ layer }) => layer)).size;
  return (
    Math.max(layers, plan.model.layers.length) > 3 || shownArms(plan, sweep, state.pointedOut).length > 2
  );
}

interface Layer {
  readonly layer: string;
  readonly histograms: readonly WeightHistogram[];
}

/** Where one histogram is drawn, in a picture of several. */
interface Panel {
  readonly histograms: readonly WeightHistogram[];
  readonly left: number;
  readonly top: number;
}

function layerView(
  view: View,
  plan: Plan,
  main: number,
  index: number,
  { layer, histograms }: Layer,
): TemplateResult {
  const key = `weights-${index}`;
  const edges = histograms[0]?.edges ?? [0, 1];
  const width = view.width(key);
  const few = histograms.length <= 2;
  const names = histograms.map((histogram) => nameOf(view, plan, histogram));
  const panelLeast = Math.max(least, nameAt + Math.max(0, ...names.map(roughWidth)));
  const across = few ? 1 : Math.max(1, Math.min(histograms.length, Math.floor(width / panelLeast)));
  const panelWidth = width / across;
  const panelHeight = few ? together : apart + nameRoom;
  const panels: Panel[] = few
    ? [{ histograms, left: 0, top: 0 }]
    : histograms.map((histogram, place) => ({
        histograms: [histogram],
        left: (place % across) * panelWidth,
        top: Math.floor(place / across) * panelHeight + nameRoom,
      }));
  const height = few ? together : Math.ceil(histograms.length / across) * panelHeight;
  const inner = few ? together : apart;

  const most = Math.max(1, ...histograms.flatMap(({ counts }) => counts));
  const y = scaleLinear()
    .domain([0, most])
    .nice(few ? 3 : 2)
    .range([inner - bottom, top]);
  const ticks = y.ticks(few ? 3 : 2).filter(Number.isInteger);
  const label = y.tickFormat(3);
  const left = roomFor(ticks.map((tick) => label(tick)));
  const x = scaleLinear()
    .domain([edges[0] ?? 0, edges.at(-1) ?? 1])
    .range([left, Math.max(left + 50, panelWidth - right)]);
  const sentence = few ? sentenceOf(view, plan, main, histograms) : shareWords(view, histograms);
  const last = Math.max(0, edges.length - 2);
  const reading = readingOf(view, key, last);
  const bin = reading ?? 0;
  const format = column(edges);
  const range = view.say(
    message(texts.bin, { low: format(edges[bin] ?? 0), high: format(edges[bin + 1] ?? 0) }),
  );
  const values = histograms
    .map(({ arm, counts }) => `${view.say(armLabel(plan, arm))} ${counts[bin] ?? 0}`)
    .join('; ');
  const words = view.say(message(texts.readingPair, { place: range, values }));
  const tickCount = few ? Math.max(2, Math.floor(panelWidth / 80)) : 2;
  const cross = x(middle(edges, bin));

  const body = svg`${panels.map(
    (panel) => svg`<g transform="translate(${panel.left},${panel.top})">
    ${few ? '' : nameView(view, plan, panel.histograms[0])}
    ${leftAxis(y, ticks, label, left, panelWidth - right)}
    ${bottomAxis(x, x.ticks(tickCount), x.tickFormat(tickCount), inner - bottom)}
    ${panel.histograms.map((histogram) => barsView(histogram, x, y))}
    ${reading === null ? '' : svg`<line class="cross" x1=${cross} x2=${cross} y1=${top} y2=${inner - bottom}></line>`}
  </g>`,
  )}`;

  return html`<div class="layer">
    <h3>${layer}</h3>
    <p class="sentence">${sentence}</p>
    ${plotView(view, {
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
          const weight = x.invert(at % panelWidth);
          const next = edges.findIndex((edge) => edge > weight);
          return Math.min(last, Math.max(0, next < 0 ? last : next - 1));
        },
      },
    })}
    ${readingLine(
      { index: reading, words },
      few ? histograms.map(({ arm }) => armKey(view, plan, arm)) : view.say(texts.weightsAxes),
    )}
  </div>`;
}

/** The name of the arm above its histogram, and its share near zero. */
function nameView(view: View, plan: Plan, histogram: WeightHistogram | undefined): SVGTemplateResult {
  if (!histogram) return svg``;
  const { arm } = histogram;
  return svg`${armMark(arm, 10, -6, 30)}<text class="tick" x=${nameAt} y="-6" dy="0.32em">${nameOf(view, plan, histogram)}</text>`;
}

function nameOf(view: View, plan: Plan, { arm, shareNearZero }: WeightHistogram): string {
  return `${view.say(armLabel(plan, arm))} · ${percent(shareNearZero)}`;
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

function sentenceOf(view: View, plan: Plan, main: number, histograms: readonly WeightHistogram[]): string {
  const penalized = histograms.find(({ arm }) => arm === main);
  const without = histograms.find(({ arm }) => arm === baseArm(plan));
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

/** Of many arms only the range is said; each says its own share above its histogram. */
function shareWords(view: View, histograms: readonly WeightHistogram[]): string {
  const shares = histograms.map(({ shareNearZero }) => shareNearZero);
  return view.say(
    message(texts.weightsSentenceMany, {
      bound: short(histograms[0]?.nearZero ?? 0),
      least: percent(Math.min(...shares)),
      most: percent(Math.max(...shares)),
    }),
  );
}

function layerTable(view: View, plan: Plan, { layer, histograms }: Layer): TemplateResult {
  const edges = histograms[0]?.edges ?? [];
  const format = column(edges);
  const bound = short(histograms[0]?.nearZero ?? 0);
  return html`<h3>${layer}</h3>
    ${dataTable(
      view.say(message(texts.tableOf, { title: layer })),
      [view.say(texts.binRange), ...histograms.map(({ arm }) => view.say(armLabel(plan, arm)))],
      [
        [view.say(texts.norm), ...histograms.map(({ norm }) => short(norm))],
        [
          view.say(message(texts.shareBelow, { bound })),
          ...histograms.map(({ shareNearZero }) => percent(shareNearZero)),
        ],
        ...edges
          .slice(0, -1)
          .map((low, bin) => [
            view.say(message(texts.bin, { low: format(low), high: format(edges[bin + 1] ?? low) })),
            ...histograms.map(({ counts }) => String(counts[bin] ?? 0)),
          ]),
      ],
    )}`;
}

function middle(edges: readonly number[], bin: number): number {
  return ((edges[bin] ?? 0) + (edges[bin + 1] ?? 0)) / 2;
}
