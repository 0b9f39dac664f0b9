import { type OptimizerNative, nativeOf } from '../frameworks/keras/natives';
import { knownOptimizer } from '../frameworks/keras/optimizers';
import type { ArgumentValue } from '../interpreter/values';
import type { Event } from './events';
import type { OptimizerFact } from './facts';
import { agreed, groupBySpan } from './grouping';

/** Every optimizer that is made in the file. */
export function foldOptimizers(events: readonly Event[]): OptimizerFact[] {
  const made = events.flatMap((event) => {
    const native = event.type === 'optimizer' ? nativeOf(event.optimizer) : null;
    return native?.type === 'optimizer' ? [native] : [];
  });
  return groupBySpan(made, (one) => one.span).map((group) => {
    const fact = optimizerFact(group[0] as OptimizerNative);
    return {
      ...fact,
      learningRate: agreed(group.map((one) => one.learningRate)),
      momentum: agreed(group.map((one) => one.momentum)),
      weightDecay: agreed(group.map((one) => one.weightDecay)),
      ...(group.length > 1 ? { schedule: null, arguments: openArguments(group) } : {}),
    };
  });
}

/** The optimizer that `compile` is given: an object or its name. */
export function compiledOptimizer(given: ArgumentValue): OptimizerFact {
  const known = knownOptimizer(given);
  if (known) return { ...optimizerFact(known), span: given.valueSpan };
  return {
    name: null,
    learningRate: null,
    momentum: null,
    weightDecay: null,
    schedule: null,
    arguments: {},
    learningRateDecaySpan: null,
    legacy: false,
    span: given.valueSpan,
    definitionSpan: given.valueSpan,
  };
}

function optimizerFact(native: OptimizerNative): OptimizerFact {
  const { name, learningRate, momentum, weightDecay, learningRateDecaySpan, legacy, span } = native;
  const { schedule, arguments: written } = native;
  return {
    name,
    learningRate,
    momentum,
    weightDecay,
    schedule: schedule && { name: schedule.name, arguments: schedule.arguments },
    arguments: written,
    learningRateDecaySpan,
    legacy,
    span,
    definitionSpan: span,
  };
}

/** Arguments of an optimizer that is made several times: those that differ are no constants. */
function openArguments(group: readonly OptimizerNative[]): OptimizerFact['arguments'] {
  const names = new Set(group.flatMap((one) => Object.keys(one.arguments)));
  return Object.fromEntries(
    [...names].map((name) => {
      const values = group.map((one) => JSON.stringify(one.arguments[name]));
      return [name, values.every((value) => value === values[0]) ? group[0]?.arguments[name] : undefined];
    }),
  );
}
