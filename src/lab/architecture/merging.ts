import { CannotBuild, type Dimensions, type LayerKind } from './layer-kind';

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
