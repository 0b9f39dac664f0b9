import type { Call, Machine } from '../../interpreter/machine';
import type { Value } from '../../interpreter/values';
import { observeCallback } from './callbacks';
import { isDropoutFunction, observeDropout } from './dropouts';
import { isLegacy, observeLegacy } from './legacy';
import { isDraw, observeNoise } from './noise';
import { isNormOrSquare, observeNorm } from './norms';
import { isReduction, observeReduction } from './reductions';
import { layerOf } from './natives';
import { AUGMENTATION_LAYERS, canonical } from './symbols';

type Observer = (machine: Machine, name: string, call: Call, value: Value) => Value | void;

/** Looks at a call that has been evaluated for what is told beside its value, and gives the value it shall have. */
export function observeCall(machine: Machine, name: string, call: Call, value: Value): Value {
  const { known, observers } = interestIn(name);
  let result = value;
  for (const observe of observers) result = observe(machine, known, call, result) ?? result;
  return result;
}

/** Who looks at calls of a symbol, and by which of its names they know it. */
interface Interest {
  readonly known: string;
  readonly observers: readonly Observer[];
}

const interests = new Map<string, Interest>();

function interestIn(name: string): Interest {
  let interest = interests.get(name);
  if (!interest) {
    const known = knownName(name);
    const observers: [boolean, Observer][] = [
      [isLegacy(name), (machine, _, call) => observeLegacy(machine, name, call)],
      [/\.layers\.\w+$/.test(known), observeAugmentation],
      [known.startsWith('keras.callbacks.'), observeCallback],
      [/\.layers\.\w+$/.test(known) || isDropoutFunction(known), observeDropout],
      [LEARNING_PHASE.test(known), observeLearningPhase],
      [isDraw(known), observeNoise],
      [isNormOrSquare(known), observeNorm],
      [isReduction(known), observeReduction],
    ];
    interest = { known, observers: observers.flatMap(([looks, observe]) => (looks ? [observe] : [])) };
    interests.set(name, interest);
  }
  return interest;
}

/** TensorFlow spells some of its functions in several places. */
const PLACES =
  /^tensorflow\.(?:compat\.v[12]\.)?(?:math\.)?(add_n|accumulate_n|reduce_sum|reduce_mean|stack|cast|constant|convert_to_tensor)$/;

function knownName(name: string): string {
  const place = PLACES.exec(name);
  return place ? `tensorflow.${place[1]}` : canonical(name);
}

/** An augmentation layer may stand outside of the model, where the data are prepared. */
function observeAugmentation(machine: Machine, _: string, call: Call, value: Value): void {
  if (AUGMENTATION_LAYERS.has(layerOf(value)?.className ?? ''))
    machine.events.push({ type: 'mechanism', kind: 'augmentation', model: null, span: call.span });
}

/** What says for the whole program whether it trains; Keras 3 has it no more. */
const LEARNING_PHASE = /^keras\.backend\.(set_learning_phase|learning_phase_scope)$/;

function observeLearningPhase(machine: Machine): void {
  machine.events.push({ type: 'learning-phase' });
}
