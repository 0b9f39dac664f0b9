import { html, nothing, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { scaleLinear } from 'd3-scale';
import { message } from '../../analysis/text/localized';
import { drawData } from '../../lab/data/index';
import type { Plan, Surface } from '../../lab/plan';
import { taskOf } from '../../lab/task';
import { armLabel, armMark, baseArm, mainArm, shownArms } from '../arms';
import { texts } from '../messages';
import { percent, short } from '../numbers';
import type { Shown } from '../shown';
import type { View } from '../view';
import { cellsPath, contourPath, contourSpot } from './contour';
import type { Field, Placing, Spot } from './contour';
import { dataTable } from './data-table';
import { bottomAxis, leftAxis, readingOf } from './plot';
import { roughWidth } from './rough-width';
import { plotFigure } from './plot-figure';

const key = 'boundary';
/** Least width of one arm's picture, its greatest side, and the room around it. */
const [least, largest] = [150, 250];
const [nameRoom, nameAt, left, right, bottom] = [24, 14, 36, 10, 26];
/** Steps of colour. */
const steps = 8;
/** Test points at most, so that the colours below can be seen. */
const mostPoints = 150;
const hatches = 4;

/** For a model of two inputs: what each arm predicts over the plane, on the first seed, with test points. */
export function boundaryFigure(
  view: View,
  { grid, surfaces: all, sweep }: Shown,
): TemplateResult | typeof nothing {
  const { plan } = grid;
  const { say } = view;
  const arms = shownArms(plan, sweep, view.state.pointedOut);
  const surfaces = all.filter(({ arm }) => arms.includes(arm));
  const [first] = surfaces;
  if (!first) return nothing;
  const title = say(texts.boundaryTitle);
  const without = surfaces.find(({ arm }) => arm === baseArm(plan)) ?? first;
  const name = (arm: number): string => say(armLabel(plan, arm));
  const difference = (surface: Surface): string => differenceOf(surface, without);
  const wordsOf = (surface: Surface): string =>
    say(
      message(first.shows === 'value' ? texts.boundarySentenceValue : texts.boundarySentence, {
        arm: name(surface.arm),
        share: difference(surface),
        difference: difference(surface),
      }),
    );
  const main = surfaces.find(({ arm }) => arm === mainArm(plan, sweep)) ?? first;
  const sentence = wordsOf(main);

  const width = view.width(key);
  const names = surfaces.map(({ arm }) => name(arm));
  const panelLeast = Math.max(least, left + nameAt + Math.max(...names.map(roughWidth)));
  const across = Math.max(1, Math.min(surfaces.length, Math.floor(width / panelLeast)));
  const panel = width / across;
  const side = Math.min(largest, panel - left - right);
  const panelHeight = side + nameRoom + bottom;
  const height = Math.ceil(surfaces.length / across) * panelHeight;
  const range = rangeOf(surfaces);
  const last = surfaces.length - 1;
  const reading = readingOf(view, key, last);
  const placeOf = (index: number) =>
    [(index % across) * panel, Math.floor(index / across) * panelHeight] as const;

  const body = svg`
    <defs>${hatchViews()}</defs>
    ${surfaces.map((surface, index) => {
      const [x, y] = placeOf(index);
      return svg`<g transform="translate(${x},${y})">
        ${armMark(surface.arm, left + 5, 10, 30)}
        <text class="tick" x=${left + nameAt} y="10" dy="0.32em">${name(surface.arm)}</text>
        <g transform="translate(${left},${nameRoom})">
          ${guard([surface, side, range.join()], () => surfaceView(plan, surface, range, side))}
          ${reading === index ? svg`<rect class="pointed" x="-3" y="-3" width=${side + 6} height=${side + 6}></rect>` : ''}
        </g>
      </g>`;
    })}`;

  const pointed = surfaces[reading ?? -1];
  const axes = {
    value: texts.boundaryAxesValue,
    class: texts.boundaryAxes,
    probability: texts.boundaryAxesProbability,
  }[first.shows];
  const heads =
    first.shows === 'value'
      ? [texts.boundaryMeanDifference, texts.boundaryLowest, texts.boundaryHighest].map(say)
      : [
          say(texts.boundaryDiffers),
          ...classesOf(surfaces).map((label) => say(message(texts.boundaryOfClass, { class: label }))),
        ];
  return plotFigure(view, {
    key,
    title,
    sentence,
    many: arms.length > 2,
    width,
    height,
    body,
    reader: {
      label: say(message(texts.readArm, { title })),
      last,
      index: reading,
      words: wordsOf(pointed ?? main),
      nearest: (x, y) =>
        Math.min(last, Math.floor(y / panelHeight) * across + Math.min(across - 1, Math.floor(x / panel))),
    },
    resting: say(axes),
    after:
      first.shows === 'value' ? nothing : html`<p class="reading">${classKey(view, classesOf(surfaces))}</p>`,
    why: say(texts.boundaryWhy),
    explanation: say(texts.boundaryExplained),
    table: () =>
      dataTable(
        say(message(texts.tableOf, { title })),
        [say(texts.arm), ...heads],
        surfaces.map((surface) => [
          name(surface.arm),
          surface === without ? '–' : difference(surface),
          ...(surface.shows === 'value'
            ? [short(Math.min(...surface.values)), short(Math.max(...surface.values))]
            : classesOf(surfaces).map((label) =>
                percent(share(surface, (value) => decided(surface, value) === label)),
              )),
        ]),
      ),
  });
}

/** Colours, the line between the classes or lines of equal value, the test points, and the axes. */
function surfaceView(
  plan: Plan,
  surface: Surface,
  [low, high]: readonly [number, number],
  side: number,
): SVGTemplateResult {
  const { size, values, shows } = surface;
  const place: Placing = {
    x: (column) => (column / (size - 1)) * side,
    y: (row) => side - (row / (size - 1)) * side,
  };
  const x = scaleLinear().domain(surface.x).range([0, side]);
  const y = scaleLinear().domain(surface.y).range([side, 0]);
  const field: Field = { size, values };
  const stepOf = (value: number): number =>
    Math.min(steps - 1, Math.max(0, Math.floor(((value - low) / (high - low || 1)) * steps)));
  const layers =
    shows === 'class'
      ? classesOf([surface]).map(
          (label) =>
            svg`<path class="predicted class-${label % 6}" d=${cellsPath(field, (value) => value === label, place)}></path>`,
        )
      : Array.from(
          { length: steps },
          (_, step) => svg`<path
            class="predicted ${shows === 'value' ? 'class-0' : step < steps / 2 ? 'class-0' : 'class-1'}"
            fill-opacity=${opacityOf(shows, step)}
            d=${cellsPath(field, (value) => stepOf(value) === step, place)}></path>`,
        );
  const hatched =
    shows === 'value'
      ? []
      : classesOf([surface])
          .filter((label) => label > 0)
          .map(
            (label) => svg`<path class="hatch" fill="url(#hatch-${label % hatches})"
              d=${cellsPath(field, (value) => decided(surface, value) === label, place)}></path>`,
          );
  const levels =
    shows === 'probability'
      ? [0.5, 0.25, 0.75]
      : shows === 'value'
        ? scaleLinear().domain([low, high]).ticks(5)
        : [];
  const lines =
    shows === 'class'
      ? classesOf([surface]).map((label) =>
          contourPath({ size, values: values.map((value) => Number(value === label)) }, 0.5, place),
        )
      : levels.map((level) => contourPath(field, level, place));
  const between = (line: number): string => (shows === 'probability' && line > 0 ? 'between' : '');
  return svg`${layers}${hatched}
    <rect class="frame" width=${side} height=${side}></rect>
    ${lines.map((path, line) => svg`<path class="contour ${between(line)}" d=${path}></path>`)}
    ${shows === 'value' ? '' : pointsView(plan, surface, x, y)}
    ${spotsOf(field, levels, place, side).map(
      ({ level, at: [left, top], line }) =>
        svg`<text class="level halo middle ${between(line)}" x=${left} y=${top} dy="0.32em">${short(level)}</text>`,
    )}
    ${leftAxis(y, y.ticks(3), y.tickFormat(3), 0, 0)}
    ${bottomAxis(x, x.ticks(3), x.tickFormat(3), side)}`;
}

/** The numbers of the lines that have room for theirs. */
function spotsOf(
  field: Field,
  levels: readonly number[],
  place: Placing,
  side: number,
): { readonly level: number; readonly at: Spot; readonly line: number }[] {
  const longest = Math.max(0, ...levels.map((level) => short(level).length));
  const found: { level: number; at: Spot; line: number }[] = [];
  for (const [line, level] of levels.entries()) {
    const taken = found.map(({ at }) => at);
    const at = contourSpot(field, level, place, { reach: [4 * longest + 2, 8], side, taken });
    if (at) found.push({ level, at, line });
  }
  return found;
}

/** Which colour, hatch and point is which class. */
function classKey({ say }: View, labels: readonly number[]): TemplateResult[] {
  return labels.map(
    (label) =>
      html`<span class="keyed"
        ><svg class="swatch" width="22" height="16" aria-hidden="true">
          <rect class="predicted class-${label % 6}" x="1" y="1" width="20" height="14"></rect>
          ${label > 0 ? svg`<rect class="hatch" fill="url(#hatch-${label % hatches})" x="1" y="1" width="20" height="14"></rect>` : nothing}
          <rect class="frame" x="1" y="1" width="20" height="14"></rect>
          <path class="point-edge" d=${pointPath(label, 11, 8)}></path>
          <path class="point" d=${pointPath(label, 11, 8)}></path></svg
        >${say(message(texts.boundaryOfClass, { class: label }))}</span
      >`,
  );
}

/** Uncertain places are pale. */
function opacityOf(shows: Surface['shows'], step: number): number {
  if (shows === 'value') return 0.08 + (0.8 * step) / (steps - 1);
  return 0.12 + (0.55 * Math.abs(step - (steps - 1) / 2)) / ((steps - 1) / 2);
}

/** Test points of the first seed: a ring, a cross or a triangle by class, with an edge of the background's colour. */
function pointsView(
  plan: Plan,
  surface: Surface,
  x: (value: number) => number,
  y: (value: number) => number,
): SVGTemplateResult[] {
  const paths = new Map<number, string>();
  for (const [first, second, label] of testPoints(plan)) {
    const [left, top] = [Math.round(x(first) * 10) / 10, Math.round(y(second) * 10) / 10];
    const [low, high] = surface.x;
    if (first < low || first > high || second < surface.y[0] || second > surface.y[1]) continue;
    paths.set(label, (paths.get(label) ?? '') + pointPath(label, left, top));
  }
  return [...paths].map(
    ([, path]) => svg`<path class="point-edge" d=${path}></path><path class="point" d=${path}></path>`,
  );
}

function pointPath(label: number, x: number, y: number): string {
  if (label % 3 === 0) return `M${x - 2.5},${y}a2.5,2.5 0 1,0 5,0a2.5,2.5 0 1,0 -5,0`;
  if (label % 3 === 1) return `M${x - 2.5},${y - 2.5}l5,5m0,-5l-5,5`;
  return `M${x},${y - 3}l3,5h-6z`;
}

const drawn = new WeakMap<Plan, readonly (readonly [number, number, number])[]>();

/** First input, second input and class; none where the data are in a file, which the page does not hold. */
function testPoints(plan: Plan): readonly (readonly [number, number, number])[] {
  const before = drawn.get(plan);
  if (before) return before;
  const points = plan.data.file === undefined ? pointsOf(plan) : [];
  drawn.set(plan, points);
  return points;
}

function pointsOf(plan: Plan): readonly (readonly [number, number, number])[] {
  const { inputs, targets, count } = drawData(plan, plan.seeds[0] ?? 1).test;
  const { kind, width } = taskOf(plan.model, plan.loss);
  const wide = kind === 'labels' ? width : 1;
  return Array.from(
    { length: Math.min(count, mostPoints) },
    (_, at) => [inputs[2 * at] ?? 0, inputs[2 * at + 1] ?? 0, targets[at * wide] ?? 0] as const,
  );
}

/** Only high contrast shows them, in place of colours. */
function hatchViews(): SVGTemplateResult[] {
  return Array.from({ length: hatches }, (_, at) => {
    const turn = [0, 45, 135, 90][at] ?? 0;
    return svg`<pattern id="hatch-${at}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(${turn})">
      <line class="hatching" x1="0" x2="0" y1="0" y2="6"></line>
    </pattern>`;
  });
}

function decided({ shows }: Surface, value: number): number {
  return shows === 'class' ? value : Number(value >= 0.5);
}

/** The classes that are decided for anywhere. */
function classesOf(surfaces: readonly Surface[]): number[] {
  const found = new Set(
    surfaces.flatMap((surface) => surface.values.map((value) => decided(surface, value))),
  );
  return [...found].sort((a, b) => a - b);
}

function share({ values }: Surface, holds: (value: number, at: number) => boolean): number {
  return values.filter(holds).length / values.length;
}

/** Share of the plane on which two arms decide otherwise, or how far their outputs are apart. */
function differenceOf(one: Surface, other: Surface): string {
  const there = (at: number): number => other.values[at] ?? NaN;
  if (one.shows !== 'value')
    return percent(share(one, (value, at) => decided(one, value) !== decided(other, there(at))));
  const sum = one.values.reduce((total, value, at) => total + Math.abs(value - there(at)), 0);
  return short(sum / one.values.length);
}

function rangeOf(surfaces: readonly Surface[]): readonly [number, number] {
  if (surfaces[0]?.shows === 'probability') return [0, 1];
  const values = surfaces.flatMap((surface) => surface.values);
  return [Math.min(...values), Math.max(...values)];
}
