import type { OptimizerFact } from '../../analysis/facts/facts';
import { sameSpan, type Span, type TextEdit } from '../../analysis/text/span';
import { optimizerOf } from '../planning/training';
import { filled } from '../planning/words';
import { changedArguments } from './arguments';
import { numberPlace, numberText } from './source';
import type { Target, Written } from './target';
import { words } from './words';

/** Gives the optimizer of the code a decoupled weight decay, where the optimizer is made. */
export function decayEdits(target: Target, decay: number): Written {
  const { facts, model, source, spelling } = target;
  const optimizer = optimizerOf(model, facts);
  if (optimizer === null) return { reason: words.noOptimizer };
  const { name, legacy, definitionSpan, weightDecay } = optimizer;
  if (legacy) return { reason: words.legacyOptimizer };
  if (name === null) return { reason: words.optimizerUnknown };
  if (definitionSpan.start >= source.text.length) return { reason: words.elsewhere };
  if (weightDecay === decay) return { edits: [] };
  const notes = sharedWith(target, optimizer);
  const made = source.expressionAt(definitionSpan);
  if (made?.kind === 'constant') {
    const of = spelling.of('optimizers', name === 'Adam' ? 'AdamW' : name);
    return { edits: [{ span: definitionSpan, newText: `${of}(weight_decay=${decay})` }], notes };
  }
  const call = source.callAt(definitionSpan);
  if (call === null) return { reason: words.optimizerUnknown };
  const given = call.arguments.find((argument) => argument.name === 'weight_decay');
  if (given === undefined && call.arguments.some(({ spread }) => spread === 'keyword'))
    return { reason: words.hiddenArguments };
  if (given === undefined)
    return {
      edits: changedArguments(source, call, { added: [`weight_decay=${decay}`], removed: [] }),
      notes,
    };
  return { edits: [numberEdit(target, numberPlace(source, given.value) ?? given.value.span, decay)], notes };
}

/** Another number in place of what is there. */
export function numberEdit({ source: { text } }: Target, span: Span, value: number): TextEdit {
  return { span, newText: numberText(value, text.slice(span.start, span.end)) };
}

function sharedWith({ facts, model }: Target, { definitionSpan }: OptimizerFact) {
  return facts.models
    .filter(({ id, compile }) => {
      const other = compile?.optimizer?.definitionSpan;
      return id !== model.id && other !== undefined && sameSpan(other, definitionSpan);
    })
    .map(({ name }) => filled(words.optimizerShared, { other: name }));
}
