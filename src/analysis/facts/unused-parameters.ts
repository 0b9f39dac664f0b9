import { canonical, layerEntry } from '../frameworks/keras/symbols';
import type { Scope } from '../interpreter/scope';
import type { ClassValue, FunctionValue } from '../interpreter/values';
import { blocksOf, isBlock, visitExpressions } from '../program/names';
import type { Expression, Statement } from '../program/program';
import type { Event } from './events';
import type { UnusedRegularizerParameterFact } from './facts';

/**
 * Parameters of layer classes of the file that are named as regularizers and that nothing uses: kept in an attribute
 * at most, which no method reads but `get_config`.
 */
export function foldUnusedRegularizerParameters(events: readonly Event[]): UnusedRegularizerParameterFact[] {
  const classes = [
    ...new Set(events.flatMap((event) => (event.type === 'layer-class' ? [event.class] : []))),
  ];
  return classes.flatMap((owner) => {
    const constructor = ownMethods(owner).find((one) => one.name === '__init__');
    const parameters = constructor?.parameters.filter((one) => isWeightRegularizer(one.name)) ?? [];
    if (!constructor || parameters.length === 0 || !hasKnownBases(owner)) return [];
    const related = [...ancestors(owner), ...classes.filter((one) => ancestors(one).includes(owner))];
    const methods = [...new Set(related)].flatMap(ownMethods);
    if (!methods.some((one) => addsWeight(one) || makesLayer(one)) || methods.some(looksAtItself)) return [];
    return parameters.flatMap((parameter) => {
      const kept = attributesKeeping(constructor, parameter.name);
      if (kept === null || methods.some((method) => readsAttribute(method, kept))) return [];
      return [
        {
          className: owner.name,
          classSpan: owner.nameSpan,
          name: parameter.name,
          span: parameter.span,
        },
      ];
    });
  });
}

/** The base class acts on `activity_regularizer` by itself. */
function isWeightRegularizer(name: string): boolean {
  return /(^|_)regularizer$/.test(name) && name !== 'activity_regularizer';
}

function ownMethods(owner: ClassValue): FunctionValue[] {
  return [...owner.scope.cells.values()].flatMap(({ value }) => (value?.kind === 'function' ? [value] : []));
}

/** The class and the classes of the file that it derives from. */
function ancestors(owner: ClassValue): ClassValue[] {
  return [owner, ...owner.bases.flatMap((base) => (base.kind === 'class' ? ancestors(base) : []))];
}

/** Another base may read the attribute: a class of the file that is seen, or a plain layer or model, does not. */
function hasKnownBases(owner: ClassValue): boolean {
  return ancestors(owner)
    .flatMap((one) => one.bases)
    .every(
      (base) =>
        base.kind === 'class' ||
        (base.kind === 'symbol' && ['keras.layers.Layer', 'keras.Model'].includes(canonical(base.name))),
    );
}

function addsWeight(method: FunctionValue): boolean {
  return contains(
    method,
    (part) =>
      part.kind === 'call' &&
      part.callee.kind === 'attribute' &&
      (part.callee.name === 'add_weight' || part.callee.name === 'add_variable'),
  );
}

/** Makes a layer of Keras with weights that could be penalised. */
function makesLayer(method: FunctionValue): boolean {
  return contains(method, (part) => {
    if (part.kind !== 'call') return false;
    const [, className] =
      /^keras\.layers\.(\w+)$/.exec(canonical(symbolOf(part.callee, method.scope) ?? '')) ?? [];
    return className !== undefined && (layerEntry(className)?.entry.regularizers.length ?? 0) > 0;
  });
}

/** The name of a library that an expression stands for. */
function symbolOf(expression: Expression, scope: Scope): string | null {
  if (expression.kind === 'name') {
    const value = scope.lookup(expression.name);
    return value?.kind === 'symbol' ? value.name : null;
  }
  if (expression.kind !== 'attribute') return null;
  const owner = symbolOf(expression.object, scope);
  return owner === null ? null : `${owner}.${expression.name}`;
}

/** `self.__dict__`, `vars(self)`, `locals()`, `getattr(self, name)` read attributes that are not spelled. */
function looksAtItself(method: FunctionValue): boolean {
  return contains(
    method,
    (part) =>
      (part.kind === 'attribute' && part.name === '__dict__') ||
      (part.kind === 'call' &&
        part.callee.kind === 'name' &&
        ['vars', 'locals', 'getattr', 'dir'].includes(part.callee.name)),
  );
}

function contains(method: FunctionValue, test: (part: Expression) => boolean): boolean {
  let found = false;
  visitExpressions(method.body, (part) => {
    found ||= test(part);
    return !found;
  });
  return found;
}

/** The attributes that `__init__` keeps a parameter in; null where it does anything else with it. */
function attributesKeeping(constructor: FunctionValue, name: string): ReadonlySet<string> | null {
  const kept = new Set<string>();
  let keeping = 0;
  for (const statement of statementsOf(constructor)) {
    if (statement.kind !== 'assign' || !isParameter(statement.value, name)) continue;
    keeping++;
    for (const target of statement.targets) {
      if (target.kind !== 'attribute' || target.object.kind !== 'name') return null;
      kept.add(target.name);
    }
  }
  let uses = 0;
  visitExpressions(constructor.body, (part) => {
    if (part.kind === 'name' && part.name === name) uses++;
  });
  return uses === keeping ? kept : null;
}

/** The parameter as it is, or `regularizers.get(parameter)`. */
function isParameter(value: Expression, name: string): boolean {
  if (value.kind === 'name') return value.name === name;
  if (value.kind !== 'call' || value.arguments.length !== 1) return false;
  const isGet = value.callee.kind === 'attribute' && value.callee.name === 'get';
  return isGet && isParameter((value.arguments[0] as { value: Expression }).value, name);
}

function statementsOf(method: FunctionValue): Statement[] {
  const nested = (block: readonly Statement[]): Statement[] =>
    block.flatMap((statement) => [statement, ...blocksOf(statement).flatMap(nested)]);
  return isBlock(method.body) ? nested(method.body) : [];
}

function readsAttribute(method: FunctionValue, names: ReadonlySet<string>): boolean {
  if (method.name === 'get_config') return false;
  const written = new Set(
    statementsOf(method).flatMap((statement) => (statement.kind === 'assign' ? statement.targets : [])),
  );
  return contains(
    method,
    (part) =>
      (part.kind === 'attribute' && names.has(part.name) && !written.has(part)) ||
      (part.kind === 'constant' && typeof part.value === 'string' && names.has(part.value)),
  );
}
