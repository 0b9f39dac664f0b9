import type { Argument, Expression } from '../../analysis/program/program';
import { contains, type Span, type TextEdit } from '../../analysis/text/span';
import { changedArguments, elementAfter, inserted } from './arguments';
import { numberEdit } from './optimizer';
import { assignmentsTo, numberPlace, type Call } from './source';
import type { Target, Written } from './target';
import { words } from './words';

/** Settings of EarlyStopping that would make it another one than was compared. */
const others = ['min_delta', 'mode', 'baseline', 'start_from_epoch'];

/**
 * Gives every `fit` of the model an EarlyStopping that watches the validation loss and restores the best weights:
 * the one that is there gets these settings, else the list of callbacks gets one more.
 */
export function earlyStoppingEdits(target: Target, patience: number): Written {
  const { facts, model, source } = target;
  const fits = model.trainings
    .flatMap((index) => facts.trainings[index] ?? [])
    .filter(({ kind }) => kind === 'fit');
  if (fits.length === 0) return { reason: words.noFit };
  const edits: TextEdit[] = [];
  for (const { span } of fits) {
    const call = source.callAt(span);
    if (call === null) return { reason: words.elsewhere };
    const written = editsOfFit(target, call, patience);
    if ('reason' in written) return written;
    edits.push(...written.edits);
  }
  return { edits };
}

function editsOfFit(target: Target, fit: Call, patience: number): Written {
  const { facts, source } = target;
  const stopping = facts.callbacks.find(
    ({ name, fits }) => name === 'EarlyStopping' && fits?.some(({ span }) => contains(span, fit.span)),
  );
  if (fit.arguments.some(({ spread }) => spread !== 'none')) return { reason: words.hiddenArguments };
  if (!isValidated(fit)) return { reason: words.noValidation };
  if (stopping) return settings(target, stopping.span, patience);
  const given = argumentOf(fit, 'callbacks', 5);
  const made = `${target.spelling.of('callbacks', 'EarlyStopping')}(patience=${patience}, restore_best_weights=True)`;
  if (given === undefined)
    return { edits: changedArguments(source, fit, { added: [`callbacks=[${made}]`], removed: [] }) };
  const { value } = given;
  if (value.kind === 'constant' && value.value === null)
    return { edits: [{ span: value.span, newText: `[${made}]` }] };
  const list = listOf(target, value);
  if (list === null) {
    // A single callback is allowed, too.
    if (value.kind === 'call' && facts.callbacks.some(({ span }) => span.start === value.span.start))
      return { edits: [inserted(value.span.start, '['), inserted(value.span.end, `, ${made}]`)] };
    return { reason: words.callbacksUnknown };
  }
  const last = list.elements.at(-1);
  return { edits: last ? elementAfter(source, last, made) : [inserted(list.span.start + 1, made)] };
}

function argumentOf(call: Call, name: string, position: number): Argument | undefined {
  const positional = call.arguments.filter((argument) => argument.name === null);
  return call.arguments.find((argument) => argument.name === name) ?? positional[position];
}

function isValidated(fit: Call): boolean {
  const given = ['validation_data', 'validation_split'].map((name) =>
    fit.arguments.find((argument) => argument.name === name),
  );
  return given.some((one) => one && !(one.value.kind === 'constant' && !one.value.value));
}

type List = Extract<Expression, { kind: 'list' | 'tuple' | 'set' }>;

/** The list that a value is: written there, or the only value of a variable. */
function listOf({ source }: Target, value: Expression): List | null {
  if (value.kind === 'list') return value;
  if (value.kind !== 'name') return null;
  const [made, ...more] = assignmentsTo(source, value.name);
  return made?.kind === 'list' && more.length === 0 ? made : null;
}

/** Gives an EarlyStopping the settings that were compared. */
function settings(target: Target, span: Span, patience: number): Written {
  const { source } = target;
  const call = source.callAt(span);
  if (call === null) return { reason: words.elsewhere };
  if (call.arguments.some(({ spread }) => spread !== 'none')) return { reason: words.hiddenArguments };
  const edits: TextEdit[] = [];
  const added: string[] = [];
  const of = (name: string) => call.arguments.find((argument) => argument.name === name);
  // By position come monitor, min_delta, patience: written anew, they are by name.
  const positional = call.arguments.filter(({ name }) => name === null);
  if (positional.length > 1) return { reason: words.hiddenArguments };
  const monitor = positional[0] ?? of('monitor');
  const loss = `${source.quote}val_loss${source.quote}`;
  if (monitor && !(monitor.value.kind === 'constant' && monitor.value.value === 'val_loss'))
    edits.push({ span: monitor.value.span, newText: loss });
  const waits = of('patience');
  if (waits === undefined) added.push(`patience=${patience}`);
  else if (!(waits.value.kind === 'constant' && waits.value.value === patience)) {
    const edit = numberEdit(target, numberPlace(source, waits.value) ?? waits.value.span, patience);
    if (source.text.slice(edit.span.start, edit.span.end) !== edit.newText) edits.push(edit);
  }
  const restores = of('restore_best_weights');
  if (restores === undefined) added.push('restore_best_weights=True');
  else if (!(restores.value.kind === 'constant' && restores.value.value === true))
    edits.push({ span: restores.value.span, newText: 'True' });
  const removed = call.arguments.filter(({ name }) => name !== null && others.includes(name));
  return { edits: [...edits, ...changedArguments(source, call, { added, removed })] };
}
