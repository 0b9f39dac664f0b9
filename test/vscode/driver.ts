import { request } from 'node:http';
import {
  type Answer,
  driverVariable,
  type ElementState,
  type Message,
  type Steps,
  type Target,
  type TestOutcome,
} from '../../scripts/vscode/steps';

const waitMilliseconds = 30_000;

/** What can be done with the elements of VS Code's window, or of the extension's webview. Selectors are Playwright's. */
export interface Surface {
  click(selector: string, button?: 'left' | 'right' | 'double'): Promise<void>;
  hover(selector: string): Promise<void>;
  fill(selector: string, value: string): Promise<void>;
  /** Chooses an option of a `<select>` by its value or label. */
  select(selector: string, value: string): Promise<void>;
  /** Waits until the first such element is in that state. */
  waitFor(selector: string, state?: ElementState, milliseconds?: number): Promise<void>;
  /** Waits for such an element whose text matches, and gives back that text. */
  waitForText(selector: string, pattern: RegExp, milliseconds?: number): Promise<string>;
  /** The visible text of the first such element. */
  text(selector: string): Promise<string>;
  /** The visible text of every such element there is now. */
  texts(selector: string): Promise<string[]>;
  count(selector: string): Promise<number>;
  attribute(selector: string, name: string): Promise<string | null>;
  /** Runs a function in the page; it sees nothing of the test but its argument. */
  evaluate<Value, Argument>(
    script: (argument: Argument) => Value | Promise<Value>,
    argument?: Argument,
  ): Promise<Value>;
}

function surface(where: Target['in']): Surface {
  const at = (selector: string): Target => ({ in: where, selector });
  return {
    click: (selector, button = 'left') => ask('click', at(selector), button),
    hover: (selector) => ask('hover', at(selector)),
    fill: (selector, value) => ask('fill', at(selector), value),
    select: (selector, value) => ask('select', at(selector), value),
    waitFor: (selector, state = 'visible', milliseconds = waitMilliseconds) =>
      ask('waitFor', at(selector), state, milliseconds),
    waitForText: (selector, { source, flags }, milliseconds = waitMilliseconds) =>
      ask('waitForText', at(selector), { source, flags }, milliseconds),
    text: (selector) => ask('text', at(selector)),
    texts: (selector) => ask('texts', at(selector)),
    count: (selector) => ask('count', at(selector)),
    attribute: (selector, name) => ask('attribute', at(selector), name),
    evaluate: async (script, argument) =>
      (await ask('evaluate', where, `(${script.toString()})(${JSON.stringify(argument) ?? ''})`)) as never,
  };
}

/** The person in front of VS Code: keys, mouse and eyes, from inside a test in the extension host. */
export const driver = {
  ...surface('window'),
  /** The innermost frame of RegLens's visible webview. */
  frame: surface('webview'),
  /** Presses a key or chord, such as `Control+Period`, wherever the focus is. */
  press: (keys: string) => ask('press', keys),
  /** Types text key by key. */
  type: (text: string) => ask('type', text),
  /** Saves out/screenshots/<name>.png and gives back its path. */
  screenshot: (name: string) => ask('screenshot', name),
  /** The window's requests so far that were for another machine. */
  requests: () => ask('requests'),
  /** Errors on the window's and the webviews' consoles so far. */
  consoleErrors: () => ask('consoleErrors'),
};

/** Tells the outside one test's outcome. */
export const reportTest = (outcome: TestOutcome): Promise<unknown> => send({ kind: 'test', outcome });

/** Tells the outside that no more outcomes will come. */
export const reportEnd = (): Promise<unknown> => send({ kind: 'end' });

function ask<Name extends keyof Steps>(
  step: Name,
  ...args: Parameters<Steps[Name]>
): Promise<ReturnType<Steps[Name]>> {
  return send({ kind: 'step', step, args }) as Promise<ReturnType<Steps[Name]>>;
}

// node's own http, because VS Code replaces the global fetch in the extension host.
function send(message: Message): Promise<unknown> {
  const address = process.env[driverVariable];
  if (!address) throw new Error(`${driverVariable} is not set: run the suite with npm run test:vscode.`);
  return new Promise((resolve, reject) => {
    const outgoing = request(address, { method: 'POST' }, (incoming) => {
      let body = '';
      incoming.setEncoding('utf8').on('data', (chunk) => (body += chunk));
      incoming.on('end', () => {
        const answer = JSON.parse(body) as Answer;
        if ('error' in answer) reject(new Error(answer.error));
        else resolve(answer.value);
      });
    });
    outgoing.once('error', reject);
    outgoing.end(JSON.stringify(message));
  });
}
