import { blocksOf } from '../program/names';
import type { Expression, Statement } from '../program/program';
import type { Span } from '../text/span';
import { callContainerMethod } from './builtins';
import { callFunction, runManaged } from './calls';
import { NAMED_TUPLE, classMember } from './classes';
import type { ReadExecution } from './content';
import { DATA_CLASS, decorated } from './decorators';
import { assignTarget, elementsOf } from './assignment';
import {
  binaryValue,
  evaluate,
  evaluateBinary,
  evaluateDefaults,
  evaluateTest,
  noArguments,
} from './expressions';
import { isThere, runImport } from './imports';
import { type Loop, type Machine, currentFrame, exitWith, oneStep, repeated, step } from './machine';
import { truth } from './operators';
import { Scope } from './scope';
import type { Journal, Writes } from './store';
import { type ClassValue, type FunctionValue, type ListValue, type Value, none, unknown } from './values';

/** Runs statements in order; false when no path reaches the end (return, raise, break, continue). */
export function runBlock(machine: Machine, block: readonly Statement[], scope: Scope): boolean {
  for (const statement of block) if (!runStatement(machine, statement, scope)) return false;
  return true;
}

function runStatement(machine: Machine, statement: Statement, scope: Scope): boolean {
  step(machine);
  switch (statement.kind) {
    case 'expression': {
      // A value that nobody takes is at most displayed.
      const displayed = statement.value.kind !== 'call';
      if (displayed) machine.inspecting++;
      evaluate(machine, statement.value, scope);
      if (displayed) machine.inspecting--;
      return true;
    }
    case 'assign': {
      const value = evaluate(machine, statement.value, scope);
      for (const target of statement.targets) {
        assignTarget(machine, target, value, scope, {
          value: statement.value,
          operator: null,
          time: machine.clock,
        });
      }
      return true;
    }
    case 'augmented':
      runAugmented(machine, statement, scope);
      return true;
    case 'if': {
      const known = truth(evaluateTest(machine, statement.test, scope));
      if (known !== null) return runBlock(machine, known ? statement.then : statement.otherwise, scope);
      return runPaths(machine, [
        () => runBlock(machine, statement.then, scope),
        () => runBlock(machine, statement.otherwise, scope),
      ]);
    }
    case 'for': {
      // What is looped over is read once, before the loop.
      const iterable = evaluate(machine, statement.iterable, scope);
      return repeated(machine, () => runFor(machine, statement, iterable, scope));
    }
    case 'while':
      return repeated(machine, () => runWhile(machine, statement, scope));
    case 'with':
      return runWith(machine, statement, 0, scope);
    case 'try':
      return runTry(machine, statement, scope);
    case 'return':
      exitWith(machine, statement.value ? evaluate(machine, statement.value, scope) : none);
      return false;
    case 'raise':
      if (statement.value) evaluate(machine, statement.value, scope);
      return false;
    case 'break':
    case 'continue': {
      const loop = currentFrame(machine).loops.at(-1);
      if (!loop) return true;
      if (statement.kind === 'break') loop.breaks.push(machine.store.writes(loop.whole));
      else loop.continues.push(machine.store.writes(loop.iteration));
      return false;
    }
    case 'pass':
    case 'declaration':
      return true;
    case 'function':
      defineFunction(machine, statement, scope);
      return true;
    case 'class':
      defineClass(machine, statement, scope);
      return true;
    case 'import':
      runImport(machine, statement.bindings, scope);
      return true;
    case 'delete':
      for (const target of statement.targets) deleteTarget(machine, target, scope);
      return true;
    case 'scope': {
      const holder = statement.declares === 'global' ? scope.module : scope.parent;
      if (holder) for (const name of statement.names) scope.declareElsewhere(name, holder);
      return true;
    }
    case 'assert':
      evaluateTest(machine, statement.test, scope);
      return true;
    case 'match':
      return runMatch(machine, statement, scope);
    case 'opaque':
      for (const child of statement.children) evaluate(machine, child, scope);
      return true;
  }
}

/** Runs each path from the present state and goes on with the join of those that reach their end. */
function runPaths(machine: Machine, paths: readonly (() => boolean)[]): boolean {
  const reached: Writes[] = [];
  for (const path of paths) {
    machine.store.begin();
    let goesOn = false;
    try {
      goesOn = path();
    } finally {
      const writes = machine.store.undo();
      if (goesOn) reached.push(writes);
    }
  }
  machine.store.join(reached);
  return reached.length > 0;
}

function runAugmented(machine: Machine, statement: Statement & { kind: 'augmented' }, scope: Scope): void {
  const { target, value, operator } = statement;
  if (target.kind === 'name') {
    const before = evaluate(machine, target, scope);
    const outer = machine.term;
    machine.term = operator === '+' ? statement.span : null;
    const other =
      value.kind === 'binary'
        ? evaluateBinary(machine, value.operator, value.left, value.right, value.span, scope)
        : evaluate(machine, value, scope);
    machine.term = outer;
    if (operator === '+' && before.kind === 'list' && extendList(machine, before, other)) return;
    const result = binaryValue(machine, operator, before, other, statement.span, target.span, value.span);
    scope.assign(target.name, result, { value, operator, time: machine.clock });
    return;
  }
  const result = evaluateBinary(machine, operator, target, value, statement.span, scope);
  assignTarget(machine, target, result, scope, null);
}

/** The items of a `with`, one inside the other, around its body. */
function runWith(
  machine: Machine,
  statement: Statement & { kind: 'with' },
  index: number,
  scope: Scope,
): boolean {
  const item = statement.items[index];
  if (!item) return runBlock(machine, statement.body, scope);
  const context = evaluate(machine, item.context, scope);
  const inside = (value: Value): boolean => {
    if (item.target) assignTarget(machine, item.target, value, scope, null);
    return runWith(machine, statement, index + 1, scope);
  };
  const managed = runManaged(machine, context, inside);
  if (managed !== null) return managed;
  machine.framework.enterWith(machine, context, {
    start: statement.span.start,
    end: item.target?.span.end ?? item.context.span.end,
  });
  const goesOn = inside(callOwn(machine, context, '__enter__', item.context.span) ?? context);
  callOwn(machine, context, '__exit__', item.context.span);
  machine.framework.leaveWith(machine, context);
  return goesOn;
}

/** A method that a class of the program defines. */
function callOwn(machine: Machine, value: Value, name: string, span: Span): Value | null {
  const method = value.kind === 'instance' && value.class ? classMember(value.class, name) : undefined;
  return method?.kind === 'function' && value.kind === 'instance'
    ? callFunction(machine, method, value, { ...noArguments(span), unknownSpread: name === '__exit__' })
    : null;
}

/** Cases are tried in order; one whose pattern is nothing but constants fits or does not where the subject is known. */
function runMatch(machine: Machine, statement: Statement & { kind: 'match' }, scope: Scope): boolean {
  const subject = evaluateTest(machine, statement.subject, scope);
  const paths: (() => boolean)[] = [];
  for (const one of statement.cases) {
    const fits = one.guard ? null : fitsCase(one.fits, subject);
    if (fits === false) continue;
    paths.push(() => {
      for (const name of one.binds) scope.assign(name, one.fits === 'any' ? subject : unknown);
      if (one.guard) evaluateTest(machine, one.guard, scope);
      return runBlock(machine, one.body, scope);
    });
    if (fits !== true) continue;
    const [only] = paths;
    return paths.length === 1 && only ? only() : runPaths(machine, paths);
  }
  return runPaths(machine, [...paths, () => true]);
}

function fitsCase(fits: readonly Expression[] | 'any' | null, subject: Value): boolean | null {
  if (fits === 'any') return true;
  if (fits === null || subject.kind !== 'constant') return null;
  return fits.some((one) => one.kind === 'constant' && one.value === subject.value);
}

/** `del name`, `del things[key]`. */
function deleteTarget(machine: Machine, target: Expression, scope: Scope): void {
  if (target.kind === 'tuple' || target.kind === 'list') {
    for (const element of target.elements) deleteTarget(machine, element, scope);
  } else if (target.kind === 'item') {
    const object = evaluate(machine, target.object, scope);
    const key = evaluate(machine, target.index, scope);
    callContainerMethod(machine, object, 'pop', {
      ...noArguments(target.span),
      positional: [{ value: key, valueSpan: target.span, span: target.span }],
    });
  }
}

/** `list += elements` changes the list itself. */
function extendList(machine: Machine, target: ListValue, added: Value): boolean {
  if (added.kind !== 'list' && added.kind !== 'tuple') return false;
  const { elements, exact } = target.cell.value;
  const more = elementsOf(added);
  machine.store.write(target.cell, {
    elements: [...elements, ...more.elements],
    exact: exact && more.exact,
  });
  return true;
}

/** Loops over more elements than this are run to a fixed point instead of one by one. */
const MOST_ITERATIONS = 64;
/** Likewise for loops over layers, models and other objects. */
const MOST_OBJECTS = 1024;

/** Whether a loop does nothing but add to something, at each turn. */
function addsEach({ body }: Statement & { kind: 'for' }): boolean {
  return body.every(
    (one) =>
      (one.kind === 'augmented' && one.operator === '+') ||
      (one.kind === 'assign' && one.value.kind === 'binary' && one.value.operator === '+'),
  );
}

/** The list of all terms of `model.losses` for such a loop. */
function shared(value: Value): Value {
  if (value.kind !== 'list' || !value.origin) return value;
  // All terms hold one and the same read.
  const shares = new Map<ReadExecution, ReadExecution>();
  const share = (read: ReadExecution): ReadExecution => {
    const known = shares.get(read) ?? { ...read, share: true };
    shares.set(read, known);
    return known;
  };
  const elements = value.cell.value.elements.map((element): Value => {
    if (element.kind !== 'tensor') return element;
    const { content } = element;
    return { ...element, content: { ...content, reads: content.reads.map(share) } };
  });
  return { kind: 'tuple', elements };
}

function holdsObject(value: Value): boolean {
  return value.kind === 'instance' || (value.kind === 'tuple' && value.elements.some(holdsObject));
}

function runFor(
  machine: Machine,
  statement: Statement & { kind: 'for' },
  iterable: Value,
  scope: Scope,
): boolean {
  machine.repeating.push({ loop: statement, scope });
  try {
    return repeatFor(machine, statement, iterable, scope);
  } finally {
    machine.repeating.pop();
  }
}

function repeatFor(
  machine: Machine,
  statement: Statement & { kind: 'for' },
  iterable: Value,
  scope: Scope,
): boolean {
  const items = elementsOf(addsEach(statement) ? shared(iterable) : iterable);
  const otherwise = () => runBlock(machine, statement.otherwise, scope);
  const body = (item: Value) => () => {
    assignTarget(machine, statement.target, item, scope, null);
    return runBlock(machine, statement.body, scope);
  };
  // What is done to one object says nothing of the next one.
  const objects = items.elements.some(holdsObject);
  const most = objects ? MOST_OBJECTS : MOST_ITERATIONS;
  const whole = machine.store.begin();
  const breaks: Writes[] = [];
  if (!items.exact || items.elements.length > most) {
    const ends = runRepeatedly(machine, whole, breaks, body(items.element), () => {}, items.nonEmpty);
    return finishLoop(machine, breaks, ends, otherwise);
  }
  let goesOn = true;
  let index = 0;
  for (; index < items.elements.length && goesOn; index++) {
    const structure = machine.structure;
    goesOn = runIteration(machine, whole, breaks, body(items.elements[index] as Value));
    // Where an iteration builds nothing, the next ones do what it did: a fixed point says the same in fewer steps.
    if (!objects && structure === machine.structure && items.elements.length - index > 3 && index >= 1) break;
  }
  if (goesOn && index < items.elements.length)
    goesOn = runIteration(machine, whole, breaks, body(items.element));
  if (goesOn && breaks.length === 0) {
    machine.store.keep();
    return otherwise();
  }
  return finishLoop(machine, breaks, goesOn ? [machine.store.writes(whole)] : [], otherwise);
}

/** An iteration that takes more steps than this and builds nothing is not repeated to learn how often it is. */
const CHEAP_ITERATION = 300;

function runWhile(machine: Machine, statement: Statement & { kind: 'while' }, scope: Scope): boolean {
  const test = () => truth(evaluateTest(machine, statement.test, scope));
  const body = () => runBlock(machine, statement.body, scope);
  const otherwise = () => runBlock(machine, statement.otherwise, scope);
  const whole = machine.store.begin();
  const breaks: Writes[] = [];
  let known = test();
  let goesOn = true;
  for (let count = 0; known === true && goesOn && count < MOST_ITERATIONS; count++) {
    const { structure, stepsLeft } = machine;
    goesOn = runIteration(machine, whole, breaks, body);
    const isCheap = stepsLeft - machine.stepsLeft < CHEAP_ITERATION && statement.test.kind !== 'constant';
    if (!goesOn || breaks.length > 0 || (structure === machine.structure && !isCheap)) break;
    known = test();
  }
  if (goesOn && known === false && breaks.length === 0) {
    machine.store.keep();
    return otherwise();
  }
  if (goesOn && known !== false) {
    // From here on nothing is known of how often it goes on.
    const ends = runRepeatedly(machine, whole, breaks, body, () => void test(), known === true);
    return finishLoop(machine, breaks, ends, otherwise);
  }
  return finishLoop(machine, breaks, goesOn ? [machine.store.writes(whole)] : [], otherwise);
}

/** A loop of unknown length: the first pass, then a second from the state the first one left. Gives the states in which it may end. */
function runRepeatedly(
  machine: Machine,
  whole: Journal,
  breaks: Writes[],
  body: () => boolean,
  test: () => void,
  atLeastOnce: boolean,
): Writes[] {
  const ends: Writes[] = atLeastOnce ? [] : [machine.store.writes(whole)];
  for (let pass = 0; pass < 2; pass++) {
    if (!runIteration(machine, whole, breaks, body)) break;
    test();
    ends.push(machine.store.writes(whole));
  }
  return ends;
}

function runIteration(
  machine: Machine,
  whole: Loop['whole'],
  breaks: Writes[],
  body: () => boolean,
): boolean {
  const { store } = machine;
  const loop: Loop = { iteration: store.begin(), whole, continues: [], breaks };
  const { loops } = currentFrame(machine);
  loops.push(loop);
  let ended = false;
  let goesOn = false;
  try {
    goesOn = oneStep(machine, body);
    ended = true;
  } finally {
    loops.pop();
    if (!ended) store.undo();
  }
  if (goesOn && loop.continues.length === 0) {
    store.keep();
    return true;
  }
  const writes = store.undo();
  if (goesOn) loop.continues.push(writes);
  store.join(loop.continues);
  return loop.continues.length > 0;
}

/** Goes on after a loop from the states in which it may have ended: used up, or left by `break`. */
function finishLoop(
  machine: Machine,
  breaks: readonly Writes[],
  ends: readonly Writes[],
  otherwise: () => boolean,
): boolean {
  machine.store.undo();
  const usedUp = () => restore(machine, ends) && otherwise();
  if (breaks.length === 0) return ends.length > 0 && usedUp();
  const paths: (() => boolean)[] = breaks.map((writes) => () => restore(machine, [writes]));
  if (ends.length > 0) paths.push(usedUp);
  return runPaths(machine, paths);
}

function restore(machine: Machine, writes: readonly Writes[]): boolean {
  machine.store.join(writes);
  return true;
}

function runTry(machine: Machine, statement: Statement & { kind: 'try' }, scope: Scope): boolean {
  const imported = guardedImport(machine, statement, scope);
  if (imported) return runBlock(machine, imported, scope) && runBlock(machine, statement.finally, scope);
  machine.store.begin();
  let goesOn = false;
  let body: Writes = new Map();
  const handled = statement.handlers.length > 0 ? 1 : 0;
  machine.trying += handled;
  try {
    goesOn = runBlock(machine, statement.body, scope);
  } finally {
    machine.trying -= handled;
    body = machine.store.undo();
  }
  const paths: (() => boolean)[] = [];
  if (goesOn) paths.push(() => restore(machine, [body]) && runBlock(machine, statement.otherwise, scope));
  for (const handler of statement.handlers) {
    paths.push(() => {
      restore(machine, [new Map(), body]);
      if (handler.name) scope.assign(handler.name, unknown);
      return runBlock(machine, handler.body, scope);
    });
  }
  const reached = runPaths(machine, paths);
  return runBlock(machine, statement.finally, scope) && reached;
}

/** Of imports that are tried, those that are surely there: the first ones, or what the handler imports instead. */
function guardedImport(
  machine: Machine,
  statement: Statement & { kind: 'try' },
  scope: Scope,
): readonly Statement[] | null {
  if (!statement.body.every((one) => one.kind === 'import')) return null;
  const isFound = (block: readonly Statement[]) =>
    block.every(
      (one) => one.kind === 'import' && one.bindings.every((binding) => isThere(machine, binding, scope)),
    );
  const handler = statement.handlers[0]?.body;
  if (isFound(statement.body)) return statement.body;
  return handler && isFound(handler) ? handler : null;
}

function defineFunction(machine: Machine, statement: Statement & { kind: 'function' }, scope: Scope): void {
  const value: FunctionValue = {
    kind: 'function',
    name: statement.name,
    span: statement.span,
    parameters: statement.parameters,
    defaults: evaluateDefaults(machine, statement.parameters, scope),
    body: statement.body,
    scope: scope.kind === 'class' && scope.parent ? scope.parent : scope,
    callable: true,
    generates: yields(statement.body),
    binding: 'plain',
    traced: false,
    owner: { class: null },
  };
  if (scope.module === machine.main) machine.functions.push(value);
  scope.owners?.push(value.owner);
  scope.assign(statement.name, decorated(machine, value, statement.decorators, scope));
}

const yieldsByBody = new WeakMap<readonly Statement[], boolean>();

/** Whether a body belongs to a generator; functions inside it are their own. */
function yields(body: readonly Statement[]): boolean {
  const known = yieldsByBody.get(body);
  if (known !== undefined) return known;
  const found = body.some((statement) => {
    switch (statement.kind) {
      case 'expression':
      case 'assign':
        return statement.value.kind === 'yield';
      case 'function':
      case 'class':
        return false;
      default:
        return blocksOf(statement).some(yields);
    }
  });
  yieldsByBody.set(body, found);
  return found;
}

function defineClass(machine: Machine, statement: Statement & { kind: 'class' }, scope: Scope): void {
  const inner = new Scope('class', scope, machine.store);
  inner.owners = [];
  const bases = statement.bases
    .filter((base) => base.name === null)
    .map((base) => evaluate(machine, base.value, scope));
  const value: ClassValue = {
    kind: 'class',
    name: statement.name,
    span: statement.span,
    nameSpan: statement.nameSpan,
    bases,
    scope: inner,
    fields: isDataClass(machine, statement, bases, scope) ? declaredNames(statement.body) : null,
  };
  scope.assign(statement.name, value);
  if (scope.module === machine.main) machine.classes.push(value);
  runBlock(machine, statement.body, inner);
  for (const owner of inner.owners) owner.class = value;
  const result = decorated(machine, value, statement.decorators, scope);
  if (result !== value) scope.assign(statement.name, result);
}

function isDataClass(
  machine: Machine,
  { decorators }: Statement & { kind: 'class' },
  bases: readonly Value[],
  scope: Scope,
): boolean {
  return (
    bases.some((base) => base.kind === 'symbol' && NAMED_TUPLE.test(base.name)) ||
    decorators.some((decorator) => {
      const callee = evaluate(machine, decorator.kind === 'call' ? decorator.callee : decorator, scope);
      return callee.kind === 'symbol' && DATA_CLASS.test(callee.name);
    })
  );
}

/** The names that a class body gives a type to, in order. */
function declaredNames(body: readonly Statement[]): string[] {
  return body.flatMap((statement) => {
    const target =
      statement.kind === 'declaration'
        ? statement.target
        : statement.kind === 'assign' && statement.typed
          ? statement.targets[0]
          : undefined;
    return target?.kind === 'name' ? [target.name] : [];
  });
}
