import {
  CannotBuild,
  onlyInput,
  perAxis,
  requireRank,
  type Configuration,
  type Dimensions,
  type LayerKind,
} from './layer-kind';

const layoutOnly = { data_format: [null, 'channels_last'] };

/** What is added or cut at both ends of one axis. */
export type Ends = readonly [before: number, after: number];

/** One number for all ends, or one an axis, or two an axis; over one axis two numbers are its two ends. */
export function endsOf(written: unknown, axes: number): readonly Ends[] {
  if (axes === 1 && Array.isArray(written) && !Array.isArray(written[0])) {
    return [[Number(written[0]), Number(written[1] ?? written[0])]];
  }
  const listed: readonly unknown[] = Array.isArray(written) ? written : [];
  return Array.from({ length: axes }, (_, axis): Ends => {
    const own = listed.length > 0 ? listed[axis] : written;
    return Array.isArray(own) ? [Number(own[0]), Number(own[1])] : [Number(own), Number(own)];
  });
}

/** ZeroPadding and Cropping: `sign` is 1 where rows are added and −1 where they are cut. */
function atEnds(layer: string, argument: 'padding' | 'cropping', axes: number, sign: 1 | -1): LayerKind {
  return {
    required: [],
    defaults: { [argument]: argument === 'cropping' && axes === 2 ? 0 : 1 },
    only: layoutOnly,
    mask: () => 'stops',
    outputShape: (inputs, configuration) => {
      const name = `${layer}${axes}D`;
      const shape = requireRank(onlyInput(inputs), axes + 1, name);
      const ends = endsOf(configuration[argument], axes);
      const spatial = ends.map(([before, after], axis) => (shape[axis] as number) + sign * (before + after));
      if (spatial.some((size) => !(size >= 1))) throw nothingLeft(name, shape);
      return [...spatial, shape[axes] as number];
    },
  };
}

function nothingLeft(layer: string, shape: Dimensions): CannotBuild {
  return new CannotBuild({
    en: `${layer} leaves nothing of (${shape.join(', ')}).`,
    zh: `${layer} 之后 (${shape.join(', ')}) 什么也不剩。`,
  });
}

function upSampling(axes: number): LayerKind {
  return {
    required: [],
    defaults: axes === 1 ? { size: 2 } : { size: 2, interpolation: 'nearest' },
    only: layoutOnly,
    mask: () => 'stops',
    outputShape: (inputs, { size }) => {
      const shape = requireRank(onlyInput(inputs), axes + 1, `UpSampling${axes}D`);
      const spatial = perAxis(size, axes).map((times, axis) => times * (shape[axis] as number));
      return [...spatial, shape[axes] as number];
    },
    refuse: refuseInterpolation,
  };
}

function refuseInterpolation({ interpolation = 'nearest' }: Configuration) {
  if (interpolation === 'nearest' || interpolation === 'bilinear') return null;
  const written = String(interpolation);
  return {
    en: `interpolation="${written}"; "nearest" and "bilinear" can be built.`,
    zh: `interpolation="${written}"；可以构建的是 "nearest" 和 "bilinear"。`,
  };
}

export const zeroPadding1D = atEnds('ZeroPadding', 'padding', 1, 1);
export const zeroPadding2D = atEnds('ZeroPadding', 'padding', 2, 1);
export const cropping1D = atEnds('Cropping', 'cropping', 1, -1);
export const cropping2D = atEnds('Cropping', 'cropping', 2, -1);
export const upSampling1D = upSampling(1);
export const upSampling2D = upSampling(2);
