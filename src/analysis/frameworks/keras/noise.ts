import type { Content, Mark } from '../../interpreter/content';
import type { BinaryOperands, Machine } from '../../interpreter/machine';
import { foldBinary } from '../../interpreter/operators';
import { type Value, contentOf } from '../../interpreter/values';

/** What draws an array of random numbers. */
const DRAWS =
  /^(numpy\.random\.(normal|standard_normal|uniform|rand|randn|binomial|laplace|poisson)|tensorflow\.random\.(normal|uniform|truncated_normal)|keras\.(random|backend)\.(normal|uniform|random_normal|random_uniform))$/;

/** One for all, so that the same value stays the same in a loop. */
const span = { start: 0, end: 0 };
const NOISE: Mark = { kind: 'noise', span };
const NOISY: Mark = { kind: 'noisy', span };

/** Marks random numbers. @param name canonical */
export function observeNoise(name: string, value: Value): Value {
  if (value.kind !== 'tensor' || !isDraw(name)) return value;
  return { ...value, content: withMark(value.content, NOISE) };
}

const known = new Map<string, boolean>();

function isDraw(name: string): boolean {
  let draws = known.get(name);
  if (draws === undefined) known.set(name, (draws = DRAWS.test(name)));
  return draws;
}

/** `x + 0.1 * noise`: data with noise on them; undefined for any other operation. */
export function observeNoisyData(
  machine: Machine,
  operator: string,
  operands: BinaryOperands,
): Value | undefined {
  const { left, right, content } = operands;
  if (content.marks.length === 0 || (operator !== '+' && operator !== '-')) return undefined;
  const [first, second] = [has(contentOf(left), NOISE), has(contentOf(right), NOISE)];
  if (first === second || (first ? right : left).kind === 'constant') return undefined;
  return foldBinary(machine.store, operator, left, right, withMark(content, NOISY));
}

/** Whether noise has been added to data, as a denoising autoencoder learns to take it away. */
export function isNoisy(value: Value): boolean {
  return has(contentOf(value), NOISY);
}

function has({ marks }: Content, mark: Mark): boolean {
  return marks.includes(mark);
}

function withMark(content: Content, mark: Mark): Content {
  return has(content, mark) ? content : { ...content, marks: [...content.marks, mark] };
}
