import type { RegularizerFact, RegularizerValueFact } from '../../facts/facts';
import type { Call } from '../../interpreter/machine';
import type { ArgumentValue, Value } from '../../interpreter/values';
import { nativeOf, plain } from './natives';
import { canonical } from './symbols';

/** What a constructor of regularizers does with its arguments. */
export type ConstructorOutcome = Pick<
  RegularizerFact,
  'inKeras2' | 'inKeras3' | 'problem' | 'problemSpan' | 'hiddenStrength'
>;
type Outcome = RegularizerFact['inKeras3'];

/** Parameters of the constructors in order; all but `mode` are strengths. */
const PARAMETERS: Record<string, readonly string[]> = {
  l1: ['l1'],
  L1: ['l1'],
  l2: ['l2'],
  L2: ['l2'],
  l1_l2: ['l1', 'l2'],
  L1L2: ['l1', 'l2'],
  OrthogonalRegularizer: ['factor', 'mode'],
  orthogonal_regularizer: ['factor', 'mode'],
};

/**
 * What `keras.regularizers.L2(…)` does with its arguments in either version of Keras.
 * @param name the constructor's, without module.
 */
export function constructorOutcome(name: string, call: Call): ConstructorOutcome {
  const parameters = PARAMETERS[name];
  const is = (
    inKeras2: Outcome,
    inKeras3: Outcome,
    problem: RegularizerFact['problem'] = null,
    problemSpan: ConstructorOutcome['problemSpan'] = null,
  ): ConstructorOutcome => ({ inKeras2, inKeras3, problem, problemSpan, hiddenStrength: null });
  // A name of Keras 1.
  if (!parameters) return is(null, null);
  const extra = call.positional[parameters.length];
  if (extra) return is('raises', 'raises', 'parameter', extra.span);
  for (const [keyword, given] of call.keywords) {
    if (parameters.includes(keyword)) continue;
    // Keras 2 still takes the old name of the only strength.
    const isOldName = keyword === 'l' && parameters.length === 1;
    return is(isOldName ? 'works' : 'raises', 'raises', 'parameter', given.span);
  }
  const strengths = parameters.filter((one) => one !== 'mode');
  const given = strengths.map((one, index) => call.keywords.get(one) ?? call.positional[index]);
  for (const one of given) {
    const problem = one ? problemOf(one.value) : null;
    // Keras 2 takes a negative strength and rewards large weights.
    if (one && problem) return is(problem === 'negative' ? 'works' : 'raises', 'raises', problem, one.span);
  }
  if (call.unknownSpread) return is(null, null);
  const hasDefault = strengths.length === 1;
  const effective = (fallback: boolean): Outcome => {
    const present = given.map((one) => (one && !isNone(one) ? isZero(one) : fallback ? 'no' : 'yes'));
    if (present.includes('no')) return 'works';
    return present.every((one) => one === 'yes') ? 'no-op' : null;
  };
  const outcome = {
    ...is(effective(hasDefault || name === 'l1_l2'), effective(hasDefault)),
  };
  const [l1, l2] = given.map((one) => one !== undefined && !isNone(one));
  if (name !== 'l1_l2' || l1 === l2) return outcome;
  return { ...outcome, hiddenStrength: l1 ? 'l2' : 'l1' };
}

function isNone({ value }: ArgumentValue): boolean {
  return value.kind === 'constant' && value.value === null;
}

function isZero({ value }: ArgumentValue): 'yes' | 'no' | 'maybe' {
  const given = plain(value);
  if (typeof given === 'number') return given === 0 ? 'yes' : 'no';
  return given === true ? 'no' : given === false ? 'yes' : 'maybe';
}

const NOT_FINITE = new Set(['numpy.inf', 'numpy.nan', 'numpy.Inf', 'numpy.NaN', 'math.inf', 'math.nan']);

function problemOf(value: Value): RegularizerFact['problem'] {
  if (value.kind === 'symbol') return NOT_FINITE.has(value.name) ? 'not-finite' : null;
  if (value.kind !== 'constant') return null;
  if (typeof value.value === 'string') return 'type';
  return typeof value.value === 'number' && value.value < 0 ? 'negative' : null;
}

/** Strings that stand for a regularizer, as Keras 2 and Keras 3 read them; every other one raises. */
const IDENTIFIERS: Record<string, readonly ['works' | 'no-op' | 'raises', 'works' | 'no-op' | 'raises']> = {
  l1: ['works', 'works'],
  L1: ['works', 'works'],
  l2: ['works', 'works'],
  L2: ['works', 'works'],
  OrthogonalRegularizer: ['works', 'works'],
  orthogonal_regularizer: ['works', 'works'],
  L1L2: ['no-op', 'no-op'],
  l1l2: ['raises', 'no-op'],
  l1_l2: ['works', 'raises'],
};

/** What a regularizer argument does with a value. An object speaks for itself where it is made. */
export function valueOutcome(value: Value): RegularizerValueFact {
  const is = (
    kind: RegularizerValueFact['kind'],
    inKeras2: RegularizerValueFact['inKeras2'],
    inKeras3: RegularizerValueFact['inKeras3'],
    given: RegularizerValueFact['given'] = null,
  ): RegularizerValueFact => ({ kind, inKeras2, inKeras3, given });
  switch (value.kind) {
    case 'constant': {
      if (value.value === null) return is('other', 'none', 'none');
      if (typeof value.value === 'boolean') return is('other', 'raises', 'raises');
      if (typeof value.value === 'number') return is('number', 'raises', 'raises', value.value);
      const [inKeras2, inKeras3] = IDENTIFIERS[value.value] ?? ['raises', 'raises'];
      return is('string', inKeras2, inKeras3, value.value);
    }
    case 'list':
    case 'tuple':
      return is('other', 'raises', 'raises');
    case 'method':
      // An attribute that nothing seen has set may be None as well.
      return value.function ? is('object', 'works', 'works') : is('other', null, null);
    case 'function':
      return is('object', 'works', 'works');
    case 'instance':
      return nativeOf(value)?.type === 'regularizer'
        ? is('object', 'works', 'works')
        : is('object', null, null);
    case 'symbol': {
      const [, member] = /^keras\.regularizers\.(\w+)$/.exec(canonical(value.name)) ?? [];
      if (member === undefined || !(member in PARAMETERS)) return is('other', null, null);
      // Keras 3 makes an object of a class; Keras 2 calls it with the weights.
      return is('class', 'raises', (PARAMETERS[member] as string[])[1] === 'l2' ? 'no-op' : 'works', member);
    }
    default:
      return is('other', null, null);
  }
}
