import { acceptedArguments, argumentOutcome } from '../frameworks/keras/regularizer-arguments';
import { constructorOutcome, valueOutcome } from '../frameworks/keras/regularizer-outcomes';
import { type RegularizerNative, layerOf, nativeOf } from '../frameworks/keras/natives';
import type { Value } from '../interpreter/values';
import type { Event } from './events';
import type { RegularizerArgumentFact, RegularizerFact, RegularizerValueFact } from './facts';
import { agreed, groupBySpan } from './grouping';

/** Every argument of a layer of Keras whose name ends in `regularizer`, one fact a place and layer class. */
export function foldRegularizerArguments(events: readonly Event[]): RegularizerArgumentFact[] {
  const given = events.flatMap((event) => {
    const native = event.type === 'regularized-layer' ? layerOf(event.layer) : null;
    if (!native || native.className === null) return [];
    return [...native.arguments].flatMap(([name, argument]) =>
      name.endsWith('regularizer') ? [{ native, className: native.className as string, name, argument }] : [],
    );
  });
  return groupBySpan(given, (one) => one.argument.span).flatMap((group) => {
    const [first] = group;
    // A dictionary of arguments for layers of several classes is no argument of one of them.
    if (!first || group.some((one) => one.className !== first.className || one.name !== first.name))
      return [];
    const { native, className, name, argument } = first;
    return [
      {
        layer: className,
        layerSpan: native.span,
        name,
        span: argument.span,
        valueSpan: argument.valueSpan,
        keyword: argument.keyword,
        spread: argument.spread === true,
        inKeras2: argumentOutcome(className, name, 2),
        inKeras3: argumentOutcome(className, name, 3),
        accepted: acceptedArguments(className),
        value: joinOutcomes(group.flatMap((one) => alternatives(one.argument.value)).map(valueOutcome)),
      },
    ];
  });
}

function alternatives(value: Value): readonly Value[] {
  return value.kind === 'join' ? value.alternatives : [value];
}

function joinOutcomes(all: readonly RegularizerValueFact[]): RegularizerValueFact {
  const [first] = all as [RegularizerValueFact, ...RegularizerValueFact[]];
  if (all.length === 1) return first;
  return {
    inKeras2: agreed(all.map((one) => one.inKeras2)),
    inKeras3: agreed(all.map((one) => one.inKeras3)),
    given: agreed(all.map((one) => one.given)),
    kind: all.every((one) => one.kind === first.kind) ? first.kind : 'other',
  };
}

/** Every call of a constructor of `keras.regularizers`. */
export function foldRegularizers(events: readonly Event[]): RegularizerFact[] {
  const made = events.flatMap((event) => (event.type === 'regularizer' ? [event] : []));
  return groupBySpan(made, (event) => event.call.span).map((group) => {
    const natives = group.map((event) => nativeOf(event.regularizer) as RegularizerNative);
    const outcomes = group.map((event) => constructorOutcome(event.name, event.call));
    const [first, native, outcome] = [group[0], natives[0], outcomes[0]] as [
      (typeof group)[number],
      RegularizerNative,
      (typeof outcomes)[number],
    ];
    const same = outcomes.every((one) => one.problem === outcome.problem);
    return {
      kind: native.kind,
      name: first.name,
      span: first.call.span,
      argumentsSpan: first.call.argumentsSpan,
      l1: agreed(natives.map((one) => one.l1)),
      l2: agreed(natives.map((one) => one.l2)),
      strengthSpan: native.strengthSpan,
      inKeras2: agreed(outcomes.map((one) => one.inKeras2)),
      inKeras3: agreed(outcomes.map((one) => one.inKeras3)),
      problem: same ? outcome.problem : null,
      problemSpan: same ? outcome.problemSpan : null,
      hiddenStrength: agreed(outcomes.map((one) => one.hiddenStrength)),
    };
  });
}
