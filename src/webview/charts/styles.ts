import { css } from 'lit';

/** Colours and forms of the charts, from the theme alone. */
export const chartStyles = css`
  .arm-2 {
    --arm: var(--vscode-charts-green);
  }
  .arm-3 {
    --arm: var(--vscode-charts-purple);
  }
  .arm-4 {
    --arm: var(--vscode-charts-red);
  }
  .arm-5 {
    --arm: var(--vscode-foreground);
  }
  .arm-6 {
    --arm: color-mix(in srgb, var(--vscode-charts-blue) 55%, var(--vscode-foreground));
  }
  .arm-7 {
    --arm: color-mix(in srgb, var(--vscode-charts-yellow) 55%, var(--vscode-foreground));
  }
  .arm-8 {
    --arm: color-mix(in srgb, var(--vscode-charts-green) 55%, var(--vscode-foreground));
  }
  .arm-9 {
    --arm: color-mix(in srgb, var(--vscode-charts-purple) 55%, var(--vscode-foreground));
  }
  :is(.arm-6, .arm-7, .arm-8, .arm-9).line:not(.dashed) {
    stroke-dasharray: 10 2 2 2;
  }
  .line.strong {
    stroke-width: 3;
  }
  .line.faint,
  .faint .mark {
    opacity: 0.35;
  }
  .seed {
    fill: none;
    stroke: var(--arm);
    stroke-width: 1.5;
  }
  .halo {
    paint-order: stroke;
    stroke: var(--vscode-editor-background);
    stroke-width: 3;
  }
  .whisker {
    stroke: var(--arm);
    stroke-width: 1.5;
  }
  .chosen {
    stroke: var(--vscode-foreground);
    stroke-dasharray: 6 3;
  }
  .class-0 {
    --class: var(--vscode-charts-blue);
  }
  .class-1 {
    --class: var(--vscode-charts-yellow);
  }
  .class-2 {
    --class: var(--vscode-charts-green);
  }
  .class-3 {
    --class: var(--vscode-charts-purple);
  }
  .class-4 {
    --class: var(--vscode-charts-red);
  }
  .class-5 {
    --class: var(--vscode-foreground);
  }
  .predicted {
    fill: var(--class);
  }
  .predicted:not([fill-opacity]) {
    fill-opacity: 0.45;
  }
  .frame {
    fill: none;
    stroke: var(--vscode-foreground);
    stroke-opacity: 0.6;
  }
  .contour {
    fill: none;
    stroke: var(--vscode-foreground);
    stroke-width: 1.5;
  }
  .point,
  .point-edge {
    fill: none;
    stroke: var(--vscode-foreground);
    stroke-width: 1.2;
  }
  .point-edge {
    stroke: var(--vscode-editor-background);
    stroke-width: 2.6;
  }
  .hatch {
    display: none;
  }
  .hatching {
    stroke: var(--vscode-foreground);
    stroke-width: 0.8;
  }
  :is(.vscode-high-contrast, .vscode-high-contrast-light) .predicted {
    display: none;
  }
  :is(.vscode-high-contrast, .vscode-high-contrast-light) .hatch {
    display: inline;
  }
  :is(.vscode-high-contrast, .vscode-high-contrast-light) .contour {
    stroke-width: 2;
  }
  .figure-head {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 12px;
  }
  .save {
    flex: none;
    font-size: 0.85em;
  }
  .save .link {
    margin-inline-start: 6px;
    color: var(--quiet);
    text-decoration: none;
  }
  .save .link:is(:hover, :focus-visible) {
    text-decoration: underline;
  }
  .variants table {
    width: 100%;
  }
  .variants .link {
    color: var(--vscode-foreground);
    text-decoration: none;
    white-space: nowrap;
    align-items: baseline;
  }
  .variants .link:hover span,
  .variants .link[aria-pressed='true'] span {
    text-decoration: underline;
  }
  .variants .link[aria-pressed='true'] {
    font-weight: 700;
  }
  .variants .lowest > :is(th, td) {
    font-weight: 600;
  }
  .variants .lowest .penalty {
    font-weight: 400;
  }
  .scroll.whole {
    max-height: none;
  }
  .multiples.layers {
    grid-template-columns: minmax(0, 1fr);
  }
`;
