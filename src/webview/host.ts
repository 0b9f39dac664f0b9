import type { PanelMemory, ToExtension, ToPage } from '../protocol/messages';

/** The extension as the page sees it. */
export interface Host {
  send(message: ToExtension): void;
  /** Calls `listener` for every message of the extension. */
  receive(listener: (message: ToPage) => void): void;
  /** What was kept when the page was last closed, hidden or reloaded. */
  recall(): PanelMemory | null;
  keep(memory: PanelMemory): void;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The only place that calls `acquireVsCodeApi`, which VS Code allows once a page. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  return {
    send: (message) => api.postMessage(message),
    receive: (listener) =>
      window.addEventListener('message', (event: MessageEvent<ToPage>) => listener(event.data)),
    recall: () => {
      const state = api.getState() as PanelMemory | null | undefined;
      return state?.version === 2 ? state : null;
    },
    keep: (memory) => api.setState(memory),
  };
}
