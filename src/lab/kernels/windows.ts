// Layers that look through windows: convolutions and pooling; AssemblyScript, see tensorflow.ts. Images are
// [examples, height, width, channels]. Padding is never stored: what lies outside of an image counts as zero in a
// convolution and not at all in pooling.

import { multiply, multiplyTransposed, transpose } from './dense';
import { addTo, copyTo } from './rows';

// What the windows are, for the next call. In globals of WebAssembly, which are outside of the memory.
let height: i32 = 0;
let width: i32 = 0;
let channels: i32 = 0;
let windowHeight: i32 = 0;
let windowWidth: i32 = 0;
let outHeight: i32 = 0;
let outWidth: i32 = 0;
let strideDown: i32 = 0;
let strideRight: i32 = 0;
let dilationDown: i32 = 0;
let dilationRight: i32 = 0;
let top: i32 = 0;
let left: i32 = 0;

/** Says what the windows of the next call are. @param above rows of padding above. @param before columns before */
export function setWindows(
  imageHeight: i32, imageWidth: i32, imageChannels: i32, rows: i32, columns: i32, placesDown: i32, placesRight: i32,
  downwards: i32, rightwards: i32, apartDown: i32, apartRight: i32, above: i32, before: i32,
): void {
  height = imageHeight;
  width = imageWidth;
  channels = imageChannels;
  windowHeight = rows;
  windowWidth = columns;
  outHeight = placesDown;
  outWidth = placesRight;
  strideDown = downwards;
  strideRight = rightwards;
  dilationDown = apartDown;
  dilationRight = apartRight;
  top = above;
  left = before;
}

/** y [examples, outHeight, outWidth, filters] of kernel [windowHeight, windowWidth, channels, filters]. */
export function convolve(x: usize, kernel: usize, y: usize, examples: i32, filters: i32, scratch: usize): void {
  const places = outHeight * outWidth;
  const inner = windowHeight * windowWidth * channels;
  for (let example = 0; example < examples; example++) {
    exchange(x, scratch, false);
    multiply(scratch, kernel, 0, y, places, inner, filters, -Infinity);
    x += <usize>(height * width * channels) << 2;
    y += <usize>(places * filters) << 2;
  }
}

/** The gradient of the kernel. @param scratch room for the windows of an image and for one kernel */
export function convolveKernelGradient(
  x: usize, dy: usize, gradient: usize, examples: i32, filters: i32, scratch: usize,
): void {
  const places = outHeight * outWidth;
  const inner = windowHeight * windowWidth * channels;
  const share = scratch + (<usize>(places * inner) << 2);
  const image = <usize>(height * width * channels) << 2;
  const output = <usize>(places * filters) << 2;
  // Any order of the examples would do.
  x += <usize>examples * image;
  dy += <usize>examples * output;
  for (let example = 0; example < examples; example++) {
    x -= image;
    dy -= output;
    exchange(x, scratch, false);
    multiplyTransposed(scratch, dy, example == 0 ? gradient : share, inner, places, filters);
    if (example > 0) addTo(gradient, share, inner * filters);
  }
}

/** The gradient of x. @param scratch room for the windows of an image and for one kernel */
export function convolveInputGradient(
  dy: usize, kernel: usize, dx: usize, examples: i32, filters: i32, scratch: usize,
): void {
  const places = outHeight * outWidth;
  const inner = windowHeight * windowWidth * channels;
  const image = <usize>(height * width * channels) << 2;
  const turned = scratch + (<usize>(places * inner) << 2);
  transpose(kernel, turned, inner, filters);
  memory.fill(dx, 0, <usize>examples * image);
  for (let example = 0; example < examples; example++) {
    multiply(dy, turned, 0, scratch, places, filters, inner, -Infinity);
    exchange(dx, scratch, true);
    dy += <usize>(places * filters) << 2;
    dx += image;
  }
}

/** The windows of one image into rows [places, window], or what is in the rows added to the image. */
function exchange(image: usize, rows: usize, back: bool): void {
  const line = <usize>(width * channels) << 2;
  for (let y = 0; y < outHeight; y++) {
    for (let x = 0; x < outWidth; x++) {
      const begin = x * strideRight - left;
      for (let down = 0; down < windowHeight; down++) {
        const row = y * strideDown - top + down * dilationDown;
        const inside = row >= 0 && row < height;
        const from = image + <usize>row * line;
        if (dilationRight == 1) {
          const first = inside ? min(max(-begin, 0), windowWidth) : windowWidth;
          const last = max(min(windowWidth, width - begin), first);
          rows = piece(from, rows, first * channels, 0, back);
          rows = piece(from + (<usize>((begin + first) * channels) << 2), rows, 0, (last - first) * channels, back);
          rows = piece(from, rows, (windowWidth - last) * channels, 0, back);
        } else {
          for (let right = 0; right < windowWidth; right++) {
            const column = begin + right * dilationRight;
            const seen = inside && column >= 0 && column < width;
            rows = piece(from + (<usize>(column * channels) << 2), rows, seen ? 0 : channels, seen ? channels : 0, back);
          }
        }
      }
    }
  }
}

/** So many numbers that lie outside of the image, and so many inside. @returns where the rows go on */
// @ts-ignore: decorator
@inline
function piece(image: usize, rows: usize, outside: i32, inside: i32, back: bool): usize {
  if (outside > 0) {
    const end = rows + (<usize>outside << 2);
    if (!back) for (let to = rows; to < end; to += 4) store<f32>(to, 0);
    rows = end;
  }
  if (inside > 0) {
    if (back) addTo(image, rows, inside);
    else copyTo(rows, image, inside);
    rows += <usize>inside << 2;
  }
  return rows;
}

/**
 * A convolution of each channel by itself, with a kernel [windowHeight, windowWidth, channels, multiplier].
 *
 * @param want 0 for y [examples, outHeight, outWidth, channels · multiplier], 1 for the gradient of the kernel, 2
 *   for that of x; the other two are given
 */
export function convolveDepthwise(x: usize, kernel: usize, y: usize, examples: i32, multiplier: i32, want: i32): void {
  const image = <usize>(height * width * channels) << 2;
  const depth = channels * multiplier;
  const tap = <usize>depth << 2;
  if (want == 0) memory.fill(y, 0, <usize>(examples * outHeight * outWidth) * tap);
  if (want == 1) memory.fill(kernel, 0, <usize>(windowHeight * windowWidth) * tap);
  if (want == 2) memory.fill(x, 0, <usize>examples * image);
  for (let example = 0; example < examples; example++, x += image) {
    for (let outY = 0; outY < outHeight; outY++) {
      for (let outX = 0; outX < outWidth; outX++, y += tap) {
        for (let down = 0; down < windowHeight; down++) {
          const row = outY * strideDown - top + down * dilationDown;
          if (row < 0 || row >= height) continue;
          for (let right = 0; right < windowWidth; right++) {
            const column = outX * strideRight - left + right * dilationRight;
            if (column < 0 || column >= width) continue;
            const pixel = x + (<usize>((row * width + column) * channels) << 2);
            const weight = kernel + <usize>(down * windowWidth + right) * tap;
            if (multiplier == 1) {
              if (want == 0) addProducts(y, pixel, weight, channels);
              else if (want == 1) addProducts(weight, pixel, y, channels);
              else addProducts(pixel, weight, y, channels);
            } else {
              for (let index = 0; index < depth; index++) {
                const place = <usize>index << 2;
                const at = pixel + (<usize>(index / multiplier) << 2);
                if (want == 0) addProduct(y + place, at, weight + place);
                else if (want == 1) addProduct(weight + place, at, y + place);
                else addProduct(at, weight + place, y + place);
              }
            }
          }
        }
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function addProduct(to: usize, a: usize, b: usize): void {
  store<f32>(to, load<f32>(to) + load<f32>(a) * load<f32>(b));
}

// @ts-ignore: decorator
@inline
function addProducts(to: usize, a: usize, b: usize, count: i32): void {
  const end = to + (<usize>count << 2);
  for (; to + 16 <= end; to += 16, a += 16, b += 16) {
    v128.store(to, f32x4.add(v128.load(to), f32x4.mul(v128.load(a), v128.load(b))));
  }
  for (; to < end; to += 4, a += 4, b += 4) addProduct(to, a, b);
}

/**
 * The gradient of x for the largest or, if `mean`, the mean number of each window. The first of several equal
 * numbers is the largest.
 */
export function poolGradient(x: usize, dy: usize, dx: usize, examples: i32, mean: bool): void {
  const image = <usize>(height * width * channels) << 2;
  memory.fill(dx, 0, <usize>examples * image);
  for (let example = 0; example < examples; example++) {
    for (let outY = 0; outY < outHeight; outY++) {
      const above = max(outY * strideDown - top, 0);
      const below = min(outY * strideDown - top + windowHeight, height);
      for (let outX = 0; outX < outWidth; outX++) {
        const before = max(outX * strideRight - left, 0);
        const after = min(outX * strideRight - left + windowWidth, width);
        const corner = <usize>((above * width + before) * channels) << 2;
        if (mean) spread(dy, dx + corner, below - above, after - before);
        else toLargest(x + corner, dy, dx + corner, below - above, after - before);
        dy += <usize>channels << 2;
      }
    }
    x += image;
    dx += image;
  }
}

// @ts-ignore: decorator
@inline
function spread(dy: usize, dx: usize, rows: i32, columns: i32): void {
  const count = <f32>(rows * columns);
  const counts = f32x4.splat(count);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const pixel = dx + (<usize>((row * width + column) * channels) << 2);
      let channel = 0;
      for (; channel + 4 <= channels; channel += 4) {
        const place = <usize>channel << 2;
        v128.store(pixel + place, f32x4.add(v128.load(pixel + place), f32x4.div(v128.load(dy + place), counts)));
      }
      for (; channel < channels; channel++) {
        const place = <usize>channel << 2;
        store<f32>(pixel + place, load<f32>(pixel + place) + load<f32>(dy + place) / count);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function toLargest(x: usize, dy: usize, dx: usize, rows: i32, columns: i32): void {
  const line = <usize>(width * channels) << 2;
  const step = <usize>channels << 2;
  let channel = 0;
  for (; channel + 4 <= channels; channel += 4) {
    const from = <usize>channel << 2;
    let largest = v128.load(x + from);
    let at = i32x4.splat(0);
    for (let row = 0, tap = 0; row < rows; row++) {
      let pixel = x + from + <usize>row * line;
      for (let column = 0; column < columns; column++, tap++, pixel += step) {
        const here = v128.load(pixel);
        const larger = f32x4.gt(here, largest);
        largest = v128.bitselect(here, largest, larger);
        at = v128.bitselect(i32x4.splat(tap), at, larger);
      }
    }
    const arriving = v128.load(dy + from);
    for (let row = 0, tap = 0; row < rows; row++) {
      let pixel = dx + from + <usize>row * line;
      for (let column = 0; column < columns; column++, tap++, pixel += step) {
        const here = v128.and(arriving, i32x4.eq(at, i32x4.splat(tap)));
        v128.store(pixel, f32x4.add(v128.load(pixel), here));
      }
    }
  }
  for (; channel < channels; channel++) {
    const from = <usize>channel << 2;
    let largest = load<f32>(x + from);
    let at: usize = 0;
    for (let row = 0; row < rows; row++) {
      let place = <usize>row * line;
      for (let column = 0; column < columns; column++, place += step) {
        const here = load<f32>(x + from + place);
        if (here > largest) {
          largest = here;
          at = place;
        }
      }
    }
    store<f32>(dx + from + at, load<f32>(dx + from + at) + load<f32>(dy + from));
  }
}
