import type { Machine } from '../../interpreter/machine';
import type { InstanceValue } from '../../interpreter/values';
import type { Held, LayerNative, ModelNative } from './natives';
import { layerOf, modelOf } from './natives';

/** What a new layer or model has of its own: nothing. */
export const nothingHeld: Held = { now: 0, symbolic: 0, functions: 0 };

export function joinHeld(a: Held, b: Held): Held {
  if (a === b) return a;
  return {
    now: a.now === b.now ? a.now : null,
    symbolic: a.symbolic === b.symbolic ? a.symbolic : null,
    functions: a.functions === b.functions ? a.functions : null,
  };
}

function nativeWithTerms(instance: InstanceValue): LayerNative | ModelNative | null {
  return layerOf(instance) ?? modelOf(instance);
}

function write(machine: Machine, instance: InstanceValue, held: Held): void {
  const native = nativeWithTerms(instance);
  if (native?.type === 'layer') machine.store.write(native.state, { ...native.state.value, held });
  else if (native) machine.store.write(native.state, { ...native.state.value, held });
}

/** Adds terms of the pass under way to a layer's or model's own; `count` is null where it is not known. */
export function hold(machine: Machine, instance: InstanceValue, count: number | null): void {
  const held = nativeWithTerms(instance)?.state.value.held;
  if (count === 0 || !held) return;
  const plus = (before: number | null) => (before === null || count === null ? null : before + count);
  switch (machine.pass) {
    case 'build':
      // Keras 2 keeps terms of the symbolic calls that build; how many is not followed.
      return write(machine, instance, { ...held, symbolic: null });
    case 'symbolic':
      return write(machine, instance, { ...held, symbolic: plus(held.symbolic) });
    case 'eager':
    case 'graph':
      return write(machine, instance, { ...held, now: plus(held.now), symbolic: null });
    default:
      return write(machine, instance, { ...held, now: null, symbolic: null });
  }
}

/** `add_loss` of a tensor outside of any call. */
export function holdOutside(machine: Machine, instance: InstanceValue, count: number | null): void {
  const held = nativeWithTerms(instance)?.state.value.held;
  if (!held) return;
  write(machine, instance, { ...held, now: held.now === null || count === null ? null : held.now + count });
}

/** A function given to `add_loss`: Keras 3 refuses it, so nothing that runs after it is of Keras 3. */
export function holdFunction(machine: Machine, instance: InstanceValue): void {
  const held = nativeWithTerms(instance)?.state.value.held;
  if (held)
    write(machine, instance, { ...held, functions: held.functions === null ? null : held.functions + 1 });
}

/** Takes away what the last forward pass left; a symbolic call does so in Keras 3 only. */
export function clearHeld(machine: Machine, parts: readonly InstanceValue[]): void {
  const { version } = machine.framework;
  if (machine.pass === 'symbolic' && version === 2) return;
  const certain = machine.pass === 'eager' || machine.pass === 'graph' || version === 3;
  for (const part of parts) {
    const held = nativeWithTerms(part)?.state.value.held;
    if (held && held.now !== 0) write(machine, part, { ...held, now: certain ? 0 : null });
  }
}

/** What these layers and models hold is not known any more. */
export function forgetHeld(machine: Machine, parts: readonly InstanceValue[]): void {
  for (const part of parts) {
    const held = nativeWithTerms(part)?.state.value.held;
    if (held && (held.now !== 0 || held.symbolic !== 0))
      write(machine, part, { ...held, now: null, symbolic: null });
  }
}

/** What a layer or model has of its own now; null where Keras 2 and 3 differ and the version is not known. */
export function ownTerms({ now, symbolic, functions }: Held, version: 2 | 3 | null): number | null {
  if (now === null || functions === null) return null;
  if (now > 0 || version === 3) return now + functions;
  if (version === 2) return symbolic === null ? null : symbolic + functions;
  return symbolic === 0 ? functions : null;
}
