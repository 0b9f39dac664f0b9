import { type Call, type Frame, type Machine, argument } from '../../interpreter/machine';
import type { InstanceValue, Value } from '../../interpreter/values';
import { assignedNames, isBlock, targetNames, visitExpressions } from '../../program/names';

/** Tells of a call of `add_loss` on a layer or model; null for one that is not known. */
export function recordAddLoss(machine: Machine, receiver: InstanceValue | null, call: Call): void {
  const given = argument(call, 0, 'losses') ?? call.keywords.get('loss');
  if (!given) return;
  machine.events.push({
    type: 'add-loss',
    span: call.span,
    argumentSpan: given.valueSpan,
    value: given.value,
    receiver,
    insideCall: machine.frames.some((frame) => mayRunInCall(frame, receiver)),
    lateBound: lateBound(machine, given.value),
    fromModule: machine.fromModule,
  });
}

function mayRunInCall({ function: running, self }: Frame, receiver: InstanceValue | null): boolean {
  if (running?.name === 'call') return true;
  return self === receiver && running !== null && !['__init__', 'build'].includes(running.name);
}

/**
 * Names that a function reads when it runs and that a loop around gives new values at each turn: every function of
 * the loop then sees the last one. A name that the function binds by a default is none.
 */
function lateBound(machine: Machine, value: Value): string[] {
  if (value.kind !== 'function') return [];
  const own = new Set(value.parameters.map((one) => one.name));
  if (isBlock(value.body)) for (const name of assignedNames(value.body)) own.add(name);
  const changing = new Set(
    machine.repeating
      .filter(({ scope }) => scope === value.scope)
      .flatMap(({ loop }) => [...targetNames(loop.target), ...assignedNames(loop.body)])
      .filter((name) => !own.has(name)),
  );
  const found = new Set<string>();
  if (changing.size > 0)
    visitExpressions(value.body, (part) => {
      if (part.kind === 'name' && changing.has(part.name)) found.add(part.name);
    });
  return [...found];
}
