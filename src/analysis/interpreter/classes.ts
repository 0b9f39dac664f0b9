import { callFunction } from './calls';
import type { Call, Machine } from './machine';
import { optionalCell } from './scope';
import { type ClassValue, type InstanceValue, type Value, constant, list, unknown } from './values';

const orders = new WeakMap<ClassValue, readonly Value[]>();

/** A class and all it derives from, in the order in which Python looks for a member; library classes are symbols. */
function linearized(owner: ClassValue): readonly Value[] {
  let order = orders.get(owner);
  if (!order) {
    // A class that is its own ancestor is none that Python lets through.
    orders.set(owner, [owner]);
    const above = owner.bases.map((base) => (base.kind === 'class' ? linearized(base) : [base]));
    order = [owner, ...merged([...above, owner.bases])];
    orders.set(owner, order);
  }
  return order;
}

/** Python's C3 order: no class before one that derives from it, and bases in the order written. */
function merged(sequences: readonly (readonly Value[])[]): Value[] {
  const result: Value[] = [];
  let left = sequences.filter((sequence) => sequence.length > 0);
  while (left.length > 0) {
    const free = left.map((sequence) => sequence[0] as Value);
    const next = free.find(
      (one) => !left.some((sequence) => sequence.slice(1).some((other) => isSame(other, one))),
    );
    const chosen = next ?? (free[0] as Value);
    result.push(chosen);
    left = left
      .map((sequence) => sequence.filter((one) => !isSame(one, chosen)))
      .filter((sequence) => sequence.length > 0);
  }
  return result;
}

function isSame(a: Value, b: Value): boolean {
  return a === b || (a.kind === 'symbol' && b.kind === 'symbol' && a.name === b.name);
}

/** A member of a class or of its bases in the file. */
export function classMember(owner: ClassValue, name: string): Value | undefined {
  return memberAfter(owner, null, name);
}

/** A member as `super()` in a class finds it: of what comes after that class in the receiver's order. */
export function memberAfter(receiver: ClassValue, after: ClassValue | null, name: string): Value | undefined {
  const order = linearized(receiver);
  for (let index = after ? order.indexOf(after) + 1 : 0; index < order.length; index++) {
    const one = order[index] as Value;
    const found = one.kind === 'class' ? one.scope.cells.get(name)?.value : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Names of library classes that a class derives from, nearest first. */
export function libraryBases(owner: ClassValue): string[] {
  return linearized(owner).flatMap((one) => (one.kind === 'symbol' ? [one.name] : []));
}

/** Whether a class is or derives from another one. */
export function derives(owner: ClassValue, base: Value): boolean {
  return linearized(owner).some((one) => isSame(one, base));
}

/** Sets an attribute of an object that only the program knows. */
export function setOwnAttribute(machine: Machine, instance: InstanceValue, name: string, value: Value): void {
  let cell = instance.attributes.get(name);
  if (!cell) {
    cell = optionalCell();
    instance.attributes.set(name, cell);
  }
  machine.store.write(cell, value);
}

/** The fields of a data class, those of its bases first; null for a class that is none. */
export function fieldsOf(owner: ClassValue): readonly string[] | null {
  const data = linearized(owner).flatMap((one) => (one.kind === 'class' && one.fields ? [one.fields] : []));
  return data.length === 0 ? null : [...new Set(data.reverse().flat())];
}

/** What the `__init__` of a data class does. */
export function initializeFields(
  machine: Machine,
  instance: InstanceValue,
  owner: ClassValue,
  fields: readonly string[],
  call: Call,
): void {
  fields.forEach((name, index) => {
    const given = call.keywords.get(name) ?? call.positional[index];
    const value = given?.value ?? (call.unknownSpread ? unknown : defaultOf(machine, owner, name, call));
    setOwnAttribute(machine, instance, name, value);
  });
  const after = classMember(owner, '__post_init__');
  if (after?.kind === 'function')
    callFunction(machine, after, instance, { ...call, positional: [], keywords: new Map() });
}

function defaultOf(machine: Machine, owner: ClassValue, name: string, call: Call): Value {
  const written = classMember(owner, name);
  if (written?.kind !== 'partial' || written.target.kind !== 'symbol') return written ?? unknown;
  // `field(default_factory=…)`, kept as it was called.
  const factory = written.keywords.get('default_factory')?.value;
  if (factory?.kind === 'function')
    return callFunction(machine, factory, null, { ...call, positional: [], keywords: new Map() });
  if (factory?.kind === 'symbol' && factory.name === 'builtins.list') return list(machine.store, []);
  return written.keywords.get('default')?.value ?? unknown;
}

const members = new WeakMap<ClassValue, Map<string, InstanceValue>>();

/** A member of an enumeration: the same object whenever it is asked for. */
export function enumMember(owner: ClassValue, name: string, value: Value): Value {
  if (value.kind === 'function' || !libraryBases(owner).some((base) => ENUMERATION.test(base))) return value;
  let known = members.get(owner);
  if (!known) members.set(owner, (known = new Map()));
  let member = known.get(name);
  if (!member) {
    member = { kind: 'instance', class: owner, site: owner.span, attributes: new Map(), native: null };
    for (const [attribute, content] of [
      ['value', value],
      ['name', constant(name)],
    ] as const) {
      const cell = optionalCell();
      cell.value = content;
      member.attributes.set(attribute, cell);
    }
    known.set(name, member);
  }
  return member;
}

const ENUMERATION = /^enum\.(Str|Int)?(Enum|Flag)$/;

/** What unpacking or iterating over a named tuple gives; null for any other object. */
export function tupleElements({ class: owner, attributes }: InstanceValue): readonly Value[] | null {
  const isTuple = owner && libraryBases(owner).some((base) => NAMED_TUPLE.test(base));
  return isTuple ? (fieldsOf(owner) ?? []).map((name) => attributes.get(name)?.value ?? unknown) : null;
}

export const NAMED_TUPLE = /^(typing\.NamedTuple|collections\.namedtuple)$/;
