import type { Call, Machine } from '../../interpreter/machine';
import type { Value } from '../../interpreter/values';
import { observeCallback } from './callbacks';
import { observeDropout } from './dropouts';
import { observeLegacy } from './legacy';
import { observeNoise } from './noise';
import { observeNorm } from './norms';
import { observeReduction } from './reductions';
import { layerOf } from './natives';
import { AUGMENTATION_LAYERS, canonical } from './symbols';

/** TensorFlow spells some of its functions in several places. */
const PLACES =
  /^tensorflow\.(?:compat\.v[12]\.)?(?:math\.)?(add_n|accumulate_n|reduce_sum|reduce_mean|stack|cast|constant|convert_to_tensor)$/;

/** What says for the whole program whether it trains; Keras 3 has it no more. */
const LEARNING_PHASE = /^keras\.backend\.(set_learning_phase|learning_phase_scope)$/;

/** Looks at a call that has been evaluated for what is told beside its value, and gives the value it shall have. */
export function observeCall(machine: Machine, name: string, call: Call, value: Value): Value {
  if (name.startsWith('tensorflow') || name.includes('slim')) observeLegacy(machine, name, call);
  const place = PLACES.exec(name);
  const known = place ? `tensorflow.${place[1]}` : canonical(name);
  const layer = layerOf(value)?.className;
  if (layer && AUGMENTATION_LAYERS.has(layer))
    machine.events.push({ type: 'mechanism', kind: 'augmentation', model: null, span: call.span });
  observeCallback(machine, known, call, value);
  observeDropout(machine, known, call, value);
  if (LEARNING_PHASE.test(known)) machine.events.push({ type: 'learning-phase' });
  return observeReduction(machine, known, call, observeNorm(known, call, observeNoise(known, value)));
}
