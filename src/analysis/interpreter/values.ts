import type { Certainty } from '../facts/facts';
import type { Expression, Parameter, Statement } from '../program/program';
import type { Span } from '../text/span';
import { type Content, type ReadExecution, emptyContent, mergeContents, opaqueContent } from './content';
import type { Scope } from './scope';
import { Cell, type Store } from './store';

/** What an expression may be. Objects with identity keep their state in cells, so that branches can be joined. */
export type Value =
  | UnknownValue
  | ConstantValue
  | SymbolValue
  | FunctionValue
  | ClassValue
  | ModuleValue
  | MethodValue
  | PartialValue
  | TensorValue
  | ListValue
  | TupleValue
  | DictValue
  | InstanceValue
  | SuperValue
  | JoinValue;

export interface UnknownValue {
  readonly kind: 'unknown';
  /** Of a library that leaves models alone: what is handed to it is not changed. */
  readonly inert?: boolean;
  readonly content: Content;
  readonly made?: Made;
}

/** The operation whose result a value is. */
export interface Made {
  readonly span: Span;
  readonly time: number;
}

export interface ConstantValue {
  readonly kind: 'constant';
  readonly value: string | number | boolean | null;
  /** The literal it comes from, or null when computed. */
  readonly span: Span | null;
}

/** A name of a library, resolved through imports: `tensorflow.keras.layers.Dense`. */
export interface SymbolValue {
  readonly kind: 'symbol';
  readonly name: string;
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly name: string;
  readonly span: Span;
  readonly parameters: readonly Parameter[];
  readonly defaults: ReadonlyMap<string, Value>;
  /** A lambda's body is an expression. */
  readonly body: readonly Statement[] | Expression;
  readonly scope: Scope;
  /** False under a decorator that may replace it. */
  readonly callable: boolean;
  /** Its calls give what it yields. */
  readonly generates: boolean;
  /** A generator for `with`. */
  readonly manages?: boolean;
  /** Results that it gives again for the same arguments; null for a function that computes anew. */
  readonly remembers?: Cell<readonly Remembered[]>;
  readonly binding: 'plain' | 'static' | 'class' | 'property';
  /** Whether it is traced into a graph, as under `tf.function`, instead of run at every call. */
  readonly traced: boolean;
  /** The class whose body defines it. */
  readonly owner: { class: ClassValue | null };
}

export interface Remembered {
  readonly given: readonly Value[];
  readonly result: Value;
}

export interface ClassValue {
  readonly kind: 'class';
  readonly name: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly bases: readonly Value[];
  readonly scope: Scope;
  /** Names with a type, in order, where `__init__` takes them as its arguments. */
  readonly fields: readonly string[] | null;
}

/** A module of the project. */
export interface ModuleValue {
  readonly kind: 'module';
  readonly name: string;
  readonly scope: Scope;
}

/** A function with its receiver, or a framework's method by name. */
export interface MethodValue {
  readonly kind: 'method';
  readonly receiver: Value;
  readonly name: string;
  /** Null for a method that the framework provides. */
  readonly function: FunctionValue | null;
}

export interface PartialValue {
  readonly kind: 'partial';
  readonly target: Value;
  readonly positional: readonly ArgumentValue[];
  readonly keywords: ReadonlyMap<string, ArgumentValue>;
}

/** A tensor or array: dimensions include the batch. */
export interface TensorValue {
  readonly kind: 'tensor';
  readonly shape: Shape;
  /** A Keras tensor of the functional interface rather than numbers. */
  readonly symbolic: boolean;
  readonly producer: Producer | null;
  readonly content: Content;
  readonly made?: Made;
  /** For the variable itself, `layer.kernel`: its own attributes can be set. */
  readonly variable?: { readonly owner: InstanceValue; readonly name: string };
}

/** What made a tensor: a layer, a model, or an operation without weights. */
export interface Producer {
  readonly by: InstanceValue | string;
  readonly inputs: readonly TensorValue[];
  /** Everything it was given, where that is known: enough to compute it again of other inputs. */
  readonly given?: Given;
}

/** A call of a layer, model or operation of a graph. */
export interface Given {
  /** Canonical name of the function; the operator's sign for an operator; null for a layer or model. */
  readonly name: string | null;
  readonly positional: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  readonly span: Span;
}

/** Dimensions with the batch first; `dims` is null when the rank is unknown, then only `last` may be known. */
export interface Shape {
  readonly dims: readonly (number | null)[] | null;
  readonly last: number | null;
}

export interface ListValue {
  readonly kind: 'list';
  readonly cell: Cell<ListState>;
  /** The read of `.losses` that returned this very list. */
  readonly origin?: ReadExecution;
  /** Set where the order of the elements is not known. */
  readonly unordered?: boolean;
  /** Whether a test of it is taken as passed: where the list is empty, what the test guards has nothing to add either. */
  readonly guards?: boolean;
}
export interface ListState {
  readonly elements: readonly Value[];
  /** False when there may be other or more elements. */
  readonly exact: boolean;
}

export interface TupleValue {
  readonly kind: 'tuple';
  readonly elements: readonly Value[];
}

export interface DictValue {
  readonly kind: 'dict';
  readonly cell: Cell<DictState>;
  /** What makes the value of a key that is missing. */
  readonly factory?: Value;
}
export interface DictState {
  readonly entries: ReadonlyMap<string | number, Value>;
  readonly exact: boolean;
}

/** An object of a class of the file, of a framework, or of both (a subclass). */
export interface InstanceValue {
  readonly kind: 'instance';
  readonly class: ClassValue | null;
  readonly site: Span;
  readonly attributes: Map<string, Cell<Value | undefined>>;
  /** The framework's part. */
  readonly native: Native | null;
}

/** What a framework attaches to an instance; each framework narrows it by `type`. */
export interface Native {
  readonly type: string;
}

/** `super()` inside a method: the receiver, seen from the bases of a class. */
export interface SuperValue {
  readonly kind: 'super';
  readonly receiver: InstanceValue;
  readonly after: ClassValue;
}

export interface JoinValue {
  readonly kind: 'join';
  readonly alternatives: readonly Value[];
}

export interface ArgumentValue {
  readonly value: Value;
  readonly valueSpan: Span;
  /** With the keyword. */
  readonly span: Span;
  /** It came out of `*x` or `**x`, which is what the spans are of. */
  readonly spread?: true;
}

export const unknown: UnknownValue = { kind: 'unknown', content: opaqueContent };
/** Plain data of which nothing is known, and on which no call changes a model. */
export const inert: UnknownValue = { kind: 'unknown', content: emptyContent, inert: true };
export const none: ConstantValue = { kind: 'constant', value: null, span: null };
export const unknownShape: Shape = { dims: null, last: null };

export function constant(value: ConstantValue['value'], span: Span | null = null): ConstantValue {
  return { kind: 'constant', value, span };
}

export function tensor(fields: Partial<Omit<TensorValue, 'kind'>> = {}): TensorValue {
  return {
    kind: 'tensor',
    shape: unknownShape,
    symbolic: false,
    producer: null,
    content: emptyContent,
    ...fields,
  };
}

export function shapeOf(dims: readonly (number | null)[]): Shape {
  return { dims, last: dims.at(-1) ?? null };
}

export function list(store: Store, elements: readonly Value[], exact = true): ListValue {
  return { kind: 'list', cell: new Cell<ListState>({ elements, exact }, joinLists, store.tick()) };
}

export function dict(store: Store, entries: ReadonlyMap<string | number, Value>, exact = true): DictValue {
  return { kind: 'dict', cell: new Cell<DictState>({ entries, exact }, joinDicts, store.tick()) };
}

/** Everything a value may carry into a loss, through containers. */
export function contentOf(value: Value, depth = 0): Content {
  if (depth > 6) return opaqueContent;
  switch (value.kind) {
    case 'unknown':
    case 'tensor':
      return value.content;
    case 'list':
      return mergeContents(value.cell.value.elements.map((element) => contentOf(element, depth + 1)));
    case 'tuple':
      return mergeContents(value.elements.map((element) => contentOf(element, depth + 1)));
    case 'dict':
      return mergeContents(
        [...value.cell.value.entries.values()].map((element) => contentOf(element, depth + 1)),
      );
    case 'join':
      return mergeContents(value.alternatives.map((element) => contentOf(element, depth + 1)));
    case 'method':
      if (!isUnresolved(value)) return emptyContent;
      return value.receiver.kind === 'instance' ? opaqueContent : contentOf(value.receiver, depth + 1);
    default:
      return emptyContent;
  }
}

/** Whether it is an attribute of which only the name is known: a method if it is called, and any data if it is not. */
export function isUnresolved(value: Value): boolean {
  return (
    value.kind === 'method' &&
    value.function === null &&
    (value.receiver.kind === 'unknown' ||
      value.receiver.kind === 'tensor' ||
      value.receiver.kind === 'instance')
  );
}

/** What the sum of a list carries: the whole penalty, where the list is the one that a read returned. */
export function summedContent(value: Value): Content {
  return value.kind === 'list' && value.origin
    ? { ...emptyContent, reads: value.cell.value.elements.length === 0 ? [] : [value.origin] }
    : contentOf(value);
}

/** The alternatives of a join, or the value alone. */
export function alternatives(value: Value): readonly Value[] {
  return value.kind === 'join' ? value.alternatives : [value];
}

const MOST_ALTERNATIVES = 4;

/** One value for two paths that meet; beyond a few alternatives it is unknown. */
export function joinValues(a: Value | undefined, b: Value | undefined): Value {
  // A name that one path leaves unbound raises there, so only the other path goes on.
  if (a === undefined) return b ?? unknown;
  if (b === undefined) return a;
  if (sameValue(a, b)) return earlier(a, b);
  const all: Value[] = [];
  for (const candidate of [...alternatives(a), ...alternatives(b)]) {
    const same = all.findIndex((other) => sameValue(other, candidate));
    if (same < 0) all.push(candidate);
    else all[same] = earlier(all[same] as Value, candidate);
  }
  if (all.length > MOST_ALTERNATIVES)
    return { kind: 'unknown', content: { ...mergeContents(all.map((one) => contentOf(one))), opaque: true } };
  return all.length === 1 ? (all[0] as Value) : { kind: 'join', alternatives: all };
}

/** One of them, it is not known which: of objects any number, since what is done to it may be done to each. */
export function anyOf(elements: readonly Value[]): Value {
  return elements.length > 1 && elements.length <= MOST_OBJECTS && elements.every(isObject)
    ? { kind: 'join', alternatives: [...new Set(elements)] }
    : elements.slice(0, MOST_ALTERNATIVES + 1).reduce(joinValues);
}

const MOST_OBJECTS = 256;

function isObject(value: Value): boolean {
  return value.kind === 'instance' || value.kind === 'unknown';
}

/** Of two values that are the same but for when they were made, the one made first: what is after a moment for it is so for both. */
function earlier(a: Value, b: Value): Value {
  const time = (one: Value) => ((one.kind === 'tensor' || one.kind === 'unknown') && one.made?.time) || 0;
  return time(b) < time(a) ? b : a;
}

/** The value as the result of an operation, where it may be a loss: one that is computed after its tape has no gradients. */
export function madeBy(value: Value, span: Span, time: number): Value {
  if (value.kind !== 'tensor' && value.kind !== 'unknown') return value;
  const { content } = value;
  return content.predictions.length > 0 || content.reads.length > 0 || content.additions.length > 0
    ? { ...value, made: { span, time } }
    : value;
}

/** Whether two values are surely the same. */
export function sameValue(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  switch (a.kind) {
    case 'constant':
      return a.value === (b as ConstantValue).value;
    case 'symbol':
      return a.name === (b as SymbolValue).name;
    case 'unknown':
      return sameContent(a.content, (b as UnknownValue).content);
    case 'tensor': {
      const other = b as TensorValue;
      return (
        sameContent(a.content, other.content) &&
        a.producer === other.producer &&
        a.symbolic === other.symbolic &&
        sameShape(a.shape, other.shape)
      );
    }
    case 'tuple': {
      const other = b as TupleValue;
      return (
        a.elements.length === other.elements.length &&
        a.elements.every((element, index) => sameValue(element, other.elements[index] as Value))
      );
    }
    case 'method':
      return (
        a.receiver === (b as MethodValue).receiver &&
        a.name === (b as MethodValue).name &&
        a.function === (b as MethodValue).function
      );
    case 'function':
      return a.body === (b as FunctionValue).body;
    default:
      return false;
  }
}

function sameContent(a: Content, b: Content): boolean {
  if (a === b) return true;
  const same = (left: readonly unknown[], right: readonly unknown[]) =>
    left.length === right.length && left.every((one, index) => one === right[index]);
  return (
    a.opaque === b.opaque &&
    a.fromWeights === b.fromWeights &&
    a.rawPrediction === b.rawPrediction &&
    same(a.reads, b.reads) &&
    same(a.additions, b.additions) &&
    same(a.weightsOf, b.weightsOf) &&
    same(a.predictions, b.predictions) &&
    same(a.marks, b.marks) &&
    same(a.gradients, b.gradients)
  );
}

function sameShape(a: Shape, b: Shape): boolean {
  if (a.last !== b.last) return false;
  if (a.dims === null || b.dims === null) return a.dims === b.dims;
  const other = b.dims;
  return a.dims.length === other.length && a.dims.every((dim, index) => dim === other[index]);
}

/** The shape that covers both. */
export function joinShapes(a: Shape, b: Shape): Shape {
  const last = a.last === b.last ? a.last : null;
  const other = b.dims;
  if (a.dims === null || other === null || a.dims.length !== other.length) return { dims: null, last };
  return { dims: a.dims.map((dim, index) => (dim === other[index] ? dim : null)), last };
}

function joinLists(a: ListState, b: ListState): ListState {
  if (a === b) return a;
  if (a.elements.length === b.elements.length) {
    return {
      elements: a.elements.map((element, index) => joinValues(element, b.elements[index] as Value)),
      exact: a.exact && b.exact,
    };
  }
  const longer = a.elements.length > b.elements.length ? a : b;
  return { elements: longer.elements, exact: false };
}

function joinDicts(a: DictState, b: DictState): DictState {
  if (a === b) return a;
  const entries = new Map(a.entries);
  let exact = a.exact && b.exact && a.entries.size === b.entries.size;
  for (const [key, value] of b.entries) {
    if (!a.entries.has(key)) exact = false;
    entries.set(key, joinValues(a.entries.get(key), value));
  }
  return { entries, exact };
}

export function joinCertainty(a: Certainty, b: Certainty): Certainty {
  return a === b ? a : 'maybe';
}
