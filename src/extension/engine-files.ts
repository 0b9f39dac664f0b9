import * as vscode from 'vscode';
import type { ToPage } from '../protocol/messages';
import { fill, texts } from './messages';

/** The engine for a page, which may not fetch anything itself; or why there is none. Never rejects. */
export async function readEngine(
  extensionUri: vscode.Uri,
): Promise<Extract<ToPage, { type: 'engine' | 'cannot' }>> {
  // On the desktop a file is node's Buffer, which VS Code would hand to the page as JSON.
  const read = async (name: string) =>
    new Uint8Array(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', name)));
  try {
    const [workerSource, wasm] = await Promise.all([
      read('lab-worker.js'),
      read('tfjs-backend-wasm-simd.wasm'),
    ]);
    return { type: 'engine', workerSource, wasm };
  } catch (error) {
    return { type: 'cannot', model: null, reason: fill(texts.engineMissing, { reason: String(error) }) };
  }
}
