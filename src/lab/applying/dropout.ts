import type { LayerFact } from '../../analysis/facts/facts';
import type { Expression, Statement } from '../../analysis/program/program';
import type { Span, TextEdit } from '../../analysis/text/span';
import type { PlanModel } from '../plan';
import { planLayers } from '../planning/layers';
import { filled } from '../planning/words';
import { dropoutPlaces, withDropout } from '../with-dropout';
import { elementAfter, inserted, statementAfter } from './arguments';
import { numberEdit } from './optimizer';
import { numberPlace, type Call, type Source } from './source';
import type { Target, Written } from './target';
import { words } from './words';

/**
 * Puts a Dropout after every hidden activation, as the arm was trained: into the list of a Sequential model, behind
 * `model.add`, around the call of a functional model, or as a layer of its own in a subclassed one. A Dropout that
 * has been put there since the comparison gets the rate; those that were compared stay.
 */
export function dropoutEdits(target: Target, rate: number): Written {
  const { model, spelling } = target;
  const { layers } = planLayers(model);
  const graph = model.graph();
  const edits: TextEdit[] = [];
  for (const name of dropoutNames(target)) {
    const position = layers.findIndex((one) => one.plan.name === name);
    const step = 'steps' in graph ? graph.steps[position] : undefined;
    if (step === undefined) return { reason: words.layersChanged };
    const there = layers.find(
      ({ plan: after }) => after.className === 'Dropout' && after.inbound.includes(name),
    );
    if (there) {
      const edit = rateEdit(target, there.fact, rate);
      if (edit === null) return { reason: filled(words.dropoutUnwritable, { layer: name }) };
      edits.push(...edit);
      continue;
    }
    const layer = step.layer === null ? null : (model.layers[step.layer] as LayerFact);
    const made = `${spelling.of('layers', 'Dropout')}(${rate})`;
    const written = writtenAfter(target, layer?.span ?? null, step.span, made);
    if (written === null) return { reason: filled(words.dropoutUnwritable, { layer: name }) };
    edits.push(...written);
  }
  return { edits };
}

/** Layers that are to have a dropout behind them: those without one, and those that had none when they were compared. */
export function dropoutNames({ plan, planned }: Target): ReadonlySet<string> {
  const { layers } = planned.plan.model;
  const compared = [...dropoutPlaces(plan.model)].filter((name) => layers.some((one) => one.name === name));
  return new Set([...compared, ...dropoutPlaces(planned.plan.model)]);
}

/** The model that the code is to be of. */
export function modelWithDropout(target: Target, rate: number): PlanModel {
  const { model } = target.planned.plan;
  const names = dropoutNames(target);
  const layers = model.layers.map((layer) =>
    layer.className === 'Dropout' && layer.inbound.some((name) => names.has(name))
      ? { ...layer, config: { ...layer.config, rate } }
      : layer,
  );
  return withDropout({ ...model, layers }, rate);
}

/** Another rate of a Dropout; null where it is not written as an argument. */
function rateEdit(target: Target, { arguments: given }: LayerFact, rate: number): TextEdit[] | null {
  const argument = given.find(({ name }) => name === 'rate');
  if (argument === undefined || argument.spread) return null;
  if (argument.value === rate) return [];
  const value = target.source.expressionAt(argument.valueSpan);
  return value && [numberEdit(target, numberPlace(target.source, value) ?? value.span, rate)];
}

/**
 * @param made the layer's constructing call; null for an operation
 * @param called where it is called
 * @param dropout the constructing call to write
 */
function writtenAfter(target: Target, made: Span | null, called: Span, dropout: string): TextEdit[] | null {
  const { source } = target;
  const construction = made && source.callAt(made);
  const parent = construction && source.parentOf(construction);
  if (construction && parent) {
    if (parent.kind === 'list' || parent.kind === 'tuple') return elementAfter(source, construction, dropout);
    if (parent.kind === 'call' && isAdd(parent) && source.parentOf(parent)?.kind === 'expression') {
      const { object } = parent.callee as Extract<Expression, { kind: 'attribute' }>;
      const model = source.text.slice(object.span.start, object.span.end);
      return [statementAfter(source, parent.span, `${model}.add(${dropout})`)];
    }
  }
  const call = source.callAt(called);
  if (call === null) return null;
  const madeThere = construction !== null && call.callee === construction;
  return madeThere || !isInMethod(source, call)
    ? applied(source, call, dropout)
    : subclassed(source, construction, call, dropout);
}

function isAdd(call: Extract<Expression, { kind: 'call' }>): boolean {
  return call.callee.kind === 'attribute' && call.callee.name === 'add';
}

/** `x = Dense(8)(x)` gets `x = Dropout(0.5)(x)` behind it; elsewhere the call is put into one of the dropout. */
function applied(source: Source, call: Expression, dropout: string): TextEdit[] {
  const name = assignedName(source, call);
  const statement = source.statementOf(call);
  if (name !== null && statement) {
    return [statementAfter(source, statement.span, `${name} = ${dropout}(${name})`)];
  }
  return [inserted(call.span.start, `${dropout}(`), inserted(call.span.end, ')')];
}

/** The variable of `name = expression`, where nothing else is in the statement. */
function assignedName(source: Source, value: Expression): string | null {
  const parent = source.parentOf(value);
  if (parent?.kind !== 'assign' || parent.targets.length !== 1) return null;
  const [target] = parent.targets;
  return target?.kind === 'name' ? target.name : null;
}

/** A layer class makes layers in `__init__` and calls them elsewhere: so is the dropout. */
function subclassed(
  source: Source,
  construction: Expression | null,
  call: Call,
  dropout: string,
): TextEdit[] | null {
  const callee = source.text.slice(call.callee.span.start, call.callee.span.end);
  const making = construction && source.parentOf(construction);
  const beside =
    making?.kind === 'assign' && isAttribute(source, making.targets[0], callee) ? making.span : null;
  const place = beside ?? endOfInit(source, call);
  if (place === null) return null;
  const own = beside ? `${callee}_dropout` : `self.dropout_after_${lastName(callee)}`;
  const training = takesTraining(source, call) ? ', training=training' : '';
  const name = assignedName(source, call);
  const statement = source.statementOf(call);
  const use =
    name !== null && statement
      ? [statementAfter(source, statement.span, `${name} = ${own}(${name}${training})`)]
      : [inserted(call.span.start, `${own}(`), inserted(call.span.end, `${training})`)];
  return [statementAfter(source, place, `${own} = ${dropout}`), ...use];
}

function isAttribute(source: Source, target: Expression | undefined, callee: string): boolean {
  return target?.kind === 'attribute' && source.text.slice(target.span.start, target.span.end) === callee;
}

const lastName = (callee: string): string => /\w+$/.exec(callee)?.[0] ?? 'it';

/** The last statement of `__init__` of the class around an expression. */
function endOfInit(source: Source, { span }: Expression): Span | null {
  const around = source.statements
    .filter((one) => one.kind === 'class')
    .filter((one) => one.span.start <= span.start && span.end <= one.span.end)
    .at(-1);
  const init = around?.body.find((one) => one.kind === 'function' && one.name === '__init__');
  return init?.kind === 'function' ? (init.body.at(-1)?.span ?? null) : null;
}

function isInMethod(source: Source, call: Expression): boolean {
  return enclosing(source, call)?.parameters[0]?.name === 'self';
}

function takesTraining(source: Source, call: Expression): boolean {
  return enclosing(source, call)?.parameters.some(({ name }) => name === 'training') ?? false;
}

type Function = Extract<Statement, { kind: 'function' }>;

/** The innermost function around an expression. */
function enclosing(source: Source, { span }: Expression): Function | undefined {
  return source.statements
    .filter(
      (one): one is Function =>
        one.kind === 'function' && one.span.start <= span.start && span.end <= one.span.end,
    )
    .at(-1);
}
