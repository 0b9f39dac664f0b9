import { html, svg } from 'lit';
import type { SVGTemplateResult, TemplateResult } from 'lit';
import type { View } from '../view';

export interface Plot {
  /** Unique in the page. */
  readonly key: string;
  readonly title: string;
  /** What the picture says, for those who do not see it. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly body: SVGTemplateResult;
  readonly reader: Reader;
}

/** The cross-hair, moved by keys and pointer, which says what stands where it is. */
export interface Reader {
  readonly label: string;
  /** Steps it can stand on: 0 to last. */
  readonly last: number;
  readonly index: number | null;
  /** What stands there, in words. */
  readonly words: string;
  /** The step nearest to a place in the drawing. */
  nearest(x: number, y: number): number;
}

/** Numbers to places on an axis. */
export interface Scale {
  (value: number): number;
  range(): number[];
}

/** A drawing with its name, its description and its reader. */
export function plotView(view: View, plot: Plot): TemplateResult {
  const { key, title, description, width, height, body, reader } = plot;
  return html`<div class="plot" data-width=${key}>
    <svg
      role="img"
      aria-labelledby="${key}-name ${key}-words"
      width=${width}
      height=${height}
      viewBox="0 0 ${width} ${height}"
    >
      <title id="${key}-name">${title}</title>
      <desc id="${key}-words">${description}</desc>
      ${body}
    </svg>
    ${readerView(reader, (move) => view.actions.read(key, move))}
  </div>`;
}

/** @param read moves it from where it stands by now, which may be ahead of what is drawn */
function readerView(
  { label, last, index, words, nearest }: Reader,
  read: (move: (from: number | null) => number | null) => void,
): TemplateResult {
  const steps: Record<string, (from: number) => number> = {
    ArrowLeft: (from) => from - 1,
    ArrowDown: (from) => from - 1,
    ArrowRight: (from) => from + 1,
    ArrowUp: (from) => from + 1,
    PageDown: (from) => from - Math.ceil(last / 10),
    PageUp: (from) => from + Math.ceil(last / 10),
    Home: () => 0,
    End: () => last,
  };
  return html`<div
    class="reader"
    role="slider"
    tabindex="0"
    aria-label=${label}
    aria-valuemin="0"
    aria-valuemax=${last}
    aria-valuenow=${index ?? last}
    aria-valuetext=${words}
    @keydown=${(event: KeyboardEvent) => {
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      read((from) => Math.min(last, Math.max(0, step(from ?? last))));
    }}
    @blur=${() => read(() => null)}
    @pointermove=${(event: PointerEvent) => {
      const { offsetX, offsetY } = event;
      read(() => nearest(offsetX, offsetY));
    }}
    @pointerleave=${() => read(() => null)}
  ></div>`;
}

/** The step that the reader of a drawing stands on, at most the last one; null while nothing is read. */
export function readingOf({ state }: View, key: string, last: number): number | null {
  return state.reading?.chart === key ? Math.min(state.reading.index, last) : null;
}

/** Which of the places along an axis is nearest to a point of it; 0 where there is none. */
export function nearest(places: readonly number[], at: number): number {
  const distances = places.map((place) => Math.abs(place - at));
  return Math.max(0, distances.indexOf(Math.min(...distances)));
}

/** Room for the numbers at the left axis. */
export function roomFor(labels: readonly string[]): number {
  return 14 + 7 * Math.max(1, ...labels.map((label) => label.length));
}

/** Numbers and grid lines of the upright axis. */
export function leftAxis(
  y: Scale,
  ticks: readonly number[],
  label: (value: number) => string,
  from: number,
  to: number,
): SVGTemplateResult[] {
  return ticks.map(
    (tick) => svg`<line class="grid" x1=${from} x2=${to} y1=${y(tick)} y2=${y(tick)}></line>
      <text class="tick end" x=${from - 6} y=${y(tick)} dy="0.32em">${label(tick)}</text>`,
  );
}

/** Numbers of the lying axis, with its line. */
export function bottomAxis(
  x: Scale,
  ticks: readonly number[],
  label: (value: number) => string,
  at: number,
): SVGTemplateResult {
  const [from = 0, to = 0] = x.range();
  return svg`<line class="axis" x1=${from} x2=${to} y1=${at} y2=${at}></line>
    ${ticks.map(
      (tick) => svg`<line class="axis" x1=${x(tick)} x2=${x(tick)} y1=${at} y2=${at + 4}></line>
      <text class="tick middle" x=${x(tick)} y=${at + 7} dy="0.71em">${label(tick)}</text>`,
    )}`;
}
