import { type Call, type Machine, argument } from '../../interpreter/machine';
import { mergeContents } from '../../interpreter/content';
import { type ArgumentValue, type InstanceValue, contentOf } from '../../interpreter/values';
import type { ConstantArguments, OptimizerNative, ScheduleNative } from './natives';
import { nativeOf, plain, plainNumber } from './natives';

/** Keras' learning rate where none is given; Lion's is 0.0001 in Keras 2 and 0.001 in Keras 3. */
function defaultLearningRate(name: string): number | null {
  return name === 'SGD' ? 0.01 : name === 'Lion' ? null : 0.001;
}
/** Optimizers that decay weights by default. */
const DECAYING = new Set(['AdamW', 'Muon', 'LAMB', 'SGDW']);
/** Those that have a momentum of this kind. */
const WITH_MOMENTUM = new Set(['SGD', 'RMSprop']);
const BY_STRING = new Map(
  [
    'SGD',
    'Adam',
    'AdamW',
    'RMSprop',
    'Nadam',
    'Lion',
    'Adagrad',
    'Adamax',
    'Adadelta',
    'Ftrl',
    'Adafactor',
    'Lamb',
    'Muon',
  ].map((name) => [name.toLowerCase(), name]),
);

/** Parameters in the order on which Keras 2 and 3 agree. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  SGD: ['learning_rate', 'momentum', 'nesterov'],
  RMSprop: ['learning_rate', 'rho', 'momentum', 'epsilon', 'centered'],
  Adam: ['learning_rate', 'beta_1', 'beta_2', 'epsilon', 'amsgrad'],
  AdamW: ['learning_rate', 'weight_decay', 'beta_1', 'beta_2', 'epsilon', 'amsgrad'],
  Nadam: ['learning_rate', 'beta_1', 'beta_2', 'epsilon'],
  Adamax: ['learning_rate', 'beta_1', 'beta_2', 'epsilon'],
  Adagrad: ['learning_rate', 'initial_accumulator_value', 'epsilon'],
  Adadelta: ['learning_rate', 'rho', 'epsilon'],
  Ftrl: [
    'learning_rate',
    'learning_rate_power',
    'initial_accumulator_value',
    'l1_regularization_strength',
    'l2_regularization_strength',
  ],
  Lion: ['learning_rate', 'beta_1', 'beta_2'],
  Lamb: ['learning_rate', 'beta_1', 'beta_2', 'epsilon'],
  Adafactor: ['learning_rate', 'beta_2_decay', 'epsilon_1', 'epsilon_2', 'clip_threshold', 'relative_step'],
  ExponentialDecay: ['initial_learning_rate', 'decay_steps', 'decay_rate', 'staircase'],
  InverseTimeDecay: ['initial_learning_rate', 'decay_steps', 'decay_rate', 'staircase'],
  PolynomialDecay: ['initial_learning_rate', 'decay_steps', 'end_learning_rate', 'power', 'cycle'],
  PiecewiseConstantDecay: ['boundaries', 'values'],
  CosineDecay: ['initial_learning_rate', 'decay_steps', 'alpha'],
  CosineDecayRestarts: ['initial_learning_rate', 'first_decay_steps', 't_mul', 'm_mul', 'alpha'],
};

/** What a call of an optimizer or a schedule is given. */
function constantArguments(name: string, { positional, keywords }: Call): ConstantArguments {
  const parameters = PARAMETERS[name] ?? [];
  return Object.fromEntries([
    ...positional.flatMap(({ value }, position) => {
      const parameter = parameters[position];
      return parameter === undefined ? [] : [[parameter, plain(value)] as const];
    }),
    ...[...keywords].map(([keyword, { value }]) => [keyword, plain(value)] as const),
  ]);
}

/** `keras.optimizers.schedules.ExponentialDecay(…)`. */
export function constructSchedule(name: string, call: Call): InstanceValue {
  const native: ScheduleNative = { type: 'schedule', name, arguments: constantArguments(name, call) };
  return { kind: 'instance', class: null, site: call.span, attributes: new Map(), native };
}

/** `keras.optimizers.Adam(…)`, or one of `keras.optimizers.legacy`. */
export function constructOptimizer(
  machine: Machine,
  member: string,
  call: Call,
  legacy: boolean,
): InstanceValue {
  const rate = argument(call, 0, 'learning_rate') ?? call.keywords.get('lr');
  const momentum = member === 'SGD' ? argument(call, 1, 'momentum') : call.keywords.get('momentum');
  const decay = member === 'AdamW' ? argument(call, 1, 'weight_decay') : call.keywords.get('weight_decay');
  const decayed = plain(decay?.value);
  const lowering = call.keywords.get('decay');
  const wrapped = wrappedOptimizer(call);
  const name = BY_STRING.get(member.toLowerCase()) ?? member;
  const changing = nativeOf(rate?.value);
  const native: OptimizerNative = {
    type: 'optimizer',
    name,
    learningRate: rate ? plainNumber(rate.value) : defaultLearningRate(name),
    momentum: momentum && WITH_MOMENTUM.has(name) ? plainNumber(momentum.value) : name === 'Muon' ? 0.95 : 0,
    weightDecay: typeof decayed === 'number' ? decayed : DECAYING.has(name) && !decay ? 0.004 : null,
    schedule: changing?.type === 'schedule' ? changing : null,
    arguments: constantArguments(name, call),
    decays: wrapped
      ? wrapped.decays
      : penalises(call)
        ? 'yes'
        : decay
          ? decayed === null || decayed === 0 || decayed === false
            ? 'no'
            : typeof decayed === 'number'
              ? 'yes'
              : 'maybe'
          : DECAYING.has(name)
            ? 'yes'
            : call.unknownSpread
              ? 'maybe'
              : 'no',
    learningRateDecaySpan: lowering && plain(lowering.value) !== 0 ? lowering.span : null,
    // `lr=` is the name of the time before, which Keras 3 refuses.
    legacy: legacy || call.keywords.has('lr'),
    span: call.span,
  };
  const optimizer: InstanceValue = {
    kind: 'instance',
    class: null,
    site: call.span,
    attributes: new Map(),
    native,
  };
  machine.events.push({ type: 'optimizer', optimizer });
  return optimizer;
}

/** The optimizer that a wrapper such as `LossScaleOptimizer` or `Lookahead` is given. */
function wrappedOptimizer(call: Call): OptimizerNative | null {
  const given = call.positional[0] ?? call.keywords.get('inner_optimizer') ?? call.keywords.get('optimizer');
  const native = nativeOf(given?.value);
  return native?.type === 'optimizer' ? native : null;
}

/** `Ftrl(l2_regularization_strength=…)`. */
function penalises(call: Call): boolean {
  return [...call.keywords].some(
    ([name, one]) => name.endsWith('_regularization_strength') && plain(one.value) !== 0,
  );
}

/** What an optimizer does to the weights that a method of it is given, beside following gradients. */
export function tellWeightDecay(machine: Machine, { decays, span }: OptimizerNative, call: Call): void {
  if (decays === 'no') return;
  const kind = decays === 'yes' ? 'weight-decay' : 'unknown';
  const given = mergeContents(
    [...call.positional, ...call.keywords.values()].map((one) => contentOf(one.value)),
  );
  for (const model of given.weightsOf as readonly InstanceValue[])
    machine.events.push({ type: 'mechanism', kind, model, span });
}

/** The optimizer in an argument: an object or its name; null when unresolved. */
export function knownOptimizer(given: ArgumentValue): OptimizerNative | null {
  const native = nativeOf(given.value);
  if (native?.type === 'optimizer') return native;
  if (given.value.kind !== 'constant' || typeof given.value.value !== 'string') return null;
  const name = BY_STRING.get(given.value.value.toLowerCase());
  if (!name) return null;
  const decays = DECAYING.has(name);
  return {
    type: 'optimizer',
    name,
    learningRate: defaultLearningRate(name),
    momentum: 0,
    weightDecay: decays ? 0.004 : null,
    schedule: null,
    arguments: {},
    decays: decays ? 'yes' : 'no',
    learningRateDecaySpan: null,
    legacy: false,
    span: given.valueSpan,
  };
}
