import * as vscode from 'vscode';
import type { ToPage } from '../protocol/messages';
import { fill, texts } from './messages';

/** The engine for a page, which may not fetch anything itself; or why there is none. Never rejects. */
export async function readEngine(
  extensionUri: vscode.Uri,
): Promise<Extract<ToPage, { type: 'engine' | 'cannot' }>> {
  const read = (name: string) =>
    vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', name));
  try {
    const [worker, wasm] = await Promise.all([read('lab-worker.js'), read('tfjs-backend-wasm-simd.wasm')]);
    // On the desktop it is node's Buffer, which VS Code would hand to the page as JSON.
    const bytes = new Uint8Array(wasm);
    return { type: 'engine', workerSource: new TextDecoder().decode(worker), wasm: bytes };
  } catch (error) {
    return { type: 'cannot', model: null, reason: fill(texts.engineMissing, { reason: String(error) }) };
  }
}
