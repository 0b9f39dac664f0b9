import type { Random } from '../random';
import type { Task } from '../task';
import type { GeneratedDataSet, DataShape } from './data-set';

/** Hidden units of the teacher network. */
const hiddenUnits = 8;
/** Hidden causes of an image or a sequence. */
const mostCauses = 16;

/**
 * A random teacher network that labels random inputs: fits every shape of input and output.
 *
 * Each example has hidden causes, of which every second one is irrelevant. For a vector the causes are the
 * inputs themselves; an image or a sequence of vectors is a sum of smooth patterns, one a cause, plus noise
 * on every value; a sequence of tokens has the sums of its tokens' hidden scores as causes. The teacher,
 * `hiddenUnits` tanh units with normal weights, maps the causes to the outputs, which are brought to mean 0
 * and deviation 1, get noise, and become classes by the largest, labels by the sign, or numbers as they are.
 */
export const teacher: GeneratedDataSet = {
  name: 'teacher',
  title: { en: 'Random teacher', zh: '随机教师网络' },
  description: {
    en: 'Random inputs labelled by a random network, drawn anew for each seed; half of what the inputs hold is irrelevant. Noise: standard deviation added to the teacher’s outputs, which have deviation 1.',
    zh: '由随机网络标注的随机输入，每个种子重新抽取；输入中一半的信息与目标无关。噪声：加在教师输出（标准差为 1）上的标准差。',
  },
  defaultNoise: 0.5,
  fits: () => true,
  generate: (count, noise, shape, random) => {
    const { inputs, causes, causeCount } = drawInputs(count, shape, random);
    const outputs = teach(causes, count, causeCount, shape.task, random);
    standardise(outputs, count);
    for (let index = 0; index < outputs.length; index++) {
      outputs[index] = (outputs[index] as number) + noise * random.normal();
    }
    return { count, inputs, targets: decide(outputs, count, shape.task) };
  },
};

interface DrawnInputs {
  readonly inputs: Float32Array;
  /** `count` × `causeCount`, about standard normal. */
  readonly causes: Float32Array;
  readonly causeCount: number;
}

function drawInputs(count: number, shape: DataShape, random: Random): DrawnInputs {
  if (shape.vocabulary !== null) return drawTokens(count, shape.inputShape, shape.vocabulary, random);
  if (shape.inputShape.length > 1) return drawPatterns(count, shape.inputShape, random);
  const causeCount = shape.inputShape[0] ?? 1;
  const inputs = Float32Array.from({ length: count * causeCount }, () => random.normal());
  return { inputs, causes: inputs, causeCount };
}

function drawTokens(
  count: number,
  inputShape: readonly number[],
  vocabulary: number,
  random: Random,
): DrawnInputs {
  const length = inputShape.reduce((product, dimension) => product * dimension, 1);
  const causeCount = mostCauses;
  const scores = Float32Array.from({ length: vocabulary * causeCount }, () => random.normal());
  const inputs = Float32Array.from({ length: count * length }, () => random.integer(vocabulary));
  const causes = new Float32Array(count * causeCount);
  for (let index = 0; index < inputs.length; index++) {
    const example = Math.floor(index / length);
    for (let cause = 0; cause < causeCount; cause++) {
      const score = scores[(inputs[index] as number) * causeCount + cause] as number;
      const position = example * causeCount + cause;
      causes[position] = (causes[position] as number) + score / Math.sqrt(length);
    }
  }
  return { inputs, causes, causeCount };
}

function drawPatterns(count: number, inputShape: readonly number[], random: Random): DrawnInputs {
  const elements = inputShape.reduce((product, dimension) => product * dimension, 1);
  const causeCount = Math.min(mostCauses, elements);
  const patterns = Array.from({ length: causeCount }, () => smoothPattern(inputShape, random));
  const causes = Float32Array.from({ length: count * causeCount }, () => random.normal());
  const inputs = new Float32Array(count * elements);
  const patternScale = 1 / Math.sqrt(causeCount);
  for (let example = 0; example < count; example++) {
    for (let element = 0; element < elements; element++) {
      let value = 0.5 * random.normal();
      for (let cause = 0; cause < causeCount; cause++) {
        const strength = causes[example * causeCount + cause] as number;
        value += strength * patternScale * ((patterns[cause] as Float32Array)[element] as number);
      }
      inputs[example * elements + element] = value;
    }
  }
  return { inputs, causes, causeCount };
}

/** A product of slow cosines over every axis but the last, times a random number per channel; deviation about 1. */
function smoothPattern(inputShape: readonly number[], random: Random): Float32Array {
  const axes = inputShape.slice(0, -1).map((size) => {
    const frequency = random.integer(4);
    const phase = random.uniform() * 2 * Math.PI;
    return Float64Array.from(
      { length: size },
      (_, position) => Math.SQRT2 * Math.cos((Math.PI * frequency * position) / size + phase),
    );
  });
  const channels = Float64Array.from({ length: inputShape.at(-1) ?? 1 }, () => random.normal());
  const factors = [...axes, channels];
  const elements = inputShape.reduce((product, dimension) => product * dimension, 1);
  return Float32Array.from({ length: elements }, (_, element) => {
    let rest = element;
    let value = 1;
    for (let axis = factors.length - 1; axis >= 0; axis--) {
      const factor = factors[axis] as Float64Array;
      value *= factor[rest % factor.length] as number;
      rest = Math.floor(rest / factor.length);
    }
    return value;
  });
}

/** The teacher's outputs, `count` × positions × width. */
function teach(causes: Float32Array, count: number, causeCount: number, task: Task, random: Random) {
  const relevant = Math.ceil(causeCount / 2);
  const outputs = task.positions * task.width;
  const scale = 1.5 / Math.sqrt(relevant);
  const first = Float64Array.from({ length: relevant * hiddenUnits }, () => random.normal() * scale);
  const second = Float64Array.from({ length: hiddenUnits * outputs }, () => random.normal());
  const result = new Float32Array(count * outputs);
  for (let example = 0; example < count; example++) {
    for (let unit = 0; unit < hiddenUnits; unit++) {
      let sum = 0;
      for (let cause = 0; cause < relevant; cause++) {
        // Every second cause: 0, 2, 4, …
        const strength = causes[example * causeCount + 2 * cause] as number;
        sum += strength * (first[cause * hiddenUnits + unit] as number);
      }
      const active = Math.tanh(sum);
      for (let output = 0; output < outputs; output++) {
        const position = example * outputs + output;
        result[position] =
          (result[position] as number) + active * (second[unit * outputs + output] as number);
      }
    }
  }
  return result;
}

/** Brings each output to mean 0 and deviation 1, so that classes are about equally frequent. */
function standardise(outputs: Float32Array, count: number): void {
  const width = outputs.length / count;
  for (let output = 0; output < width; output++) {
    let sum = 0;
    let squares = 0;
    for (let position = output; position < outputs.length; position += width) {
      const value = outputs[position] as number;
      sum += value;
      squares += value * value;
    }
    const mean = sum / count;
    const deviation = Math.sqrt(Math.max(squares / count - mean * mean, 0)) || 1;
    for (let position = output; position < outputs.length; position += width) {
      outputs[position] = ((outputs[position] as number) - mean) / deviation;
    }
  }
}

function decide(outputs: Float32Array, count: number, { kind, width, positions }: Task): Float32Array {
  if (kind === 'numbers') return outputs;
  if (kind === 'labels') return outputs.map((value) => Number(value > 0));
  return Float32Array.from({ length: count * positions }, (_, position) => {
    let best = 0;
    for (let output = 1; output < width; output++) {
      const value = outputs[position * width + output] as number;
      if (value > (outputs[position * width + best] as number)) best = output;
    }
    return best;
  });
}
