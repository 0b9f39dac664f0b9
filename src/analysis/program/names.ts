import type { Expression, Statement } from './program';

/** The expressions that an expression is made of. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'constant':
    case 'name':
      return [];
    case 'attribute':
      return [expression.object];
    case 'item':
      return [expression.object, expression.index];
    case 'slice':
      return expression.parts.filter((part) => part !== null);
    case 'call':
      return [expression.callee, ...expression.arguments.map((one) => one.value)];
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'compare':
    case 'boolean':
      return expression.operands;
    case 'conditional':
      return [expression.test, expression.then, expression.otherwise];
    case 'lambda':
      return [...defaultsOf(expression.parameters), expression.body];
    case 'comprehension':
      return [
        ...expression.clauses.flatMap((clause) => [clause.target, clause.iterable, ...clause.conditions]),
        ...(expression.key ? [expression.key] : []),
        expression.element,
      ];
    case 'list':
    case 'tuple':
    case 'set':
      return expression.elements;
    case 'dict':
      return expression.entries.flatMap((entry) => (entry.key ? [entry.key, entry.value] : [entry.value]));
    case 'starred':
    case 'await':
      return [expression.value];
    case 'assignment':
      return [expression.target, expression.value];
    case 'template':
      return expression.parts;
    case 'yield':
      return expression.value ? [expression.value] : [];
    case 'opaque':
      return expression.children;
  }
}

/** The expressions that stand in a statement itself, not in its blocks. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'expression':
      return [statement.value];
    case 'assign':
      return [...statement.targets, statement.value];
    case 'augmented':
      return [statement.target, statement.value];
    case 'if':
    case 'while':
    case 'assert':
      return [statement.test];
    case 'for':
      return [statement.target, statement.iterable];
    case 'with':
      return statement.items.flatMap((item) => (item.target ? [item.context, item.target] : [item.context]));
    case 'try':
      return statement.handlers.flatMap((handler) => (handler.type ? [handler.type] : []));
    case 'return':
    case 'raise':
      return statement.value ? [statement.value] : [];
    case 'function':
      return [...defaultsOf(statement.parameters), ...statement.decorators];
    case 'class':
      return [...statement.bases.map((base) => base.value), ...statement.decorators];
    case 'delete':
      return statement.targets;
    case 'match':
      return [statement.subject, ...statement.cases.flatMap((one) => (one.guard ? [one.guard] : []))];
    case 'opaque':
      return statement.children;
    default:
      return [];
  }
}

/** The blocks of a statement. */
export function blocksOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case 'if':
      return [statement.then, statement.otherwise];
    case 'while':
    case 'for':
      return [statement.body, statement.otherwise];
    case 'with':
    case 'function':
    case 'class':
      return [statement.body];
    case 'try':
      return [
        statement.body,
        ...statement.handlers.map((handler) => handler.body),
        statement.otherwise,
        statement.finally,
      ];
    case 'match':
      return statement.cases.map((one) => one.body);
    default:
      return [];
  }
}

/** Calls `visit` with every expression under a block, parts after the whole; a result of false leaves its parts out. */
export function visitExpressions(
  body: readonly Statement[] | Expression,
  visit: (expression: Expression) => boolean | void,
): void {
  const visitOne = (expression: Expression): void => {
    if (visit(expression) === false) return;
    for (const part of partsOf(expression)) visitOne(part);
  };
  if (!isBlock(body)) {
    visitOne(body);
    return;
  }
  for (const statement of body) {
    for (const expression of expressionsOf(statement)) visitOne(expression);
    for (const block of blocksOf(statement)) visitExpressions(block, visit);
  }
}

/** Names that statements of a block assign, those of its own blocks included, those of functions and classes not. */
export function assignedNames(body: readonly Statement[]): string[] {
  return body.flatMap((statement): string[] => {
    switch (statement.kind) {
      case 'assign':
        return statement.targets.flatMap(targetNames);
      case 'augmented':
        return targetNames(statement.target);
      case 'function':
      case 'class':
        return [];
      case 'for':
        return [...targetNames(statement.target), ...blocksOf(statement).flatMap(assignedNames)];
      case 'with':
        return [
          ...statement.items.flatMap((item) => (item.target ? targetNames(item.target) : [])),
          ...assignedNames(statement.body),
        ];
      default:
        return blocksOf(statement).flatMap(assignedNames);
    }
  });
}

/** The names that an assignment to a target binds. */
export function targetNames(target: Expression): string[] {
  switch (target.kind) {
    case 'name':
      return [target.name];
    case 'tuple':
    case 'list':
      return target.elements.flatMap(targetNames);
    case 'starred':
      return targetNames(target.value);
    default:
      return [];
  }
}

function defaultsOf(parameters: readonly { readonly default: Expression | null }[]): Expression[] {
  return parameters.flatMap((one) => (one.default ? [one.default] : []));
}

/** Whether a function's body is statements; a lambda's is an expression. */
export function isBlock(body: readonly Statement[] | Expression): body is readonly Statement[] {
  return Array.isArray(body);
}
