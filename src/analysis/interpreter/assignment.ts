import type { Expression } from '../program/program';
import { tupleElements } from './classes';
import { evaluate } from './expressions';
import type { Machine } from './machine';
import { type Assignment, type Scope, optionalCell } from './scope';
import { type Value, anyOf, constant, contentOf, joinValues, none, shapeOf, tensor } from './values';

/** What iterating over a value yields. */
export interface Iterated {
  readonly elements: readonly Value[];
  /** Whether these are all of them, in order. */
  readonly exact: boolean;
  /** One value that covers any element, for when they are not known one by one. */
  readonly element: Value;
  /** Whether there is at least one. */
  readonly nonEmpty: boolean;
}

/** The elements that a loop over the value, or an unpacking of it, would see. */
export function elementsOf(value: Value): Iterated {
  switch (value.kind) {
    case 'list':
      return iterated(value.cell.value.elements, value.cell.value.exact);
    case 'tuple':
      return iterated(value.elements, true);
    case 'dict':
      return iterated(
        [...value.cell.value.entries.keys()].map((key) => constant(key)),
        value.cell.value.exact,
      );
    case 'constant':
      return typeof value.value === 'string' && value.value.length <= 64
        ? iterated(
            [...value.value].map((character) => constant(character)),
            true,
          )
        : iterated([], false);
    case 'tensor': {
      const dims = value.shape.dims;
      const element = tensor({
        content: value.content,
        symbolic: value.symbolic,
        shape: dims && dims.length > 1 ? shapeOf(dims.slice(1)) : { dims: null, last: value.shape.last },
      });
      // Nobody loops over data that are not there; a model may have no weights.
      const nonEmpty = dims?.[0] !== 0 && value.content.weightsOf.length === 0;
      return { elements: [], exact: false, element, nonEmpty };
    }
    case 'instance': {
      const elements = tupleElements(value);
      if (elements) return iterated(elements, true);
      return unknownElements(value);
    }
    default:
      return unknownElements(value);
  }
}

function unknownElements(value: Value): Iterated {
  const element: Value = { kind: 'unknown', content: { ...contentOf(value), opaque: true } };
  return { elements: [], exact: false, element, nonEmpty: false };
}

function iterated(elements: readonly Value[], exact: boolean): Iterated {
  const element = elements.length > 0 ? anyOf(elements) : none;
  return {
    elements,
    exact,
    element: exact || elements.length > 0 ? element : { kind: 'unknown', content: contentOf(element) },
    nonEmpty: elements.length > 0,
  };
}

/** Binds a target: a name, an attribute, an item, or a pattern of them. */
export function assignTarget(
  machine: Machine,
  target: Expression,
  value: Value,
  scope: Scope,
  assignment: Assignment | null,
): void {
  switch (target.kind) {
    case 'name':
      scope.assign(target.name, value, assignment);
      machine.framework.bound(machine, value, target.name, target.span);
      return;
    case 'attribute': {
      machine.framework.stored(machine, value);
      const object = evaluate(machine, target.object, scope);
      if (object.kind === 'instance') {
        let cell = object.attributes.get(target.name);
        if (!cell) {
          cell = optionalCell();
          object.attributes.set(target.name, cell);
        }
        machine.store.write(cell, value);
        machine.framework.bound(machine, value, target.name, target.nameSpan);
        if (object.native) machine.framework.setAttribute(machine, object, target.name, value, target.span);
      } else if (object.kind === 'tensor' && object.variable) {
        const { owner, name } = object.variable;
        machine.framework.setAttribute(machine, owner, `${name}.${target.name}`, value, target.span);
      } else if (object.kind === 'join') {
        for (const one of object.alternatives) {
          if (one.kind === 'instance' && one.native)
            machine.framework.setAttribute(
              machine,
              one,
              target.name,
              { kind: 'unknown', content: contentOf(value) },
              target.span,
            );
        }
      }
      return;
    }
    case 'item': {
      const object = evaluate(machine, target.object, scope);
      const key = evaluate(machine, target.index, scope);
      if (object.kind === 'dict') {
        const state = object.cell.value;
        const entries = new Map(state.entries);
        const known =
          key.kind === 'constant' && (typeof key.value === 'string' || typeof key.value === 'number');
        entries.set(known ? (key.value as string | number) : `unknown key ${entries.size}`, value);
        machine.store.write(object.cell, { entries, exact: state.exact && known });
      } else if (object.kind === 'list') {
        const state = object.cell.value;
        const given = key.kind === 'constant' && typeof key.value === 'number' ? key.value : null;
        const index = given !== null && given < 0 ? state.elements.length + given : given;
        const elements = state.elements.map((element, position) =>
          position === index ? value : index === null ? joinValues(element, value) : element,
        );
        machine.store.write(object.cell, { elements, exact: state.exact && index !== null });
      } else machine.framework.stored(machine, value);
      return;
    }
    case 'tuple':
    case 'list':
      unpack(machine, target.elements, value, scope);
      return;
    case 'starred':
      assignTarget(machine, target.value, value, scope, null);
      return;
    default:
      return;
  }
}

function unpack(machine: Machine, targets: readonly Expression[], value: Value, scope: Scope): void {
  const source = elementsOf(value);
  const star = targets.findIndex((target) => target.kind === 'starred');
  const known =
    source.exact &&
    (star < 0 ? source.elements.length === targets.length : source.elements.length >= targets.length - 1);
  targets.forEach((target, index) => {
    let element: Value = source.element;
    if (known && star < 0) element = source.elements[index] as Value;
    else if (known && index < star) element = source.elements[index] as Value;
    else if (known && index > star)
      element = source.elements[source.elements.length - (targets.length - index)] as Value;
    else if (known && index === star)
      element = {
        kind: 'tuple',
        elements: source.elements.slice(star, source.elements.length - (targets.length - star - 1)),
      };
    assignTarget(machine, target, element, scope, null);
  });
}
