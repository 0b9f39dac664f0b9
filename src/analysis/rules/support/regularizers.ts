import type { Facts } from '../../facts/facts';

/** What holds in the version of Keras that runs the file; where that is open, both. */
export function inVersion<T>(
  facts: Facts,
  one: { readonly inKeras2: T; readonly inKeras3: T },
): { readonly always: T | null; readonly inKeras2: T | null; readonly inKeras3: T | null } {
  const { version } = facts.framework;
  const inKeras2 = version === 3 ? null : one.inKeras2;
  const inKeras3 = version === 2 ? null : one.inKeras3;
  const known = version === 2 ? inKeras2 : version === 3 ? inKeras3 : inKeras2 === inKeras3 ? inKeras2 : null;
  return { always: known, inKeras2, inKeras3 };
}

/** How the file writes `keras.regularizers`, for a fix; null where it imports only members. */
export function regularizersModule(facts: Facts): string | null {
  const { spelling } = facts.framework;
  return spelling === null ? null : `${spelling}.regularizers`;
}
