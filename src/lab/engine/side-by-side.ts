/** The share of one of several variants whose numbers stand one after another. */
export function part(all: Float32Array, place: number, count: number): Float32Array {
  const length = all.length / count;
  return all.subarray(place * length, (place + 1) * length);
}

/** The shares of some variants, one after another; a view where they stand so already. */
export function gathered(all: Float32Array, places: readonly number[], count: number): Float32Array {
  const length = all.length / count;
  if (adjacent(places)) {
    const from = places[0] as number;
    return all.subarray(from * length, (from + places.length) * length);
  }
  const values = new Float32Array(places.length * length);
  places.forEach((place, at) => values.set(part(all, place, count), at * length));
  return values;
}

/** Puts back what `gathered` gave. */
export function scatter(
  values: Float32Array,
  all: Float32Array,
  places: readonly number[],
  count: number,
): void {
  const length = all.length / count;
  if (adjacent(places)) all.set(values, (places[0] as number) * length);
  else places.forEach((place, at) => all.set(part(values, at, places.length), place * length));
}

function adjacent(places: readonly number[]): boolean {
  return places.every((place, at) => place === (places[0] as number) + at);
}
