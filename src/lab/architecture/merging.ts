import { axesOf, CannotBuild, type Dimensions, type LayerKind } from './layer-kind';

/** Add, Subtract, Multiply, Average, Maximum and Minimum: shapes must be equal, or 1 where they differ. */
export const elementwiseMerge: LayerKind = {
  required: [],
  defaults: {},
  merges: true,
  outputShape: (inputs) => inputs.reduce(broadcast),
};

export const concatenate: LayerKind = {
  required: [],
  defaults: { axis: -1 },
  merges: true,
  outputShape: (inputs, { axis }) => {
    const [first = []] = inputs;
    const position = concatenationAxis(Number(axis), first.length);
    const fits = inputs.every(
      (shape) =>
        shape.length === first.length &&
        shape.every((dimension, index) => index === position || dimension === first[index]),
    );
    if (!fits) throw mismatch(inputs);
    const joined = inputs.reduce((sum, shape) => sum + (shape[position] as number), 0);
    return first.map((dimension, index) => (index === position ? joined : dimension));
  },
};

/** Keras counts the batch as axis 0; here it is left out. */
function concatenationAxis(axis: number, rank: number): number {
  return axis < 0 ? rank + axis : axis - 1;
}

function broadcast(left: Dimensions, right: Dimensions): Dimensions {
  if (left.length !== right.length) throw mismatch([left, right]);
  return left.map((dimension, index) => {
    const other = right[index] as number;
    if (dimension !== other && dimension !== 1 && other !== 1) throw mismatch([left, right]);
    return Math.max(dimension, other);
  });
}

function mismatch(inputs: readonly Dimensions[]): CannotBuild {
  const shapes = inputs.map((shape) => `(${shape.join(', ')})`).join(' + ');
  return new CannotBuild({
    en: `Tensors of shapes ${shapes} cannot be merged.`,
    zh: `形状为 ${shapes} 的张量无法合并。`,
  });
}

/** The axes over which Dot sums, one of each input, as places in shapes without the batch. */
export function dotAxes(axes: unknown, ranks: readonly [number, number]): readonly [number, number] {
  const [left = axes, right = axes]: readonly unknown[] = Array.isArray(axes) ? axes : [];
  return [axesOf(left, ranks[0], 'Dot')[0] as number, axesOf(right, ranks[1], 'Dot')[0] as number];
}

/** Sums products over one axis of each input; the other axes stand after one another, the first input's first. */
export const dot: LayerKind = {
  required: ['axes'],
  defaults: { normalize: false },
  merges: true,
  outputShape: (inputs, { axes }) => {
    const [left, right] = inputs;
    if (!left || !right || inputs.length !== 2) throw mismatch(inputs);
    const [first, second] = dotAxes(axes, [left.length, right.length]);
    if (left[first] !== right[second]) throw mismatch(inputs);
    const kept = [
      ...left.filter((_, place) => place !== first),
      ...right.filter((_, place) => place !== second),
    ];
    return kept.length > 0 ? kept : [1];
  },
};
