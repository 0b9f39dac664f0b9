import { visitExpressions } from '../program/names';
import type { FunctionValue, ClassValue } from './values';

/** Attributes that only models and layers have. */
const WEIGHTS = new Set(['trainable_variables', 'trainable_weights']);

/** Names whose weights a piece of the program reads: `x` of `x.trainable_variables`, and `y` of `self.y.trainable_variables`. */
interface Owners {
  readonly names: ReadonlySet<string>;
  readonly attributes: ReadonlySet<string>;
}

const known = new WeakMap<object, Owners>();

/** Parameters of a function that are used as models: its body asks for their weights. */
export function modelParameters({ parameters, body, owner, binding }: FunctionValue): string[] {
  const { names } = ownersIn(body);
  // What a method belongs to is an object of its class.
  const given = owner.class && binding !== 'static' ? parameters.slice(1) : parameters;
  return given.filter(({ name }) => names.has(name)).map(({ name }) => name);
}

/** Parameters of a class' `__init__` that become attributes which its methods use as models. */
export function modelParametersOf(owner: ClassValue): string[] {
  const methods = [...owner.scope.cells.values()].flatMap(({ value }) =>
    value?.kind === 'function' ? [value] : [],
  );
  const attributes = new Set(methods.flatMap(({ body }) => [...ownersIn(body).attributes]));
  const initialize = methods.find(({ name }) => name === '__init__');
  if (!initialize || attributes.size === 0 || !Array.isArray(initialize.body)) return [];
  const statements = initialize.body as Extract<FunctionValue['body'], readonly unknown[]>;
  return statements.flatMap((statement) => {
    if (statement.kind !== 'assign' || statement.value.kind !== 'name') return [];
    const { name } = statement.value;
    const kept = statement.targets.some((one) => one.kind === 'attribute' && attributes.has(one.name));
    return kept && initialize.parameters.some((one) => one.name === name) ? [name] : [];
  });
}

function ownersIn(body: FunctionValue['body']): Owners {
  let owners = known.get(body);
  if (!owners) {
    const names = new Set<string>();
    const attributes = new Set<string>();
    visitExpressions(body, (expression) => {
      if (expression.kind !== 'attribute' || !WEIGHTS.has(expression.name)) return;
      const { object } = expression;
      if (object.kind === 'name') names.add(object.name);
      if (object.kind === 'attribute') attributes.add(object.name);
    });
    known.set(body, (owners = { names, attributes }));
  }
  return owners;
}
