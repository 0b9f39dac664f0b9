import { backend_util } from '@tensorflow/tfjs-core';
import type { Functions } from './own-kernel';

/** Windows over [examples, height, width, channels], as TensorFlow.js works them out. */
export type Windows = ReturnType<typeof backend_util.computeConv2DInfo>;

/** Settings of a call, as TensorFlow.js' kernels have them; its gradients know no `dilations`. */
interface WindowSettings {
  readonly strides: number | [number, number];
  readonly pad: Parameters<typeof backend_util.computeConv2DInfo>[4];
  readonly dilations?: number | [number, number];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly dataFormat?: 'NHWC' | 'NCHW';
}

export type Shape4D = [number, number, number, number];

/** @returns null where channels do not come last */
export function convolutionWindows(
  inputShape: Shape4D,
  kernelShape: Shape4D,
  attributes: Readonly<Record<string, unknown>>,
  depthwise: boolean,
): Windows | null {
  const { strides, pad, dilations, dimRoundingMode, dataFormat } = attributes as unknown as WindowSettings;
  if (dataFormat === 'NCHW') return null;
  return backend_util.computeConv2DInfo(
    inputShape,
    kernelShape,
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    depthwise,
  );
}

/** Tells the kernels what the windows of the next call are. */
export function setWindows(functions: Functions, windows: Windows): void {
  functions.setWindows(
    windows.inHeight,
    windows.inWidth,
    windows.inChannels,
    windows.filterHeight,
    windows.filterWidth,
    windows.outHeight,
    windows.outWidth,
    windows.strideHeight,
    windows.strideWidth,
    windows.dilationHeight,
    windows.dilationWidth,
    windows.padInfo.top,
    windows.padInfo.left,
  );
}
