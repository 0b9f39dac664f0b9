import type { Expression, Statement } from '../program/program';
import { assignTarget, elementsOf } from './assignment';
import { binaryValue, evaluate, evaluateBinary, evaluateDefaults, evaluateTest } from './expressions';
import { isThere, runImport } from './imports';
import { type Loop, type Machine, currentFrame, exitWith, oneStep, repeated, step } from './machine';
import { truth } from './operators';
import { Scope } from './scope';
import type { Writes } from './store';
import { type ClassValue, type FunctionValue, type Value, none, unknown } from './values';

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
    case 'while': {
      const always = truth(evaluateTest(machine, statement.test, scope)) === true;
      return repeated(machine, () =>
        runRepeatedly(
          machine,
          () => runBlock(machine, statement.body, scope),
          () => void evaluateTest(machine, statement.test, scope),
          always,
          () => runBlock(machine, statement.otherwise, scope),
        ),
      );
    }
    case 'with': {
      const entered: Value[] = [];
      for (const item of statement.items) {
        const value = evaluate(machine, item.context, scope);
        machine.framework.enterWith(machine, value, {
          start: statement.span.start,
          end: item.target?.span.end ?? item.context.span.end,
        });
        entered.push(value);
        if (item.target) assignTarget(machine, item.target, value, scope, null);
      }
      const goesOn = runBlock(machine, statement.body, scope);
      for (const value of entered.reverse()) machine.framework.leaveWith(machine, value);
      return goesOn;
    }
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
      return true;
    case 'scope': {
      const holder = statement.declares === 'global' ? scope.module : scope.parent;
      if (holder) for (const name of statement.names) scope.declareElsewhere(name, holder);
      return true;
    }
    case 'assert':
      evaluateTest(machine, statement.test, scope);
      return true;
    case 'match': {
      evaluateTest(machine, statement.subject, scope);
      const paths = statement.cases.map((one) => () => {
        for (const name of one.binds) scope.assign(name, unknown);
        if (one.guard) evaluateTest(machine, one.guard, scope);
        return runBlock(machine, one.body, scope);
      });
      return runPaths(machine, [...paths, () => true]);
    }
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
    const result = binaryValue(machine, operator, before, other, statement.span, target.span, value.span);
    scope.assign(target.name, result, { value, operator, time: machine.clock });
    return;
  }
  const result = evaluateBinary(machine, operator, target, value, statement.span, scope);
  assignTarget(machine, target, result, scope, null);
}

/** Loops over more elements than this are run to a fixed point instead of one by one. */
const MOST_ITERATIONS = 64;
/** Likewise for loops over layers, models and other objects. */
const MOST_OBJECTS = 1024;

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
  const items = elementsOf(iterable);
  const otherwise = () => runBlock(machine, statement.otherwise, scope);
  const body = (item: Value) => () => {
    assignTarget(machine, statement.target, item, scope, null);
    return runBlock(machine, statement.body, scope);
  };
  // What is done to one object says nothing of the next one.
  const objects = items.elements.some(holdsObject);
  if (!items.exact || items.elements.length > (objects ? MOST_OBJECTS : MOST_ITERATIONS))
    return runRepeatedly(machine, body(items.element), () => {}, items.nonEmpty, otherwise);

  const whole = machine.store.begin();
  const breaks: Writes[] = [];
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

/** A loop of unknown length: the first pass, then a second from the state the first one left. */
function runRepeatedly(
  machine: Machine,
  body: () => boolean,
  test: () => void,
  atLeastOnce: boolean,
  otherwise: () => boolean,
): boolean {
  const whole = machine.store.begin();
  const breaks: Writes[] = [];
  const ends: Writes[] = atLeastOnce ? [] : [machine.store.writes(whole)];
  for (let pass = 0; pass < 2; pass++) {
    const goesOn = runIteration(machine, whole, breaks, body);
    if (!goesOn) break;
    test();
    ends.push(machine.store.writes(whole));
  }
  return finishLoop(machine, breaks, ends, otherwise);
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
  if (statement.body.every((one) => one.kind === 'import')) {
    const block = guardedImport(machine, statement, scope);
    return runBlock(machine, block, scope) && runBlock(machine, statement.finally, scope);
  }
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

/** The package is there, as everywhere else in the file, unless only the handler imports what the project has. */
function guardedImport(
  machine: Machine,
  statement: Statement & { kind: 'try' },
  scope: Scope,
): readonly Statement[] {
  const isFound = (block: readonly Statement[]) =>
    block.every(
      (one) => one.kind === 'import' && one.bindings.every((binding) => isThere(machine, binding, scope)),
    );
  const handler = statement.handlers[0]?.body;
  return handler && !isFound(statement.body) && isFound(handler) ? handler : statement.body;
}

function defineFunction(machine: Machine, statement: Statement & { kind: 'function' }, scope: Scope): void {
  const decorators = statement.decorators.map((decorator) => decoratorName(machine, decorator, scope));
  const binding = decorators.includes('builtins.staticmethod')
    ? 'static'
    : decorators.includes('builtins.classmethod')
      ? 'class'
      : decorators.includes('builtins.property')
        ? 'property'
        : 'plain';
  const value: FunctionValue = {
    kind: 'function',
    name: statement.name,
    span: statement.span,
    parameters: statement.parameters,
    defaults: evaluateDefaults(machine, statement.parameters, scope),
    body: statement.body,
    scope: scope.kind === 'class' && scope.parent ? scope.parent : scope,
    callable:
      decorators.every((name) => name !== null && TRANSPARENT_DECORATOR.test(name)) &&
      !yields(statement.body),
    binding,
    traced: decorators.includes('tensorflow.function'),
    owner: { class: null },
  };
  if (scope.module === machine.main) machine.functions.push(value);
  scope.assign(statement.name, value);
}

/** Decorators that leave what the function computes as it is. */
const TRANSPARENT_DECORATOR =
  /^builtins\.|^tensorflow\.(function|autograph\.|custom_gradient|contrib\.)|^functools\.|^jax\.jit|\.(register_keras_serializable|setter|abstractmethod|typechecked|njit|jit|tf_export|keras_export|no_automatic_dependency_tracking)$/;

function decoratorName(machine: Machine, decorator: Expression, scope: Scope): string | null {
  const value = evaluate(machine, decorator.kind === 'call' ? decorator.callee : decorator, scope);
  if (decorator.kind === 'call') for (const one of decorator.arguments) evaluate(machine, one.value, scope);
  return value.kind === 'symbol' ? value.name : null;
}

const yieldsByBody = new WeakMap<readonly Statement[], boolean>();

/** A generator's body runs later and in pieces. */
function yields(body: readonly Statement[]): boolean {
  const known = yieldsByBody.get(body);
  if (known !== undefined) return known;
  const found = body.some((statement) => {
    if (statement.kind === 'expression' || statement.kind === 'assign') {
      return statement.value.kind === 'opaque' && statement.value.suspends === true;
    }
    if (statement.kind === 'if') return yields(statement.then) || yields(statement.otherwise);
    if (
      statement.kind === 'for' ||
      statement.kind === 'while' ||
      statement.kind === 'with' ||
      statement.kind === 'try'
    )
      return yields(statement.body);
    return false;
  });
  yieldsByBody.set(body, found);
  return found;
}

function defineClass(machine: Machine, statement: Statement & { kind: 'class' }, scope: Scope): void {
  const inner = new Scope('class', scope, machine.store);
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
  };
  scope.assign(statement.name, value);
  if (scope.module === machine.main) machine.classes.push(value);
  runBlock(machine, statement.body, inner);
  for (const cell of inner.cells.values())
    if (cell.value?.kind === 'function') cell.value.owner.class = value;
}
