import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-label/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { localeOf } from '../analysis/text/localized';
import { controlStyles } from './control-styles';
import { connectHost } from './host';
import { startPage } from './page';
import { chartStyles } from './charts/styles';
import { historyStyles } from './history-styles';
import { styles } from './styles';

const root = document.getElementById('page');
if (root) {
  for (const { styleSheet } of [styles, chartStyles, controlStyles, historyStyles])
    if (styleSheet) document.adoptedStyleSheets.push(styleSheet);
  startPage(root, connectHost(), localeOf(document.documentElement.lang));
}
