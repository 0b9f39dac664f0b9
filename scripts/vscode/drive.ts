import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { activeFrame, type OpenedVsCode, webviewSelector } from './open';
import { repository } from './places';
import type { Answer, Message, Steps, Target, TestOutcome } from './steps';

const stepMilliseconds = 30_000;
const screenshots = path.join(repository, 'out/screenshots');

/** A driver that waits for the suite inside VS Code to speak to it. */
export interface Driver {
  /** The address to hand to the extension host. */
  address: string;
  /** Says which VS Code the steps are for; steps that came earlier have waited. */
  drive(vscode: OpenedVsCode): void;
  /** Resolves when the suite says that it has ended. */
  ended: Promise<void>;
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 for steps and outcomes; `onOutcome` is told each test's outcome as it comes. */
export async function startDriver(onOutcome: (outcome: TestOutcome) => void): Promise<Driver> {
  const driven = deferred<OpenedVsCode>();
  const ended = deferred<void>();
  const secret = `/${randomBytes(16).toString('hex')}`;

  const answer = async (message: Message): Promise<Answer> => {
    if (message.kind === 'test') onOutcome(message.outcome);
    else if (message.kind === 'end') ended.resolve();
    else return perform(await driven.promise, message);
    return { value: null };
  };

  const server = createServer((request, response) => {
    if (request.url !== secret) return void response.writeHead(404).end();
    void readJson(request)
      .then((message) => answer(message as Message))
      .then((value) => response.end(JSON.stringify(value)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${secret}`,
    drive: driven.resolve,
    ended: ended.promise,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function perform(vscode: OpenedVsCode, message: Extract<Message, { kind: 'step' }>): Promise<Answer> {
  const step = steps[message.step] as (vscode: OpenedVsCode, ...args: unknown[]) => unknown;
  try {
    return { value: (await step(vscode, ...message.args)) ?? null };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

const timeout = { timeout: stepMilliseconds };

const steps: { [Name in keyof Steps]: (vscode: OpenedVsCode, ...args: Parameters<Steps[Name]>) => unknown } =
  {
    press: ({ page }, keys) => page.keyboard.press(keys),
    type: ({ page }, text) => page.keyboard.type(text),
    click: (vscode, target, button) =>
      button === 'double'
        ? find(vscode, target).dblclick(timeout)
        : find(vscode, target).click({ ...timeout, button }),
    hover: (vscode, target) => find(vscode, target).hover(timeout),
    fill: (vscode, target, value) => find(vscode, target).fill(value, timeout),
    select: (vscode, target, value) => find(vscode, target).selectOption(value, timeout),
    waitFor: (vscode, target, state, milliseconds) =>
      find(vscode, target).waitFor({ state, timeout: milliseconds }),
    waitForText: waitForText,
    text: (vscode, target) => find(vscode, target).innerText(timeout),
    texts: (vscode, target) => all(vscode, target).allInnerTexts(),
    count: (vscode, target) => all(vscode, target).count(),
    attribute: (vscode, target, name) => find(vscode, target).getAttribute(name, timeout),
    evaluate: async (vscode, where, script) =>
      where === 'window' ? vscode.page.evaluate(script) : (await vscode.webviewFrame()).evaluate(script),
    screenshot: takeScreenshot,
    requests: (vscode) => vscode.outsideRequests(),
    consoleErrors: (vscode) => vscode.consoleErrors(),
  };

function all({ page }: OpenedVsCode, target: Target): Locator {
  if (target.in === 'window') return page.locator(target.selector);
  return page
    .locator(webviewSelector)
    .first()
    .contentFrame()
    .locator(activeFrame)
    .contentFrame()
    .locator(target.selector);
}

function find(vscode: OpenedVsCode, target: Target): Locator {
  return all(vscode, target).first();
}

async function waitForText(
  vscode: OpenedVsCode,
  target: Target,
  pattern: { source: string; flags: string },
  milliseconds: number,
): Promise<string> {
  const hasText = new RegExp(pattern.source, pattern.flags);
  const found = all(vscode, target).filter({ hasText }).first();
  await found.waitFor({ state: 'attached', timeout: milliseconds });
  return found.innerText();
}

async function takeScreenshot({ page }: OpenedVsCode, name: string): Promise<string> {
  await mkdir(screenshots, { recursive: true });
  const file = path.join(screenshots, `${name}.png`);
  await page.screenshot({ path: file });
  return file;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function deferred<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((settle) => (resolve = settle));
  return { promise, resolve };
}
