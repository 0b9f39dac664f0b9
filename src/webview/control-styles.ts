import { css } from 'lit';

/** The styles of the controls, from theme colours only. */
export const controlStyles = css`
  .strength {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 105px);
    gap: 2px 12px;
  }
  .strength .field:not(.slider) {
    display: contents;
  }
  .strength vscode-label {
    grid-area: 1 / 1 / 2 / -1;
  }
  .strength vscode-textfield {
    grid-area: 2 / 2;
    align-self: start;
  }
  .slider {
    grid-area: 2 / 1;
    padding-top: 3px;
  }
  @media (max-width: 240px) {
    .strength :is(.slider, vscode-textfield) {
      grid-column: 1 / -1;
      grid-row: auto;
    }
  }
  .fields > .field {
    justify-content: flex-end;
  }
  .ends {
    display: flex;
    justify-content: space-between;
    color: var(--quiet);
    font-size: 0.85em;
    font-variant-numeric: tabular-nums;
  }
  input[type='range'] {
    appearance: none;
    width: 100%;
    height: 20px;
    margin: 0;
    background: transparent;
    cursor: pointer;
  }
  input[type='range']::-webkit-slider-runnable-track {
    box-sizing: border-box;
    height: 4px;
    border: 1px solid var(--vscode-settings-numberInputBorder, var(--vscode-foreground));
    border-radius: 2px;
    background: var(--vscode-foreground);
  }
  input[type='range']::-webkit-slider-thumb {
    appearance: none;
    box-sizing: border-box;
    width: 14px;
    height: 14px;
    margin-top: -6px;
    border: 2px solid var(--vscode-editor-background);
    border-radius: 50%;
    background: var(--vscode-button-background, var(--vscode-foreground));
  }
  input[type='range']:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 2px;
    border-radius: 2px;
  }
  :is(.vscode-high-contrast, .vscode-high-contrast-light) input[type='range']::-webkit-slider-thumb {
    border-color: var(--vscode-contrastBorder, var(--vscode-foreground));
    background: var(--vscode-foreground);
  }
  .notice.inner {
    margin-bottom: 0;
  }
  .boxes {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 145px), 1fr));
    gap: 2px 12px;
    min-width: 0;
    max-height: 230px;
    margin: 0;
    padding: 0;
    overflow: auto;
    border: 0;
  }
  .boxes legend {
    padding: 0;
    margin-bottom: 4px;
    font-weight: 600;
  }
  .boxes p {
    grid-column: 1 / -1;
  }
  @media (forced-colors: active) {
    input[type='range'] {
      appearance: auto;
    }
  }
`;
