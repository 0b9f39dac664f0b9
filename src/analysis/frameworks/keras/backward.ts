import type { Step } from '../../facts/events';
import { noteTrained } from './trained';
import { type Call, type Machine } from '../../interpreter/machine';
import { type InstanceValue, type Value, contentOf } from '../../interpreter/values';
import { type Recording, modelOf } from './natives';
import { countPenalty } from './penalty-count';
import { additionPoint, between, spellingOf } from './tapes';

/** `loss.backward()` with PyTorch: gradients of everything that led to it, stored in the weights. */
export function backward(machine: Machine, loss: Value, call: Call): void {
  const { predictions, reads } = contentOf(loss);
  const involved = [...predictions, ...reads.map((read) => read.model)] as InstanceValue[];
  const models = new Set(involved.filter((one) => modelOf(one) !== null));
  const recording: Recording = {
    opened: 0,
    closed: Infinity,
    repeatedSince: machine.repeatedSince,
    stepSince: machine.stepSince,
  };
  const dot = machine.sources.text.lastIndexOf('.', call.argumentsSpan.start);
  const targetSpan = { start: call.span.start, end: dot };
  const target = { value: loss, valueSpan: targetSpan, span: targetSpan };
  for (const model of models) {
    const step: Step = { applied: false };
    machine.tracing.pending.push({ step, model });
    noteTrained(machine, model);
    const count = countPenalty(loss, model, recording);
    const captured = count.lost.some(({ why }) => why === 'captured-once');
    const modelText = spellingOf(machine, model);
    const within = { ...recording, opened: machine.stepSince };
    machine.events.push({
      ...count,
      // The first step has a gradient of it, the second one fails.
      ...(captured ? { penaltyTimes: null, certain: false } : {}),
      ...between(machine, recording),
      type: 'training',
      kind: 'backward',
      span: call.span,
      model,
      targetSpan,
      additionPoint: modelText === null ? null : additionPoint(machine, within, target, modelText),
      step,
    });
  }
}
