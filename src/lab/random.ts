/** A stream of pseudo-random numbers. The same seed and purpose give the same stream on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Uniform integer in [0, limit). */
  integer(limit: number): number;
}

/**
 * A stream for one purpose of one seed: streams of different purposes do not shift each other, so that
 * an arm that draws more dropout masks still sees the same batches.
 *
 * Generator: sfc32 by Chris Doty-Humphrey (PractRand, public domain), period at least 2^32; its state is
 * filled by splitmix32 over an FNV-1a hash of the purpose. Not for cryptography.
 */
export function randomStream(seed: number, purpose: string): Random {
  const fill = splitmix32(hash(`${seed}/${purpose}`));
  let a = fill();
  let b = fill();
  let c = fill();
  let counter = 1;

  const next = (): number => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    return result >>> 0;
  };
  // PractRand's seeding discards the first outputs while the state mixes.
  for (let step = 0; step < 12; step++) next();

  const uniform = (): number => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;
  let spare: number | null = null;

  /** Marsaglia's polar method: Marsaglia & Bray, SIAM Review 6 (1964). */
  const normal = (): number => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square === 0 || square >= 1) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * scale;
      return x * scale;
    }
  };

  return { uniform, normal, integer: (limit) => Math.floor(uniform() * limit) };
}

/** The numbers 0 to count − 1 in random order (Fisher–Yates). */
export function permutation(count: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = random.integer(last + 1);
    const moved = order[last] as number;
    order[last] = order[other] as number;
    order[other] = moved;
  }
  return order;
}

function hash(text: string): number {
  let value = 2166136261;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 16777619);
  }
  return value >>> 0;
}

function splitmix32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) | 0;
  };
}
