import type { Expression } from '../program/program';
import { Cell, type Store } from './store';
import { type ClassValue, type Value, joinValues } from './values';

/** The last expression that gave a name its value, and when. */
export interface Assignment {
  readonly value: Expression;
  /** For `name op= value`. */
  readonly operator: string | null;
  readonly time: number;
}

/** Names of a module, class or function. */
export class Scope {
  readonly cells = new Map<string, Cell<Value | undefined>>();
  private readonly born: number;
  /** Where each name was last assigned, for fixes that extend the assigned expression. */
  readonly assignments = new Map<string, Assignment>();
  /** Names declared `global` or `nonlocal`, with the scope that holds them. */
  private elsewhere: Map<string, Scope> | null = null;
  /** Modules imported with `*`. */
  readonly starred: string[] = [];
  /** Of a class body: the functions in it, which learn their class when it is made. */
  owners: { class: ClassValue | null }[] | null = null;

  constructor(
    readonly kind: 'module' | 'class' | 'function',
    readonly parent: Scope | null,
    private readonly store: Store,
  ) {
    this.born = kind === 'function' ? store.tick() : 0;
  }

  /** `global name` and `nonlocal name`: the name is another scope's. */
  declareElsewhere(name: string, holder: Scope): void {
    this.elsewhere ??= new Map();
    this.elsewhere.set(name, holder);
  }

  get module(): Scope {
    return this.parent ? this.parent.module : this;
  }

  /** The value of a name here or in an enclosing scope, class bodies excepted as in Python. */
  lookup(name: string): Value | undefined {
    const own = (this.elsewhere?.get(name) ?? this).cells.get(name)?.value;
    if (own !== undefined) return own;
    let outer = this.parent;
    while (outer?.kind === 'class') outer = outer.parent;
    return outer?.lookup(name);
  }

  assign(name: string, value: Value, assignment: Assignment | null = null): void {
    const holder = this.elsewhere?.get(name) ?? this;
    let cell = holder.cells.get(name);
    if (!cell) {
      cell = optionalCell(holder.born);
      holder.cells.set(name, cell);
    }
    this.store.write(cell, value);
    if (assignment) holder.assignments.set(name, assignment);
    else holder.assignments.delete(name);
  }
}

/**
 * A cell for a name or attribute that may be unbound.
 * @param born when what holds it was made: paths that began before do not see it.
 */
export function optionalCell(born = 0): Cell<Value | undefined> {
  return new Cell<Value | undefined>(undefined, joinOptional, born);
}

function joinOptional(a: Value | undefined, b: Value | undefined): Value | undefined {
  return a === undefined && b === undefined ? undefined : joinValues(a, b);
}
