import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import axe from 'axe-core';
import * as esbuild from 'esbuild';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { Locale } from '../../src/analysis/text/localized';
import type { Plan } from '../../src/lab/plan';
import type { ModelView, ToExtension, ToPage } from '../../src/protocol/messages';
import { pageHtml } from '../../src/webview/html';
import { chromiumFlags, ensureChromium } from '../../scripts/vscode/chromium';
import type { Comparing } from './comparing';
import { seedModel, seedPlan } from './fixtures';
import { themes } from './themes';
import type { Theme } from './themes';

const root = path.resolve(import.meta.dirname, '../..');
const origin = 'http://page.test';
/** Longer than anything but a real training takes on a busy machine. */
const patience = 10_000;
const pictures = path.join(tmpdir(), 'reglens-page');

/** What stands on VS Code's side of the page, inside the page. */
interface FakeHost {
  readonly sent: ToExtension[];
  readonly violations: string[];
}

export interface OpenOptions {
  readonly theme?: Theme;
  readonly locale?: Locale;
  readonly width?: number;
  readonly height?: number;
  readonly classes?: readonly string[];
}

/** The page in a browser tab, with what a test does to it and asks of it. */
export interface LabPage {
  readonly page: Page;
  /** As the extension sends it; resolves when the page has got it. */
  post(message: ToPage): Promise<void>;
  show(options?: { model?: ModelView; plan?: Plan; run?: boolean }): Promise<void>;
  engine(workerSource: string, wasm?: Uint8Array): Promise<void>;
  /** The first message of this type that the page has sent or sends, counting from `after`. */
  sent<Type extends ToExtension['type']>(
    type: Type,
    after?: number,
  ): Promise<Extract<ToExtension, { type: Type }>>;
  count(type: ToExtension['type']): Promise<number>;
  /** Chooses an option of a list by the keyboard. */
  choose(list: string, option: string): Promise<void>;
  /** Resolves when all that the page knows by now is drawn. */
  drawn(): Promise<void>;
  /** Resolves when a run has ended and its result is drawn. @param before runs that ended earlier */
  finished(before?: number): Promise<void>;
  picture(name: string): Promise<void>;
  /** Fails when axe-core finds something. */
  accessible(): Promise<void>;
  /** Fails when something is wider than the page or text is cut. */
  nothingCut(): Promise<void>;
  /** Fails on console errors, policy violations and requests; then closes the tab. */
  close(): Promise<void>;
}

let browser: Promise<Browser> | undefined;
let script: Promise<string> | undefined;

/** The browser all suites share. */
function startBrowser(): Promise<Browser> {
  browser ??= ensureChromium().then((executablePath) =>
    chromium.launch({ executablePath, args: chromiumFlags() }),
  );
  return browser;
}

export async function stopBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

/** The text of a bundle as esbuild.mjs makes it, from the sources as they are now. */
async function bundle(entry: string): Promise<string> {
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    platform: 'browser',
    loader: { '.wasm': 'binary' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  return result.outputFiles[0]?.text ?? '';
}

/** The lab's worker as it ships. */
export async function realWorker(): Promise<string> {
  return bundle('src/webview/worker.ts');
}

/**
 * Compares in a page by the workers that ship, without anything drawn.
 *
 * @param workers hired anew; the next calls may go on with them
 */
export async function comparingIn(page: Page, workers: number): Promise<Comparing['compare']> {
  await page.evaluate(await bundle('test/webview/comparing.ts'));
  const given = [await realWorker(), Buffer.from(await realWasm()).toString('base64'), workers] as const;
  await page.evaluate((tools) => (window as unknown as InPage).comparing.hire(...tools), given);
  return (...question) =>
    page.evaluate((asked) => (window as unknown as InPage).comparing.compare(...asked), question);
}

interface InPage {
  readonly comparing: Comparing;
  readonly handOver: typeof handOver;
}

/** The engine's WebAssembly, as the extension hands it over. */
export async function realWasm(): Promise<Uint8Array> {
  return readFile(
    path.join(root, 'node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm'),
  );
}

export async function openPage(options: OpenOptions = {}): Promise<LabPage> {
  const { theme = themes[0], locale = 'en', width = 1000, height = 900, classes = [] } = options;
  script ??= bundle('src/webview/main.ts');
  const text = await script;
  const context = await (await startBrowser()).newContext({ viewport: { width, height } });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const troubles: string[] = [];

  await context.route('**/*', async (route) => {
    const address = route.request().url();
    if (address === `${origin}/`) {
      const nonce = 'dGVzdCBub25jZQ';
      const scriptAddress = `${origin}/page.js`;
      const body = pageHtml({ nonce, scriptAddress, locale, cspSource: origin });
      return route.fulfill({ body, contentType: 'text/html' });
    }
    if (address === `${origin}/page.js`) return route.fulfill({ body: text, contentType: 'text/javascript' });
    if (!address.endsWith('/favicon.ico')) troubles.push(`request: ${address}`);
    return route.abort();
  });
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') troubles.push(`console: ${line.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  // tsx leaves calls of this helper in functions that run in the page.
  await page.addInitScript('globalThis.__name = (named) => named;');
  await page.addInitScript(`globalThis.handOver = ${handOver.toString()};`);
  await page.addInitScript(fakeHost, {
    variables: theme?.variables ?? {},
    classes: [...(theme?.classes ?? []), ...classes],
  });
  await page.goto(`${origin}/`);

  const lab: LabPage = {
    page,
    post: (message) => page.evaluate(handOver, message),
    show: ({ model = seedModel, plan = seedPlan, run = false } = {}) =>
      lab.post({ type: 'show', model, plan, run }),
    engine: (workerSource, wasm = new Uint8Array()) =>
      page.evaluate(
        ([source, bytes]) => {
          const engine = {
            type: 'engine',
            workerSource: source,
            wasm: Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0)),
          };
          return (window as unknown as InPage).handOver(engine);
        },
        [workerSource, Buffer.from(wasm).toString('base64')] as const,
      ),
    async sent(type, after = 0) {
      const found = await page.waitForFunction(
        ([wanted, from]) =>
          (window as unknown as { fakeHost: FakeHost }).fakeHost.sent.filter((one) => one.type === wanted)[
            from
          ],
        [type, after] as const,
      );
      return (await found.jsonValue()) as never;
    },
    count: (type) =>
      page.evaluate(
        (wanted) =>
          (window as unknown as { fakeHost: FakeHost }).fakeHost.sent.filter((one) => one.type === wanted)
            .length,
        type,
      ),
    async choose(list, option) {
      const box = page.getByRole('combobox', { name: list, exact: true });
      const wanted = page.getByRole('option', { name: option, exact: true });
      await box.focus();
      await page.keyboard.press('Enter');
      await wanted.waitFor();
      const options = await page.getByRole('option').count();
      const moves = [...Array<string>(options).fill('ArrowUp'), ...Array<string>(options).fill('ArrowDown')];
      for (const key of moves) {
        if (await wanted.evaluate((element) => element.classList.contains('active'))) break;
        await page.keyboard.press(key);
      }
      await page.keyboard.press('Enter');
      await wanted.waitFor({ state: 'hidden' });
    },
    drawn: () => page.evaluate(framesPass),
    async finished(before) {
      await lab.sent('finished', before);
      await lab.drawn();
    },
    async picture(name) {
      await lab.drawn();
      await mkdir(pictures, { recursive: true });
      await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
    },
    async accessible() {
      await lab.drawn();
      await page.evaluate(axe.source);
      const found = (await page.evaluate('axe.run()')) as axe.AxeResults;
      const words = found.violations.map(
        ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join('\n  ')}`,
      );
      assert.deepEqual(words, []);
    },
    async nothingCut() {
      await lab.drawn();
      assert.deepEqual(await page.evaluate(cutTexts), []);
    },
    async close() {
      troubles.push(
        ...(await page.evaluate(() => (window as unknown as { fakeHost: FakeHost }).fakeHost.violations)),
      );
      await context.close();
      assert.deepEqual(troubles, []);
    },
  };
  return lab;
}

/** Runs in the page: posts a message, and resolves after the page's own listener, which is the older one, has got it. */
function handOver(message: unknown): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener('message', () => resolve(), { once: true });
    window.postMessage(message, '*');
  });
}

/** Runs in the page: charts are drawn anew a frame after their room has changed, which is known after a first frame. */
function framesPass(): Promise<void> {
  return new Promise((resolve) => {
    let left = 3;
    const next = (): unknown => (left-- > 0 ? requestAnimationFrame(next) : setTimeout(resolve));
    next();
  });
}

/** Runs in the page before its script: VS Code's API, its theme, and an ear for broken policies. */
function fakeHost({
  variables,
  classes,
}: {
  variables: Readonly<Record<string, string>>;
  classes: string[];
}): void {
  const sent: unknown[] = [];
  const violations: string[] = [];
  document.addEventListener('securitypolicyviolation', (event) =>
    violations.push(`policy: ${event.violatedDirective} ${event.blockedURI}`),
  );
  Object.assign(window, {
    fakeHost: { sent, violations },
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => sent.push(JSON.parse(JSON.stringify(message))),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
      setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
    }),
  });
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    document.body.classList.add(...classes);
    for (const [name, value] of Object.entries(variables))
      document.documentElement.style.setProperty(`--vscode-${name}`, value);
  }).observe(document, { childList: true, subtree: true });
}

/** Runs in the page: elements that stick out of the page, and drawn texts that leave their drawing or overlap. */
function cutTexts(): string[] {
  const found: string[] = [];
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) found.push(`the page scrolls sideways by ${wide}px`);
  for (const svg of document.querySelectorAll('.plot > svg')) {
    const frame = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll('text')]
      .map((text) => ({ name: text.textContent?.trim() ?? '', box: text.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0);
    for (const { name, box } of boxes)
      if (
        box.left < frame.left - 1 ||
        box.right > frame.right + 1 ||
        box.top < frame.top - 1 ||
        box.bottom > frame.bottom + 1
      )
        found.push(`"${name}" leaves its drawing`);
    boxes.forEach(({ name, box }, index) => {
      for (const other of boxes.slice(index + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (across > 1 && down > 3) found.push(`"${name}" overlaps "${other.name}"`);
      }
    });
  }
  for (const element of document.querySelectorAll('h1, h2, h3, p, dd, dt, .link, summary, .key td')) {
    if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline')
      found.push(`"${element.textContent?.trim().slice(0, 40)}" is cut`);
  }
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const lines: { text: string; box: DOMRect }[] = [];
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const parent = node.parentElement;
    if (text === '' || !parent || parent.closest('svg, .spoken, .scroll, .rows, vscode-option, script'))
      continue;
    if (getComputedStyle(parent).visibility === 'hidden') continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const card = parent.closest('.card, .figure, .notice, header')?.getBoundingClientRect();
    for (const box of range.getClientRects()) {
      if (box.width === 0 || box.height === 0) continue;
      if (card && (box.left < card.left - 1 || box.right > card.right + 1))
        found.push(`"${text.slice(0, 40)}" sticks out of its part`);
      lines.push({ text: text.slice(0, 40), box });
    }
  }
  lines.sort((a, b) => a.box.top - b.box.top);
  lines.forEach(({ text, box }, index) => {
    for (const other of lines.slice(index + 1)) {
      if (other.box.top > box.bottom) break;
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      if (across > 1 && down > 4) found.push(`"${text}" lies over "${other.text}"`);
    }
  });
  return [...new Set(found)];
}
