import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { installOwnKernels } from './own-kernels/index';

let started: Promise<string> | null = null;

/**
 * Starts TensorFlow.js once; later calls give the same answer.
 *
 * @param wasm bytes of `tfjs-backend-wasm-simd.wasm`, or null to run on the slower JavaScript backend
 * @returns what ran, for the reader: `TensorFlow.js 4.22.0 (wasm)`
 */
export function startTensorflow(wasm: Uint8Array | null): Promise<string> {
  started ??= start(wasm);
  return started;
}

async function start(wasm: Uint8Array | null): Promise<string> {
  tf.enableProdMode();
  const backend = wasm !== null && (await startWasm(wasm)) ? 'wasm' : 'cpu';
  await tf.setBackend(backend);
  if (backend === 'wasm') installOwnKernels();
  return `TensorFlow.js ${tf.version_core} (${backend})`;
}

/** @returns false when this machine cannot run the wasm backend */
async function startWasm(wasm: Uint8Array): Promise<boolean> {
  // Several threads would need SharedArrayBuffer, and would add up sums in a changing order.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))) return false;
  const handed = 'handed-over.wasm';
  setWasmPaths(
    {
      'tfjs-backend-wasm.wasm': handed,
      'tfjs-backend-wasm-simd.wasm': handed,
      'tfjs-backend-wasm-threaded-simd.wasm': handed,
    },
    true,
  );
  // A fetch inside a webview's worker hangs for 30 s (vscode#315494), so the bytes come by message and this
  // stands in for the fetch that tfjs makes.
  const response = { ok: true, arrayBuffer: () => Promise.resolve(wasm) };
  tf.env().platform.fetch = () => Promise.resolve(response as never);
  return tf.setBackend('wasm');
}
