/**
 * A worker of its own.
 *
 * @param source JavaScript in UTF-8
 */
export function workerFrom(source: Uint8Array<ArrayBuffer>): Worker {
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(address);
  URL.revokeObjectURL(address);
  return worker;
}
