import type { Locale } from '../analysis/text/localized';

/** What the extension host knows when it opens the panel. */
export interface PageHtmlOptions {
  /** Fresh and random for every load. */
  readonly nonce: string;
  /** `webview.asWebviewUri(dist/page.js)` as a string. */
  readonly scriptAddress: string;
  readonly locale: Locale;
  /** `webview.cspSource`. */
  readonly cspSource: string;
}

/**
 * The whole HTML of the lab's page. The page brings its own styles as constructed style sheets, so
 * that no style element or attribute has to pass the policy; nothing can be fetched, as there is no
 * `connect-src`: the engine is handed over by the `engine` message.
 */
export function pageHtml({ nonce, scriptAddress, locale, cspSource }: PageHtmlOptions): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}' 'wasm-unsafe-eval'`,
    `worker-src blob:`,
    `style-src 'nonce-${nonce}'`,
    `img-src data: blob:`,
    `font-src ${cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>RegLens</title>
</head>
<body>
<main id="page"></main>
<script nonce="${nonce}" src="${escapeAttribute(scriptAddress)}"></script>
</body>
</html>`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
