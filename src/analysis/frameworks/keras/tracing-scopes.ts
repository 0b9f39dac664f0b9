import type { Machine } from '../../interpreter/machine';
import type { InstanceValue, Value } from '../../interpreter/values';
import type { Span } from '../../text/span';
import { type TracingScopeNative, nativeOf } from './natives';
import { closeTape, openTape } from './tapes';

/** A context manager: `torch.no_grad()`, `tape.stop_recording()`, `keras.StatelessScope(…)`. */
export function tracingScope(effect: TracingScopeNative['effect'], span: Span): InstanceValue {
  const native: TracingScopeNative = { type: 'tracing-scope', effect, span, before: null };
  return { kind: 'instance', class: null, site: span, attributes: new Map(), native };
}

/** `with value:` as far as it matters to gradients. */
export function enterScope(machine: Machine, value: Value): void {
  const native = nativeOf(value);
  if (native?.type === 'tape') openTape(machine, native);
  if (native?.type !== 'tracing-scope') return;
  const { untraced, disabledBy } = machine.tracing;
  native.before = { untraced, disabledBy };
  if (native.effect === 'stateless') machine.tracing.untraced = false;
  else machine.tracing.disabledBy = native.span;
}

export function leaveScope(machine: Machine, value: Value): void {
  const native = nativeOf(value);
  if (native?.type === 'tape') closeTape(machine, native);
  if (native?.type === 'tracing-scope' && native.before) Object.assign(machine.tracing, native.before);
}
