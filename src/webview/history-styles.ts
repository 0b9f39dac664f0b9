import { css } from 'lit';

/** The history of runs, and the curves of the run laid over another. */
export const historyStyles = css`
  .found {
    display: flex;
    flex-direction: column;
    gap: var(--gap);
  }
  .runs {
    display: flex;
    flex-direction: column;
    gap: 12px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .run {
    display: flex;
    flex-direction: column;
    gap: 4px;
    padding-inline-start: 10px;
    border-inline-start: 3px solid var(--border);
  }
  .run[aria-current='true'] {
    border-inline-start-color: var(--vscode-focusBorder);
  }
  .run p {
    margin: 0;
  }
  .run-head {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
  }
  .run-head time,
  .run-verdict .number {
    font-variant-numeric: tabular-nums;
  }
  .run-head time {
    color: var(--quiet);
  }
  .run-shown {
    font-weight: 600;
  }
  .run .buttons {
    margin-top: 4px;
  }
  #history-title:focus {
    outline: none;
  }
  #history-title:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 2px;
  }
  .line.other-run {
    stroke-dasharray: 2 3;
    stroke-width: 1.5;
  }
`;
