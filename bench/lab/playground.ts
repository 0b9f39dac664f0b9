import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { transform } from 'esbuild';
import { processorTime } from './clock';
import type { Trained } from './peers';
import { batchesOf, l2, learningRate, type Work } from './work';

const address = 'https://raw.githubusercontent.com/tensorflow/playground/master/src/nn.ts';
const folder = path.join(tmpdir(), 'reglens-bench');
const compiled = path.join(folder, 'playground-nn.mjs');

/** The part of Playground's nn.ts that trains. */
interface Playground {
  buildNetwork(
    shape: number[],
    activation: unknown,
    outputActivation: unknown,
    regularization: unknown,
    inputIds: string[],
  ): Node[][];
  forwardProp(network: Node[][], inputs: number[]): number;
  backProp(network: Node[][], target: number, error: object): void;
  updateWeights(network: Node[][], learningRate: number, regularizationRate: number): void;
  readonly Activations: { readonly RELU: unknown; readonly LINEAR: unknown };
  readonly RegularizationFunction: { readonly L2: unknown };
}
interface Node {
  bias: number;
  readonly inputLinks: { weight: number }[];
}

/**
 * Puts Playground's network code into a folder for temporary files, from where the cells load it.
 *
 * @param copy path of a nn.ts, or undefined to fetch it
 * @returns null when it is there, else why not
 */
export async function preparePlayground(copy: string | undefined): Promise<string | null> {
  if (!copy && existsSync(compiled)) return null;
  let text: string;
  try {
    text = copy ? await readFile(copy, 'utf8') : await fetched();
  } catch (error) {
    return `nn.ts of Playground is not at hand (${String(error)}): name a copy with --playground PATH`;
  }
  const { code } = await transform(text, { loader: 'ts', format: 'esm' });
  await mkdir(folder, { recursive: true });
  await writeFile(compiled, code);
  return null;
}

async function fetched(): Promise<string> {
  const response = await fetch(address, { signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`${response.status} from ${address}`);
  return response.text();
}

/** Networks with one output. Playground's penalty is half of Keras', and so is its squared error. */
export async function trainByPlayground(work: Work, seed: number, epochs: number): Promise<Trained> {
  const nn = (await import(pathToFileURL(compiled).href)) as Playground;
  const { units, samples } = work;
  const inputs = units[0] as number;
  const network = nn.buildNetwork(
    [...units],
    nn.Activations.RELU,
    nn.Activations.LINEAR,
    nn.RegularizationFunction.L2,
    Array.from({ length: inputs }, (_, index) => `x${index}`),
  );
  const weights = work.weights(seed).map((values) => values.slice());
  const eachNode = (visit: (node: Node, layer: number, place: number) => void): void =>
    network.forEach((nodes, layer) => nodes.forEach((node, place) => visit(node, layer, place)));
  eachNode((node, layer, place) => {
    if (layer === 0) return;
    node.bias = weights[2 * layer - 1]?.[place] as number;
    node.inputLinks.forEach((link, from) => {
      link.weight = weights[2 * layer - 2]?.[from * (units[layer] as number) + place] as number;
    });
  });
  const rows = Array.from({ length: samples.count }, (_, example) =>
    Array.from(samples.inputs.subarray(example * inputs, (example + 1) * inputs)),
  );
  const error = { der: (output: number, target: number) => 2 * (output - target) };
  const batches = batchesOf(work);
  const begun = processorTime();
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const examples of batches) {
      for (const example of examples) {
        nn.forwardProp(network, rows[example] as number[]);
        nn.backProp(network, samples.targets[example] as number, error);
      }
      nn.updateWeights(network, learningRate, 2 * l2);
    }
  }
  const milliseconds = processorTime() - begun;
  eachNode((node, layer, place) => {
    if (layer === 0) return;
    (weights[2 * layer - 1] as Float32Array)[place] = node.bias;
    node.inputLinks.forEach((link, from) => {
      (weights[2 * layer - 2] as Float32Array)[from * (units[layer] as number) + place] = link.weight;
    });
  });
  return { milliseconds, weights, loss: null };
}
