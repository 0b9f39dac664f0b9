import type { ConsoleError, WebRequest } from './open';

/** An element: a Playwright selector, in VS Code's own page or in the extension's webview. */
export interface Target {
  in: 'window' | 'webview';
  selector: string;
}

export type ElementState = 'attached' | 'detached' | 'visible' | 'hidden';

/** What a test inside the extension host can ask the outside driver to do, and what it gets back. */
export interface Steps {
  press(keys: string): void;
  type(text: string): void;
  click(target: Target, button: 'left' | 'right' | 'double'): void;
  hover(target: Target): void;
  fill(target: Target, value: string): void;
  select(target: Target, value: string): void;
  waitFor(target: Target, state: ElementState, milliseconds: number): void;
  waitForText(target: Target, pattern: { source: string; flags: string }, milliseconds: number): string;
  text(target: Target): string;
  texts(target: Target): string[];
  count(target: Target): number;
  attribute(target: Target, name: string): string | null;
  evaluate(where: Target['in'], script: string): unknown;
  screenshot(name: string): string;
  requests(): WebRequest[];
  consoleErrors(): ConsoleError[];
}

/** One test's outcome, as the suite inside VS Code reports it. */
export interface TestOutcome {
  title: string;
  state: 'passed' | 'failed' | 'skipped';
  milliseconds: number;
  error?: string;
}

/** Everything that is sent from inside the extension host. */
export type Message =
  | { kind: 'step'; step: keyof Steps; args: unknown[] }
  | { kind: 'test'; outcome: TestOutcome }
  | { kind: 'end' };

/** The answer to a message. */
export type Answer = { value: unknown } | { error: string };

/** Environment variables that carry the driver's address and the suite's options to the extension host. */
export const driverVariable = 'REGLENS_DRIVER';
export const grepVariable = 'REGLENS_GREP';
