import type { ImportBinding } from '../program/program';
import type { ModuleSource, Modules } from '../surroundings';
import { lookup } from './expressions';
import { type Frame, type Machine, withFreshContext } from './machine';
import { Scope } from './scope';
import { runBlock } from './statements';
import { type ModuleValue, type Value, constant, unknown } from './values';

/** More modules than this are not entered, nor more text: an analysis of one file is none of the whole project. */
const MOST_MODULES = 64;
const MOST_TEXT = 512_000;

/** The modules of the project that a run has entered. */
export class ModuleTable {
  private readonly byPath = new Map<string, ModuleValue>();
  private readonly byScope = new Map<Scope, Modules>();
  private text = 0;

  constructor(main: Scope, modules: Modules) {
    this.byScope.set(main, modules);
  }

  /** The module of the project that a module imports by a name; null for anything else. */
  find(name: string, from: Scope): ModuleSource | null {
    return this.byScope.get(from.module)?.find(name) ?? null;
  }

  entered(source: ModuleSource): ModuleValue | undefined {
    return this.byPath.get(source.path);
  }

  /** Makes room for a module, before it runs: modules may import each other. Null when there are too many. */
  enter(source: ModuleSource, module: ModuleValue): boolean {
    this.text += source.text.length;
    if (this.byPath.size >= MOST_MODULES || this.text > MOST_TEXT) return false;
    this.byPath.set(source.path, module);
    this.byScope.set(module.scope, source.modules);
    return true;
  }
}

/** Binds the names of an import statement. */
export function runImport(machine: Machine, bindings: readonly ImportBinding[], scope: Scope): void {
  for (const binding of bindings) {
    if (binding.member === '*') importAll(machine, binding.module, scope);
    else {
      const value =
        binding.member === null
          ? moduleFor(machine, binding, scope)
          : memberOf(machine, binding.module, binding.member, scope);
      scope.assign(binding.name, value);
      machine.framework.bound(machine, value, binding.name, binding.span);
    }
  }
}

/** Whether the project has a module by that name, or a library the framework knows. */
export function isThere(machine: Machine, { module, member }: ImportBinding, scope: Scope): boolean {
  return (
    machine.framework.isLibrary(module) ||
    machine.modules.find(module, scope) !== null ||
    (member !== null && machine.modules.find(inside(module, member), scope) !== null)
  );
}

/** `from module import *`. */
function importAll(machine: Machine, name: string, scope: Scope): void {
  const module = enter(machine, name, scope);
  if (!module) {
    scope.module.starred.push(name);
    return;
  }
  const listed = stringsIn(module.scope.cells.get('__all__')?.value);
  for (const [member, { value }] of module.scope.cells) {
    if (value !== undefined && (listed ? listed.includes(member) : !member.startsWith('_')))
      scope.assign(member, value);
  }
  scope.module.starred.push(...module.scope.starred);
}

function stringsIn(value: Value | undefined): readonly unknown[] | null {
  const elements =
    value?.kind === 'list' && value.cell.value.exact
      ? value.cell.value.elements
      : value?.kind === 'tuple'
        ? value.elements
        : null;
  return elements && elements.map((one) => (one.kind === 'constant' ? one.value : null));
}

/** `import a.b` binds `a`, which then has a member `b`; `import a.b as c` binds the inner one. */
function moduleFor(machine: Machine, { name, module }: ImportBinding, scope: Scope): Value {
  const parts = module.split('.');
  const entered = parts.map((_, index) => enter(machine, parts.slice(0, index + 1).join('.'), scope));
  entered.forEach((inner, index) => {
    if (index > 0 && inner) entered[index - 1]?.scope.assign(parts[index] as string, inner);
  });
  const bindsFirst = parts[0] === name;
  return (bindsFirst ? entered[0] : entered.at(-1)) ?? { kind: 'symbol', name: bindsFirst ? name : module };
}

/** `from module import member`: a name of the module, or a module inside the package. */
function memberOf(machine: Machine, name: string, member: string, scope: Scope): Value {
  const module = enter(machine, name, scope);
  const own = module && moduleMember(machine, module, member);
  if (own && own !== unknown) return own;
  return enter(machine, inside(name, member), scope) ?? own ?? { kind: 'symbol', name: inside(name, member) };
}

function inside(module: string, member: string): string {
  return module.endsWith('.') ? module + member : `${module}.${member}`;
}

/** A name of a module; unknown where it has none. */
export function moduleMember(machine: Machine, module: ModuleValue, name: string): Value {
  return lookup(machine, name, module.scope);
}

/** The module by that name, run at its first import. Null when it is none of the project's. */
function enter(machine: Machine, name: string, scope: Scope): ModuleValue | null {
  if (machine.framework.isLibrary(name)) return null;
  const source = machine.modules.find(name, scope);
  if (!source) return null;
  const known = machine.modules.entered(source);
  if (known) return known;
  const module: ModuleValue = { kind: 'module', name, scope: new Scope('module', null, machine.store) };
  if (!machine.modules.enter(source, module)) return null;
  module.scope.assign('__name__', constant(name));
  const { body } = machine.sources.add(source);
  const outer = machine.frames.splice(0);
  machine.frames.push(moduleFrame(module.scope));
  try {
    // Whatever imported it, a module is run once and stays.
    machine.store.aside(() => withFreshContext(machine, () => runBlock(machine, body, module.scope)));
  } finally {
    machine.frames.splice(0, machine.frames.length, ...outer);
  }
  return module;
}

/** Nothing is undone at the end of a module, so nothing is recorded for it. */
export function moduleFrame(scope: Scope): Frame {
  return {
    function: null,
    scope,
    self: null,
    journal: { start: 0, before: new Map() },
    exits: [],
    loops: [],
    yielded: null,
    onYield: null,
  };
}
