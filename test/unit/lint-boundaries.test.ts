import assert from 'node:assert/strict';
import path from 'node:path';
import { ESLint } from 'eslint';

const root = path.resolve(import.meta.dirname, '../..');
/** Put together, because the rule under test would refuse it as a literal here too. */
const outside = ['..', 'shared'].join('/');

/** Rules that speak for one source text as if it stood at `file`. */
async function lint(eslint: ESLint, file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: path.join(root, file) });
  assert.equal(result?.fatalErrorCount, 0, result?.messages[0]?.message);
  return (result?.messages ?? []).map((message) => message.ruleId ?? '');
}

const forbidden: readonly [file: string, code: string, rule: string][] = [
  ['src/analysis/x.ts', "import * as vscode from 'vscode'; vscode.window;", 'reglens/boundaries'],
  [
    'src/analysis/x.ts',
    "import type * as vscode from 'vscode'; export type A = vscode.Uri;",
    'reglens/boundaries',
  ],
  ['src/analysis/x.ts', "export type A = import('vscode').Uri;", 'reglens/boundaries'],
  ['src/analysis/x.ts', "export const a = import('vscode');", 'reglens/boundaries'],
  ['src/analysis/x.ts', "export * from 'node:fs';", 'reglens/boundaries'],
  ['src/analysis/x.ts', "import path from 'path'; path.sep;", 'reglens/boundaries'],
  ['src/analysis/x.ts', "import { plan } from '../lab/plan'; plan;", 'reglens/boundaries'],
  ['src/analysis/x.ts', "import { main } from '../extension/main'; main;", 'reglens/boundaries'],
  ['src/analysis/x.ts', 'export const a = document.title;', 'no-restricted-globals'],
  ['src/analysis/x.ts', "export const a = fetch('x');", 'no-restricted-globals'],
  ['src/analysis/x.ts', 'export const a = process.argv;', 'no-restricted-globals'],
  ['src/analysis/rules/x.ts', "import { run } from '../interpreter/run'; run;", 'reglens/boundaries'],
  ['src/analysis/rules/x.ts', "import { parser } from '@lezer/python'; parser;", 'reglens/boundaries'],
  ['src/lab/x.ts', "import * as vscode from 'vscode'; vscode.window;", 'reglens/boundaries'],
  ['src/lab/x.ts', "import * as tf from '@tensorflow/tfjs-core'; tf.ones;", 'reglens/boundaries'],
  ['src/lab/x.ts', "import { html } from '../webview/html'; html;", 'reglens/boundaries'],
  ['src/lab/x.ts', "import { check } from '../cli/check'; check;", 'reglens/boundaries'],
  ['src/lab/engine/x.ts', 'export const a = window.innerWidth;', 'no-restricted-globals'],
  ['src/lab/engine/x.ts', "import fs from 'node:fs'; fs.readFileSync;", 'reglens/boundaries'],
  ['src/extension/x.ts', "import fs from 'fs'; fs.readFileSync;", 'reglens/boundaries'],
  ['src/extension/x.ts', "import { train } from '../lab/engine/train'; train;", 'reglens/boundaries'],
  ['src/extension/x.ts', 'export const a = (uri: { fsPath: string }) => uri.fsPath;', 'no-restricted-syntax'],
  ['src/webview/x.ts', "import * as vscode from 'vscode'; vscode.window;", 'reglens/boundaries'],
  ['src/webview/x.ts', 'export const a = acquireVsCodeApi();', 'no-restricted-globals'],
  ['src/webview/x.ts', "import * as tf from '@tensorflow/tfjs-layers'; tf.model;", 'reglens/boundaries'],
  ['src/cli/x.ts', "import * as vscode from 'vscode'; vscode.window;", 'reglens/boundaries'],
  ['test/unit/x.ts', "import * as vscode from 'vscode'; vscode.window;", 'reglens/boundaries'],
  ['test/unit/x.ts', `import a from '../../${outside}/layers.json'; a;`, 'reglens/boundaries'],
  ['scripts/x.mjs', `export const a = '${outside}/layers.json';`, 'no-restricted-syntax'],
  ['scripts/x.mjs', `export const a = (name) => \`${outside}/\${name}\`;`, 'no-restricted-syntax'],
];

const allowed: readonly [file: string, code: string][] = [
  ['src/analysis/x.ts', "import { parser } from '@lezer/python'; parser;"],
  ['src/analysis/x.ts', "import { rules } from './rules/index'; rules;"],
  ['src/analysis/rules/x.ts', "import { defineRule } from './define-rule'; defineRule;"],
  ['src/analysis/rules/x.ts', "import type { Facts } from '../facts/facts'; export type A = Facts;"],
  ['src/analysis/rules/x.ts', "import { message } from '../text/localized'; message;"],
  ['src/lab/x.ts', "import type { Facts } from '../analysis/facts/facts'; export type A = Facts;"],
  ['src/lab/engine/x.ts', "import * as tf from '@tensorflow/tfjs-core'; tf.ones;"],
  ['src/webview/worker.ts', "import { train } from '../lab/engine/train'; train;"],
  ['src/webview/host.ts', 'export const a = acquireVsCodeApi();'],
  ['src/webview/x.ts', "import { html } from 'lit'; html; document.title;"],
  ['src/extension/x.ts', "import * as vscode from 'vscode'; vscode.window;"],
  ['src/extension/x.ts', "import { pageHtml } from '../webview/html'; pageHtml;"],
  ['src/cli/x.ts', "import fs from 'node:fs'; fs.readFileSync;"],
  ['test/vscode/x.ts', "import * as vscode from 'vscode'; vscode.window;"],
];

describe('import boundaries', function () {
  // Loading ESLint with its parser is most of it.
  this.timeout(20_000);
  const eslint = new ESLint({ cwd: root });

  for (const [file, code, rule] of forbidden) {
    it(`refuses in ${file}: ${code}`, async () => {
      const rules = await lint(eslint, file, code);
      assert.ok(rules.includes(rule), `expected ${rule}, got ${rules.join(', ') || 'nothing'}`);
    });
  }

  for (const [file, code] of allowed) {
    it(`allows in ${file}: ${code}`, async () => {
      const rules = (await lint(eslint, file, code)).filter(
        (rule) => rule !== '@typescript-eslint/no-unused-expressions',
      );
      assert.deepEqual(rules, []);
    });
  }
});
