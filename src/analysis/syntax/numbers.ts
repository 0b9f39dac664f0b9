/**
 * The value of a Python number as written, or null for an imaginary one.
 */
export function numberValue(source: string): number | null {
  if (/^0[xob]/i.test(source)) return Number(source.replaceAll('_', ''));
  if (/j$/i.test(source)) return null;
  const value = Number(source.replaceAll('_', ''));
  return Number.isNaN(value) ? null : value;
}
