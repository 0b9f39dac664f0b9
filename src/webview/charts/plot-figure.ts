import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { View } from '../view';
import { figureView, type Figure } from './figure';
import { plotView, type Plot } from './plot';
import { readingLine } from './reading-line';

export interface PlotFigure
  extends Omit<Figure, 'picture'>, Pick<Plot, 'width' | 'height' | 'body' | 'reader'> {
  /** What stands below the drawing while nothing is read. */
  readonly resting: string | TemplateResult;
  /** What else comes below. */
  readonly after?: TemplateResult | typeof nothing;
}

/** A figure of one drawing, with a line below it for what is read. */
export function plotFigure(view: View, figure: PlotFigure): TemplateResult {
  const { key, title, sentence, width, height, body, reader, resting, after = nothing } = figure;
  const plot = { key, title, description: sentence, width, height, body, reader };
  return figureView(view, {
    ...figure,
    picture: html`${plotView(view, plot)} ${readingLine(reader, resting)} ${after}`,
  });
}
