import type { Event } from '../facts/events';
import type { Statement } from '../program/program';
import type { Sources } from '../text/sources';
import type { Span } from '../text/span';
import type { Content } from './content';
import type { ModuleTable } from './imports';
import type { Scope } from './scope';
import type { FollowedPass, FollowedModel } from './followed';
import type { Journal, Store, Writes } from './store';
import type { ArgumentValue, ClassValue, FunctionValue, InstanceValue, ListValue, Value } from './values';

/** The abstract machine: everything that changes while a program runs. */
export interface Machine {
  readonly store: Store;
  readonly framework: Framework;
  /** The texts that the spans refer to, for spelling names in fixes; never for deciding. */
  readonly sources: Sources;
  readonly modules: ModuleTable;
  /** The names of the analysed file itself. */
  readonly main: Scope;
  readonly events: Event[];
  readonly frames: Frame[];
  /** `for` loops that are running, with the scope they run in. */
  readonly repeating: { readonly loop: Statement & { kind: 'for' }; readonly scope: Scope }[];
  /** What a call of a layer or model gets for `training` when it leaves it out; null for the function's own default. */
  training: Value | null;
  stepsLeft: number;
  /** Greater than 0 while the value under evaluation is only printed, counted or tested. */
  inspecting: number;
  /** Greater than 0 inside a `try` with handlers. */
  trying: number;
  /** Where the term under evaluation stands in the nearest addition around it, with the operator. */
  term: Span | null;
  /** Grows with everything whose order matters to a gradient: reads, operations, tapes that open and close. */
  clock: number;
  /** When the innermost loop, or function that is run again and again, began; 0 outside of all. */
  repeatedSince: number;
  /** When the innermost pass of a loop, or call of a function, began. */
  stepSince: number;
  /** How what is computed now has gradients. */
  readonly tracing: Tracing;
  /** Grows whenever something is built that a second pass of a loop would build again: layers, models. */
  structure: number;
  /** Calls of code that cannot be seen, so far. */
  unknownCalls: number;
  /** Bodies of functions that have been entered, so that the rest can be run once by themselves. */
  readonly entered: Set<unknown>;
  /** Functions defined anywhere, in order. */
  readonly functions: FunctionValue[];
  readonly classes: ClassValue[];
  readonly instantiated: Set<ClassValue>;
  /** The last object made of each class of the file. */
  readonly instances: Map<ClassValue, InstanceValue>;
  /** What the layers that are called now are run for: the outermost call decides. */
  pass: Pass;
  /** When the tapes that are recording now were opened. */
  readonly recording: number[];
  /** Whether there has been one. */
  taped: boolean;
  /** Whether what runs now is traced into a graph; `perhaps` where that happened before, so that only the graph may run. */
  graph: 'no' | 'yes' | 'perhaps';
  /** Functions that have been traced. */
  readonly graphs: Set<object>;
  /** Set by `tf.config.run_functions_eagerly`: nothing is traced. */
  runsEagerly: boolean;
  /** Calls of functions that were running already; after many of them no more are followed. */
  recursions: number;
  /** False while functions that nobody calls are run: then the state before the call is not known. */
  fromModule: boolean;
  /** A forward pass that is followed step by step; null outside of one. */
  followed: FollowedPass | null;
}

/** What surrounds a computation, beside tapes, and decides about its gradients. */
export interface Tracing {
  /** Inside a function that is differentiated with respect to its arguments, not to the weights that a model stores. */
  untraced: boolean;
  /** The block that switches gradients off. */
  disabledBy: Span | null;
  /** Inside a step that a distribution strategy runs on every replica. */
  replica: boolean;
  /** Steps whose gradients are stored in the weights themselves, until an optimizer uses them. */
  pending: { readonly step: { applied: boolean }; readonly model: InstanceValue }[];
}
/** `build`: only to learn shapes. `unknown`: a forward pass or a symbolic call. */
export type Pass = 'none' | 'build' | 'symbolic' | 'eager' | 'graph' | 'unknown';

export interface Frame {
  readonly function: FunctionValue | null;
  readonly scope: Scope;
  readonly self: InstanceValue | null;
  readonly journal: Journal;
  readonly exits: Exit[];
  readonly loops: Loop[];
  /** What a generator has yielded so far. */
  readonly yielded: ListValue | null;
  /** The block of a `with`, which runs where its context manager yields. */
  readonly onYield: ((value: Value) => void) | null;
}

/** One way out of a function. */
export interface Exit {
  readonly value: Value;
  /** What the path had written; null for a path that ends in the state in which the function ends. */
  readonly writes: Writes | null;
}

export interface Loop {
  readonly iteration: Journal;
  readonly whole: Journal;
  readonly continues: Writes[];
  readonly breaks: Writes[];
}

/** A call as the callee sees it. */
export interface Call {
  readonly span: Span;
  readonly argumentsSpan: Span;
  readonly positional: readonly ArgumentValue[];
  readonly keywords: ReadonlyMap<string, ArgumentValue>;
  /** True when `*x` or `**x` of unknown content was passed. */
  readonly unknownSpread: boolean;
}

/** What the interpreter asks of a framework. `undefined` means: not mine, go on as for anything unknown. */
export interface Framework {
  /** The framework's version where it is known. */
  readonly version: 2 | 3 | null;
  /** What it computes with, where that is known. */
  readonly backend: 'tensorflow' | 'jax' | 'torch' | null;
  /** Whether a symbol stands for a class that user classes may derive from, and what instances then carry. */
  subclass(machine: Machine, instance: InstanceValue, base: string): void;
  callSymbol(machine: Machine, name: string, call: Call): Value | undefined;
  /** Whether a module is one that it knows by itself, whatever the project has by that name. */
  isLibrary(module: string): boolean;
  /** Which of the modules imported with `*` a name comes from; undefined where none of them has it. */
  starredModule(name: string, modules: readonly string[]): string | undefined;
  /** Looks at a call of a symbol that has been evaluated, and gives the value it shall have. */
  called(machine: Machine, name: string, call: Call, value: Value): Value;
  /** `instance(...)`. */
  callInstance(machine: Machine, instance: InstanceValue, call: Call): Value | undefined;
  /** A method the framework's part of the instance provides, also through `super()`. */
  callMethod(machine: Machine, instance: InstanceValue, name: string, call: Call): Value | undefined;
  attribute(machine: Machine, instance: InstanceValue, name: string, span: Span): Value | undefined;
  setAttribute(machine: Machine, instance: InstanceValue, name: string, value: Value, span: Span): void;
  /** Null where it is not known. */
  hasAttribute(instance: InstanceValue, name: string): boolean | null;
  isInstance(instance: InstanceValue, symbol: string): boolean | null;
  /** The name of an instance's class, where it is one of the framework's. */
  typeOf(instance: InstanceValue): string | null;
  /** An attribute of something that is not known was read. */
  unresolved(machine: Machine, name: string, span: Span): void;
  binary(machine: Machine, operator: string, operands: BinaryOperands): Value | undefined;
  /** A method of something unresolved was called: `optimizer.apply_gradients(…)` of an optimizer passed in. */
  observe(machine: Machine, receiver: Value, name: string, call: Call): Value | undefined;
  /** A function was handed to something that runs it elsewhere, such as a distribution strategy. */
  runElsewhere(machine: Machine, target: Value, call: Call): Value;
  /** The value was handed to code that cannot be seen. */
  escape(machine: Machine, value: Value): void;
  /** The value was put into an attribute, or into a container that is not known. */
  stored(machine: Machine, value: Value): void;
  /** A name or attribute was bound to a value for the first time. */
  bound(machine: Machine, value: Value, name: string, span: Span): void;
  enterWith(machine: Machine, value: Value, span: Span): void;
  leaveWith(machine: Machine, value: Value): void;
  /** An instance of a class that nobody instantiates: run what a framework would call. */
  exercise(machine: Machine, instance: InstanceValue): void;
  /** A model that the caller of a function would have given it. */
  givenModel(machine: Machine, span: Span): Value;
  /** Called before functions that nobody calls are run. */
  beforeUncalled(machine: Machine): void;
  /** What a forward pass of a model computes; leaves the machine as it is. */
  follow(machine: Machine, model: InstanceValue): FollowedModel;
}

export interface BinaryOperands {
  readonly span: Span;
  readonly left: Value;
  readonly right: Value;
  readonly leftSpan: Span;
  readonly rightSpan: Span;
  /** Places of reads inside each operand. */
  readonly content: Content;
}

/** Thrown by `step` when the budget is used up; caught where the analysis starts. */
export class BudgetExceeded extends Error {}

/** Counts one unit of work. @throws BudgetExceeded */
export function step(machine: Machine): void {
  if (--machine.stepsLeft < 0) throw new BudgetExceeded('step budget used up');
}

/** Notes that the present path leaves the function. */
export function exitWith(machine: Machine, value: Value): void {
  const frame = currentFrame(machine);
  // Outside of branches and loops nothing runs after it, so the state is still there at the end.
  const writes = machine.store.isInnermost(frame.journal) ? null : machine.store.writes(frame.journal);
  frame.exits.push({ value, writes });
}

export function currentFrame(machine: Machine): Frame {
  return machine.frames.at(-1) as Frame;
}

/** Runs `body` with nothing known about what surrounds it: a function's body is no term of its caller's sum. */
export function withFreshContext<T>(machine: Machine, body: () => T): T {
  const { inspecting, term } = machine;
  machine.inspecting = 0;
  machine.term = null;
  try {
    return body();
  } finally {
    machine.inspecting = inspecting;
    machine.term = term;
  }
}

/** Runs `body` as the forward pass, symbolic call or build that the outermost call is. */
export function withPass<T>(machine: Machine, pass: Pass, body: () => T): T {
  const outer = machine.pass;
  machine.pass = pass;
  try {
    return body();
  } finally {
    machine.pass = outer;
  }
}

/**
 * Runs `body` as a function that is traced into a graph.
 * @param key the same for the same function: it is traced once, and later calls may run its graph only.
 */
export function inGraph<T>(machine: Machine, key: object, body: () => T): T {
  if (machine.runsEagerly) return body();
  const { graph } = machine;
  machine.graph = machine.graphs.has(key) ? 'perhaps' : 'yes';
  machine.graphs.add(key);
  try {
    return body();
  } finally {
    machine.graph = graph;
  }
}

/** The present moment, later than every one before. */
export function tick(machine: Machine): number {
  return ++machine.clock;
}

/** Runs `body` as what happens again and again: what was computed before is the same every time. */
export function repeated<T>(machine: Machine, body: () => T): T {
  const outer = machine.repeatedSince;
  machine.repeatedSince = tick(machine);
  try {
    return body();
  } finally {
    machine.repeatedSince = outer;
  }
}

/** Runs `body` as one step: a pass of a loop, a call of a function. */
export function oneStep<T>(machine: Machine, body: () => T): T {
  const outer = machine.stepSince;
  machine.stepSince = tick(machine);
  try {
    return body();
  } finally {
    machine.stepSince = outer;
  }
}

/** Runs `body` with other surroundings for gradients. */
export function traced<T>(machine: Machine, changed: Partial<Tracing>, body: () => T): T {
  const { tracing } = machine;
  const outer = { ...tracing };
  Object.assign(tracing, changed);
  try {
    return body();
  } finally {
    Object.assign(tracing, { ...outer, pending: tracing.pending });
  }
}

/** Runs alternatives from the same state and joins what they did. */
export function fork<T>(machine: Machine, branches: readonly (() => T)[]): T[] {
  if (branches.length === 1) return [(branches[0] as () => T)()];
  const results: T[] = [];
  const paths: Writes[] = [];
  for (const branch of branches) {
    machine.store.begin();
    try {
      results.push(branch());
    } finally {
      paths.push(machine.store.undo());
    }
  }
  machine.store.join(paths);
  return results;
}

/** The argument at a position or by its name. */
export function argument(call: Call, position: number, name: string): ArgumentValue | undefined {
  return call.keywords.get(name) ?? call.positional[position];
}
