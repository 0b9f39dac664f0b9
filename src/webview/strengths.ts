/** The strengths a slider stands on: six a decade, as round as can be, from 10⁻⁶ to 10. */
export const strengths: readonly number[] = Array.from({ length: 7 }, (_, decade) =>
  [1, 1.5, 2, 3, 5, 7].map((factor) => Number((factor * 10 ** (decade - 6)).toPrecision(2))),
)
  .flat()
  .concat(10);

/** The place of the strength of the slider that is nearest, by ratio. */
export function nearestPlace(strength: number): number {
  const distance = (one: number) => Math.abs(Math.log(one / strength));
  return strengths.reduce(
    (nearest, one, place) => (distance(one) < distance(strengths[nearest] as number) ? place : nearest),
    0,
  );
}
