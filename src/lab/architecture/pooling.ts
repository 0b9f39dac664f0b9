import { windowCount } from './convolution';
import { onlyInput, perAxis, requireRank, type LayerKind } from './layer-kind';

const layoutOnly = { data_format: [null, 'channels_last'] };

/** MaxPooling and AveragePooling over `axes` spatial axes. */
function pooling(axes: number): LayerKind {
  const name = `Pooling${axes}D`;
  return {
    required: [],
    defaults: { pool_size: 2, strides: null, padding: 'valid' },
    only: layoutOnly,
    mask: () => 'stops',
    outputShape: (inputs, configuration) => {
      const shape = requireRank(onlyInput(inputs), axes + 1, name);
      const size = perAxis(configuration.pool_size, axes);
      const strides = perAxis(configuration.strides ?? configuration.pool_size, axes);
      const spatial = size.map((window, axis) =>
        windowCount(
          shape[axis] as number,
          window,
          strides[axis] as number,
          String(configuration.padding),
          name,
        ),
      );
      return [...spatial, shape[axes] as number];
    },
  };
}

/** GlobalMaxPooling and GlobalAveragePooling over `axes` spatial axes. */
function globalPooling(axes: number): LayerKind {
  return {
    required: [],
    defaults: { keepdims: false },
    only: layoutOnly,
    mask: () => 'stops',
    outputShape: (inputs, { keepdims }) => {
      const shape = requireRank(onlyInput(inputs), axes + 1, `GlobalPooling${axes}D`);
      const channels = shape[axes] as number;
      return keepdims ? [...Array.from({ length: axes }, () => 1), channels] : [channels];
    },
  };
}

export const pooling1D = pooling(1);
export const pooling2D = pooling(2);
export const globalPooling1D = globalPooling(1);
/** Of the steps that count. */
export const globalAveragePooling1D: LayerKind = { ...globalPooling1D, usesMask: true };
export const globalPooling2D = globalPooling(2);
