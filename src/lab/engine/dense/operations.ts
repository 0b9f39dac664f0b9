import type { PlanLayer } from '../../plan';
import type { Network } from '../network';
import { elementwise, elu, leakyRelu, type Elementwise } from './activations';

/** One operation on the numbers of a batch; `length` counts the numbers of one example in its result. */
export type Operation =
  | {
      readonly kind: 'product';
      readonly kernel: number;
      readonly bias: number | null;
      readonly inputs: number;
      readonly units: number;
      /** Whether negative results become 0. */
      readonly relu: boolean;
      readonly length: number;
    }
  | { readonly kind: 'elementwise'; readonly by: Elementwise; readonly length: number }
  | { readonly kind: 'scale'; readonly scale: number; readonly offset: number; readonly length: number }
  | { readonly kind: 'dropout'; readonly rate: number; readonly layer: string; readonly length: number };

/** The operations of a plain dense network, one after another, a product among them; null for anything else. */
export function operationsOf(network: Network): readonly Operation[] | null {
  const operations: Operation[] = [];
  let length = network.inputShape.reduce((product, dimension) => product * dimension, 1);
  let before = 'input';
  for (const { plan, slots } of network.layers) {
    if (plan.inbound.length !== 1 || plan.inbound[0] !== before || plan.shares !== undefined) return null;
    before = plan.name;
    const kernel = slots.find(({ role }) => role === 'kernel');
    if (plan.className === 'Dense' && kernel) {
      const [inputs, units] = kernel.shape as readonly [number, number];
      length = (length / inputs) * units;
      const bias = slots.find(({ role }) => role === 'bias')?.index ?? null;
      operations.push({ kind: 'product', kernel: kernel.index, bias, inputs, units, relu: false, length });
    }
    const added = withoutWeights(plan, length);
    if (added === null) return null;
    operations.push(...added);
  }
  return operations.some(({ kind }) => kind === 'product') ? reluInProducts(operations) : null;
}

/** A relu that follows a product becomes part of it. */
function reluInProducts(operations: readonly Operation[]): readonly Operation[] {
  const joined: Operation[] = [];
  for (const operation of operations) {
    const before = joined.at(-1);
    if (operation.kind === 'elementwise' && operation.by === elementwise.relu && before?.kind === 'product')
      joined[joined.length - 1] = { ...before, relu: true };
    else joined.push(operation);
  }
  return joined;
}

/** What a layer does beside a product; null where the engine does not know it. */
function withoutWeights({ className, name, config }: PlanLayer, length: number): readonly Operation[] | null {
  switch (className) {
    case 'Dense':
    case 'Activation':
      return activation(config.activation, length);
    case 'ReLU':
      return config.negative_slope === 0 && config.threshold === 0 && config.max_value === null
        ? activation('relu', length)
        : null;
    case 'LeakyReLU':
      return [{ kind: 'elementwise', by: leakyRelu(Number(config.negative_slope)), length }];
    case 'ELU':
      return [{ kind: 'elementwise', by: elu(Number(config.alpha)), length }];
    case 'Dropout':
      if (config.noise_shape) return null;
      return config.rate ? [{ kind: 'dropout', rate: Number(config.rate), layer: name, length }] : [];
    case 'Rescaling':
      return typeof config.scale === 'number' && typeof config.offset === 'number'
        ? [{ kind: 'scale', scale: config.scale, offset: config.offset, length }]
        : null;
    case 'Flatten':
    case 'Reshape':
      return [];
    default:
      return null;
  }
}

function activation(name: unknown, length: number): readonly Operation[] | null {
  if (name === 'linear') return [];
  const by = Object.hasOwn(elementwise, String(name)) ? elementwise[String(name)] : undefined;
  return by ? [{ kind: 'elementwise', by, length }] : null;
}
