import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { chromium, type BrowserContext, type Frame, type Page } from 'playwright-core';
import { chromiumFlags, ensureChromium } from './chromium';
import { ensureDesktopVsCode, hasDisplay } from './desktop';
import {
  type EmbeddedVsCode,
  ensureEmbeddedVsCode,
  installExtension,
  linkExtension,
  startServer,
  workbenchAddress,
} from './embedded';
import { closeOnSignal, endGroup, runQuietly, spawnGroup, waitForLine } from './processes';
import { temporaryFolder, type Settings, type ThemeKind, themes, writeSettings } from './user-data';

export interface OpenOptions {
  /** The folder to open, absolute. */
  folder: string;
  /** An extension's folder, loaded in development, or a .vsix, installed. */
  extension: string;
  settings?: Settings;
  theme?: ThemeKind;
  /** The language VS Code tells extensions to speak, such as `zh-cn`. */
  locale?: string;
  size?: { width: number; height: number };
  /** A module whose `run()` is called inside the extension host. */
  tests?: string;
  /** Environment variables for the extension host. */
  environment?: Record<string, string>;
}

export interface WebRequest {
  url: string;
  /** The address of the frame that asked. */
  from: string;
}

export interface ConsoleError {
  text: string;
  url: string;
}

/** A VS Code that is open and driven by Playwright. */
export interface OpenedVsCode {
  kind: 'desktop' | 'embedded';
  page: Page;
  /** The innermost frame of the extension's visible webview, once there is one. */
  webviewFrame(): Promise<Frame>;
  /** Requests so far that were for another machine. */
  outsideRequests(): WebRequest[];
  consoleErrors(): ConsoleError[];
  /** Resolves when the extension host has run the tests or VS Code has ended, whichever is first. */
  testsEnded: Promise<void>;
  close(): Promise<void>;
}

/** Selects the extension's visible webview in VS Code's page; its content is in `activeFrame` inside. */
export const webviewSelector = 'iframe.webview[src*="extensionId=reglens.reglens"] >> visible=true';
export const activeFrame = '#active-frame';

// A test sees only the extension's own requests when VS Code has no marketplace to ask.
const withoutMarketplace = { EXTENSIONS_GALLERY: '{}' };

/**
 * Opens a real VS Code on a folder with the extension in it, and a page to drive it with. Desktop VS Code where
 * a window can be shown and one can be had; else the server from the npm registry, in a headless Chromium.
 */
export async function openVsCode(options: OpenOptions): Promise<OpenedVsCode> {
  const program = hasDisplay() ? await ensureDesktopVsCode() : undefined;
  return program ? openDesktop(program, options) : openEmbedded(options);
}

async function openEmbedded(options: OpenOptions): Promise<OpenedVsCode> {
  const [vscode, browser] = [await ensureEmbeddedVsCode(), await ensureChromium()];
  const { folder: dataFolder, remove } = await temporaryFolder('vscode');
  return openWithUndo(async (onClose) => {
    onClose(remove);
    await writeSettings(path.join(dataFolder, 'data/User'), options.settings ?? {}, options.theme);
    const extensionFolder = await addExtension(vscode, options.extension, dataFolder);
    const server = await startServer(vscode, {
      dataFolder,
      token: randomBytes(16).toString('hex'),
      environment: { ...withoutMarketplace, ...options.environment },
    });
    onClose(server.close);
    // A persistent context, because an incognito one blocks the service worker that serves webviews.
    const context = await chromium.launchPersistentContext('', {
      executablePath: browser,
      args: chromiumFlags(),
      headless: true,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      viewport: options.size ?? { width: 1280, height: 800 },
    });
    onClose(() => context.close());
    const page = context.pages()[0] ?? (await context.newPage());
    const testsEnded = new Promise<void>((resolve) => {
      void page.exposeFunction('codeAutomationExit', () => resolve());
      page.once('close', () => resolve());
    });
    if (options.locale)
      await page.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(options.locale)}`);
    const watched = watch(context, page);
    const { folder, tests } = options;
    await page.goto(workbenchAddress(server, { folder, tests, extensionFolder }));
    await waitUntilReady(page, options);
    return { kind: 'embedded', page, testsEnded, ...watched };
  });
}

async function addExtension(
  vscode: EmbeddedVsCode,
  extension: string,
  dataFolder: string,
): Promise<string | undefined> {
  if (!extension.endsWith('.vsix')) return linkExtension(extension, dataFolder);
  await installExtension(vscode, extension, dataFolder);
  return undefined;
}

async function openDesktop(program: string, options: OpenOptions): Promise<OpenedVsCode> {
  const { folder: dataFolder, remove } = await temporaryFolder('vscode');
  return openWithUndo(async (onClose) => {
    onClose(remove);
    const places = [
      `--user-data-dir=${dataFolder}`,
      `--extensions-dir=${path.join(dataFolder, 'extensions')}`,
    ];
    await writeSettings(path.join(dataFolder, 'User'), options.settings ?? {}, options.theme);
    const vsix = options.extension.endsWith('.vsix');
    if (vsix)
      await runQuietly(
        program,
        [...places, '--install-extension', options.extension],
        'The extension could not be installed.',
      );
    const child = spawnGroup(
      program,
      [
        options.folder,
        ...places,
        ...desktopFlags(),
        '--remote-debugging-port=0',
        ...(vsix ? [] : [`--extensionDevelopmentPath=${options.extension}`]),
        ...(options.tests ? [`--extensionTestsPath=${options.tests}`] : []),
        ...(options.locale ? [`--locale=${options.locale}`] : []),
      ],
      { stdio: ['ignore', 'pipe', 'pipe'], env: { ...desktopEnvironment(), ...options.environment } },
    );
    onClose(() => endGroup(child));
    const testsEnded = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const [, address] = await waitForLine(child, /DevTools listening on (ws:\S+)/);
    const browser = await chromium.connectOverCDP(address ?? '');
    onClose(() => browser.close());
    const context = browser.contexts()[0] as BrowserContext;
    const page = context.pages()[0] ?? (await context.waitForEvent('page'));
    await waitUntilReady(page, options);
    return { kind: 'desktop', page, testsEnded, ...watch(context, page) };
  });
}

/** Flags that keep a desktop VS Code to itself: no welcome, no trust question, no other extensions. */
export function desktopFlags(): string[] {
  const quiet = [
    '--new-window',
    '--skip-welcome',
    '--skip-release-notes',
    '--disable-workspace-trust',
    '--disable-updates',
  ];
  return process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet;
}

/** The environment to start Electron with; VS Code's own terminal sets variables that would turn it into node. */
export function desktopEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(ELECTRON_RUN_AS_NODE|VSCODE_)/.test(name)),
  );
}

// What was started before a failure, a signal or `close` is ended in the opposite order.
async function openWithUndo(
  open: (onClose: (undo: () => Promise<unknown>) => void) => Promise<Omit<OpenedVsCode, 'close'>>,
): Promise<OpenedVsCode> {
  const undos: (() => Promise<unknown>)[] = [];
  const close = async () => {
    forget();
    for (const undo of undos.splice(0).reverse()) await undo();
  };
  const forget = closeOnSignal(close);
  try {
    return { ...(await open((undo) => undos.push(undo))), close };
  } catch (error) {
    await close();
    throw error;
  }
}

// A theme comes from an extension, so its class says that the extensions are known and the window is at rest.
async function waitUntilReady(page: Page, { theme = 'dark' }: OpenOptions): Promise<void> {
  await page.waitForSelector(`.monaco-workbench.${themes[theme].windowClass}[class*="vscode-theme-"]`);
}

function watch(
  context: BrowserContext,
  page: Page,
): Pick<OpenedVsCode, 'webviewFrame' | 'outsideRequests' | 'consoleErrors'> {
  const requests: WebRequest[] = [];
  const errors: ConsoleError[] = [];
  context.on('request', (request) => {
    if (isOutside(request.url()))
      requests.push({ url: request.url(), from: request.serviceWorker()?.url() ?? request.frame().url() });
  });
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push({ text: message.text(), url: message.location().url });
  });
  return {
    webviewFrame: () => innermostFrame(page),
    outsideRequests: () => [...requests],
    consoleErrors: () => [...errors],
  };
}

// A webview's files have addresses under a name that no server has: VS Code's service worker answers them itself.
const webviewFiles = '.vscode-resource.vscode-cdn.net';

function isOutside(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  const here = ['127.0.0.1', 'localhost'].includes(hostname) || hostname.endsWith(webviewFiles);
  return /^(https?|wss?):$/.test(protocol) && !here;
}

async function innermostFrame(page: Page): Promise<Frame> {
  const content = page.locator(webviewSelector).first().contentFrame();
  const handle = await content.locator(activeFrame).elementHandle();
  const frame = await handle?.contentFrame();
  if (!frame) throw new Error('The webview has no content frame.');
  return frame;
}
