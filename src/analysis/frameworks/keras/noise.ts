import type { Content, Mark } from '../../interpreter/content';
import type { BinaryOperands, Call, Machine } from '../../interpreter/machine';
import { foldBinary } from '../../interpreter/operators';
import { type Value, contentOf } from '../../interpreter/values';

const DRAWS =
  /^(numpy\.random\.(normal|standard_normal|uniform|rand|randn|binomial|laplace|poisson)|tensorflow\.random\.(normal|uniform|truncated_normal)|keras\.(random|backend)\.(normal|uniform|random_normal|random_uniform))$/;

/** One for all, so that the same value stays the same in a loop. */
const span = { start: 0, end: 0 };
const NOISE: Mark = { kind: 'noise', span };
const NOISY: Mark = { kind: 'noisy', span };

/** Whether a function draws an array of random numbers. @param name canonical */
export function isDraw(name: string): boolean {
  return DRAWS.test(name);
}

/** Marks random numbers. */
export function observeNoise(_machine: Machine, _name: string, _call: Call, value: Value): Value {
  return value.kind === 'tensor' ? { ...value, content: withMark(value.content, NOISE) } : value;
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
  return foldBinary(machine.store, operator, left, right, withMark(content, NOISY), operands.span);
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
