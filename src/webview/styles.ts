import { css } from 'lit';

/** The page's styles: VS Code's theme colours only. A constructed sheet, as the policy lets no style element through. */
export const styles = css`
  :root {
    --gap: 16px;
    --border: var(--vscode-contrastBorder, var(--vscode-panel-border, transparent));
    --quiet: var(--vscode-descriptionForeground, var(--vscode-foreground));
    --arm: var(--vscode-charts-blue);
  }
  .arm-0 {
    --arm: var(--vscode-charts-blue);
  }
  /* Orange is half transparent in Dark Modern and a blue in the light high-contrast theme. */
  .arm-1 {
    --arm: var(--vscode-charts-yellow);
  }

  html {
    scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background);
  }
  body {
    margin: 0;
    padding: 0 20px 32px;
    color: var(--vscode-foreground);
    background: var(--vscode-editor-background);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size);
    font-weight: var(--vscode-font-weight);
    line-height: 1.45;
    overflow-wrap: break-word;
  }
  main {
    max-width: 1500px;
    margin: 0 auto;
  }
  @media (min-width: 1900px) {
    main {
      max-width: 2200px;
    }
  }
  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  ul {
    margin: 0;
  }
  h1 {
    min-width: 0;
    overflow-wrap: anywhere;
    font-size: 1.55em;
    font-weight: 600;
    line-height: 1.25;
  }
  h2 {
    font-size: 1.08em;
    font-weight: 600;
  }
  h3 {
    font-size: 1em;
    font-weight: 600;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 16px;
    padding: 18px 0 14px;
  }
  .compared {
    flex: 1 1 100%;
    color: var(--quiet);
  }
  .empty {
    max-width: 70ch;
    color: var(--quiet);
  }
  .spoken {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap);
    align-items: start;
  }
  @media (min-width: 1000px) {
    .columns {
      grid-template-columns: 350px minmax(0, 1fr);
      grid-template-rows: auto 1fr;
      grid-template-areas: 'setup results' 'found results';
    }
    /* Of a model that cannot be compared there is only what was found before. */
    .columns:not(:has(> .setup)) {
      grid-template: 'found results' / 350px minmax(0, 1fr);
    }
    .setup {
      grid-area: setup;
    }
    .found {
      grid-area: found;
    }
    .results {
      grid-area: results;
    }
  }
  .card,
  .figure {
    box-sizing: border-box;
    padding: 14px 16px;
    border: 1px solid var(--border);
    border-radius: 6px;
    background: var(--vscode-sideBar-background, transparent);
  }
  .card,
  .figure,
  .results,
  .stack {
    display: flex;
    flex-direction: column;
    gap: 10px;
    min-width: 0;
  }
  .results,
  .stack {
    gap: var(--gap);
  }
  .results {
    container: results / inline-size;
  }
  /* Wide as the page may be, a line of text stays as long as can be read. */
  p {
    max-width: 90ch;
  }
  .figures {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap);
  }
  @container results (width >= 816px) {
    .figures {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .figure.many {
      grid-column: 1 / -1;
    }
    /* Both stacks end where what takes the whole width begins. */
    .figures:has(> .figure.many) > .stack > :last-child {
      flex-grow: 1;
    }
  }
  @container results (816px <= width < 1500px) {
    /* The third stack stands right below one of the others: what is beside gives its room to the flexible row alone. */
    .figures:has(> .stack:nth-child(3)) {
      grid-template-rows: auto 1fr;
    }
    .third-left:has(> .stack:nth-child(3)) > .stack:nth-child(2),
    .third-right:has(> .stack:nth-child(3)) > .stack:first-child {
      grid-row: 1 / 3;
    }
    .third-left > .stack:nth-child(3) {
      grid-area: 2 / 1;
    }
    .third-right > .stack:nth-child(3) {
      grid-area: 2 / 2;
    }
  }
  @container results (width >= 1500px) {
    .figures:has(> .stack:nth-child(3)) {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
  /* So do they where the rest of the page follows below. */
  @media (max-width: 999px) {
    .stack > :last-child {
      flex-grow: 1;
    }
  }
  .problem {
    margin-bottom: var(--gap);
  }
  .layers {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 300px), 1fr));
    gap: var(--gap);
  }
  .layer {
    min-width: 0;
  }
  .placeholder {
    max-width: 60ch;
    padding: 24px 4px;
    color: var(--quiet);
  }
  .remark,
  .explanation,
  .progress-words,
  .reading {
    color: var(--quiet);
  }
  .remark,
  .reading,
  .explanation {
    font-size: 0.93em;
  }
  .either {
    display: grid;
  }
  .either > p {
    grid-area: 1 / 1;
  }
  .away {
    visibility: hidden;
  }
  .progress-words {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 12px;
    font-variant-numeric: tabular-nums;
  }
  .explanation > * + * {
    margin-top: 8px;
  }
  .more {
    max-width: none;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
  }
  .link.quiet {
    color: var(--quiet);
  }
  .more .quiet {
    margin-inline-start: auto;
  }
  footer {
    padding-top: var(--gap);
    text-align: end;
    font-size: 0.93em;
  }
  .fault {
    color: var(--vscode-errorForeground);
  }

  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--vscode-textLink-foreground);
    font: inherit;
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 2px;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .link:hover {
    color: var(--vscode-textLink-activeForeground);
  }
  :is(.link, summary, .reader, .scroll, .rows):focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 2px;
  }

  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(105px, 1fr));
    gap: 10px 12px;
  }
  /* Where the results stand below the settings, these take less of the first sight. */
  @media (min-width: 560px) and (max-width: 999px) {
    .fields {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
    .fields > :is(.field, .strength).wide {
      grid-column: span 2;
    }
  }
  .field {
    display: flex;
    flex-direction: column;
    gap: 2px;
    min-width: 0;
  }
  .field vscode-textfield,
  .field vscode-single-select {
    width: 100%;
  }
  .wide {
    grid-column: 1 / -1;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
    margin-bottom: var(--gap);
    padding: 8px 12px;
    border: 1px solid var(--vscode-inputValidation-infoBorder, var(--vscode-foreground));
    border-inline-start-width: 4px;
    border-radius: 4px;
  }
  .notice p {
    flex: 1 1 240px;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .notice.warning {
    border-color: var(--vscode-inputValidation-warningBorder, var(--vscode-foreground));
  }
  .notice.error {
    border-color: var(--vscode-inputValidation-errorBorder, var(--vscode-foreground));
  }

  .verdict {
    border-inline-start-width: 4px;
    border-inline-start-color: var(--verdict);
  }
  .verdict {
    --verdict: var(--vscode-charts-blue);
  }
  .verdict.helps {
    --verdict: var(--vscode-charts-green);
  }
  .verdict.hurts {
    --verdict: var(--vscode-charts-red);
  }
  .verdict.too-few-seeds {
    --verdict: var(--vscode-charts-yellow);
  }
  .answer {
    text-wrap: pretty;
    font-size: 1.15em;
    line-height: 1.45;
  }
  .sign {
    display: inline-block;
    min-width: 1.1em;
    font-weight: 700;
    color: var(--verdict);
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 160px), 1fr));
    gap: 8px 16px;
  }
  .verdict .facts {
    grid-template-columns: minmax(0, 1fr);
    gap: 0 32px;
  }
  /* They are four, or three at first: two and two, or all in a row. */
  @container results (width >= 680px) {
    .verdict .facts {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @container results (width >= 1400px) {
    .verdict .facts {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
  }
  .verdict .facts > div {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: baseline;
    gap: 0 12px;
    padding: 4px 0;
    border-bottom: 1px solid var(--vscode-widget-border, var(--border));
  }
  .verdict .facts dd {
    margin-inline-start: auto;
    text-align: end;
    white-space: nowrap;
  }
  dt {
    color: var(--quiet);
    font-size: 0.93em;
  }
  dd {
    font-variant-numeric: tabular-nums;
  }

  .fold > summary {
    cursor: pointer;
    border-radius: 2px;
  }
  .fold[open] > summary {
    margin-bottom: 6px;
  }
  .card .fold[open] {
    display: flow-root;
  }
  .fold > :not(summary) + * {
    margin-top: 10px;
  }

  table {
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  .layers-table,
  .key,
  .scroll table {
    width: 100%;
  }
  th,
  td {
    padding: 3px 0 3px 12px;
    text-align: end;
    vertical-align: baseline;
  }
  th:first-child,
  tfoot th {
    padding-inline-start: 0;
    text-align: start;
  }
  th {
    font-weight: 400;
  }
  thead th {
    color: var(--quiet);
    font-size: 0.93em;
  }
  tbody tr {
    border-top: 1px solid var(--vscode-widget-border, var(--border));
  }
  tfoot tr {
    border-top: 1px solid var(--vscode-foreground);
  }
  .penalty {
    display: block;
    color: var(--quiet);
    font-size: 0.93em;
  }
  .scroll {
    max-height: 260px;
    overflow: auto;
    padding: 2px;
  }
  .scroll td,
  .scroll th {
    white-space: nowrap;
  }
  .key :is(td, th) {
    vertical-align: middle;
  }
  .layers-table th:first-child {
    min-width: 7em;
  }
  .key td {
    white-space: nowrap;
  }
  .found {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--gap);
  }
  /* A long model does not push everything else away. */
  .rows.long {
    max-height: 480px;
    overflow: auto;
    padding: 2px;
  }
  .found ul {
    padding-inline-start: 1.3em;
  }
  @media (max-width: 480px) {
    body {
      padding: 0 12px 24px;
    }
    .card,
    .figure {
      padding: 12px;
    }
  }
  /* A panel of 320 pixels at 200 % has 160: cramped, but nothing out of reach. */
  @media (max-width: 240px) {
    body {
      padding: 0 6px 16px;
    }
    .card,
    .figure {
      padding: 8px;
    }
    .key :is(th, td) {
      padding-inline-start: 4px;
    }
    .key .keyed {
      flex-direction: column;
      align-items: flex-end;
      gap: 0;
    }
    .verdict .facts dd {
      white-space: normal;
    }
    .sum,
    .key,
    .layers-table {
      font-size: 0.85em;
    }
    .sum :is(th, td),
    .layers-table :is(th, td) {
      min-width: 0;
      padding-inline-start: 4px;
      white-space: normal;
      overflow-wrap: anywhere;
    }
    .key thead th {
      overflow-wrap: anywhere;
    }
    vscode-button::part(base) {
      white-space: normal;
    }
  }
  .keyed {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    margin-inline-end: 12px;
  }
  td .keyed {
    margin: 0;
  }
  .swatch {
    flex: none;
  }

  .plot {
    position: relative;
    min-width: 0;
  }
  .plot > svg {
    display: block;
    max-width: 100%;
  }
  .reader {
    position: absolute;
    inset: 0;
    border-radius: 2px;
    cursor: crosshair;
    touch-action: pan-y;
  }
  svg text {
    fill: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: 11px;
    font-variant-numeric: tabular-nums;
  }
  svg .end {
    text-anchor: end;
  }
  svg .middle {
    text-anchor: middle;
  }
  svg .strong {
    font-weight: 700;
  }
  .grid {
    stroke: var(--vscode-foreground);
    stroke-opacity: 0.14;
  }
  .axis {
    stroke: var(--vscode-foreground);
    stroke-opacity: 0.6;
  }
  .zero {
    stroke: var(--vscode-foreground);
    stroke-width: 1.5;
  }
  .cross {
    stroke: var(--vscode-foreground);
    stroke-dasharray: 2 3;
  }
  .line {
    fill: none;
    stroke: var(--arm);
    stroke-width: 1.75;
    stroke-linejoin: round;
  }
  .line.dashed {
    stroke-dasharray: 5 4;
  }
  .trail {
    fill: none;
    stroke: var(--arm);
    stroke-width: 0.75;
  }
  .band {
    fill: var(--arm);
    fill-opacity: 0.16;
  }
  .mark {
    fill: var(--arm);
    stroke: var(--vscode-editor-background);
  }
  .bars {
    fill: var(--arm);
    fill-opacity: 0.22;
    stroke: var(--arm);
    stroke-width: 1.5;
  }
  .bars.arm-1 {
    stroke-dasharray: 5 3;
  }
  .stem {
    stroke: var(--vscode-foreground);
    stroke-opacity: 0.35;
  }
  .mark.better {
    --arm: var(--vscode-charts-green);
  }
  .mark.worse {
    --arm: var(--vscode-charts-red);
  }
  .interval {
    stroke: var(--vscode-foreground);
    stroke-width: 2;
  }
  .mean {
    fill: var(--vscode-foreground);
  }
  .pointed {
    fill: var(--vscode-list-hoverBackground, transparent);
    stroke: var(--vscode-focusBorder);
  }

  :is(.vscode-high-contrast, .vscode-high-contrast-light) {
    --border: var(--vscode-contrastBorder);
    --quiet: var(--vscode-foreground);
  }
  :is(.vscode-high-contrast, .vscode-high-contrast-light) :is(.grid, .axis, .stem) {
    stroke-opacity: 1;
  }
  :is(.vscode-high-contrast, .vscode-high-contrast-light) :is(.grid, .stem) {
    stroke-dasharray: 1 5;
  }
  :is(.vscode-high-contrast, .vscode-high-contrast-light) .band {
    fill: none;
    stroke: var(--arm);
    stroke-width: 0.75;
    stroke-dasharray: 2 3;
  }
  :is(.vscode-high-contrast, .vscode-high-contrast-light) .bars {
    fill: none;
  }
  :is(.vscode-high-contrast, .vscode-high-contrast-light) .pointed {
    fill: none;
    stroke-dasharray: 3 3;
  }

  .vscode-reduce-motion vscode-progress-bar::part(indicator) {
    animation: none;
    transition: none;
  }
  @media (prefers-reduced-motion: reduce) {
    vscode-progress-bar::part(indicator) {
      animation: none;
      transition: none;
    }
  }
  @media (forced-colors: active) {
    svg text,
    .mean {
      fill: CanvasText;
    }
    :is(.grid, .axis, .zero, .cross, .stem, .interval) {
      stroke: CanvasText;
    }
    .line,
    .mark,
    .bars,
    .band {
      forced-color-adjust: none;
    }
  }
`;
