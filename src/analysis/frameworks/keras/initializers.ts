import type { ConstantValue, InitializerFact } from '../../facts/facts';
import type { Value } from '../../interpreter/values';
import { nativeOf, plain } from './natives';
import { canonical } from './symbols';

/** Parameters of the initializers of Keras 3.15 in their order. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  Constant: ['value'],
  Identity: ['gain'],
  Orthogonal: ['gain', 'seed'],
  RandomNormal: ['mean', 'stddev', 'seed'],
  RandomUniform: ['minval', 'maxval', 'seed'],
  TruncatedNormal: ['mean', 'stddev', 'seed'],
  VarianceScaling: ['scale', 'mode', 'distribution', 'seed'],
};

/** An initializer that the program makes, or its bare class; null where it or one of its arguments is not known. */
export function initializerFact(value: Value): InitializerFact | null {
  if (value.kind === 'symbol') {
    const name = /^keras\.initializers\.(\w+)$/.exec(canonical(value.name))?.[1];
    return name === undefined ? null : { name, arguments: {} };
  }
  const native = nativeOf(value);
  if (native?.type !== 'initializer' || native.call.unknownSpread) return null;
  const { name, call } = native;
  const parameters = PARAMETERS[camelCase(name)] ?? ['seed'];
  const given: Record<string, ConstantValue> = {};
  const written = [
    ...call.positional.map((one, index) => [parameters[index], one.value] as const),
    ...[...call.keywords].map(([parameter, one]) => [parameter, one.value] as const),
  ];
  for (const [parameter, argument] of written) {
    if (parameter === 'seed' || parameter === 'dtype') continue;
    const constant = plain(argument);
    if (parameter === undefined || constant === undefined) return null;
    given[parameter] = constant;
  }
  return { name, arguments: given };
}

/** `random_normal` is another name of `RandomNormal`. */
function camelCase(name: string): string {
  return name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
