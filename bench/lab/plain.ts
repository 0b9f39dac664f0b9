import { batchesOf, l2, learningRate, type Work } from './work';

/** A trainer of dense networks in plain JavaScript on Float32Arrays, as one would write it by hand. */
export function trainPlain(work: Work, seed: number, epochs: number): readonly Float32Array[] {
  const { units, samples, task } = work;
  const weights = work.weights(seed).map((values) => values.slice());
  const batches = batchesOf(work);
  const rows = batches[0]?.length ?? 0;
  const outputs = units.map((width) => new Float32Array(rows * width));
  const slopes = units.map((width) => new Float32Array(rows * width));
  const gradients = weights.map((values) => new Float32Array(values.length));
  const last = units.length - 1;

  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const examples of batches) {
      const count = examples.length;
      const inputs = units[0] as number;
      examples.forEach((example, row) => {
        outputs[0]?.set(samples.inputs.subarray(example * inputs, (example + 1) * inputs), row * inputs);
      });
      for (let layer = 1; layer <= last; layer++) {
        const width = units[layer] as number;
        const before = units[layer - 1] as number;
        const z = outputs[layer] as Float32Array;
        const x = outputs[layer - 1] as Float32Array;
        const kernel = weights[2 * layer - 2] as Float32Array;
        const bias = weights[2 * layer - 1] as Float32Array;
        for (let row = 0; row < count; row++) {
          z.set(bias, row * width);
          for (let k = 0; k < before; k++) {
            const from = x[row * before + k] as number;
            if (from === 0) continue;
            for (let j = 0; j < width; j++)
              z[row * width + j] = (z[row * width + j] as number) + from * (kernel[k * width + j] as number);
          }
        }
        if (layer < last) for (let i = 0; i < count * width; i++) z[i] = Math.max(z[i] as number, 0);
      }
      const targets = examples;
      lossSlopes(
        work,
        outputs[last] as Float32Array,
        targets,
        slopes[last] as Float32Array,
        task.kind === 'classes',
      );
      for (let layer = last; layer >= 1; layer--) {
        const width = units[layer] as number;
        const before = units[layer - 1] as number;
        const d = slopes[layer] as Float32Array;
        const x = outputs[layer - 1] as Float32Array;
        const e = slopes[layer - 1] as Float32Array;
        const kernel = weights[2 * layer - 2] as Float32Array;
        const ofKernel = (gradients[2 * layer - 2] as Float32Array).fill(0);
        const ofBias = (gradients[2 * layer - 1] as Float32Array).fill(0);
        for (let row = 0; row < count; row++) {
          for (let j = 0; j < width; j++) ofBias[j] = (ofBias[j] as number) + (d[row * width + j] as number);
          for (let k = 0; k < before; k++) {
            const from = x[row * before + k] as number;
            let sum = 0;
            for (let j = 0; j < width; j++) {
              const slope = d[row * width + j] as number;
              ofKernel[k * width + j] = (ofKernel[k * width + j] as number) + from * slope;
              sum += slope * (kernel[k * width + j] as number);
            }
            e[row * before + k] = from > 0 ? sum : 0;
          }
        }
      }
      weights.forEach((values, slot) => {
        const gradient = gradients[slot] as Float32Array;
        const decay = slot % 2 === 0 ? 2 * l2 : 0;
        for (let i = 0; i < values.length; i++) {
          const weight = values[i] as number;
          values[i] = weight - learningRate * ((gradient[i] as number) + decay * weight);
        }
      });
    }
  }
  return weights;
}

function lossSlopes(
  { samples, units }: Work,
  outputs: Float32Array,
  examples: Uint32Array,
  into: Float32Array,
  classes: boolean,
): void {
  const width = units.at(-1) as number;
  const count = examples.length;
  for (let row = 0; row < count; row++) {
    const example = examples[row] as number;
    if (!classes) {
      for (let j = 0; j < width; j++) {
        const error = (outputs[row * width + j] as number) - (samples.targets[example * width + j] as number);
        into[row * width + j] = (2 * error) / (count * width);
      }
      continue;
    }
    const logits = outputs.subarray(row * width, (row + 1) * width);
    const largest = Math.max(...logits);
    let sum = 0;
    for (let j = 0; j < width; j++) sum += Math.exp((logits[j] as number) - largest);
    for (let j = 0; j < width; j++) {
      const probability = Math.exp((logits[j] as number) - largest) / sum;
      into[row * width + j] = (probability - Number(samples.targets[example] === j)) / count;
    }
  }
}

/** The mean data loss of all examples at some weights, in double precision: one judge for all peers. */
export function dataLoss({ units, samples, task }: Work, weights: readonly Float32Array[]): number {
  const width = units.at(-1) as number;
  let total = 0;
  for (let example = 0; example < samples.count; example++) {
    let x = Float64Array.from(
      samples.inputs.subarray(example * (units[0] as number), (example + 1) * (units[0] as number)),
    );
    for (let layer = 1; layer < units.length; layer++) {
      const columns = units[layer] as number;
      const kernel = weights[2 * layer - 2] as Float32Array;
      const z = Float64Array.from(weights[2 * layer - 1] as Float32Array);
      x.forEach((from, k) => {
        for (let j = 0; j < columns; j++)
          z[j] = (z[j] as number) + from * (kernel[k * columns + j] as number);
      });
      x = layer < units.length - 1 ? z.map((value) => Math.max(value, 0)) : z;
    }
    if (task.kind === 'classes') {
      const largest = Math.max(...x);
      const sum = x.reduce((all, logit) => all + Math.exp(logit - largest), 0);
      total += Math.log(sum) + largest - (x[samples.targets[example] as number] as number);
    } else {
      x.forEach((value, j) => {
        total += (value - (samples.targets[example * width + j] as number)) ** 2 / width;
      });
    }
  }
  return total / samples.count;
}
