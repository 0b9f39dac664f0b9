import { layerOf, modelOf, plain } from '../frameworks/keras/natives';
import type { FollowedModel } from '../interpreter/followed';
import type { InstanceValue } from '../interpreter/values';
import type { GraphFact, GraphStepFact, LostFact } from './facts';
import { argumentValue, withoutBatch } from './layer-facts';

/** A forward pass as facts tell it. @param leaves the model's layers, in the order of `ModelFact.layers`. */
export function graphFact(followed: FollowedModel, leaves: readonly InstanceValue[]): GraphFact | LostFact {
  if ('lost' in followed) return followed.lost;
  const names = new Map<InstanceValue, string>();
  const taken = new Set<string>();
  const pathOf = (inside: readonly InstanceValue[]): string[] =>
    inside.map((one, depth) => {
      const known = names.get(one);
      if (known !== undefined) return known;
      const outer = inside.slice(0, depth).map((outside) => names.get(outside));
      const base = nameOf(one);
      let name = base;
      for (let number = 1; taken.has([...outer, name].join('/')); number++) name = `${base}_${number}`;
      taken.add([...outer, name].join('/'));
      names.set(one, name);
      return name;
    });
  return {
    inputs: followed.inputs.map(withoutBatch),
    steps: followed.steps.map(({ layer, type, given, inbound, inside, span }) => {
      const position = layer ? leaves.indexOf(layer) : -1;
      const step = { type, inbound, path: pathOf(inside), span };
      if (position >= 0) return { ...step, layer: position, given };
      return { ...step, layer: null, given: { ...given, ...writtenArguments(layer) } };
    }),
    outputs: followed.outputs,
  };
}

function writtenArguments(layer: InstanceValue | null): GraphStepFact['given'] {
  const given = [...(layerOf(layer ?? undefined)?.arguments ?? [])];
  return Object.fromEntries(given.map(([name, { value }]) => [name, argumentValue(name, value)]));
}

/** As Keras names a model or a layer of the file: as it is told, or after its class. */
function nameOf(instance: InstanceValue): string {
  const model = modelOf(instance);
  const given = model ? model.name : plain(layerOf(instance)?.arguments.get('name')?.value);
  if (typeof given === 'string') return given;
  const className = instance.class?.name ?? (model?.kind === 'sequential' ? 'Sequential' : 'Functional');
  return className
    .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
