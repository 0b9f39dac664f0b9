import { CannotBuild, elementsIn, onlyInput, requireRank, type LayerKind } from './layer-kind';

export const flatten: LayerKind = {
  required: [],
  mask: () => 'stops',
  defaults: {},
  only: { data_format: [null, 'channels_last'] },
  outputShape: (inputs) => [elementsIn(onlyInput(inputs))],
};

export const reshape: LayerKind = {
  required: ['target_shape'],
  mask: () => 'stops',
  defaults: {},
  outputShape: (inputs, { target_shape }) => {
    const wanted = (Array.isArray(target_shape) ? target_shape : [target_shape]).map(Number);
    const elements = elementsIn(onlyInput(inputs));
    const known = wanted.filter((dimension) => dimension !== -1);
    const shape = wanted.map((dimension) => (dimension === -1 ? elements / elementsIn(known) : dimension));
    if (elementsIn(shape) === elements && shape.every(Number.isInteger)) return shape;
    throw new CannotBuild({
      en: `Reshape to (${wanted.join(', ')}) does not fit ${elements} values.`,
      zh: `Reshape 到 (${wanted.join(', ')}) 与 ${elements} 个数值不符。`,
    });
  },
};

export const permute: LayerKind = {
  required: ['dims'],
  mask: () => 'stops',
  defaults: {},
  outputShape: (inputs, { dims }) =>
    (dims as readonly number[]).map((axis) => onlyInput(inputs)[axis - 1] as number),
};

export const repeatVector: LayerKind = {
  required: ['n'],
  mask: () => 'stops',
  defaults: {},
  outputShape: (inputs, { n }) => [Number(n), ...requireRank(onlyInput(inputs), 1, 'RepeatVector')],
};

export const rescaling: LayerKind = {
  mask: () => 'passes',
  required: ['scale'],
  defaults: { offset: 0 },
  outputShape: onlyInput,
};
