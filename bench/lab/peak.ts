import { processorTime } from './clock';
import { compileKernels } from '../../scripts/generate/kernels';

/** Operations a second at which one core multiplies and adds 32-bit floats at most, in WebAssembly with SIMD. */
export async function peakRate(root: string): Promise<number> {
  const bytes = await compileKernels(root, 'bench/lab/kernels/peak.ts');
  const memory = new WebAssembly.Memory({ initial: 1 });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(bytes)), {
    env: { memory },
  });
  const { chains, sums } = instance.exports as {
    chains(turns: number, factor: number, term: number): number;
    sums(turns: number): number;
  };
  const turns = 200_000;
  let fastest = 0;
  for (let round = 0; round < 40; round++) {
    fastest = Math.max(
      fastest,
      rate(96 * turns, () => chains(turns, 0.999, 0.001)),
      rate(48 * turns, () => sums(turns)),
    );
  }
  return fastest;
}

function rate(operations: number, work: () => unknown): number {
  const begun = processorTime();
  work();
  return operations / ((processorTime() - begun) / 1000);
}
