import { startTensorflow } from './backend';
import { denseEngine } from './dense/dense-engine';
import type { MakeEngine } from './engine';
import { tensorflowEngine } from './tensorflow-engine';

/**
 * Both engines, the fast one first. TensorFlow.js starts only when a plan needs it.
 *
 * @param wasm bytes of `tfjs-backend-wasm-simd.wasm`, or null to run TensorFlow.js on its JavaScript backend
 */
export function bothEngines(wasm: Uint8Array | null): readonly MakeEngine[] {
  return [
    denseEngine,
    async (plan, network, task) => tensorflowEngine(plan, network, task, await startTensorflow(wasm)),
  ];
}
