import { sizeOf, wholeNumbers, type Trial } from './own-kernel';
import { convolutionWindows, type Shape4D, type Windows } from './windows';

/** What a kernel computes from the other two: the output, the gradient of the kernel or that of the image. */
type Wanted = 'y' | 'kernel' | 'x';

/** Calls with every stride, padding and dilation; `depthwise` for convolutions of each channel by itself. */
export function convolutionTrials(wanted: Wanted, depthwise: boolean): readonly Trial[] {
  return [
    trial([2, 5, 6, 3], [3, 2, 3, depthwise ? 1 : 5], { strides: [1, 1], pad: 'same' }),
    trial([2, 6, 7, 2], [2, 3, 2, depthwise ? 3 : 9], { strides: [2, 3], pad: 'valid' }),
    trial([1, 7, 6, 6], [3, 3, 6, depthwise ? 1 : 4], { strides: [1, 1], pad: 'same', dilations: [2, 2] }),
  ];

  function trial(inputShape: Shape4D, kernelShape: Shape4D, settings: Trial['attributes']): Trial {
    const windows = convolutionWindows(inputShape, kernelShape, settings, depthwise) as Windows;
    const x = wholeNumbers(inputShape, 1);
    const filter = wholeNumbers(kernelShape, 2);
    const dy = wholeNumbers(windows.outShape, 3);
    const sums = (shape: readonly number[]): Float64Array => new Float64Array(sizeOf(shape));
    const add = (to: Float64Array, place: number, a = 0, b = 0): void => {
      to[place] = (to[place] as number) + a * b;
    };
    switch (wanted) {
      case 'y':
        return {
          inputs: { x, filter },
          attributes: settings,
          expected: () => {
            const y = sums(windows.outShape);
            eachProduct(windows, depthwise, (from, weight, to) =>
              add(y, to, x.values[from], filter.values[weight]),
            );
            return y;
          },
        };
      case 'kernel':
        return {
          inputs: { x, dy },
          attributes: { ...settings, filterShape: kernelShape },
          expected: () => {
            const gradient = sums(kernelShape);
            eachProduct(windows, depthwise, (from, weight, to) =>
              add(gradient, weight, x.values[from], dy.values[to]),
            );
            return gradient;
          },
        };
      case 'x':
        return {
          inputs: { dy, filter },
          attributes: { ...settings, inputShape },
          expected: () => {
            const dx = sums(inputShape);
            eachProduct(windows, depthwise, (from, weight, to) =>
              add(dx, from, filter.values[weight], dy.values[to]),
            );
            return dx;
          },
        };
    }
  }
}

/** Visits every product of a convolution by its places in the image, the kernel and the output. */
function eachProduct(
  windows: Windows,
  depthwise: boolean,
  visit: (x: number, weight: number, y: number) => void,
): void {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = windows;
  const filters = depthwise ? outChannels / inChannels : outChannels;
  const taps = windows.filterHeight * windows.filterWidth;
  for (let place = 0; place < batchSize * outHeight * outWidth; place++) {
    const example = Math.floor(place / (outHeight * outWidth));
    const top = (Math.floor(place / outWidth) % outHeight) * windows.strideHeight - windows.padInfo.top;
    const left = (place % outWidth) * windows.strideWidth - windows.padInfo.left;
    for (let tap = 0; tap < taps; tap++) {
      const row = top + Math.floor(tap / windows.filterWidth) * windows.dilationHeight;
      const column = left + (tap % windows.filterWidth) * windows.dilationWidth;
      if (row < 0 || row >= inHeight || column < 0 || column >= inWidth) continue;
      const pixel = ((example * inHeight + row) * inWidth + column) * inChannels;
      for (let channel = 0; channel < inChannels; channel++) {
        for (let filter = 0; filter < filters; filter++) {
          const weight = (tap * inChannels + channel) * filters + filter;
          const output = depthwise ? channel * filters + filter : filter;
          visit(pixel + channel, weight, place * outChannels + output);
        }
      }
    }
  }
}
