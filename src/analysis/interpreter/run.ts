import type { Event } from '../facts/events';
import type { Program } from '../program/program';
import type { Modules } from '../surroundings';
import type { Sources } from '../text/sources';
import type { Span } from '../text/span';
import { callFunction, instantiate } from './calls';
import { noArguments } from './expressions';
import { modelParameters, modelParametersOf } from './given-models';
import { ModuleTable, moduleFrame } from './imports';
import { BudgetExceeded, type Call, type Framework, type Machine, repeated } from './machine';
import type { FollowedModel } from './followed';
import { Scope } from './scope';
import { runBlock } from './statements';
import { Store } from './store';
import type { ArgumentValue, FunctionValue, InstanceValue } from './values';

/** Statements and expressions evaluated before the analysis gives up: about a second of work. */
const STEP_BUDGET = 1_500_000;

/** What a run of a program left. */
export interface Run {
  readonly events: readonly Event[];
  /** False when the budget ran out; then the events say nothing certain. */
  readonly complete: boolean;
  /** What a forward pass of one of its models computes, as the program leaves that model. */
  readonly follow: (model: InstanceValue) => FollowedModel;
}

/**
 * Runs a program abstractly: the module, with those it imports, then classes of its own nobody instantiates and
 * functions nobody calls, by themselves.
 * @param sources gets the modules that were entered.
 */
export function runProgram(
  program: Program,
  sources: Sources,
  modules: Modules,
  framework: Framework,
  budget = STEP_BUDGET,
): Run {
  const store = new Store();
  const module = new Scope('module', null, store);
  const machine: Machine = {
    store,
    framework,
    sources,
    modules: new ModuleTable(module, modules),
    main: module,
    events: [],
    frames: [],
    repeating: [],
    training: null,
    stepsLeft: budget,
    inspecting: 0,
    trying: 0,
    term: null,
    clock: 0,
    repeatedSince: 0,
    stepSince: 0,
    tracing: { untraced: false, disabledBy: null, replica: false, pending: [] },
    structure: 0,
    unknownCalls: 0,
    entered: new Set(),
    functions: [],
    classes: [],
    instantiated: new Set(),
    instances: new Map(),
    pass: 'none',
    recording: [],
    taped: false,
    graph: 'no',
    graphs: new Set(),
    runsEagerly: false,
    recursions: 0,
    fromModule: true,
    followed: null,
  };
  const follow = (model: InstanceValue): FollowedModel => followed(machine, model);
  try {
    machine.frames.push(moduleFrame(module));
    runBlock(machine, program.body, module);
    framework.beforeUncalled(machine);
    runUnused(machine);
  } catch (error) {
    if (!(error instanceof BudgetExceeded) && !isStackOverflow(error)) throw error;
    return { events: machine.events, complete: false, follow };
  }
  return { events: machine.events, complete: true, follow };
}

/** Steps that following one model may take. */
const FOLLOW_BUDGET = 100_000;

function followed(machine: Machine, model: InstanceValue): FollowedModel {
  machine.stepsLeft = FOLLOW_BUDGET;
  try {
    return machine.framework.follow(machine, model);
  } catch (error) {
    if (!(error instanceof BudgetExceeded) && !isStackOverflow(error)) throw error;
    return { lost: { what: 'model', name: '', span: model.site } };
  }
}

/** A program nested too deeply for the stack is as much out of reach as one that is too long. */
function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && /call stack/i.test(error.message);
}

/** Classes before functions: an instance made with unknown arguments lets its methods be seen. */
function runUnused(machine: Machine): void {
  for (let round = 0; round < 3; round++) {
    const newClasses = machine.classes.filter(
      (one) =>
        !machine.instantiated.has(one) &&
        !machine.classes.some((other) => other.bases.includes(one) && machine.instantiated.has(other)),
    );
    for (const one of newClasses) {
      const instance = instantiate(
        machine,
        one,
        unknownArguments(machine, one.nameSpan, modelParametersOf(one)),
      );
      if (instance.kind === 'instance') machine.framework.exercise(machine, instance);
    }
    const newFunctions = machine.functions.filter((one) => !machine.entered.has(one.body));
    if (newFunctions.length === 0 && newClasses.length === 0) return;
    for (const one of newFunctions) {
      if (machine.entered.has(one.body)) continue;
      runAlone(machine, one);
    }
  }
}

/** Arguments of a call that is not in the file; those used as models are models of which nothing else is known. */
function unknownArguments(machine: Machine, span: Span, models: readonly string[]): Call {
  const given = models.map((name): [string, ArgumentValue] => {
    const value = machine.framework.givenModel(machine, span);
    return [name, { value, valueSpan: span, span }];
  });
  return { ...noArguments(span), keywords: new Map(given), unknownSpread: true };
}

function runAlone(machine: Machine, callee: FunctionValue): void {
  machine.store.begin();
  try {
    // Methods of a class that the file makes objects of see such an object.
    const self = callee.owner.class ? (machine.instances.get(callee.owner.class) ?? null) : null;
    const returned = repeated(machine, () =>
      callFunction(machine, callee, self, unknownArguments(machine, callee.span, modelParameters(callee))),
    );
    // Whoever calls it takes what it returns.
    machine.framework.stored(machine, returned);
  } finally {
    // What a function does when it runs is no fact about the others.
    machine.store.undo();
  }
}
