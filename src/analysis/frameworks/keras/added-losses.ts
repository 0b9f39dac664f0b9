import { type Call, type Machine, argument } from '../../interpreter/machine';
import type { InstanceValue, Value } from '../../interpreter/values';
import { assignedNames, targetNames, visitExpressions } from '../../program/names';

/** Tells of a call of `add_loss` on a layer or model. */
export function recordAddLoss(machine: Machine, receiver: InstanceValue, call: Call): void {
  const given = argument(call, 0, 'losses') ?? call.keywords.get('loss');
  if (!given) return;
  machine.events.push({
    type: 'add-loss',
    span: call.span,
    argumentSpan: given.valueSpan,
    value: given.value,
    receiver,
    insideCall: machine.frames.some((frame) => frame.function?.name === 'call'),
    lateBound: lateBound(machine, given.value),
    fromModule: machine.fromModule,
  });
}

/**
 * A name that a function reads when it runs and that a loop around gives a new value at each turn: every function of
 * the loop then sees the last one. Null when there is none, or the function binds it by a default.
 */
function lateBound(machine: Machine, value: Value): string | null {
  if (value.kind !== 'function') return null;
  const own = new Set(value.parameters.map((one) => one.name));
  const isBlock = Array.isArray(value.body);
  if (isBlock) for (const name of assignedNames(value.body as never)) own.add(name);
  const changing = new Set(
    machine.repeating
      .filter(({ scope }) => scope === value.scope)
      .flatMap(({ loop }) => [...targetNames(loop.target), ...assignedNames(loop.body)])
      .filter((name) => !own.has(name)),
  );
  if (changing.size === 0) return null;
  let found: string | null = null;
  visitExpressions(value.body, (part) => {
    if (part.kind === 'name' && changing.has(part.name)) found ??= part.name;
  });
  return found;
}
