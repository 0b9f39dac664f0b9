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
  /* Chosen as far apart from the others as VS Code's four kinds of themes allow. */
  .arm-6 {
    --arm: color-mix(in srgb, var(--vscode-charts-blue), var(--vscode-charts-green));
  }
  .arm-7 {
    --arm: var(--magenta);
  }
  .arm-8 {
    --arm: color-mix(
      in srgb,
      var(--vscode-terminal-ansiYellow, var(--vscode-charts-yellow)) 40%,
      var(--magenta)
    );
  }
  .arm-9 {
    --arm: color-mix(in srgb, var(--vscode-foreground) 60%, var(--vscode-editor-background));
  }
  :is(.arm-7, .arm-8) {
    --magenta: var(--vscode-terminal-ansiMagenta, var(--vscode-charts-purple));
  }
  .arm-6.line:not(.dashed) {
    stroke-dasharray: 10 2 2 2;
  }
  .arm-7.line:not(.dashed) {
    stroke-dasharray: 10 2 2 2 2 2;
  }
  .arm-8.line:not(.dashed) {
    stroke-dasharray: 18 3;
  }
  .arm-9.line:not(.dashed) {
    stroke-dasharray: 14 2 5 2;
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
  .level {
    stroke-width: 6;
    stroke-linejoin: round;
  }
  .leader {
    stroke: var(--arm);
    stroke-width: 0.75;
  }
  .between {
    display: none;
    stroke-dasharray: 4 3;
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
  :is(.vscode-high-contrast, .vscode-high-contrast-light) :is(.hatch, .between) {
    display: inline;
  }
  :is(.vscode-high-contrast, .vscode-high-contrast-light) .contour:not(.between) {
    stroke-width: 2;
  }
  .figure-head {
    display: flex;
    flex-wrap: wrap;
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
    max-width: 1200px;
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
  /* Where the columns have no room beside each other, each variant has its numbers below its name. */
  @container results (max-width: 720px) {
    .variants thead {
      display: block;
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .variants :is(table, tbody) {
      display: block;
    }
    .variants tbody tr {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 16px;
      padding: 6px 0;
    }
    .variants tbody :is(th, td) {
      display: flex;
      flex: 1 1 calc(50% - 8px);
      flex-wrap: wrap;
      align-items: baseline;
      justify-content: flex-end;
      gap: 0 8px;
      min-width: min(100%, 110px);
      box-sizing: border-box;
      padding: 2px 0;
      order: 2;
      white-space: normal;
    }
    .variants tbody th {
      flex: 1 1 60%;
      justify-content: space-between;
      order: 0;
    }
    .variants tbody .apply {
      flex: none;
      order: 1;
      min-width: 0;
    }
    .variants tbody td:first-of-type {
      flex-basis: 100%;
      gap: 0 6px;
    }
    .variants .link {
      white-space: normal;
    }
    .variants td:not(.apply)::before {
      color: var(--quiet);
      font-size: 0.93em;
      font-weight: 400;
      content: attr(data-head) / '';
      margin-inline-end: auto;
    }
  }
  .multiples.layers {
    grid-template-columns: minmax(0, 1fr);
  }
  @media (forced-colors: active) {
    :is(.frame, .contour, .point, .hatching, .chosen) {
      stroke: CanvasText;
    }
    :is(.halo, .point-edge) {
      stroke: Canvas;
    }
    .predicted {
      display: none;
    }
    .hatch {
      display: inline;
    }
  }
`;
