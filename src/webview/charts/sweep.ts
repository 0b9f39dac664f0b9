import { html, nothing, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import { scaleLinear, scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { message } from '../../analysis/text/localized';
import type { SweepPoint } from '../../lab/plan';
import { fewestSeeds } from '../../lab/statistics';
import { sweepText } from '../../lab/sweep-text';
import { armMark } from '../arms';
import { texts } from '../messages';
import { column, short, signedColumn } from '../numbers';
import { uniformPenalty } from '../../lab/penalized-arm';
import type { Shown } from '../shown';
import type { View } from '../view';
import { dataTable } from './data-table';
import { bottomAxis, leftAxis, nearest, readingOf, roomFor } from './plot';
import { plotFigure } from './plot-figure';

const key = 'sweep';
const height = 270;
const top = 34;
const bottom = 40;
const right = 16;

type Reached = SweepPoint & { readonly reached: NonNullable<SweepPoint['reached']> };

/** Test and validation loss against the strength, with the paired interval to the line without a penalty. */
export function sweepFigure(view: View, { grid, sweep }: Shown): TemplateResult | typeof nothing {
  if (!sweep) return nothing;
  const { plan } = grid;
  const { say } = view;
  const title = say(texts.sweepTitle);
  const points = sweep.points.filter((point): point is Reached => point.reached !== null);
  const chosen = sweep.chosen === null ? null : (sweep.points[sweep.chosen] ?? null);
  const sentence = points.length > 0 ? say(sweepText(sweep)) : say(texts.sweepPending);
  // The same for every strength, as all are over the same seeds.
  const [first] = points;
  const without = first ? first.reached.testLoss - first.reached.difference.meanDifference : null;
  const rangeOf = ({ reached: { testLoss, difference } }: Reached): readonly [number, number] =>
    difference.seeds < 2
      ? [testLoss, testLoss]
      : [(without ?? 0) + difference.low, (without ?? 0) + difference.high];

  const losses = points.flatMap((point) => [
    ...rangeOf(point),
    point.reached.testLoss,
    point.reached.validationLoss,
  ]);
  const all = without === null ? [0, 1] : [...losses, without];
  const width = view.width(key);
  const y = scaleLinear()
    .domain([Math.min(...all), Math.max(...all)])
    .nice(5)
    .range([height - bottom, top]);
  const ticks = y.ticks(5);
  const label = y.tickFormat(5);
  const left = roomFor(ticks.map((tick) => label(tick)));
  const strengths = sweep.points.map(({ strength }) => strength);
  const x = scaleLog()
    .domain([Math.min(...strengths) / 1.4, Math.max(...strengths) * 1.4])
    .range([left, Math.max(left + 60, width - right)]);
  const decades = decadesIn(x.domain() as [number, number], width - left - right);

  const last = Math.max(0, sweep.points.length - 1);
  const reading = readingOf(view, key, last);
  const pointed = sweep.points[reading ?? sweep.chosen ?? 0];
  const format = column(all);
  const words = pointed ? wordsOf(view, pointed, format) : sentence;

  const body = svg`
    ${leftAxis(y, ticks, label, left, width - right)}
    ${bottomAxis(x, decades, short, height - bottom)}
    <text class="tick end" x=${width - right} y=${height - 4}>${say(texts.strengthAxis)}</text>
    ${without === null ? '' : withoutView(say(texts.without), y(without), left, width - right)}
    ${chosen && chosen.reached ? chosenView(say(message(texts.chosenStrength, { strength: short(chosen.strength) })), x(chosen.strength), left, width - right) : ''}
    ${lineOf(points, 'dashed', x, (point) => y(point.reached.validationLoss))}
    ${lineOf(points, '', x, (point) => y(point.reached.testLoss))}
    ${points.map((point) => pointView(point, point === chosen, x(point.strength), y, rangeOf(point)))}
    ${sweep.points
      .filter((point) => point.diverged)
      .map(
        ({ strength }) =>
          svg`<text class="tick middle strong" x=${x(strength)} y=${height - bottom - 8}>✕</text>`,
      )}
    ${reading !== null && pointed ? svg`<line class="cross" x1=${x(pointed.strength)} x2=${x(pointed.strength)} y1=${top} y2=${height - bottom}></line>` : ''}`;

  const usable = chosen ? uniformPenalty(plan.arms[chosen.arm]?.penalties ?? []) : null;
  return plotFigure(view, {
    key,
    title,
    sentence,
    width,
    height,
    body,
    reader: {
      label: say(message(texts.readStrength, { title })),
      last,
      index: reading,
      words,
      nearest: (at) => nearest(strengths.map(x), at),
    },
    resting: keyView(view),
    after: usable
      ? html`<div class="buttons">
          <vscode-button secondary @click=${() => view.actions.useStrength(usable.kind, usable.strength)}
            >${say(message(texts.useStrength, { strength: short(usable.strength) }))}</vscode-button
          >
        </div>`
      : nothing,
    why: say(texts.sweepWhy),
    explanation: say(texts.sweepExplained),
    table: () => {
      const plus = signedColumn(points.map(({ reached }) => reached.difference.meanDifference));
      return dataTable(
        say(message(texts.tableOf, { title })),
        [texts.strengthAxis, texts.validationLoss, texts.testLoss, texts.differenceShort, texts.wins].map(
          say,
        ),
        [
          ...(without === null ? [] : [[say(texts.without), '–', format(without), '–', '–']]),
          ...sweep.points.map(({ strength, reached }, place) => [
            `${short(strength)}${place === sweep.chosen ? ` ★ ${say(texts.chosen)}` : ''}`,
            ...(reached
              ? [
                  format(reached.validationLoss),
                  format(reached.testLoss),
                  differenceWords(view, reached.difference, plus),
                  `${reached.difference.wins}/${reached.difference.seeds}`,
                ]
              : ['–', '–', '–', '–']),
          ]),
        ],
      );
    },
  });
}

function keyView({ say }: View): TemplateResult {
  return html`<span class="keyed">${lineKey('')}${say(texts.testLossBars)}</span
    ><span class="keyed">${lineKey('dashed')}${say(texts.validationLoss)}</span>`;
}

function differenceWords(
  { say }: View,
  { meanDifference, low, high, seeds }: Reached['reached']['difference'],
  plus: (value: number) => string,
): string {
  const interval = say(message(texts.interval, { low: plus(low), high: plus(high) }));
  return seeds < fewestSeeds ? plus(meanDifference) : `${plus(meanDifference)} (${interval})`;
}

function wordsOf({ say }: View, point: SweepPoint, format: (value: number) => string): string {
  const place = `λ ${short(point.strength)}`;
  if (point.diverged) return say(message(texts.readingPair, { place, values: texts.divergedPoint }));
  const { reached } = point;
  if (!reached) return say(message(texts.readingPair, { place, values: '–' }));
  const { difference } = reached;
  const plus = signedColumn([difference.low, difference.high]);
  return say(
    message(texts.sweepReading, {
      strength: short(point.strength),
      test: format(reached.testLoss),
      validation: format(reached.validationLoss),
      low: plus(difference.low),
      high: plus(difference.high),
    }),
  );
}

function pointView(
  { reached }: Reached,
  chosen: boolean,
  x: number,
  y: (value: number) => number,
  [low, high]: readonly [number, number],
): SVGTemplateResult {
  return svg`<g class="arm-1">
    <line class="whisker" x1=${x} x2=${x} y1=${y(low)} y2=${y(high)}></line>
    ${[low, high].map((end) => svg`<line class="whisker" x1=${x - 4} x2=${x + 4} y1=${y(end)} y2=${y(end)}></line>`)}
    ${armMark(1, x, y(reached.testLoss), chosen ? 110 : 40)}
  </g>`;
}

function withoutView(name: string, y: number, left: number, right: number): SVGTemplateResult {
  return svg`<line class="line arm-0" x1=${left} x2=${right} y1=${y} y2=${y}></line>
    <text class="tick end halo" x=${right} y=${y - 6}>${name}</text>`;
}

/** The label stays inside the drawing, whatever side of it is near. */
function chosenView(name: string, x: number, left: number, right: number): SVGTemplateResult {
  const side = x - left < 70 ? '' : right - x < 70 ? 'end' : 'middle';
  const at = side === '' ? left : side === 'end' ? right : x;
  return svg`<line class="chosen" x1=${x} x2=${x} y1=${top - 8} y2=${height - bottom}></line>
    <text class="tick strong ${side}" x=${at} y=${top - 18}>${name}</text>`;
}

function lineOf(
  points: readonly Reached[],
  classes: string,
  x: (value: number) => number,
  y: (point: Reached) => number,
): SVGTemplateResult {
  const shape = line<Reached>()
    .x(({ strength }) => x(strength))
    .y(y);
  return svg`<path class="line arm-1 ${classes}" d=${shape(points) ?? ''}></path>`;
}

function lineKey(classes: string): TemplateResult {
  return html`<svg class="swatch" width="28" height="12" aria-hidden="true">
    <line class="line arm-1 ${classes}" x1="0" x2="28" y1="6" y2="6"></line>
    ${classes === '' ? armMark(1, 14, 6) : nothing}
  </svg>`;
}

/** Powers of ten in a range, with what is between them where there is room. */
function decadesIn([low, high]: readonly [number, number], width: number): number[] {
  const from = Math.ceil(Math.log10(low) - 1e-9);
  const to = Math.floor(Math.log10(high) + 1e-9);
  const step = Math.max(1, Math.ceil(((to - from + 1) * 52) / Math.max(1, width)));
  return Array.from({ length: to - from + 1 }, (_, place) => from + place)
    .filter((power) => (power - from) % step === 0)
    .map((power) => Number((10 ** power).toPrecision(3)));
}
