/** An array as NumPy keeps it in a file. */
export function npy(
  shape: readonly number[],
  values: Float64Array | Int32Array | BigInt64Array | Uint16Array | Uint8Array,
  { type = values instanceof Float64Array ? '<f8' : '<i4', fortran = false } = {},
): Uint8Array {
  const order = fortran ? 'True' : 'False';
  const header =
    `{'descr': '${type}', 'fortran_order': ${order}, 'shape': (${shape.join(', ')},), }`.padEnd(117) + '\n';
  const head = Uint8Array.from([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, header.length, 0]);
  const body = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return Uint8Array.from([...head, ...new TextEncoder().encode(header), ...body]);
}
