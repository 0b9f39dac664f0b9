import { type Call, type Machine, argument } from '../../interpreter/machine';
import type { ArgumentValue, Value } from '../../interpreter/values';
import { type BoundArgument, layerOf, plain, plainNumber } from './natives';
import { DROPOUT_LAYERS } from './symbols';

/** Functions that drop: the position and the names of the rate. */
const FUNCTIONS = new Map<string, { readonly position: number; readonly names: readonly string[] }>([
  ['tensorflow.nn.dropout', { position: 1, names: ['rate', 'keep_prob'] }],
  ['tensorflow.compat.v1.nn.dropout', { position: 1, names: ['keep_prob', 'rate'] }],
  ['tensorflow.nn.experimental.stateless_dropout', { position: 1, names: ['rate'] }],
  ['keras.random.dropout', { position: 1, names: ['rate'] }],
  ['keras.backend.dropout', { position: 1, names: ['level'] }],
]);

/** @param name canonical */
export function isDropoutFunction(name: string): boolean {
  return FUNCTIONS.has(name);
}

/** Notes the rate of a dropout layer, of a layer with dropout arguments, and of a function that drops. */
export function observeDropout(machine: Machine, name: string, call: Call, value: Value): void {
  const layer = layerOf(value);
  if (layer?.className) {
    if (DROPOUT_LAYERS.has(layer.className)) {
      const rate = layer.arguments.get('rate');
      if (rate) tell(machine, layer.className, 'rate', rate, call, false);
    }
    for (const given of ['dropout', 'recurrent_dropout']) {
      const rate = layer.arguments.get(given);
      if (rate) tell(machine, `${layer.className}.${given}`, given, rate, call, false);
    }
    return;
  }
  const known = FUNCTIONS.get(name);
  if (!known) return;
  const { names, position } = known;
  const written = names.find((one) => call.keywords.has(one));
  const rate = call.keywords.get(written ?? '') ?? argument(call, position, '');
  if (!rate) return;
  const parameter = written ?? (names[0] as string);
  if (plainNumber(rate.value) !== (parameter === 'keep_prob' ? 1 : 0))
    machine.events.push({ type: 'mechanism', kind: 'dropout', model: null, span: call.span });
  tell(
    machine,
    name,
    parameter,
    { ...rate, keyword: written !== undefined },
    call,
    parameter === 'keep_prob',
  );
}

function tell(
  machine: Machine,
  name: string,
  parameter: string,
  given: BoundArgument,
  call: Call,
  keeps: boolean,
): void {
  const text = machine.sources.text.slice(given.valueSpan.start, given.valueSpan.end);
  machine.events.push({
    type: 'dropout',
    span: call.span,
    name,
    argument: {
      name: parameter,
      span: given.span,
      valueSpan: given.valueSpan,
      keyword: given.keyword,
      spread: given.spread === true,
      value: plain(given.value),
    },
    rate: plainNumber(given.value),
    literal: isLiteral(given),
    rateText: /^[A-Za-z_][\w.]*$/.test(text) ? text : null,
    keeps,
  });
}

function isLiteral({ value, valueSpan }: ArgumentValue): boolean {
  return (
    value.kind === 'constant' && value.span?.start === valueSpan.start && value.span.end === valueSpan.end
  );
}
